import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { Database, SqlValue } from '../database/open-database.ts';
import { csvLine } from './csv-line.ts';
import { EXPORT_TABLES } from './index-schema.ts';
import { EXPORT_PAGE } from './limits.ts';

/** Forms of an export. */
export const EXPORT_FORMATS = ['csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Names of the tables that can be exported. */
export const EXPORT_NAMES: readonly string[] = Object.keys(EXPORT_TABLES).sort();

/**
 * All rows of a table of the index, as pieces of one text in the order of its key: CSV with a header, or a JSON array
 * with one row per line. Rows are read page by page, so a table of any size needs little memory.
 *
 * @throws LoamError `EXPORT_TABLE` for a table that is not there
 */
export function* exportRows(db: Database, table: string, format: ExportFormat): Generator<string, number> {
  const key = Object.hasOwn(EXPORT_TABLES, table) ? EXPORT_TABLES[table] : undefined;
  if (key === undefined) {
    throw new LoamError('EXPORT_TABLE', `There is no table '${table}'.`, {
      hint: `Tables: ${EXPORT_NAMES.join(', ')}.`,
    });
  }
  const columns = db.all(`PRAGMA table_info(${table})`).map((row) => (row as { name: string }).name);
  const names = columns.map((name) => `"${name}"`).join(', ');
  const order = key.join(', ');
  let rows = 0;
  if (format === 'csv') yield csvLine(columns);
  else yield '[';
  for (let after: SqlValue[] | undefined; ; ) {
    const page = db.all(
      `SELECT ${names} FROM ${table}
        ${after === undefined ? '' : `WHERE (${order}) > (${key.map(() => '?').join(', ')})`}
        ORDER BY ${order} LIMIT ?`,
      [...(after ?? []), EXPORT_PAGE],
    ) as Record<string, SqlValue>[];
    for (const row of page) {
      yield format === 'csv'
        ? csvLine(columns.map((name) => row[name] ?? null))
        : `${rows === 0 ? '\n' : ',\n'}${JSON.stringify(row)}`;
      rows++;
    }
    const last = page.at(-1);
    if (last === undefined || page.length < EXPORT_PAGE) break;
    after = key.map((name) => last[name] ?? null);
  }
  if (format === 'json') yield rows === 0 ? ']\n' : '\n]\n';
  return rows;
}
