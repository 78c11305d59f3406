import { z } from 'zod';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { Database, SqlValue } from '../database/open-database.ts';
import type { IndexRow } from './index-row.ts';

/** A page of rows and where the next one begins. */
export interface Page<T> {
  readonly rows: T[];
  readonly next: string | null;
}

/** What to read. All parts of it but values come from this program, never from a request. */
export interface PageQuery {
  /** What is read, with all its joins. */
  readonly select: string;
  /** Conditions and their values. */
  readonly where: readonly (readonly [condition: string, ...values: SqlValue[]])[];
  /** Columns of the result whose values name a row, in the order of the page. */
  readonly order: readonly string[];
  readonly descending?: boolean;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/**
 * Reads one page. A page begins right after the row that the cursor names, so rows that come in between move nothing.
 *
 * @throws LoamError `INDEX_CURSOR` for a cursor of another list
 */
export function readPage<T>(db: Database, query: PageQuery, read: (row: IndexRow) => T): Page<T> {
  const { order, limit } = query;
  const conditions = query.where.map(([condition]) => condition);
  const values = query.where.flatMap(([, ...some]) => some);
  if (query.cursor !== undefined) {
    const marks = order.map(() => '?').join(', ');
    conditions.push(`(${order.join(', ')}) ${query.descending === true ? '<' : '>'} (${marks})`);
    values.push(...parseCursor(query.cursor, order.length));
  }
  const rows = db.all(
    `${query.select} ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`}
      ORDER BY ${order.map((column) => `${column}${query.descending === true ? ' DESC' : ''}`).join(', ')} LIMIT ?`,
    [...values, limit + 1],
  ) as IndexRow[];
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  const names = order.map((column) => column.split('.').at(-1) ?? column);
  return { rows: page.map(read), next: more ? makeCursor(names.map((name) => last[name] ?? null)) : null };
}

const cursorSchema = z.array(z.union([z.string().max(200), z.number().int()])).max(4);

function parseCursor(text: string, length: number): SqlValue[] {
  try {
    const values = cursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    if (values.length === length) return values;
  } catch {
    // Said below.
  }
  throw new LoamError('INDEX_CURSOR', 'This is not where a page of this list begins.', {
    hint: "Use the 'next' of the page before, or none for the first page.",
  });
}

function makeCursor(values: readonly SqlValue[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}
