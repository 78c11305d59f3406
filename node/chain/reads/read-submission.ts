import type { Hex } from '../../../protocol/encoding/hex.ts';
import { epochManagerAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';

const STATUSES = ['pending', 'accepted', 'rejected', 'unresolved'] as const;

/** A submission as the chain has it. */
export interface SubmissionState {
  readonly index: number;
  readonly learner: Hex;
  /** sha2-256 digest of the bundle's CID. */
  readonly cid: Hex;
  readonly baseVersion: number;
  readonly metricsHash: Hex;
  readonly confidencePpm: number;
  /** Wei of LOAM. */
  readonly stake: bigint;
  readonly status: (typeof STATUSES)[number];
  /** Of the verdict that stands; 0 before. */
  readonly utilityPpm: number;
  /** Of the verdict that stands; zero before. */
  readonly digest: Hex;
  /** Reward weight; 0 unless accepted. */
  readonly weight: bigint;
}

/** One submission. @throws LoamError `CHAIN_NO_SUCH_SUBMISSION` */
export async function readSubmission(
  chain: ChainClient,
  epoch: bigint,
  index: bigint,
): Promise<SubmissionState> {
  const raw = await chain.reading(() =>
    chain.public.readContract({
      address: chain.descriptor.contracts.EpochManager,
      abi: epochManagerAbi,
      functionName: 'submission',
      args: [epoch, index],
      blockTag: chain.blockTag,
    }),
  );
  return toState(raw, Number(index));
}

/** All submissions of an epoch, in order. */
export async function readSubmissions(chain: ChainClient, epoch: bigint): Promise<SubmissionState[]> {
  const raw = await chain.reading(() =>
    chain.public.readContract({
      address: chain.descriptor.contracts.EpochManager,
      abi: epochManagerAbi,
      functionName: 'submissionsOf',
      args: [epoch],
      blockTag: chain.blockTag,
    }),
  );
  return raw.map(toState);
}

interface RawSubmission extends Omit<SubmissionState, 'index' | 'status' | 'utilityPpm'> {
  readonly status: number;
  readonly utilityPpm: bigint;
}

function toState(raw: RawSubmission, index: number): SubmissionState {
  return {
    ...raw,
    index,
    status: STATUSES[raw.status] ?? 'pending',
    utilityPpm: Number(raw.utilityPpm),
  };
}
