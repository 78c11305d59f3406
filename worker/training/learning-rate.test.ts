import { expect, test } from 'vitest';
import { constantRate, learningRateAt } from './learning-rate.ts';

test('rises in a line to the peak, falls along half a cosine, and stays at the floor', () => {
  const schedule = { peak: 1, floor: 0.1, warmupSteps: 4, steps: 14 };
  const expected = new Map([
    [1, 0.25],
    [2, 0.5],
    [4, 1],
    [9, 0.55],
    [14, 0.1],
    [99, 0.1],
  ]);
  for (const [step, rate] of expected) expect(learningRateAt(schedule, step)).toBeCloseTo(rate, 12);
});

test('a constant rate is constant', () => {
  expect([1, 2, 1000].map((step) => learningRateAt(constantRate(0.3), step))).toEqual([0.3, 0.3, 0.3]);
});
