import type { ChainRules } from '../../protocol/chain/chain-rules.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import type { EpochLog } from '../chain/epoch-log.ts';
import type { PaidReward } from '../chain/reads/read-claims.ts';
import type { Seat } from '../chain/reads/read-committee.ts';
import type { RewardDue } from '../chain/reads/read-due.ts';
import type { Reveal } from '../chain/reads/read-reveals.ts';
import type { SubmissionState } from '../chain/reads/read-submission.ts';
import type { VersionState } from '../chain/reads/read-versions.ts';
import type { Position, RegistryHistory } from './registry-history.ts';
import type { RulesHistory } from './rules-history.ts';

/** A settlement as its event tells it. */
export interface Settlement extends Position {
  readonly epoch: bigint;
  readonly index: number;
  /** Number on chain (SUBMISSION_STATUSES). */
  readonly status: number;
  readonly utilityPpm: number;
  readonly uniquenessPpm: number;
  readonly weight: bigint;
  readonly hash: Hex;
}

/** Seats that one event added to a committee. */
export interface SeatDraw extends Position {
  readonly index: number;
  readonly round: number;
  readonly seats: readonly number[];
  readonly hash: Hex;
}

/** What Scoring reported when it recorded an accepted utility. */
export interface RecordedBucket extends Position {
  readonly bucket: number;
  readonly meanPpm: bigint;
  readonly count: bigint;
}

/** A manifest as it was proposed or made a version, from the registry's events. */
export interface ManifestEvent extends Position {
  /** Null while it is only proposed. */
  readonly version: number | null;
  readonly parent: number | null;
  readonly manifestCid: Hex;
  readonly adapterCid: Hex;
  readonly aggregator: Hex;
  readonly hash: Hex;
}

/** Everything that the chain says about one epoch and that an audit looks at, read once. */
export interface EpochFacts {
  readonly epoch: bigint;
  /** The newest block when it was read. */
  readonly head: { readonly number: bigint; readonly hash: Hex };
  /** Where the epoch opened, and the model version it builds on. */
  readonly opened: Position & { readonly baseVersion: number; readonly hash: Hex };
  /** The rules in force in the epoch: those of its opening, whatever was voted since. */
  readonly rules: ChainRules;
  readonly rulesHistory: RulesHistory;
  readonly registry: RegistryHistory;
  readonly log: EpochLog;
  /** Randomness of the epoch's questions; zero before its first draw. */
  readonly seed: Hex;
  readonly submissions: readonly SubmissionState[];
  readonly committees: ReadonlyMap<number, readonly Seat[]>;
  readonly reveals: readonly Reveal[];
  readonly draws: readonly SeatDraw[];
  /** Of all epochs, in order: calibration depends on them. */
  readonly settlements: readonly Settlement[];
  readonly recorded: readonly RecordedBucket[];
  /** Stated confidences of the submissions of all epochs, parts per million, by `<epoch> <index>`. */
  readonly confidences: ReadonlyMap<string, number>;
  /** Call data of the transactions that opened attestations, by hash. */
  readonly openings: ReadonlyMap<Hex, Hex>;
  /** Reward weights as the contract keeps them now, by position. */
  readonly storedWeights: ReadonlyMap<number, bigint>;
  /** The epoch's version: final, or only proposed (`finalizedAt` null). Null without one. */
  readonly version: VersionState | null;
  /** The version that the epoch builds on. */
  readonly parent: VersionState | null;
  readonly manifests: readonly ManifestEvent[];
  /** What was allotted, and where. Null before. */
  readonly allotment: (Position & { readonly emission: bigint; readonly fees: bigint }) | null;
  readonly reward: { readonly learners: bigint; readonly validators: bigint; readonly aggregator: bigint };
  /** What the contracts owe each account for the epoch, by address in lower case. */
  readonly dues: ReadonlyMap<string, RewardDue>;
  readonly claims: readonly PaidReward[];
}
