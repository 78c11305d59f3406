import { parseEventLogs } from 'viem';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import { nodeRegistryAbi, verdictsAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { writeContract } from '../write-contract.ts';

/** What {@link enforce} took. */
export interface Fines {
  /** Seats that stated something else than the final verdict or withheld what they had committed; silent seats. */
  readonly dissenting: number;
  readonly silent: number;
  /** Wei of LOAM that seats and learner lost in all. */
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
  const [seats] = parseEventLogs({ abi: verdictsAbi, eventName: 'SeatsFined', logs: receipt.logs });
  const slashes = parseEventLogs({ abi: nodeRegistryAbi, eventName: 'Slashed', logs: receipt.logs });
  return {
    dissenting: Number(seats?.args.dissenting ?? 0n),
    silent: Number(seats?.args.silent ?? 0n),
    taken: slashes.reduce((sum, slash) => sum + slash.args.amount, 0n),
    hash: receipt.transactionHash,
  };
}
