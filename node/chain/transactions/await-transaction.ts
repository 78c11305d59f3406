import { setTimeout as sleep } from 'node:timers/promises';
import type { TransactionReceipt } from 'viem';
import { LoamError } from '../../../protocol/errors/loam-error.ts';
import type { JournaledTransaction } from '../../database/transactions.ts';
import type { ChainClient } from '../chain-client.ts';
import {
  LOCAL_CHAIN_ID,
  LOCAL_RECEIPT_MS,
  PUBLIC_RECEIPT_POLL_MS,
  RECEIPT_MS,
  RECEIPT_POLL_MS,
  RESEND_MS,
} from '../limits.ts';
import { unlessMissing } from '../unless-missing.ts';
import { journalOf } from './journal-of.ts';
import { broadcast } from './make-attempt.ts';
import { replaceTransaction } from './replace-transaction.ts';

/** How a transaction ended. */
export type Awaited =
  | { readonly state: 'succeeded' | 'reverted' | 'cancelled'; readonly receipt: TransactionReceipt }
  | { readonly state: 'displaced' };

/** Looks at a used-up nonce without a receipt of ours until another transaction is believed to have used it. */
const LOOKS_UNTIL_DISPLACED = 3;

/**
 * Waits until an open transaction is mined and confirmed, and writes down how it ended. On the way it sends again what the
 * chain has forgotten, and raises the fees of what takes too long.
 *
 * @throws LoamError `CHAIN_UNCONFIRMED` when it takes longer than {@link RECEIPT_MS}; it stays open then
 */
export async function awaitTransaction(chain: ChainClient, id: number): Promise<Awaited> {
  const journal = journalOf(chain);
  const isLocal = chain.descriptor.chainId === LOCAL_CHAIN_ID;
  const limit = isLocal ? LOCAL_RECEIPT_MS : RECEIPT_MS;
  const pause = isLocal ? RECEIPT_POLL_MS : PUBLIC_RECEIPT_POLL_MS;
  const started = journal.now();
  let lookedAt = started;
  let looks = 0;
  for (;;) {
    const transaction = journal.get(id);
    if (transaction === undefined) throw new LoamError('TRANSACTION_ENDED', 'This transaction is not known.');
    const address = chain.account?.address ?? '0x';
    const used = await chain.public.getTransactionCount({ address, blockTag: 'latest' });
    const found = used > transaction.nonce ? await findReceipt(chain, transaction) : undefined;
    if (found !== undefined && (await isConfirmed(chain, found.receipt))) {
      const { receipt, cancels } = found;
      const mined = receipt.status === 'success' ? 'succeeded' : 'reverted';
      const state = cancels ? 'cancelled' : mined;
      journal.finish(id, state, receipt.transactionHash, receipt.blockNumber);
      return { state, receipt };
    }
    if (found === undefined && journal.now() - lookedAt >= RESEND_MS) {
      lookedAt = journal.now();
      looks = used > transaction.nonce ? looks + 1 : 0;
      if (looks >= LOOKS_UNTIL_DISPLACED) {
        journal.finish(id, 'displaced');
        return { state: 'displaced' };
      }
      if (used <= transaction.nonce) await nudge(chain, transaction, used);
    }
    if (journal.now() - started >= limit) {
      throw new LoamError('CHAIN_UNCONFIRMED', 'The chain did not confirm the transaction in time.', {
        hint: 'It may still come; look at the state before trying again.',
        data: { hash: transaction.attempts.at(-1)?.hash ?? null, what: transaction.what },
      });
    }
    await sleep(pause);
  }
}

/** The receipt of whichever try was mined. */
export async function findReceipt(
  chain: ChainClient,
  { attempts }: JournaledTransaction,
): Promise<{ receipt: TransactionReceipt; cancels: boolean } | undefined> {
  for (const { hash, cancels } of [...attempts].reverse()) {
    const receipt = await chain.public.getTransactionReceipt({ hash }).catch(unlessMissing);
    if (receipt !== undefined) return { receipt, cancels };
  }
  return undefined;
}

async function isConfirmed(chain: ChainClient, { blockNumber }: TransactionReceipt): Promise<boolean> {
  if (chain.confirmations <= 1) return true;
  const head = await chain.public.getBlockNumber({ cacheTime: 0 });
  return head - blockNumber + 1n >= BigInt(chain.confirmations);
}

/** Helps a transaction along that is not mined yet. @param used nonces that the chain has used up */
async function nudge(
  chain: ChainClient,
  { id, nonce, attempts }: JournaledTransaction,
  used: number,
): Promise<void> {
  const journal = journalOf(chain);
  // A chain that lost blocks needs what was in them before it takes what comes after.
  for (const earlier of used < nonce ? journal.minedFrom(used) : []) {
    const attempt = earlier.attempts.find(({ hash }) => hash === earlier.hash);
    if (earlier.nonce < nonce && attempt !== undefined && attempt.raw !== '0x')
      await broadcast(chain, attempt).catch(() => undefined);
  }
  const last = attempts.at(-1);
  if (last === undefined) return;
  const known = await chain.public.getTransaction({ hash: last.hash }).catch(unlessMissing);
  if (known === undefined) {
    // A refusal here means that an earlier try pays as much; the wait goes on for both.
    const sent = await broadcast(chain, last).catch(() => undefined);
    if (sent === 'sent') journal.markSent(id, last.hash);
  } else if (last.sentAt === null) journal.markSent(id, last.hash);
  else if (journal.now() - last.sentAt >= chain.stuckMs) {
    // Fees that cannot be raised leave the transaction as it is.
    await replaceTransaction(chain, id, 'speed-up').catch(() => undefined);
  }
}
