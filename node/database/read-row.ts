import type { z } from 'zod';
import { LoamError } from '../../protocol/errors/loam-error.ts';

/** A row as the driver returns it. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * Checks what came out of a table against the protocol's schema.
 *
 * @throws LoamError `DATABASE_ROW` naming the table and the field
 */
export function readRow<T>(table: string, schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new LoamError('DATABASE_ROW', `A row of ${table} does not fit its schema (${field}).`, {
    hint: 'The database is damaged; restore loam.db from a copy.',
  });
}

/** Parses a JSON column; null stays null. @throws LoamError `DATABASE_ROW` */
export function parseColumn(table: string, text: unknown): unknown {
  if (text === null || text === undefined) return null;
  try {
    return JSON.parse(String(text));
  } catch (cause) {
    throw new LoamError('DATABASE_ROW', `A row of ${table} holds broken JSON.`, { cause });
  }
}

/** JSON of `value` for a column. @throws LoamError `DATABASE_DETAILS` when longer than `limit` characters */
export function jsonColumn(value: unknown, limit: number): string | null {
  if (value === null) return null;
  const text = JSON.stringify(value);
  if (text.length > limit) {
    throw new LoamError('DATABASE_DETAILS', `${text.length} characters are too many for one row.`, {
      data: { limit },
    });
  }
  return text;
}
