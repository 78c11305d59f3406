import type { Database } from '../database/open-database.ts';
import { type IndexRow, textIn } from './index-row.ts';
import { MAX_TRAIL_SUBJECTS } from './limits.ts';
import { type Page, readPage } from './page.ts';

/**
 * Everything on chain about an artifact: events that name its digest, all events of the submissions, versions,
 * manifests, disputes and proposals that those are about, and of the disputes about these.
 *
 * @param digest sha2-256 digest of its CID, 0x and lower case
 */
export function readTrail<T>(
  db: Database,
  digest: string,
  page: { readonly limit: number; readonly cursor?: string | undefined },
  read: (row: IndexRow) => T,
): Page<T> {
  let subjects = [`digest:${digest}`];
  // First what the artifact is part of, then the disputes about that.
  for (let hop = 0; hop < 2; hop++) subjects = [...new Set([...subjects, ...related(db, subjects)])];
  subjects = subjects.slice(0, MAX_TRAIL_SUBJECTS);
  const marks = subjects.map(() => '?').join(', ');
  return readPage(
    db,
    {
      select: 'SELECT e.*, b.timestamp FROM events e JOIN blocks b ON b.number = e.block',
      where: [
        [
          `(e.block, e.log_index) IN (SELECT block, log_index FROM mentions WHERE subject IN (${marks}))`,
          ...subjects,
        ],
      ],
      order: ['e.block', 'e.log_index'],
      ...page,
    },
    read,
  );
}

function related(db: Database, subjects: readonly string[]): string[] {
  const marks = subjects.map(() => '?').join(', ');
  const rows = db.all(
    `SELECT DISTINCT other.subject AS subject FROM mentions mine
      JOIN mentions other ON other.block = mine.block AND other.log_index = mine.log_index
      WHERE mine.subject IN (${marks}) AND (
        other.subject GLOB 'submission:*' OR other.subject GLOB 'version:*' OR other.subject GLOB 'manifest:*'
        OR other.subject GLOB 'dispute:*' OR other.subject GLOB 'proposal:*')
      LIMIT ?`,
    [...subjects, MAX_TRAIL_SUBJECTS],
  );
  return (rows as IndexRow[]).map((row) => textIn(row, 'subject'));
}
