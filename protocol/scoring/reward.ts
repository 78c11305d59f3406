import { PPM } from '../limits.ts';

/** Shares of an epoch's reward in basis points; equal to RewardPool.sol. */
export const LEARNER_SHARE_BPS = 8_000n;
export const VALIDATOR_SHARE_BPS = 1_500n;
export const AGGREGATOR_SHARE_BPS = 500n;
const BPS = 10_000n;

/**
 * Reward weight of an accepted submission: utility × stake, the stake capped so that it saturates.
 *
 * @param utility ppm, 1 … 1 000 000 (0 or less weighs nothing)
 * @param stake locked with the submission, wei of LOAM
 * @param stakeCap wei of LOAM
 */
export function rewardWeight(utility: number, stake: bigint, stakeCap: bigint): bigint {
  if (utility <= 0) return 0n;
  return BigInt(Math.min(utility, PPM)) * (stake < stakeCap ? stake : stakeCap);
}

/** What one epoch pays out, in wei of LOAM. */
export interface RewardPlan {
  readonly learners: readonly bigint[];
  readonly validatorPerReveal: (agreeing: bigint) => bigint;
  readonly aggregator: bigint;
}

/**
 * The published formula `R · wᵢ / Σw` with the three shares, rounded down everywhere, as RewardPool.sol pays it.
 *
 * @param reward R of the epoch, wei
 * @param weights reward weights of the accepted submissions, in order
 * @param agreeingTotal Σ of agreeing reveals over all validators
 */
export function rewardPlan(reward: bigint, weights: readonly bigint[], agreeingTotal: bigint): RewardPlan {
  const total = weights.reduce((a, b) => a + b, 0n);
  const learnerShare = (reward * LEARNER_SHARE_BPS) / BPS;
  const validatorShare = (reward * VALIDATOR_SHARE_BPS) / BPS;
  return {
    learners: weights.map((w) => (total === 0n ? 0n : (learnerShare * w) / total)),
    validatorPerReveal: (n) => (agreeingTotal === 0n ? 0n : (validatorShare * n) / agreeingTotal),
    aggregator: (reward * AGGREGATOR_SHARE_BPS) / BPS,
  };
}
