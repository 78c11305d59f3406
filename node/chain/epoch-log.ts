import type { Hex } from '../../protocol/encoding/hex.ts';
import type { ChainEntry } from '../../protocol/submission/submission-chain.ts';

/** A batch of submissions behind one Merkle root. */
export interface BatchState {
  /** Position of its first leaf, which is also the batch's number. */
  readonly first: number;
  readonly leaves: number;
  readonly batcher: Hex;
  readonly root: Hex;
  /** sha2-256 digest of the CID of the list of its submissions. */
  readonly listCid: Hex;
  /** Transaction that posted it. */
  readonly hash: Hex;
}

/** How far a submission is: handed in, void, waiting for a committee of the next round, with a committee, with an outcome. */
export type SubmissionStage = 'submitted' | 'void' | 'escalated' | 'drawn' | 'settled';

/** A submission as an epoch's events tell it. */
export interface LoggedSubmission {
  /** Position in the epoch. */
  readonly index: number;
  readonly learner: Hex;
  readonly cid: Hex;
  readonly metricsHash: Hex;
  readonly baseVersion: number;
  readonly confidencePpm: number;
  /** Wei of LOAM. */
  readonly stake: bigint;
  stage: SubmissionStage;
  /** First four bytes that say why it is void: the selector of the error that a direct call would give. */
  voidReason: Hex | null;
  /** Number on chain (SUBMISSION_STATUSES) of the last settlement, as a court may have changed it; 0 before. */
  status: number;
  utilityPpm: number;
  uniquenessPpm: number;
  weight: bigint;
}

/** Seats that one round added to a submission's committee: node numbers, one per seat. */
export interface LoggedSeats {
  readonly index: number;
  readonly round: number;
  readonly seats: readonly number[];
}

/** A commitment of a validator. */
export interface LoggedCommitment {
  readonly node: number;
  readonly round: number;
  readonly root: Hex;
  readonly ballots: number;
}

/** An opened attestation. */
export interface LoggedReveal {
  readonly index: bigint;
  readonly validator: Hex;
  readonly pass: boolean;
  readonly utilityPpm: number;
  readonly uniquenessPpm: number;
  readonly digest: Hex;
  readonly salt: Hex;
  /** Transaction that posted it, and the round that it belongs to. */
  readonly hash: Hex;
  readonly round: number;
}

/** What the events of EpochManager and Verdicts say of an epoch, in their order. */
export interface EpochLog {
  readonly epoch: bigint;
  /** Block in which it opened. */
  readonly openedIn: bigint;
  /** The links of its chain, single submissions and batches, in the order in which they were made. */
  readonly entries: readonly ChainEntry[];
  readonly batches: readonly BatchState[];
  /** By position; leaves of batches appear when they are drawn. */
  readonly submissions: readonly LoggedSubmission[];
  /** Positions that are void, leaves of batches included. */
  readonly voidPositions: ReadonlySet<number>;
  readonly seats: readonly LoggedSeats[];
  readonly commitments: readonly LoggedCommitment[];
  readonly reveals: readonly LoggedReveal[];
  /** Positions whose verdict a watcher contested with a bond. */
  readonly reruns: ReadonlySet<number>;
  /** Seed of each round, the first at 0. */
  readonly seeds: readonly Hex[];
  /** Rounds whose committees are all drawn. */
  readonly drawnRounds: number;
}
