import type { Hex } from '../../../protocol/encoding/hex.ts';
import { epochManagerAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { eventOf } from '../event-of.ts';
import { readNextTerms } from '../reads/read-next-terms.ts';
import { stakeUnits } from '../stake-units.ts';
import { writeContract } from '../write-contract.ts';

/** What a learner submits. */
export interface SubmitArgs {
  /** sha2-256 digest of the bundle's CID. */
  readonly cid: Hex;
  /** Model version that the update builds on. */
  readonly baseVersion: number;
  /** keccak-256 of the canonical self-evaluation. */
  readonly metricsHash: Hex;
  /** 0 … 1 000 000. */
  readonly confidencePpm: number;
  /** Wei of LOAM that stand behind it, a multiple of 10^12; they stay where they are. */
  readonly stake: bigint;
}

/** Where a submission landed. */
export interface Placed {
  readonly epoch: bigint;
  /** Position in the epoch. */
  readonly index: bigint;
  readonly hash: Hex;
}

/** Submits an update to the open epoch, or opens the next one. An earlier one of this account in it becomes void. */
export async function submit(chain: ChainClient, args: SubmitArgs): Promise<Placed> {
  const { cid, metricsHash, baseVersion, confidencePpm } = args;
  const stake = stakeUnits(args.stake);
  const { epoch } = await readNextTerms(chain);
  const receipt = await writeContract(chain, {
    contract: 'EpochManager',
    abi: epochManagerAbi,
    functionName: 'submit',
    args: [cid, metricsHash, { epoch: Number(epoch), baseVersion, confidencePpm, stake }],
  });
  const { index, terms } = eventOf(receipt, epochManagerAbi, 'Submitted').args;
  return { epoch: BigInt(terms.epoch), index, hash: receipt.transactionHash };
}
