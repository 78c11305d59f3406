import fc from 'fast-check';
import { expect, test } from 'vitest';
import { utilityPpm } from './utility.ts';

const losses = fc.array(fc.integer({ min: 0, max: 20_000_000 }), { minLength: 1, maxLength: 50 });

test.each([
  [[2_000_000, 2_000_000], [1_500_000, 1_500_000], 250_000],
  [[3, 0], [3, 0], 0],
  [[1_000_000], [1_000_001], -1],
  [[3_000_000], [3_000_001], -1],
  [[1], [0], 1_000_000],
  [[1_000], [3_000], -2_000_000],
  [[1_000_000], [2_148_483_648], -(2 ** 31)],
  [[1_000_000], [2_148_483_649], -(2 ** 31)],
  [[1], [Number.MAX_SAFE_INTEGER], -(2 ** 31)],
])('utility of %j against %j is %i', (base, patched, expected) => {
  expect(utilityPpm(base, patched)).toBe(expected);
});

test('rounds towards minus infinity, whatever the sign', () => {
  fc.assert(
    fc.property(losses, losses, (a, b) => {
      const n = Math.min(a.length, b.length);
      const base = a.slice(0, n).map((x) => x + 1);
      const patched = b.slice(0, n);
      const u = BigInt(utilityPpm(base, patched));
      const before = base.reduce((s, x) => s + BigInt(x), 0n);
      const gain = (before - patched.reduce((s, x) => s + BigInt(x), 0n)) * 1_000_000n;
      if (u === -(2n ** 31n)) expect(gain < (u + 1n) * before).toBe(true);
      else expect(u * before <= gain && gain < (u + 1n) * before).toBe(true);
    }),
  );
});

test.each([
  [[], []],
  [[0], [0]],
  [[1, 2], [1]],
  [[1.5], [1]],
  [[-1], [1]],
  [[Number.NaN], [1]],
])('refuses %j against %j', (base, patched) => {
  expect(() => utilityPpm(base, patched)).toThrow(expect.objectContaining({ code: 'UTILITY_ITEMS' }));
});
