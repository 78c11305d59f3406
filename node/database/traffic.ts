import { z } from 'zod';
import type { Database } from './open-database.ts';
import { readRow } from './read-row.ts';

const dayOfTrafficSchema = z.object({
  /** `2026-11-23`, in UTC. */
  day: z.string(),
  kind: z.enum(['peers', 'chain']),
  sent: z.number(),
  received: z.number(),
});
/** Bytes that left and reached this computer on one day. */
export type DayOfTraffic = z.infer<typeof dayOfTrafficSchema>;

/** Adds bytes to a day. */
export function addTraffic(db: Database, { day, kind, sent, received }: DayOfTraffic): void {
  db.run(
    'INSERT INTO traffic (day, kind, sent, received) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET sent = sent + excluded.sent, received = received + excluded.received',
    [day, kind, sent, received],
  );
}

/** The newest `limit` rows, newest day first. */
export function listTraffic(db: Database, limit: number): DayOfTraffic[] {
  return db
    .all('SELECT day, kind, sent, received FROM traffic ORDER BY day DESC, kind LIMIT ?', [limit])
    .map((row) => readRow('traffic', dayOfTrafficSchema, row));
}
