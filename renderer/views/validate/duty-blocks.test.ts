import { expect, test } from 'vitest';
import type { ValidatorEpoch } from '../../../protocol/api/validator-schemas.ts';
import { dutyBlocks, MAX_ROWS } from './duty-blocks.ts';

const epoch = (number: number, counts: Partial<ValidatorEpoch>): ValidatorEpoch => {
  const { agreed = 0, disagreed = 0, missed = 0, open = 0 } = counts;
  const drawn = agreed + disagreed + missed + open;
  return { epoch: number, openedAt: 0, drawn, agreed, disagreed, missed, open, earned: '0' };
};

test('an epoch without duties leaves its column empty; others are stacked in a fixed order', () => {
  expect(dutyBlocks([])).toEqual([]);
  expect(dutyBlocks([epoch(4, {}), epoch(5, { missed: 1, agreed: 2 })])).toEqual([
    { epoch: 5, kind: 'agreed', column: 1, row: 0, count: 1 },
    { epoch: 5, kind: 'agreed', column: 1, row: 1, count: 1 },
    { epoch: 5, kind: 'missed', column: 1, row: 2, count: 1 },
  ]);
});

test('however many duties an epoch has, every one is in a block and none is lost', () => {
  const blocks = dutyBlocks([epoch(1, { agreed: 40, missed: 1 }), epoch(2, { agreed: 1 })]);
  expect(Math.max(...blocks.map(({ row }) => row))).toBeLessThanOrEqual(MAX_ROWS);
  const count = (kind: string) =>
    blocks.filter((one) => one.kind === kind).reduce((sum, one) => sum + one.count, 0);
  expect(count('agreed')).toBe(41);
  expect(count('missed')).toBe(1);
});
