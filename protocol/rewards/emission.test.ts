import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emissionOf, emittedFor } from './emission.ts';

const schedule = { firstEmission: 1000n, halvingEpochs: 10n, cap: 19_000n };

test('halves in steps of whole halvings, from epoch 1', () => {
  expect([0n, 1n, 10n, 11n, 21n, 91n, 101n].map((e) => emissionOf(schedule, e))).toEqual([
    0n,
    1000n,
    1000n,
    500n,
    250n,
    1n,
    0n,
  ]);
});

test('never passes the cap', () => {
  fc.assert(
    fc.property(
      fc.bigInt(0n, 10n ** 6n),
      fc.bigInt(1n, 50n),
      fc.bigInt(0n, 10n ** 7n),
      (first, halving, cap) => {
        let supply = 0n;
        for (let epoch = 1n; epoch < 400n; epoch++)
          supply += emittedFor({ firstEmission: first, halvingEpochs: halving, cap }, epoch, supply);
        expect(supply <= cap && supply <= 2n * first * halving).toBe(true);
      },
    ),
  );
  expect(emittedFor(schedule, 1n, 18_999n)).toBe(1n);
  expect(emittedFor(schedule, 1n, 19_000n)).toBe(0n);
});
