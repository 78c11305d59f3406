import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LOCAL_NETWORK_PARAMETERS } from '../chain/local-parameters.ts';
import { learnerDue, splitReward, validatorDue } from './reward-shares.ts';

const LOAM = 10n ** 18n;
const rules = LOCAL_NETWORK_PARAMETERS.rewards;

test('80 / 15 / 5', () => {
  const split = splitReward(1000n * LOAM, rules);
  expect(split).toEqual({ learners: 800n * LOAM, validators: 150n * LOAM, aggregator: 50n * LOAM });
  expect(learnerDue(split.learners, 1n, 6n)).toBe((800n * LOAM) / 6n);
  expect(validatorDue(split.validators, 2n, 6n)).toBe(50n * LOAM);
});

test('nothing to share is no reason to fail', () => {
  expect(learnerDue(LOAM, 0n, 0n)).toBe(0n);
  expect(validatorDue(LOAM, 0n, 0n)).toBe(0n);
});

test('never pays more than R', () => {
  const shares = fc.array(fc.bigInt(0n, 2n ** 96n - 1n), { maxLength: 40 });
  const split = fc.tuple(fc.nat(1_000_000), fc.nat(1_000_000)).filter(([a, b]) => a + b <= 1_000_000);
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 30n), shares, shares, split, (reward, weights, seats, [l, v]) => {
      const parts = splitReward(reward, { ...rules, learnersPpm: l, validatorsPpm: v });
      const sum = (numbers: readonly bigint[]): bigint => numbers.reduce((a, b) => a + b, 0n);
      const paid =
        sum(weights.map((w) => learnerDue(parts.learners, w, sum(weights)))) +
        sum(seats.map((n) => validatorDue(parts.validators, n, sum(seats)))) +
        parts.aggregator;
      expect(paid <= reward && parts.aggregator >= 0n).toBe(true);
    }),
  );
});
