import { expect, test } from 'vitest';
import { COPY_ENERGY, MAX_UPDATE_STRENGTH } from '../limits.ts';
import { isCopy, scanRefusal } from './scan-rules.ts';

const lesson = { rank: 8, strength: 0.1, concentration: 0.4 };

test('a lesson passes, what is too strong or as even as noise does not', () => {
  expect(scanRefusal(lesson)).toBeUndefined();
  expect(scanRefusal({ ...lesson, strength: MAX_UPDATE_STRENGTH })).toBeUndefined();
  for (const strength of [MAX_UPDATE_STRENGTH * 1.001, Number.POSITIVE_INFINITY, Number.NaN])
    expect(scanRefusal({ ...lesson, strength })).toBe('UPDATE_TOO_STRONG');
  expect(scanRefusal({ ...lesson, concentration: 0.19 })).toBe('UPDATE_NOISE');
  expect(scanRefusal({ ...lesson, rank: 64, concentration: 0.03 })).toBe('UPDATE_NOISE');
});

test('of few directions one always stands out, so small ranks are not asked', () => {
  for (const rank of [1, 2, 3])
    expect(scanRefusal({ ...lesson, rank, concentration: 1 / rank })).toBeUndefined();
});

test('a copy is what earlier updates hold most of', () => {
  expect(isCopy({ explained: COPY_ENERGY })).toBe(true);
  expect(isCopy({ explained: COPY_ENERGY - 0.01 })).toBe(false);
});
