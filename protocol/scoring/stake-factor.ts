import type { StakeRules } from '../chain/chain-rules.ts';
import { STAKE_UNIT } from '../chain/loam-amount.ts';
import { STAKE_CURVES } from '../chain/network-parameters.ts';
import { smaller } from '../encoding/smaller.ts';
import { lnWad, WAD } from './fixed-point.ts';

const LOGARITHM = STAKE_CURVES.indexOf('Logarithm');

/**
 * What a stake counts in the reward weight; bit for bit as StakeCurves.sol.
 * Capped-linear: min(stake, cap) − entry, at least 0. Logarithm: ln(1 + stake in LOAM).
 *
 * @param stake units of 10^12 wei, as the result
 */
export function stakeFactor(stake: bigint, rules: StakeRules): bigint {
  if (rules.curve === LOGARITHM) return lnWad(WAD + stake * STAKE_UNIT) / STAKE_UNIT;
  const counted = smaller(stake, rules.stakeCap);
  return counted > rules.entryStake ? counted - rules.entryStake : 0n;
}
