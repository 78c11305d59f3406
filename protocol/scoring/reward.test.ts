import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rewardPlan, rewardWeight } from './reward.ts';

const LOAM = 10n ** 18n;

test('splits R by utility × capped stake, 80 / 15 / 5', () => {
  const weights = [
    rewardWeight(20_000, 100n * LOAM, 1_000n * LOAM),
    rewardWeight(10_000, 5_000n * LOAM, 1_000n * LOAM),
  ];
  expect(weights).toEqual([20_000n * 100n * LOAM, 10_000n * 1_000n * LOAM]);
  const plan = rewardPlan(1_000n * LOAM, weights, 6n);
  expect(plan.learners[0]).toBe((800n * LOAM) / 6n);
  expect(plan.learners[1]).toBe((800n * LOAM * 5n) / 6n);
  expect(plan.validatorPerReveal(2n)).toBe(50n * LOAM);
  expect(plan.aggregator).toBe(50n * LOAM);
});

test('nothing for no utility', () => {
  expect(rewardWeight(0, LOAM, LOAM)).toBe(0n);
  expect(rewardWeight(-5, LOAM, LOAM)).toBe(0n);
  expect(rewardPlan(LOAM, [], 0n).validatorPerReveal(0n)).toBe(0n);
});

test('never pays more than R', () => {
  fc.assert(
    fc.property(
      fc.bigInt(0n, 10n ** 30n),
      fc.array(fc.bigInt(0n, 10n ** 30n), { maxLength: 40 }),
      fc.array(fc.bigInt(0n, 100n), { minLength: 1, maxLength: 40 }),
      (reward, weights, reveals) => {
        const total = reveals.reduce((a, b) => a + b, 0n);
        const plan = rewardPlan(reward, weights, total);
        const paid =
          plan.learners.reduce((a, b) => a + b, 0n) +
          reveals.reduce((a, n) => a + plan.validatorPerReveal(n), 0n) +
          plan.aggregator;
        expect(paid <= reward).toBe(true);
      },
    ),
  );
});
