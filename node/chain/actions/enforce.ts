import type { Hex } from '../../../protocol/encoding/hex.ts';
import { verdictsAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { eventOf } from '../event-of.ts';
import { writeContract } from '../write-contract.ts';

/** What {@link enforce} took. */
export interface Fines {
  /** Seats that stated something else than the final verdict or withheld what they had committed; silent seats. */
  readonly dissenting: number;
  readonly silent: number;
  /** Wei of LOAM in all. */
  readonly taken: bigint;
  readonly hash: Hex;
}

/**
 * Fines the dissenting and silent seats and the rejected learner of a submission, and closes its re-run bonds. Anyone
 * may, once per submission and after the contest, and gets the bounty.
 */
export async function enforce(
  chain: ChainClient,
  args: { readonly epoch: bigint; readonly index: bigint },
): Promise<Fines> {
  const receipt = await writeContract(chain, {
    contract: 'Verdicts',
    abi: verdictsAbi,
    functionName: 'enforce',
    args: [args.epoch, args.index],
  });
  const { dissenting, silent, taken } = eventOf(receipt, verdictsAbi, 'SeatsFined').args;
  return {
    dissenting: Number(dissenting),
    silent: Number(silent),
    taken,
    hash: receipt.transactionHash,
  };
}
