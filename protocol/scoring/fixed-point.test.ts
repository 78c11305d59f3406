import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expWad, lnWad, WAD } from './fixed-point.ts';

test('exact where the result is known', () => {
  expect(expWad(0n)).toBe(WAD);
  expect(lnWad(WAD)).toBe(0n);
  expect(expWad(-41446531673892822313n)).toBe(0n);
  expect(expWad(-41446531673892822312n)).toBe(1n);
});

test('close to the machine’s own functions', () => {
  fc.assert(
    fc.property(fc.integer({ min: -30_000_000, max: 60_000_000 }), (millionths) => {
      const value = Number(expWad(BigInt(millionths) * 10n ** 12n)) / 1e18;
      const expected = Math.exp(millionths / 1e6);
      expect(Math.abs(value - expected)).toBeLessThanOrEqual(expected * 1e-13 + 1e-18);
    }),
  );
  fc.assert(
    fc.property(fc.bigInt(1n, 10n ** 45n), (x) => {
      expect(Number(lnWad(x)) / 1e18).toBeCloseTo(Math.log(Number(x) / 1e18), 9);
    }),
  );
});

test.each([0n, -1n, 1n << 255n])('no logarithm of %s', (x) => {
  expect(() => lnWad(x)).toThrow(expect.objectContaining({ code: 'FIXED_POINT_RANGE' }));
});

test('no power beyond 255 bits', () => {
  expect(expWad(135305999368893231588n)).toBeLessThan(1n << 255n);
  expect(() => expWad(135305999368893231589n)).toThrow(
    expect.objectContaining({ code: 'FIXED_POINT_RANGE' }),
  );
});
