import { expect, test } from 'vitest';
import { constantRate, learningRateAt } from './learning-rate.ts';

test('rises in a line to the peak, falls along half a cosine, and stays at the floor', () => {
  const schedule = { peak: 1, floor: 0.1, warmupSteps: 4, steps: 14 };
  const rates = [1, 2, 4, 9, 14, 99].map((step) => learningRateAt(schedule, step));
  [0.25, 0.5, 1, 0.55, 0.1, 0.1].forEach((rate, i) => expect(rates[i]).toBeCloseTo(rate, 12));
});

test('a constant rate is constant', () => {
  expect([1, 2, 1000].map((step) => learningRateAt(constantRate(0.3), step))).toEqual([0.3, 0.3, 0.3]);
});
