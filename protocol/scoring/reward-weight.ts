import type { ReputationRules, ScoreRules, StakeRules } from '../chain/chain-rules.ts';
import { smaller } from '../encoding/smaller.ts';
import type { CalibrationBucket } from './calibration-buckets.ts';
import { score } from './score.ts';
import { stakeFactor } from './stake-factor.ts';

const PPM = 1_000_000n;
const PPB = 1_000_000_000n;
/** Largest weight that the chain keeps. */
const MAX_WEIGHT = 2n ** 64n - 1n;

/** The rules that a weight depends on. */
export interface WeightRules {
  readonly score: ScoreRules;
  readonly stake: StakeRules;
  readonly reputation: ReputationRules;
}

/** What is known of an accepted submission. */
export interface WeightInput {
  readonly utilityPpm: bigint;
  readonly confidencePpm: bigint;
  /** Units of 10^12 wei. */
  readonly stake: bigint;
  /** 0 (a copy) … 1 000 000. */
  readonly uniquenessPpm: bigint;
  /** The learner's reputation at the settlement. */
  readonly reputationPpm: bigint;
  /** The confidence's bucket before this submission is recorded. */
  readonly bucket: CalibrationBucket;
}

/**
 * Reward weight: score · stake factor · uniqueness · (1 + bonus · reputation), rounded down after each factor; bit for bit
 * as Scoring.sol.
 * @throws LoamError `CONFIDENCE_RANGE`
 */
export function rewardWeight(input: WeightInput, rules: WeightRules): bigint {
  const { utilityPpm, confidencePpm, bucket, stake, uniquenessPpm, reputationPpm } = input;
  const scored = score(utilityPpm, confidencePpm, rules.score, bucket);
  const staked = (scored * stakeFactor(stake, rules.stake)) / PPB;
  const unique = (staked * uniquenessPpm) / PPM;
  const bonusPpm = (BigInt(rules.reputation.bonusPpm) * reputationPpm) / PPM;
  return smaller((unique * (PPM + bonusPpm)) / PPM, MAX_WEIGHT);
}
