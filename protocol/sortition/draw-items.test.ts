import fc from 'fast-check';
import { keccak256, numberToHex } from 'viem';
import { expect, test } from 'vitest';
import { drawItems } from './draw-items.ts';

test('distinct, ascending, in the pool and none retired', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 60 }), (n, perEpoch) => {
      const items = BigInt(perEpoch) * 4n;
      const isRetired = (item: bigint): boolean => item % 4n === 0n;
      const drawn = drawItems(keccak256(numberToHex(n)), { pool: 1n, items, perEpoch, isRetired });
      expect(new Set(drawn).size).toBe(perEpoch);
      expect(drawn).toEqual(drawn.toSorted((a, b) => Number(a - b)));
      expect(drawn.every((item) => item >= 0n && item < items && !isRetired(item))).toBe(true);
    }),
    { numRuns: 40 },
  );
});

test('another pool or seed draws others', () => {
  const draw = (seed: number, pool: bigint) =>
    drawItems(keccak256(numberToHex(seed)), {
      pool,
      items: 100_000n,
      perEpoch: 48,
      isRetired: () => false,
    });
  expect(draw(1, 1n)).not.toEqual(draw(1, 2n));
  expect(draw(1, 1n)).not.toEqual(draw(2, 1n));
});

test('a pool without fresh items is exhausted', () => {
  const pool = { pool: 1n, items: 10n, perEpoch: 1, isRetired: () => true };
  expect(() => drawItems(`0x${'00'.repeat(32)}`, pool)).toThrow(
    expect.objectContaining({ code: 'POOL_EXHAUSTED' }),
  );
});
