import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  formatBytes,
  formatClock,
  formatCount,
  formatDuration,
  formatLoam,
  formatPpm,
  formatWhen,
  shorten,
} from './format.ts';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [48_112, '48 KB'],
  [1_500_000, '1.5 MB'],
  [1_800_000_000, '1.8 GB'],
])('%d bytes are %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

test.each([
  [-3, '0:00'],
  [0.2, '0:01'],
  [130, '2:10'],
  [3_725, '1:02:05'],
])('%d seconds are %s', (seconds, text) => expect(formatClock(seconds)).toBe(text));

test.each([
  [300, '1 second'],
  [12_000, '12 seconds'],
  [89_400, '89 seconds'],
  [120_000, '2 minutes'],
  [7_200_000, '2 hours'],
])('%d ms are %s', (ms, text) => expect(formatDuration(ms)).toBe(text));

test.each([
  [12_345, '12,345'],
  [9_437_184, '9.4 million'],
  [1_200_000_000, '1.2 billion'],
])('%d is %s', (count, text) => expect(formatCount(count)).toBe(text));

test.each([
  ['0', '0'],
  ['15020000000000000000', '15.02'],
  ['15029999999999999999', '15.02'],
  ['1234500000000000000000', '1,234.50'],
  ['1000000000000', '0.0000010'],
  ['1', '0.000000000000000001'],
])('%s wei are %s LOAM', (wei, text) => expect(formatLoam(wei)).toBe(text));

test('an amount is never shown larger than it is', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n * 10n ** 18n }), (wei) => {
      const [whole = '0', rest = ''] = formatLoam(String(wei)).replaceAll(',', '').split('.');
      const shown = BigInt(whole) * 10n ** 18n + BigInt(rest.padEnd(18, '0'));
      expect(shown).toBeLessThanOrEqual(wei);
      expect(wei === 0n || shown > 0n).toBe(true);
    }),
  );
});

test.each([
  [18_000, '1.8%'],
  [-3_000, '−0.3%'],
  [-40, '0.0%'],
])('%d ppm are %s', (ppm, text) => expect(formatPpm(ppm)).toBe(text));

test('long identifiers keep their ends, short ones stay', () => {
  expect(shorten('bafybeihabcdefghijklmnopq4ze')).toBe('bafybeih…q4ze');
  expect(shorten('short')).toBe('short');
});

test('today is a time, another day a date', () => {
  const noon = new Date(2026, 10, 22, 12, 5).getTime();
  expect(formatWhen(noon, noon + 3_600_000)).toBe('12:05');
  expect(formatWhen(noon, noon + 86_400_000)).toBe('22 Nov');
});
