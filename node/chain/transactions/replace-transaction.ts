import type { Hex } from '../../../protocol/encoding/hex.ts';
import { LoamError } from '../../../protocol/errors/loam-error.ts';
import type { ChainClient } from '../chain-client.ts';
import { explainChainError } from '../explain-chain-error.ts';
import { raiseFees, readFees } from './fees.ts';
import { journalOf } from './journal-of.ts';
import { broadcast, makeAttempt } from './make-attempt.ts';

/**
 * Sends an open transaction once more with higher fees, or one that does nothing in its place. Which of the tries is mined
 * is up to the chain; never more than one is.
 *
 * @param id the transaction's number in the journal
 * @returns the hash of the new try
 * @throws LoamError `TRANSACTION_ENDED`, `CHAIN_FEE_TOO_HIGH` when the fees cannot be raised further
 */
export async function replaceTransaction(
  chain: ChainClient,
  id: number,
  how: 'speed-up' | 'cancel',
): Promise<Hex> {
  const journal = journalOf(chain);
  return journal.inTurn(async () => {
    try {
      const open = journal.get(id);
      const last = open?.attempts.at(-1);
      if (open?.state !== 'open' || last === undefined) {
        throw new LoamError('TRANSACTION_ENDED', 'This transaction has ended.', {
          hint: 'There is nothing to change any more.',
        });
      }
      const fees = raiseFees(last, await readFees(chain));
      if (fees === undefined) {
        throw new LoamError('CHAIN_FEE_TOO_HIGH', 'The fee of this transaction cannot be raised further.', {
          hint: 'Wait until the chain is less busy.',
        });
      }
      // What was cancelled stays cancelled.
      const cancels = how === 'cancel' || last.cancels;
      const to = cancels ? (chain.account?.address ?? open.target) : open.target;
      const attempt = await makeAttempt(chain, {
        nonce: open.nonce,
        to,
        data: cancels ? '0x' : open.data,
        value: cancels ? 0n : open.value,
        // Nothing costs 21,000 gas on most chains and more on some.
        gas: cancels ? await chain.public.estimateGas({ account: to, to }) : open.gas,
        fees,
        cancels,
      });
      journal.addAttempt(id, attempt);
      if ((await broadcast(chain, attempt)) === 'sent') journal.markSent(id, attempt.hash);
      return attempt.hash;
    } catch (error) {
      throw explainChainError(error);
    }
  });
}
