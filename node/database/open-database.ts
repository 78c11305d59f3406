import { statSync } from 'node:fs';
import Libsql from 'libsql';
import { bytesToHex } from 'viem';
import { isDiskFull, LoamError } from '../../protocol/errors/loam-error.ts';
import { BUSY_TIMEOUT_MS } from './limits.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS, type Migration } from './migrations.ts';

/** A value that a column takes. */
export type SqlValue = string | number | bigint | null;

/** An open database. Everything is synchronous; statements are prepared once. */
export interface Database {
  /** Runs one statement; returns the number of rows it changed. */
  run(sql: string, values?: readonly SqlValue[]): number;
  /** First row of the result. */
  get(sql: string, values?: readonly SqlValue[]): unknown;
  /** All rows of the result. */
  all(sql: string, values?: readonly SqlValue[]): unknown[];
  /** Runs several statements without values. */
  script(sql: string): void;
  /** Moves what the log holds into the file and empties the log, so that nothing deleted is left in either. */
  settle(): void;
  /** Runs `work` as one transaction; a throw undoes it. Inside another transaction it joins that one. */
  transaction<T>(work: () => T): T;
  close(): void;
}

/** Settings of {@link openDatabase}. */
export interface OpenDatabaseOptions {
  readonly file: string;
  /** 32 bytes; the file is encrypted with it. Null for what everybody may read: it is not encrypted. */
  readonly key: Uint8Array | null;
  readonly migrations?: readonly Migration[];
}

/**
 * Opens a database, the node's own encrypted at rest, and brings its schema up to date. Commits are on disk when the
 * call returns (write-ahead log, synchronous FULL).
 *
 * @throws LoamError `DATABASE_KEY_WRONG` when the key does not open it or its first page is damaged, `DATABASE_DAMAGED`
 * when another one is, `DATABASE_NEWER`, `DISK_FULL`
 */
export function openDatabase(options: OpenDatabaseOptions): Database {
  const { file } = options;
  refuseCutOff(file);
  let handle: Libsql.Database;
  try {
    handle = connect(options);
  } catch (cause) {
    throw damaged(file, cause);
  }

  try {
    handle.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON',
    );
    handle.prepare('SELECT count(*) FROM sqlite_master').get();
  } catch (cause) {
    handle.close();
    if (isDiskFull(cause)) throw LoamError.wrap('DISK_FULL', cause);
    throw new LoamError(
      'DATABASE_KEY_WRONG',
      'The database does not open with the key of this keystore: it is another one’s, or damaged.',
      { hint: 'keys.json and loam.db belong together; restore both from the same copy.', cause },
    );
  }
  if (options.key !== null) checkPages(handle, file);
  const db = wrap(handle);
  try {
    migrate(db, options.migrations ?? MIGRATIONS);
  } catch (error) {
    handle.close();
    throw LoamError.wrap('DATABASE_FAILED', error);
  }
  return db;
}

function connect({ file, key }: OpenDatabaseOptions): Libsql.Database {
  return new Libsql(file, {
    timeout: BUSY_TIMEOUT_MS,
    ...(key === null
      ? {}
      : // The driver takes the key as text and derives the cipher's key from it.
        { encryptionCipher: 'aes256cbc', encryptionKey: bytesToHex(key).slice(2) }),
  } as Libsql.Options);
}

/** SQLite would take an empty file for a new database and throw away the log in which everything may still be. */
function refuseCutOff(file: string): void {
  const size = (name: string): number => statSync(name, { throwIfNoEntry: false })?.size ?? 0;
  if (file !== ':memory:' && size(file) === 0 && size(`${file}-wal`) > 0)
    throw damaged(file, new Error('It is empty, its log is not.'));
}

/** Encryption without a signature does not tell a flipped bit; the pages' structure does. */
function checkPages(handle: Libsql.Database, file: string): void {
  let answer: string;
  try {
    const row = handle.prepare('PRAGMA quick_check(1)').get() as { quick_check?: string } | undefined;
    answer = row?.quick_check ?? 'no answer';
  } catch (cause) {
    handle.close();
    throw damaged(file, cause);
  }
  if (answer === 'ok') return;
  handle.close();
  throw damaged(file, new Error(answer));
}

function damaged(file: string, cause: unknown): LoamError {
  if (isDiskFull(cause)) return LoamError.wrap('DISK_FULL', cause);
  return new LoamError('DATABASE_DAMAGED', `The database ${file} is damaged. It was left as it is.`, {
    hint: 'Restore loam.db from a copy of the data folder, or move it and its -wal and -shm files aside and start again: the keys stay, chats and lessons are those of the copy.',
    cause,
  });
}

/** The driver reads text only up to a NUL, so one goes in as U+FFFD and costs nothing that follows. */
function readable(value: SqlValue): SqlValue {
  return typeof value === 'string' ? value.replaceAll('\0', '\ufffd') : value;
}

function wrap(handle: Libsql.Database): Database {
  const statements = new Map<string, Libsql.Statement<unknown[]>>();
  const prepare = (sql: string) => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const made = handle.prepare(sql);
    statements.set(sql, made);
    return made;
  };
  return {
    run: (sql, values = []) => prepare(sql).run(...values.map(readable)).changes,
    get: (sql, values = []) => prepare(sql).get(...values.map(readable)),
    all: (sql, values = []) => prepare(sql).all(...values.map(readable)),
    script: (sql) => void handle.exec(sql),
    settle: () => void handle.exec('PRAGMA wal_checkpoint(TRUNCATE)'),
    transaction<T>(work: () => T): T {
      if (handle.inTransaction) return work();
      handle.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        handle.exec('COMMIT');
        return result;
      } catch (error) {
        if (handle.inTransaction) handle.exec('ROLLBACK');
        throw error;
      }
    },
    close() {
      statements.clear();
      try {
        // Everything is in the one file then, for whoever copies it.
        handle.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      } catch {
        // A full disk: the log stays beside the file and is read at the next opening.
      }
      handle.close();
    },
  };
}
