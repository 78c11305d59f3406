/** What can be disputed; the index is the number on chain. */
export const DISPUTE_KINDS = ['verdict', 'manifest', 'version', 'dataSet'] as const;
export type DisputeKind = (typeof DISPUTE_KINDS)[number];

/** What a jury can say; the index is the number on chain. */
export const RULINGS = ['none', 'uphold', 'overturn', 'deeperAudit'] as const;
export type Ruling = (typeof RULINGS)[number];

/** How far a dispute is; the index is the number on chain. */
export const DISPUTE_STATES = ['none', 'vote', 'reveal', 'appeal', 'closed'] as const;
export type DisputeState = (typeof DISPUTE_STATES)[number];

const INDEX_BITS = 128n;

/** The subject of a dispute about the verdict on a submission. Other subjects are an epoch, a version, a data set. */
export function verdictSubject(epoch: bigint, index: bigint): bigint {
  return (epoch << INDEX_BITS) | index;
}

/** Reads {@link verdictSubject} back. */
export function verdictOf(subject: bigint): { epoch: bigint; index: bigint } {
  return { epoch: subject >> INDEX_BITS, index: subject & ((1n << INDEX_BITS) - 1n) };
}
