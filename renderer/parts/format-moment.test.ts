import { afterEach, expect, test } from 'vitest';
import { setLanguage } from '../words/language.ts';
import { formatBps, formatLeft, formatMoment, formatSpan } from './format-moment.ts';

afterEach(() => setLanguage('en'));

test('spans are said in the unit that fits, in the page’s language', () => {
  expect([0, 60, 3_600, 14 * 86_400].map(formatSpan)).toEqual([
    '0 seconds',
    '60 seconds',
    '60 minutes',
    '14 days',
  ]);
  expect([5, 130, 3 * 86_400].map(formatLeft)).toEqual(['0:05', '2:10', '3 days']);
  setLanguage('de');
  expect(formatSpan(2.5 * 86_400)).toBe('2,5 Tage');
});

test('hundredths of a percent and moments', () => {
  expect([100, 2_000, 25].map(formatBps)).toEqual(['1%', '20%', '0.25%']);
  expect(formatMoment(Date.UTC(2026, 10, 23, 12) / 1000)).toMatch(/23 Nov 2026/);
});
