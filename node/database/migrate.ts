import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { Migration } from './migrations.ts';
import type { Database } from './open-database.ts';

/**
 * Brings the schema up to date, each step in a transaction of its own together with its number
 * (`PRAGMA user_version`).
 *
 * @throws LoamError `DATABASE_NEWER` when a newer Loam wrote it; nothing is changed then
 */
export function migrate(db: Database, migrations: readonly Migration[]): void {
  const known = migrations.at(-1)?.version ?? 0;
  const found = schemaVersion(db);
  if (found > known) {
    throw new LoamError('DATABASE_NEWER', 'A newer version of Loam wrote this database.', {
      hint: 'Update Loam. Nothing was changed.',
      data: { version: found, known },
    });
  }
  for (const { version, sql } of migrations) {
    if (version <= found) continue;
    db.transaction(() => {
      db.script(sql);
      db.script(`PRAGMA user_version = ${version}`);
    });
  }
}

/** Number of the last step that the database has seen; 0 when it is new. */
export function schemaVersion(db: Database): number {
  const row = db.get('PRAGMA user_version') as { user_version?: number } | undefined;
  return row?.user_version ?? 0;
}
