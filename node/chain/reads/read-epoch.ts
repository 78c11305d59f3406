import type { Hex } from '../../../protocol/encoding/hex.ts';
import { epochManagerAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';

/** Phases on chain, in order; the index is the number there. */
export const CHAIN_PHASES = [
  'none',
  'submit',
  'draw',
  'commit',
  'reveal',
  'settle',
  'aggregate',
  'challenge',
  'final',
] as const;
export type ChainPhase = (typeof CHAIN_PHASES)[number];

/** An epoch as the chain has it. Times are seconds since 1970 by the chain's clock. */
export interface EpochState {
  readonly epoch: bigint;
  readonly phase: ChainPhase;
  readonly openedAt: number;
  readonly submitEndsAt: number;
  /** When the phase ends at the latest; null when only progress ends it. */
  readonly phaseEndsAt: number | null;
  /** Randomness of the epoch; zero before the draw. */
  readonly seed: Hex;
  readonly submissions: number;
  /** Submissions with a committee, with a verdict, accepted. */
  readonly drawn: number;
  readonly settled: number;
  readonly accepted: number;
  /** Committee seats in all, and how many of them committed and revealed. */
  readonly seats: number;
  readonly commits: number;
  readonly reveals: number;
  /** Sum of the reward weights of the accepted submissions. */
  readonly totalWeight: bigint;
}

/** Reads an epoch at the chain's present time. */
export async function readEpoch(chain: ChainClient, epoch: bigint): Promise<EpochState> {
  const info = await chain.reading(() =>
    chain.public.readContract({
      address: chain.descriptor.contracts.EpochManager,
      abi: epochManagerAbi,
      functionName: 'epochInfo',
      args: [epoch],
      blockTag: chain.blockTag,
    }),
  );
  const { submissions, drawn, settled, accepted, seats, commits, reveals, totalWeight, seed } = info;
  return {
    epoch,
    phase: CHAIN_PHASES[info.phase] ?? 'none',
    openedAt: Number(info.openedAt),
    submitEndsAt: Number(info.submitEndsAt),
    phaseEndsAt: info.phaseEndsAt === 0n ? null : Number(info.phaseEndsAt),
    seed,
    submissions,
    drawn,
    settled,
    accepted,
    seats,
    commits,
    reveals,
    totalWeight,
  };
}
