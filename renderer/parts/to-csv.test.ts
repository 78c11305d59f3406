import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toCsv } from './to-csv.ts';

test('cells are quoted where they must be, and never a formula', () =>
  expect(
    toCsv(
      ['a', 'b'],
      [
        ['x, "y"', -3],
        ['=1+1', null],
      ],
    ),
  ).toBe('a,b\r\n"x, ""y""",-3\r\n\'=1+1,\r\n'));

test('every text comes back as it was, but for the apostrophe', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 4 }), (row) => {
      const [, ...rest] = toCsv(['n'], [row]).split('\r\n');
      expect(parse(rest.join('\r\n').slice(0, -2))).toEqual(
        row.map((text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)),
      );
    }),
  );
});

function parse(line: string): string[] {
  const cells = line.match(/("(?:[^"]|"")*"|[^",]*)(?:,|$)/gs) ?? [];
  const found = cells.map((cell) => cell.replace(/,$/, ''));
  const count = cells.filter((cell) => cell.endsWith(',')).length + 1;
  return found
    .slice(0, count)
    .map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell));
}
