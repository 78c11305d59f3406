import { z } from 'zod';
import type { JsonValue } from '../../protocol/encoding/canonical-json.ts';
import { MAX_DETAILS_CHARS, MAX_EVENTS, MAX_EVENTS_PER_CALL } from './limits.ts';
import type { Database } from './open-database.ts';
import { jsonColumn, parseColumn, type Row, readRow } from './read-row.ts';

const eventSchema = z.object({
  id: z.string(),
  at: z.number(),
  /** Stable name, for example `epoch.opened`. */
  kind: z.string(),
  /** What happened, in words. */
  sentence: z.string(),
  data: z.unknown(),
});

/** Something that happened and that people may want to see later. */
export interface LogEvent {
  readonly id: string;
  readonly at: number;
  readonly kind: string;
  readonly sentence: string;
  readonly data: JsonValue;
}

/** Adds an event; beyond {@link MAX_EVENTS} the oldest go. */
export function insertEvent(db: Database, event: LogEvent): void {
  db.transaction(() => {
    db.run('INSERT INTO events (id, at, kind, sentence, data) VALUES (?, ?, ?, ?, ?)', [
      event.id,
      event.at,
      event.kind,
      event.sentence,
      jsonColumn(event.data, MAX_DETAILS_CHARS) ?? 'null',
    ]);
    db.run('DELETE FROM events WHERE id IN (SELECT id FROM events ORDER BY id DESC LIMIT -1 OFFSET ?)', [
      MAX_EVENTS,
    ]);
  });
}

/** Events, newest first: those before the event `before`, at most `limit` (and never more than 500). */
export function listEvents(db: Database, page: { before?: string | undefined; limit: number }): LogEvent[] {
  const limit = Math.min(page.limit, MAX_EVENTS_PER_CALL);
  return db
    .all(
      `SELECT id, at, kind, sentence, data FROM events ${page.before === undefined ? '' : 'WHERE id < ?'}
        ORDER BY id DESC LIMIT ?`,
      page.before === undefined ? [limit] : [page.before, limit],
    )
    .map((row) => {
      const event = readRow('events', eventSchema, {
        ...(row as Row),
        data: parseColumn('events', (row as Row).data),
      });
      return { ...event, data: event.data as JsonValue };
    });
}
