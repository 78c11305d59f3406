import type { Hex } from '../../protocol/encoding/hex.ts';

/** A verdict on one submission. */
export interface AttestationStatement {
  readonly kind: 'attestation';
  readonly epoch: bigint;
  /** Round of committees in which the seat was drawn, from 1. */
  readonly round: number;
  /** Position of the submission in its epoch. */
  readonly index: bigint;
  /** The attestation's leaf (EIP-712 struct hash), which every field of it is in. */
  readonly hash: Hex;
}

/** A commitment to all verdicts of one round. */
export interface CommitmentStatement {
  readonly kind: 'commitment';
  readonly epoch: bigint;
  readonly round: number;
  /** Seed of the round: a chain that fell back may ask something else under the same number. */
  readonly question: Hex;
  readonly ballots: number;
  /** Merkle root over the attestations. */
  readonly hash: Hex;
}

/** A salt given to an epoch's draw. */
export interface SaltStatement {
  readonly kind: 'salt';
  readonly epoch: bigint;
  /** Hash of the salt, so that the history does not hold it. */
  readonly hash: Hex;
}

/** Something that a validator says once. */
export type Statement = AttestationStatement | CommitmentStatement | SaltStatement;

/** Whose history: network's id and the validator's address, lower case. */
export interface HistoryOwner {
  readonly network: string;
  readonly validator: Hex;
}

/** A statement that was signed, as the history keeps it. */
export interface SignedRow {
  readonly kind: Statement['kind'];
  readonly epoch: number;
  /** 0 for salts. */
  readonly round: number;
  /** Submission's position in decimal, a commitment's question, nothing for salts. */
  readonly slot: string;
  /** 0 for anything but commitments. */
  readonly ballots: number;
  readonly hash: Hex;
}

/** The row that a statement makes. */
export function rowOf(statement: Statement): SignedRow {
  const { kind, hash } = statement;
  const epoch = Number(statement.epoch);
  if (kind === 'salt') return { kind, epoch, round: 0, slot: '', ballots: 0, hash };
  const { round } = statement;
  if (kind === 'attestation') return { kind, epoch, round, slot: String(statement.index), ballots: 0, hash };
  return { kind, epoch, round, slot: statement.question, ballots: statement.ballots, hash };
}

/** A statement in words, for messages. */
export function inWords({ kind, epoch, round, slot }: SignedRow): string {
  if (kind === 'salt') return `the salt of epoch ${epoch}`;
  if (kind === 'attestation') return `submission ${slot} of epoch ${epoch}`;
  return `round ${round} of epoch ${epoch}`;
}
