import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '../database/open-database.ts';
import { csvLine } from './csv-line.ts';
import { EXPORT_NAMES, exportRows } from './export-rows.ts';
import { INDEX_MIGRATIONS } from './index-schema.ts';
import { EXPORT_PAGE } from './limits.ts';

const dir = mkdtempSync(join(tmpdir(), 'loam-export-'));
const db = openDatabase({ file: join(dir, 'index.db'), key: null, migrations: INDEX_MIGRATIONS });
afterAll(() => {
  db.close();
  rmSync(dir, { recursive: true, force: true });
});

test.each([
  ['=1+1', `"'=1+1"`],
  ['+A1', `"'+A1"`],
  ['-cmd|x', `"'-cmd|x"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['\t=1', `"'\t=1"`],
  [' =1', `"' =1"`],
  ['＝1', `"'＝1"`],
  ['a "b", c\n', `"a ""b"", c\n"`],
  ['-5', '-5'],
  ['0x12', '"0x12"'],
  ['12345678901234567890', '12345678901234567890'],
  [7, '7'],
  [null, ''],
])('%j is written as %s', (value, cell) => {
  expect(csvLine([value, 'x'])).toBe(`${cell},"x"\r\n`);
});

test('every table is exported whole and in order, whatever its size', () => {
  const count = EXPORT_PAGE * 2 + 3;
  db.transaction(() => {
    for (let i = 0; i < count; i++)
      db.run(`INSERT INTO votes (proposal, voter, reason, block) VALUES (?, ?, ?, 1)`, [
        `p${i % 7}`,
        `v${String(i).padStart(5, '0')}`,
        '=HYPERLINK("x")',
      ]);
  });
  const rows = JSON.parse([...exportRows(db, 'votes', 'json')].join(''));
  expect(rows).toHaveLength(count);
  const keys = rows.map((row: { proposal: string; voter: string }) => `${row.proposal} ${row.voter}`);
  expect(keys).toEqual([...keys].sort());
  const lines = [...exportRows(db, 'votes', 'csv')];
  expect(lines[0]).toBe('"proposal","voter","support","weight","reason","at","block"\r\n');
  expect(lines).toHaveLength(count + 1);
  expect(lines[1]).toBe(`"p0","v00000",,,"'=HYPERLINK(""x"")",,1\r\n`);
  for (const table of EXPORT_NAMES)
    if (table !== 'votes') expect(JSON.parse([...exportRows(db, table, 'json')].join(''))).toEqual([]);
  for (const table of ['meta', 'journal', 'votes; DROP TABLE votes', '__proto__'])
    expect(() => [...exportRows(db, table, 'csv')]).toThrow(
      expect.objectContaining({ code: 'EXPORT_TABLE' }),
    );
});
