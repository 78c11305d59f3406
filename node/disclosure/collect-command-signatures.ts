import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../database/open-database.ts';
import { copySignatures } from '../database/signatures.ts';
import { openCommandJournal } from './command-journal.ts';

/** Takes over what commands of this account have signed. While one is sending, the next look does it. */
export function collectCommandSignatures(db: Database, dataDir: string, key: Uint8Array): void {
  if (!existsSync(join(dataDir, 'command-line', 'journal.db'))) return;
  let journal: ReturnType<typeof openCommandJournal>;
  try {
    journal = openCommandJournal(dataDir, key);
  } catch {
    return;
  }
  try {
    copySignatures(journal.db, db);
  } finally {
    journal.close();
  }
}
