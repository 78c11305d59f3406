import type { Hex } from '../../../protocol/encoding/hex.ts';
import { epochManagerAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { readContract } from '../read-contract.ts';

/** Phases on chain, in order; the index is the number there. */
export const CHAIN_PHASES = [
  'none',
  'submit',
  'salt',
  'draw',
  'commit',
  'reveal',
  'settle',
  'contest',
  'aggregate',
  'challenge',
  'final',
] as const;
export type ChainPhase = (typeof CHAIN_PHASES)[number];

/** An epoch as the chain has it. Times are seconds since 1970 by the chain's clock. */
export interface EpochState {
  readonly epoch: bigint;
  readonly phase: ChainPhase;
  /** Round of committees, from 1; 0 before the first draw. */
  readonly round: number;
  readonly openedAt: number;
  readonly submitEndsAt: number;
  /** When the phase ends at the latest; null when only progress ends it. */
  readonly phaseEndsAt: number | null;
  /** Model version that its submissions build on. */
  readonly baseVersion: number;
  /** Positions handed out, void ones included. */
  readonly submissions: number;
  /** Positions that still await this round's draw. */
  readonly undrawn: number;
  /** Drawn submissions that await a verdict; those with one, and how many of these are accepted. */
  readonly pending: number;
  readonly settled: number;
  readonly accepted: number;
  /** Randomness of the current round; zero before the draw. */
  readonly seed: Hex;
  /** Hash chain of the submissions that are not opened yet, 18 bytes. */
  readonly chain: Hex;
  /** Sum of the reward weights of the accepted submissions. */
  readonly totalWeight: bigint;
}

/** Reads an epoch at the chain's present time. */
export async function readEpoch(chain: ChainClient, epoch: bigint): Promise<EpochState> {
  const info = await readContract(chain, {
    contract: 'EpochManager',
    abi: epochManagerAbi,
    functionName: 'epochInfo',
    args: [epoch],
  });
  return {
    epoch,
    phase: CHAIN_PHASES[info.phase] ?? 'none',
    round: info.round,
    openedAt: info.openedAt,
    submitEndsAt: info.submitEndsAt,
    phaseEndsAt: info.phaseEndsAt === 0 ? null : info.phaseEndsAt,
    baseVersion: info.baseVersion,
    submissions: info.count,
    undrawn: info.undrawn,
    pending: info.pending,
    settled: info.settled,
    accepted: info.accepted,
    seed: info.seed,
    chain: info.chain,
    totalWeight: info.totalWeight,
  };
}
