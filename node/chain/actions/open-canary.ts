import type { Hex } from '../../../protocol/encoding/hex.ts';
import { verdictsAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { eventOf } from '../event-of.ts';
import { writeContract } from '../write-contract.ts';

/** The answer sealed in a canary's seed, and what else its metrics hash holds. */
export interface OpenCanaryArgs {
  readonly epoch: bigint;
  readonly index: bigint;
  /** keccak-256 of the bundle's canonical `eval.json`. */
  readonly evaluationHash: Hex;
  /** The verdict that honest validators come to. */
  readonly pass: boolean;
  readonly utilityPpm: number;
  readonly salt: Hex;
}

/**
 * In the contest, as the learner who planted it: opens the seal of a canary. Says whether a larger committee must
 * judge it, because the verdict was another.
 */
export async function openCanary(
  chain: ChainClient,
  args: OpenCanaryArgs,
): Promise<{ rerun: boolean; hash: Hex }> {
  const { epoch, index, evaluationHash, pass, utilityPpm, salt } = args;
  const receipt = await writeContract(chain, {
    contract: 'Verdicts',
    abi: verdictsAbi,
    functionName: 'openCanary',
    args: [epoch, index, evaluationHash, pass, utilityPpm, salt],
  });
  const { rerun } = eventOf(receipt, verdictsAbi, 'CanaryOpened').args;
  return { rerun, hash: receipt.transactionHash };
}
