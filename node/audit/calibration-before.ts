import type { ScoreRules } from '../../protocol/chain/chain-rules.ts';
import { SCORE_METHODS } from '../../protocol/chain/network-parameters.ts';
import { epochManagerAbi } from '../../protocol/generated/abis.ts';
import {
  bucketOf,
  type CalibrationBucket,
  EMPTY_BUCKET,
  recorded,
} from '../../protocol/scoring/calibration-buckets.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { readEvents } from '../chain/read-events.ts';
import { readSubmissions } from '../chain/reads/read-submission.ts';
import { isBefore, type Position } from './registry-history.ts';

/** Accepted, as EpochManager numbers it. */
const ACCEPTED = 2;

/**
 * The calibration bucket of a confidence just before a settlement, from all settlements before it. The proper score
 * does not look at it, so then nothing is read.
 */
export async function calibrationBefore(
  chain: ChainClient,
  position: Position,
  confidencePpm: number,
  rules: ScoreRules,
): Promise<CalibrationBucket> {
  if (SCORE_METHODS[rules.method] === 'Proper') return EMPTY_BUCKET;
  const settled = await readEvents(chain, {
    contract: 'EpochManager',
    abi: epochManagerAbi,
    eventName: 'SubmissionSettled',
  });
  const wanted = bucketOf(BigInt(confidencePpm));
  const seen = new Set<string>();
  let bucket = EMPTY_BUCKET;
  for (const event of settled) {
    const { epoch, index, status, utilityPpm } = event.args;
    if (!isBefore(event, position)) break;
    // A submission that was judged again is recorded once.
    if (status !== ACCEPTED || seen.has(`${epoch} ${index}`)) continue;
    seen.add(`${epoch} ${index}`);
    const submission = (await readSubmissions(chain, epoch)).find((s) => BigInt(s.index) === index);
    if (submission !== undefined && bucketOf(BigInt(submission.confidencePpm)) === wanted)
      bucket = recorded(bucket, BigInt(utilityPpm));
  }
  return bucket;
}
