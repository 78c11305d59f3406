import { expect, test } from 'vitest';
import { parseAmount } from './parse-amount.ts';

test.each([
  ['12.5', 12_500_000_000_000_000_000n],
  [' 12,50 ', 12_500_000_000_000_000_000n],
  ['007', 7_000_000_000_000_000_000n],
  ['0.000000000000000001', 1n],
  ['0', 0n],
])('%s is an amount', (text, wei) => expect(parseAmount(text)).toBe(wei));

test.each(['', '.5', '5.', '-1', '1e3', '1.2.3', '1,250.5', 'ten', '0.0000000000000000001', '٣'])(
  '%s is none',
  (text) => expect(parseAmount(text)).toBeNull(),
);
