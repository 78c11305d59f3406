import { LoamError } from '../errors/loam-error.ts';
import { PPM } from '../limits.ts';

/** Least utility, parts per million: what a signed 32-bit number can hold. */
const MIN_UTILITY = -(2 ** 31);

/**
 * The utility of an update: the relative reduction of held-out loss over the drawn items, in parts per
 * million, rounded towards minus infinity. Integer arithmetic only, so that every party gets the same number. The chain
 * keeps 32 bits: what is worse than they can say is as bad as they can say.
 *
 * @param base per-item losses of the model without the update, micro-nats, each ≥ 0
 * @param patched per-item losses with it, same order
 * @returns integer in [−2^31, 1 000 000]
 * @throws LoamError `UTILITY_ITEMS` when the lists differ in length, are empty or hold anything but safe non-negative integers
 */
export function utilityPpm(base: readonly number[], patched: readonly number[]): number {
  const before = sumMicroNats(base);
  const after = sumMicroNats(patched);
  if (base.length !== patched.length || before === 0n) {
    throw new LoamError('UTILITY_ITEMS', `Cannot compare ${base.length} losses with ${patched.length}.`);
  }
  const numerator = (before - after) * BigInt(PPM);
  const quotient = numerator / before;
  const floored = numerator < 0n && quotient * before !== numerator ? quotient - 1n : quotient;
  return Math.max(Number(floored), MIN_UTILITY);
}

/** Sum of per-item losses in micro-nats. @throws LoamError `UTILITY_ITEMS` on an empty list or a bad number. */
export function sumMicroNats(losses: readonly number[]): bigint {
  if (losses.length === 0) throw new LoamError('UTILITY_ITEMS', 'There is no item to compare.');
  let sum = 0n;
  for (const loss of losses) {
    if (!Number.isSafeInteger(loss) || loss < 0)
      throw new LoamError('UTILITY_ITEMS', `${loss} is no loss in micro-nats.`);
    sum += BigInt(loss);
  }
  return sum;
}
