import type { JournaledTransaction } from '../../database/transactions.ts';
import type { ChainClient } from '../chain-client.ts';
import { unlessMissing } from '../unless-missing.ts';
import { awaitTransaction, findReceipt } from './await-transaction.ts';

/**
 * Brings to an end what an earlier process (or an earlier wait that was too short) has left open: what is on chain is
 * noted, what the chain knows is waited for, what it does not know is sent again if the contract would still take it.
 *
 * @returns how many there were
 * @throws LoamError `CHAIN_UNCONFIRMED` when one of them is still not mined; nothing can be mined before it
 */
export async function recoverTransactions(chain: ChainClient): Promise<number> {
  const open = chain.journal?.open ?? [];
  for (const transaction of open) {
    if (await isWanted(chain, transaction)) await awaitTransaction(chain, transaction.id);
    else chain.journal?.finish(transaction.id, 'dropped');
  }
  return open.length;
}

/** Whether a transaction can still be mined or should be. Its nonce is free again otherwise. */
async function isWanted(chain: ChainClient, transaction: JournaledTransaction): Promise<boolean> {
  const { target, data, value, nonce, attempts } = transaction;
  if ((await findReceipt(chain, transaction)) !== undefined) return true;
  for (const { hash } of attempts)
    if ((await chain.public.getTransaction({ hash }).catch(unlessMissing)) !== undefined) return true;
  const account = chain.account?.address ?? '0x';
  // A used-up nonce is looked into by the wait.
  if ((await chain.public.getTransactionCount({ address: account, blockTag: 'latest' })) > nonce) return true;
  if (attempts.at(-1)?.cancels === true) return true;
  return chain.public.call({ account, to: target, data, value, blockTag: chain.blockTag }).then(
    () => true,
    () => false,
  );
}
