import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LOCAL_NETWORK_PARAMETERS } from '../chain/local-parameters.ts';
import { decayedReputation, drawWeight, grownReputation, powerPpm } from './reputation.ts';

const rules = LOCAL_NETWORK_PARAMETERS.reputation;
const ppm = fc.bigInt(0n, 1_000_000n);

test('half of a reputation is gone after 34 epochs, and in the end all of it', () => {
  expect(decayedReputation(1_000_000n, 980_000n, 34n)).toBeGreaterThan(500_000n);
  expect(decayedReputation(1_000_000n, 980_000n, 35n)).toBeLessThan(500_000n);
  expect(decayedReputation(1_000_000n, 980_000n, 2n ** 32n)).toBe(0n);
});

test('the power is the true one, a little less for rounding', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 0, max: 500 }), (rate, n) => {
      const value = Number(powerPpm(BigInt(rate), BigInt(n)));
      const exact = (rate / 1e6) ** n * 1e6;
      expect(value).toBeLessThanOrEqual(exact + 1e-6);
      expect(value).toBeGreaterThan(exact - 2 * n - 2);
    }),
  );
});

test('decay never grows and more epochs never leave more', () => {
  fc.assert(
    fc.property(ppm, ppm, fc.bigInt(0n, 1000n), (value, decay, epochs) => {
      expect(decayedReputation(value, decay, epochs) <= value).toBe(true);
      expect(
        decayedReputation(value, decay, epochs + 1n) <= decayedReputation(value, decay, epochs) + 2n,
      ).toBe(true);
    }),
  );
});

test('growth stays below the limit of the epoch and of all', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.bigInt(0n, 3n), fc.bigInt(0n, 200_000n)), { maxLength: 60 }),
      (steps) => {
        let stored = { valuePpm: 0n, epoch: 1n, gainPpm: 0n };
        for (const [wait, gain] of steps) {
          const before = decayedReputation(stored.valuePpm, BigInt(rules.decayPpm), wait);
          const after = grownReputation(stored, stored.epoch + wait, gain, rules);
          expect(after.gainPpm <= BigInt(rules.maxGainPpm) && after.valuePpm <= 1_000_000n).toBe(true);
          expect(after.valuePpm >= before && after.valuePpm - before <= gain).toBe(true);
          stored = after;
        }
      },
    ),
  );
});

test('a vote that lowers the limit takes nothing back', () => {
  const stored = { valuePpm: 90_000n, epoch: 5n, gainPpm: 90_000n };
  expect(grownReputation(stored, 5n, 10n, { ...rules, maxGainPpm: 1 })).toEqual(stored);
});

test('full reputation doubles a weight', () => {
  expect(drawWeight(100_000_000n, 0n)).toBe(100_000n);
  expect(drawWeight(100_000_000n, 1_000_000n)).toBe(200_000n);
  expect(drawWeight(999n, 0n)).toBe(0n);
});
