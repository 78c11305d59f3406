import { EMPTY_BUCKET } from '../../protocol/scoring/calibration-buckets.ts';
import type { WeightRules } from '../../protocol/scoring/reward-weight.ts';
import { rewardWeight } from '../../protocol/scoring/reward-weight.ts';

const PPM = 1_000_000n;
const MOST_PARTS = 100n;
/** Utilities of the whole work, parts per million. */
const UTILITIES = [1_000n, 5_000n, 20_000n, 50_000n, 200_000n, 500_000n];

/**
 * Greatest relative gain in reward weight from spreading one stake over 2 … 100 identities. Each either does its part of the
 * work (a part of the utility, all of it new), or all but one hand in copies, or, with a stake up to the cap, each does as
 * much new work as the one would. The minimum stake of an identity is not even asked for; an entry below the least
 * utility is rejected.
 *
 * @param stakes whole stakes to spread, units of 10^12 wei
 */
export function greatestSplitGain(
  rules: WeightRules,
  minUtilityPpm: bigint,
  stakes: readonly bigint[],
): number {
  let greatest = Number.NEGATIVE_INFINITY;
  for (const utility of UTILITIES)
    for (const stake of stakes) {
      const whole = Number(weigh(rules, minUtilityPpm, utility, stake));
      for (let parts = 2n; parts <= MOST_PARTS; parts++) {
        const divided = parts * weigh(rules, minUtilityPpm, utility / parts, stake / parts);
        const copied = weigh(rules, minUtilityPpm, utility, stake / parts);
        const distinct = stake <= rules.stake.stakeCap ? parts * copied : 0n;
        for (const split of [divided, copied, distinct])
          greatest = Math.max(greatest, Number(split) / whole - 1);
      }
    }
  return greatest;
}

/** Weight with an honest confidence. */
function weigh(rules: WeightRules, minUtilityPpm: bigint, utilityPpm: bigint, stake: bigint): bigint {
  if (utilityPpm < minUtilityPpm) return 0n;
  return rewardWeight(
    {
      utilityPpm,
      confidencePpm: (utilityPpm * PPM) / BigInt(rules.score.utilityCapPpm),
      stake,
      uniquenessPpm: PPM,
      reputationPpm: 0n,
      bucket: EMPTY_BUCKET,
    },
    rules,
  );
}
