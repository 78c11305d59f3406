import { expect, test } from 'vitest';
import type { LedgerEntry } from '../../../protocol/api/earn-schemas.ts';
import { incomeBars, MAX_BARS, scaleTop, totalIncome } from './income-bars.ts';

const DAY = 86_400;
const entry = (kind: LedgerEntry['kind'], amount: string, epoch: number | null, at: number): LedgerEntry => ({
  kind,
  amount,
  epoch,
  at,
  block: 1,
  transaction: `0x${'0'.repeat(64)}`,
  other: '0x0000000000000000000000000000000000000001',
});

const ENTRIES = [
  entry('deposit', '1000', null, DAY),
  entry('contribution', '5', 3, DAY + 10),
  entry('checking', '2', 3, DAY + 20),
  entry('unstaked', '400', null, 2 * DAY),
  entry('bounty', '1', null, 2 * DAY),
  entry('contribution', '7', 6, 4 * DAY - 10),
];

test('bars by epoch: parts on each other, gaps empty, no deposits', () => {
  const bars = incomeBars(ENTRIES, 'epoch', 0);
  expect(bars.map(({ at, total }) => [at, total])).toEqual([
    [3, 7n],
    [4, 0n],
    [5, 0n],
    [6, 7n],
  ]);
  expect(bars[0]?.parts).toEqual({ contribution: 5n, checking: 2n, merging: 0n, bounty: 0n });
  expect(totalIncome(ENTRIES)).toBe(15n);
});

test('bars by day follow the reader’s clock', () => {
  expect(incomeBars(ENTRIES, 'day', 0).map(({ at, total }) => [at, total])).toEqual([
    [1, 7n],
    [2, 1n],
    [3, 7n],
  ]);
  expect(incomeBars(ENTRIES, 'day', 3600).at(-1)?.at).toBe(4);
});

test('a long history shows its newest bars, nothing shows none', () => {
  const many = Array.from({ length: 100 }, (_, i) => entry('contribution', '1', i + 1, i * DAY));
  const bars = incomeBars(many, 'epoch', 0);
  expect([bars.length, bars[0]?.at, bars.at(-1)?.at]).toEqual([MAX_BARS, 100 - MAX_BARS + 1, 100]);
  expect(incomeBars([entry('deposit', '1', null, 0)], 'day', 0)).toEqual([]);
});

test.each([
  [1n, 1n],
  [3n, 5n],
  [10n, 10n],
  [11n, 20n],
  [501n, 1000n],
])('the scale of %s ends at %s', (wei, top) => expect(scaleTop(wei)).toBe(top));
