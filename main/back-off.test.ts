import { expect, test } from 'vitest';
import { BackOff } from './back-off.ts';

test('pauses grow to half a minute and are short again after a healthy run', () => {
  const backOff = new BackOff();
  const pauses = Array.from({ length: 9 }, () => backOff.next(10));
  expect(pauses).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  expect(backOff.next(60_000)).toBe(250);
  expect(backOff.next(59_999)).toBe(500);
});
