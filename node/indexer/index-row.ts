import { digestToCid } from '../../protocol/cid/cid-digest.ts';
import type { SqlValue } from '../database/open-database.ts';

/** A row as the database gives it. */
export type IndexRow = Readonly<Record<string, SqlValue>>;

/** A column with a number; 0 where there is none. */
export function numberIn(row: IndexRow, column: string): number {
  return Number(row[column] ?? 0);
}

/** A column with a number that may be missing. */
export function numberOrNull(row: IndexRow, column: string): number | null {
  const value = row[column];
  return value === null || value === undefined ? null : Number(value);
}

/** A column with text that may be missing. */
export function textOrNull(row: IndexRow, column: string): string | null {
  const value = row[column];
  return value === null || value === undefined ? null : String(value);
}

/** A column with text; `otherwise` where there is none. */
export function textIn(row: IndexRow, column: string, otherwise = ''): string {
  return textOrNull(row, column) ?? otherwise;
}

/** The CID of a column with a digest; null where there is none. */
export function cidIn(row: IndexRow, column: string): string | null {
  const digest = textOrNull(row, column);
  return digest === null || /^0x0*$/.test(digest) ? null : digestToCid(digest).toString();
}
