import type { ScoreRules } from '../chain/chain-rules.ts';
import { SCORE_METHODS } from '../chain/network-parameters.ts';
import { LoamError } from '../errors/loam-error.ts';
import { type CalibrationBucket, meanOf } from './calibration-buckets.ts';
import { expWad, WAD } from './fixed-point.ts';

const PPM = 1_000_000n;
/** Parts per 10^9 in a part per million. */
const PPB_PER_PPM = 1000n;
/** Where the sigmoid's argument is cut off, in e's exponent with 18 decimals. */
const MOST_EXPONENT = 40n * WAD;
/** From thousandths × ppm to 18 decimals. */
const TO_WAD = 10n ** 9n;
const SIGMOID = SCORE_METHODS.indexOf('Sigmoid');

/**
 * What an accepted utility is worth that was stated with a confidence, parts per 10^9, never negative; bit for bit as
 * Scoring.sol. Needs the running mean of the confidence's bucket with the sigmoid method only.
 *
 * @param utilityPpm as the verdict states it; counts from 0 to the rules' cap
 * @param confidencePpm 0 … 1 000 000
 * @throws LoamError `CONFIDENCE_RANGE`
 */
export function score(
  utilityPpm: bigint,
  confidencePpm: bigint,
  rules: ScoreRules,
  bucket: CalibrationBucket,
): bigint {
  if (confidencePpm < 0n || confidencePpm > PPM)
    throw new LoamError('CONFIDENCE_RANGE', `${confidencePpm} ppm is no confidence.`);
  const utility = clippedUtility(utilityPpm, BigInt(rules.utilityCapPpm));
  if (rules.method !== SIGMOID) return properScore(utility, confidencePpm, rules);
  return bucket.count === 0n ? utility * PPB_PER_PPM : sigmoidScore(utility, meanOf(bucket), rules);
}

/** Utility as scores see it: from 0 to the cap. */
export function clippedUtility(utilityPpm: bigint, capPpm: bigint): bigint {
  if (utilityPpm <= 0n) return 0n;
  return utilityPpm < capPpm ? utilityPpm : capPpm;
}

/**
 * u − penalty · ((u − û) / cap)² with û = c · cap, parts per 10^9, rounded down, at least 0: its expectation is largest
 * where û is the expected utility.
 * @param utility clipped
 */
export function properScore(utility: bigint, confidencePpm: bigint, rules: ScoreRules): bigint {
  const cap = BigInt(rules.utilityCapPpm);
  const miss = utility * PPM - confidencePpm * cap;
  const earned = utility * PPM * PPM * cap * cap;
  const lost = BigInt(rules.penaltyPpm) * miss * miss;
  return earned > lost ? (earned - lost) / (PPM * PPB_PER_PPM * cap * cap) : 0n;
}

/**
 * u · 2σ(k · (u − mean)), parts per 10^9, the published factor. Rewards stating too little.
 * @param utility clipped
 * @param meanPpm E[u | c], running mean of the confidence's bucket
 */
export function sigmoidScore(utility: bigint, meanPpm: bigint, rules: ScoreRules): bigint {
  const raw = BigInt(rules.steepnessMilli) * (utility - meanPpm) * TO_WAD;
  const exponent = raw > MOST_EXPONENT ? MOST_EXPONENT : raw < -MOST_EXPONENT ? -MOST_EXPONENT : raw;
  const factor = (2n * WAD * WAD) / (WAD + expWad(-exponent));
  return (utility * PPB_PER_PPM * factor) / WAD;
}
