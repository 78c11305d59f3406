import { SUBMISSION_STATUSES } from '../../protocol/generated/abis.ts';
import {
  bucketOf,
  type CalibrationBucket,
  EMPTY_BUCKET,
  meanOf,
  recorded,
} from '../../protocol/scoring/calibration-buckets.ts';
import type { EpochFacts } from './epoch-facts.ts';
import { isBefore, type Position } from './registry-history.ts';

const ACCEPTED = SUBMISSION_STATUSES.indexOf('Accepted');

/** The calibration bucket of a confidence just before a settlement, from all settlements before it. */
export function calibrationBefore(
  facts: Pick<EpochFacts, 'settlements' | 'confidences'>,
  position: Position,
  confidencePpm: number,
): CalibrationBucket {
  const wanted = bucketOf(BigInt(confidencePpm));
  const seen = new Set<string>();
  let bucket = EMPTY_BUCKET;
  for (const settlement of facts.settlements) {
    if (!isBefore(settlement, position)) break;
    const key = `${settlement.epoch} ${settlement.index}`;
    // A submission that was judged again is recorded once.
    if (settlement.status !== ACCEPTED || seen.has(key)) continue;
    seen.add(key);
    const stated = facts.confidences.get(key);
    if (stated !== undefined && bucketOf(BigInt(stated)) === wanted)
      bucket = recorded(bucket, BigInt(settlement.utilityPpm));
  }
  return bucket;
}

/** What Scoring recorded together with a settlement; its event comes right before that one. */
export function recordedWith(
  facts: Pick<EpochFacts, 'settlements' | 'recorded'>,
  settlement: Position,
): string {
  const before = facts.settlements.findLast((other) => isBefore(other, settlement));
  const found = facts.recorded.findLast(
    (record) => isBefore(record, settlement) && (before === undefined || isBefore(before, record)),
  );
  return found === undefined ? 'not recorded' : inWords(BigInt(found.bucket), found.meanPpm, found.count);
}

/** A bucket with its number as the audit compares it. */
export function bucketInWords(confidencePpm: number, bucket: CalibrationBucket): string {
  return inWords(bucketOf(BigInt(confidencePpm)), meanOf(bucket), bucket.count);
}

function inWords(bucket: bigint, meanPpm: bigint, count: bigint): string {
  return `bucket ${bucket}, mean ${meanPpm} ppm of ${count}`;
}
