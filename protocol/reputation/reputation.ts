import type { ReputationRules } from '../chain/chain-rules.ts';
import { smaller } from '../encoding/smaller.ts';

const PPM = 1_000_000n;
/** Units of stake (10^12 wei) in a unit of weight (10^15 wei). */
const STAKE_PER_WEIGHT = 1_000n;

/**
 * What is left of a reputation after some epochs: value · decay^epochs, the power as in {@link powerPpm}, rounded down.
 *
 * @param valuePpm 0 … 1 000 000
 * @param epochs how many have passed, ≥ 0
 */
export function decayedReputation(valuePpm: bigint, decayPpm: bigint, epochs: bigint): bigint {
  return valuePpm === 0n || epochs === 0n ? valuePpm : (valuePpm * powerPpm(decayPpm, epochs)) / PPM;
}

/** ppm^n in parts per million by squaring, as Reputation.sol: bits of n from the lowest, every product rounded down. */
export function powerPpm(ppm: bigint, n: bigint): bigint {
  let result = PPM;
  let square = ppm;
  for (let bits = n; bits !== 0n && result !== 0n; bits >>= 1n) {
    if ((bits & 1n) !== 0n) result = (result * square) / PPM;
    square = (square * square) / PPM;
  }
  return result;
}

/**
 * Weight of a validator in draws: thousandths of a LOAM times (1 + reputation), rounded down.
 * @param stake units of 10^12 wei
 */
export function drawWeight(stake: bigint, reputationPpm: bigint): bigint {
  return (stake * (PPM + reputationPpm)) / (STAKE_PER_WEIGHT * PPM);
}

/** A reputation as the registry keeps it. */
export interface StoredReputation {
  readonly valuePpm: bigint;
  /** Epoch in which the value was true. */
  readonly epoch: bigint;
  /** What that epoch has added to it. */
  readonly gainPpm: bigint;
}

/** A reputation after a gain in `epoch`: decayed first, then at most `maxGainPpm` in one epoch, at most 1 000 000 in all. */
export function grownReputation(
  stored: StoredReputation,
  epoch: bigint,
  gainPpm: bigint,
  rules: ReputationRules,
): StoredReputation {
  const value = decayedReputation(stored.valuePpm, BigInt(rules.decayPpm), epoch - stored.epoch);
  const before = epoch === stored.epoch ? stored.gainPpm : 0n;
  const most = BigInt(rules.maxGainPpm);
  const gain = smaller(gainPpm, before < most ? most - before : 0n);
  return { valuePpm: smaller(value + gain, PPM), epoch, gainPpm: before + gain };
}
