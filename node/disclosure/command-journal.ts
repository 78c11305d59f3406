import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { lockFolder } from '../data-folder/lock-folder.ts';
import { type Database, openDatabase } from '../database/open-database.ts';

/** What commands of an account have sent, open for this process alone. */
export interface CommandJournal {
  readonly db: Database;
  close(): void;
}

/**
 * Opens the journal in which commands write down what they send, before they send it. It is apart from the node's
 * database, so that a vote or a claim does not need the node to stop; encrypted with the same key.
 *
 * @throws LoamError `COMMAND_SENDING` when another command uses it, `DATABASE_…`
 */
export function openCommandJournal(dataDir: string, key: Uint8Array): CommandJournal {
  const dir = join(dataDir, 'command-line');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const lock = lockAlone(dir);
  try {
    const db = openDatabase({ file: join(dir, 'journal.db'), key });
    return {
      db,
      close() {
        db.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function lockAlone(dir: string): ReturnType<typeof lockFolder> {
  try {
    return lockFolder(dir);
  } catch (cause) {
    const loam = LoamError.wrap('DATA_FOLDER_INVALID', cause);
    if (loam.code !== 'DATA_FOLDER_IN_USE') throw loam;
    throw new LoamError('COMMAND_SENDING', 'Another command of this account is sending right now.', {
      hint: 'Nothing was sent. Wait until it has ended, then run this one again.',
      ...(loam.data === undefined ? {} : { data: loam.data }),
      cause,
    });
  }
}
