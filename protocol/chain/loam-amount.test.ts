import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatLoam, parseLoam, parseStake } from './loam-amount.ts';

test('text and wei turn into each other', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 45n - 1n), (wei) => {
      expect(parseLoam(formatLoam(wei))).toBe(wei);
    }),
  );
  expect(formatLoam(10n ** 18n)).toBe('1');
  expect(formatLoam(1n)).toBe('0.000000000000000001');
});

test.each(['', '.5', '1.', '1.50', '01', '-1', '1e3', '0x1', ' 1', '0.0000000000000000001'])(
  '%j is no amount',
  (text) => {
    expect(() => parseLoam(text)).toThrow(expect.objectContaining({ code: 'AMOUNT_FORMAT' }));
  },
);

test('stakes are whole millionths below 2^64', () => {
  expect(parseStake('0.000001')).toBe(1n);
  expect(parseStake('18446744073709.551615')).toBe(2n ** 64n - 1n);
  for (const text of ['0.0000001', '18446744073709.551616', '100000000000000'])
    expect(() => parseStake(text)).toThrow(expect.objectContaining({ code: 'AMOUNT_FORMAT' }));
});
