import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { z } from 'zod';
import { isDiskFull, LoamError } from '../../protocol/errors/loam-error.ts';
import { atomicWrite } from './atomic-write.ts';

const ownerSchema = z.object({ pid: z.number().int(), since: z.string() });

/** A held lock. */
export interface FolderLock {
  release(): void;
}

/**
 * Takes the exclusive lock of a data folder: an open exclusive transaction on `lock.db`. The operating system
 * ends it with the process, however that dies, so there are no stale locks. `lock.json` beside it only says who
 * holds it.
 *
 * @throws LoamError `DATA_FOLDER_IN_USE` with `data.pid` of the holder (0 when unknown), `DATA_FOLDER_INVALID`
 */
export function lockFolder(dir: string, now: () => number = Date.now): FolderLock {
  const file = join(dir, 'lock.db');
  let database: Database.Database;
  try {
    database = new Database(file, { timeout: 0 });
  } catch (cause) {
    throw damaged(file, cause);
  }
  try {
    database.exec('PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (cause) {
    database.close();
    if (!isBusy(cause)) throw damaged(file, cause);
    const owner = readOwner(join(dir, 'lock.json'));
    throw new LoamError(
      'DATA_FOLDER_IN_USE',
      owner === undefined
        ? `Another process of Loam uses the folder ${dir}.`
        : `Process ${owner.pid} of Loam has used the folder ${dir} since ${owner.since}.`,
      { hint: 'Close it first, or choose another data folder.', data: { pid: owner?.pid ?? 0 } },
    );
  }
  atomicWrite(
    join(dir, 'lock.json'),
    `${JSON.stringify({ pid: process.pid, since: new Date(now()).toISOString() })}\n`,
  );
  return {
    release() {
      if (database.inTransaction) database.exec('ROLLBACK');
      database.close();
    },
  };
}

/** It holds nothing; but who else might hold it only a person can tell, so it is not made anew here. */
function damaged(file: string, cause: unknown): LoamError {
  if (isDiskFull(cause)) return LoamError.wrap('DISK_FULL', cause);
  return new LoamError('DATA_FOLDER_INVALID', `The lock ${file} of the data folder is damaged.`, {
    hint: 'Close Loam everywhere, delete lock.db and start again: nothing else is in it.',
    cause,
  });
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^SQLITE_(BUSY|LOCKED)/.test(String(error.code));
}

function readOwner(file: string): z.infer<typeof ownerSchema> | undefined {
  try {
    return ownerSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}
