/** Buckets of confidence from 0 to 1. */
const BUCKETS = 10n;
const BUCKET_PPM = 1_000_000n / BUCKETS;

/** Accepted utilities that were stated with confidences of one tenth. */
export interface CalibrationBucket {
  /** Sum, parts per million. */
  readonly sumPpm: bigint;
  readonly count: bigint;
}

/** A bucket before the first accepted submission. */
export const EMPTY_BUCKET: CalibrationBucket = { sumPpm: 0n, count: 0n };

/** Number of the bucket of a confidence: its tenth, the last one closed at 1. */
export function bucketOf(confidencePpm: bigint): bigint {
  const bucket = confidencePpm / BUCKET_PPM;
  return bucket < BUCKETS ? bucket : BUCKETS - 1n;
}

/** The bucket with one more accepted utility. */
export function recorded({ sumPpm, count }: CalibrationBucket, utilityPpm: bigint): CalibrationBucket {
  return { sumPpm: sumPpm + utilityPpm, count: count + 1n };
}

/** Running mean, parts per million, rounded towards zero; 0 for an empty bucket. */
export function meanOf({ sumPpm, count }: CalibrationBucket): bigint {
  return count === 0n ? 0n : sumPpm / count;
}
