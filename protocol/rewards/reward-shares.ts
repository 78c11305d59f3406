import type { RewardRules } from '../chain/chain-rules.ts';

const PPM = 1_000_000n;

/** What an epoch pays to each kind, wei. */
export interface EpochReward {
  readonly learners: bigint;
  readonly validators: bigint;
  readonly aggregator: bigint;
}

/** Splits an epoch's reward; what the rounded shares of learners and validators leave is the aggregator's. @param reward wei */
export function splitReward(reward: bigint, rules: RewardRules): EpochReward {
  const learners = (reward * BigInt(rules.learnersPpm)) / PPM;
  const validators = (reward * BigInt(rules.validatorsPpm)) / PPM;
  return { learners, validators, aggregator: reward - learners - validators };
}

/** What an accepted submission gets of the learners' share: R · w / Σw, rounded down. 0 while nothing weighs. */
export function learnerDue(learners: bigint, weight: bigint, totalWeight: bigint): bigint {
  return totalWeight === 0n ? 0n : (learners * weight) / totalWeight;
}

/** What a validator gets for its seats that hold final verdicts, rounded down. 0 while there are none. */
export function validatorDue(validators: bigint, seats: bigint, totalSeats: bigint): bigint {
  return totalSeats === 0n ? 0n : (validators * seats) / totalSeats;
}
