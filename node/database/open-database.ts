import Libsql from 'libsql';
import { bytesToHex } from 'viem';
import { LoamError } from '../../protocol/errors/loam-error.ts';
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
 * @throws LoamError `DATABASE_KEY_WRONG` when the key does not open it or it is damaged, `DATABASE_NEWER`
 */
export function openDatabase(options: OpenDatabaseOptions): Database {
  const handle = new Libsql(options.file, {
    timeout: BUSY_TIMEOUT_MS,
    ...(options.key === null
      ? {}
      : // The driver takes the key as text and derives the cipher's key from it.
        { encryptionCipher: 'aes256cbc', encryptionKey: bytesToHex(options.key).slice(2) }),
  } as Libsql.Options);
  try {
    handle.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
    handle.prepare('SELECT count(*) FROM sqlite_master').get();
  } catch (cause) {
    handle.close();
    throw new LoamError('DATABASE_KEY_WRONG', 'The database does not open with the key of this keystore.', {
      hint: 'keys.json and loam.db belong together; restore both from the same copy.',
      cause,
    });
  }
  const db = wrap(handle);
  try {
    migrate(db, options.migrations ?? MIGRATIONS);
  } catch (error) {
    handle.close();
    throw LoamError.wrap('DATABASE_FAILED', error);
  }
  return db;
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
      handle.close();
    },
  };
}
