import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatLoam, formatPpm } from './amount.ts';
import { formatDuration, Progress } from './progress.ts';
import { formatTable } from './table.ts';

const LOAM = 10n ** 18n;

test('amounts are cut to two decimals, never rounded up', () => {
  expect(formatLoam(0n)).toBe('0.00 LOAM');
  expect(formatLoam(String(12n * LOAM + (4n * LOAM) / 10n))).toBe('12.40 LOAM');
  expect(formatLoam(LOAM - 1n)).toBe('0.99 LOAM');
  expect(formatLoam(1_234_567n * LOAM)).toBe('1 234 567.00 LOAM');
  expect(formatLoam(-5n * LOAM)).toBe('-5.00 LOAM');
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), (wei) => {
      const text = formatLoam(wei).replace(' LOAM', '').replaceAll(' ', '');
      expect(text).toBe(`${wei / LOAM}.${String((wei % LOAM) / 10n ** 16n).padStart(2, '0')}`);
    }),
  );
});

test('parts per million as a percentage with its sign', () => {
  expect(formatPpm(18_049)).toBe('+1.80 %');
  expect(formatPpm(-25_000)).toBe('-2.50 %');
  expect(formatPpm(0)).toBe('0.00 %');
  expect(formatPpm(1_000_000)).toBe('+100.00 %');
});

test('durations', () => {
  expect([0, -5, 499, 500, 59_499, 59_500, 80_000, 120_000, 3_600_000].map(formatDuration)).toEqual([
    '0 s',
    '0 s',
    '0 s',
    '1 s',
    '59 s',
    '1 min',
    '1 min 20 s',
    '2 min',
    '60 min',
  ]);
});

test('a table lines up: words to the left, numbers to the right, missing cells empty', () => {
  expect(
    formatTable(['Name', 'Better by'], [['honest-1', '+1.80 %'], ['poison', '-12.00 %'], ['silent']]),
  ).toBe(
    [
      'Name      Better by',
      '────────  ─────────',
      'honest-1    +1.80 %',
      'poison     -12.00 %',
      'silent',
    ].join('\n'),
  );
  expect(formatTable(['A', 'B'], [])).toBe('A  B\n─  ─');
});

function stream(isTTY: boolean) {
  const written: string[] = [];
  const target = { isTTY, columns: 30, write: (text: string) => written.push(text) };
  return { written, target: target as unknown as NodeJS.WriteStream };
}

test('on a terminal the line is rewritten and cut to its width, elsewhere repeats are left out', () => {
  const terminal = stream(true);
  const progress = new Progress(terminal.target);
  progress.update('x'.repeat(100));
  progress.line('stays');
  progress.close();
  expect(terminal.written).toEqual([`\r\u001b[2K${'x'.repeat(29)}`, '\r\u001b[2K', 'stays\n']);

  const file = stream(false);
  const plain = new Progress(file.target);
  for (const text of ['a', 'a', 'b']) plain.update(text);
  plain.close();
  expect(file.written).toEqual(['a\n', 'b\n']);

  const quiet = stream(false);
  new Progress(quiet.target, true).line('nothing');
  expect(quiet.written).toEqual([]);
});
