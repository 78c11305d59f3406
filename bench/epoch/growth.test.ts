import { expect, test } from 'vitest';
import { growthExponent } from './growth.ts';

const at = (cost: (nodes: number) => number) =>
  growthExponent([3, 7, 15].map((nodes) => ({ nodes, cost: cost(nodes) })));

test('the exponent of a power law', () => {
  expect(at(() => 40)).toBeCloseTo(0, 12);
  expect(at((n) => 1_000 * n)).toBeCloseTo(1, 12);
  expect(at((n) => 5 * n ** 2)).toBeCloseTo(2, 12);
  expect(at((n) => 100 + n)).toBeGreaterThan(0);
  expect(growthExponent([{ nodes: 3, cost: 1 }])).toBeNaN();
});
