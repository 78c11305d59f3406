import { expect, test } from 'vitest';
import { afterWarmUp, mbPerHour } from './memory-trend.ts';

const every30s = (mb: (i: number) => number, count = 120) =>
  Array.from({ length: count }, (_, i) => ({ hours: i / 120, mb: mb(i) }));

test('a straight line has its own slope, a saw without a trend none', () => {
  expect(mbPerHour(every30s((i) => 200 + i / 2))).toBeCloseTo(60, 9);
  expect(Math.abs(mbPerHour(every30s((i) => 200 + (i % 4) * 10)))).toBeLessThan(3);
});

test('what is taken at the start does not count', () => {
  const samples = every30s((i) => (i < 24 ? 100 + i * 10 : 400));
  expect(mbPerHour(afterWarmUp(samples))).toBeCloseTo(0, 9);
  expect(mbPerHour(samples)).toBeGreaterThan(50);
});

test('one moment has no slope', () => {
  expect(mbPerHour([{ hours: 0, mb: 1 }])).toBeNaN();
});
