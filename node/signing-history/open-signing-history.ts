import { randomBytes } from 'node:crypto';
import { existsSync, renameSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { readMarker, WAY_OUT, writeMarker } from './history-marker.ts';
import { SigningLedger } from './signing-ledger.ts';
import type { HistoryOwner, Statement } from './statement.ts';

/** Settings of {@link openSigningHistory}. */
export interface OpenHistoryOptions {
  /** Data folder, with the keys in it. */
  readonly dir: string;
  /**
   * Begins an empty history where the old one is missing or damaged (which is put aside, not deleted). Then nothing is
   * signed up to the epoch after the one in which {@link SigningHistory.begin} is called.
   */
  readonly acceptEmpty?: boolean;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly random?: (bytes: number) => Uint8Array;
}

/** What a validator has signed, held by this process alone. */
export interface SigningHistory {
  readonly ledger: SigningLedger;
  /** True when it was begun just now: these keys have never signed here. */
  readonly isNew: boolean;
  /** True when the file is not where it was when it was last used: it is a copy, or was put back from one. */
  readonly hasMoved: boolean;
  /**
   * To be called before the first signature of an owner in a running network.
   *
   * @param epoch the network's present epoch
   */
  begin(owner: HistoryOwner, epoch: bigint): void;
  /** Keeps a statement before it is signed. See {@link SigningLedger.record}; it is on disk when this returns. @throws LoamError `SIGNING_HALTED` too */
  record(owner: HistoryOwner, statement: Statement): 'new' | 'again';
  /** Keeps, over restarts too, that this owner must not sign until {@link SigningHistory.resume}. */
  halt(owner: HistoryOwner, reason: string): void;
  /** Why this owner must not sign; undefined when it may. */
  halted(owner: HistoryOwner): string | undefined;
  /** Why this validator must not sign, one sentence for each network in which it must not. */
  halts(validator: Hex): string[];
  /** Lets this owner sign again; it must watch for a double first. */
  resume(owner: HistoryOwner): void;
  /** The validator's switch, which lies here so that it lasts as long as the history does; on unless turned off. */
  readonly switch: 'on' | 'off';
  /** Keeps the switch. */
  setSwitch(to: 'on' | 'off'): void;
  /** Notes a sign of life. */
  alive(owner: HistoryOwner): void;
  /** Milliseconds since the last sign of life; undefined when there is none, or the clock was set back. */
  absence(owner: HistoryOwner): number | undefined;
  close(): void;
}

/** Where the history of a data folder lies. It is a file of its own, so that putting back an old database forgets nothing. */
export function historyFile(dir: string): string {
  return join(dir, 'signing-history.db');
}

/**
 * Opens the signing history of a data folder, for this process alone, and begins it the first time.
 *
 * @throws LoamError when there is any doubt: `SIGNING_HISTORY_IN_USE`, `SIGNING_HISTORY_MISSING`,
 * `SIGNING_HISTORY_DAMAGED`, `SIGNING_HISTORY_OLD`, `SIGNING_HISTORY_NEWER`
 */
export function openSigningHistory(options: OpenHistoryOptions): SigningHistory {
  const { dir } = options;
  const file = historyFile(dir);
  const now = options.now ?? Date.now;
  if (options.acceptEmpty !== true) return open(options, false);
  try {
    return open(options, false);
  } catch (error) {
    if (error instanceof LoamError && /_(IN_USE|NEWER)$/.test(error.code)) throw error;
    for (const suffix of ['', '-journal']) {
      if (existsSync(file + suffix)) renameSync(file + suffix, `${file}${suffix}.aside-${now()}`);
    }
    return open(options, true);
  }
}

function open(options: OpenHistoryOptions, anew: boolean): SigningHistory {
  const { dir } = options;
  const now = options.now ?? Date.now;
  const random = options.random ?? ((bytes) => randomBytes(bytes));
  const file = historyFile(dir);
  const marker = anew ? undefined : readMarker(dir);
  const isNew = !existsSync(file);
  if (isNew && marker !== undefined) {
    throw new LoamError(
      'SIGNING_HISTORY_MISSING',
      'The signing history is gone, but the keys that it belongs to are here. Without it this validator could sign a second verdict where it has signed one.',
      { hint: WAY_OUT },
    );
  }
  const db = lockedDatabase(file);
  try {
    const ledger = new SigningLedger(db);
    let id = ledger.note('id');
    if (id === undefined) {
      if (marker !== undefined) throw damaged(file);
      id = Buffer.from(random(16)).toString('hex');
      const fresh = id;
      ledger.atOnce(() => {
        ledger.setNote('id', fresh);
        if (anew) ledger.setNote('accepted-empty', 'yes');
      });
    }
    let steps = Number(ledger.note('steps') ?? 0);
    if (marker !== undefined && (marker.id !== id || marker.steps > steps)) {
      throw new LoamError(
        'SIGNING_HISTORY_OLD',
        'The signing history is an older copy than the one that these keys signed with last.',
        { hint: WAY_OUT },
      );
    }
    if (marker?.steps !== steps) writeMarker(dir, { id, steps });
    const { dev, ino } = statSync(file);
    const place = `${hostname()} ${dev} ${ino}`;
    const hasMoved = !isNew && ledger.note('place') !== place;
    if (isNew || hasMoved) {
      const signsOfLife = ledger.notes('alive ');
      ledger.atOnce(() => {
        ledger.setNote('place', place);
        // They are another place's: whoever opens a copy was never here, however short ago the original worked.
        for (const { key } of signsOfLife) ledger.setNote(key, undefined);
      });
    }
    const historyId = id;
    return {
      ledger,
      isNew,
      hasMoved,
      get switch() {
        return ledger.note('switch') === 'off' ? 'off' : 'on';
      },
      setSwitch: (to) => ledger.setNote('switch', to),
      begin(owner, epoch) {
        const isFirst = ledger.watermark(owner) === undefined && ledger.note('accepted-empty') !== undefined;
        if (isFirst || options.acceptEmpty === true) ledger.raise(owner, Number(epoch) + 1);
      },
      halt: (owner, reason) => ledger.setNote(noteKey('halted', owner), reason),
      halted: (owner) => ledger.note(noteKey('halted', owner)),
      halts: (validator) =>
        ledger
          .notes('halted ')
          .filter(({ key }) => key.endsWith(` ${validator.toLowerCase()}`))
          .map(({ value }) => value),
      resume(owner) {
        ledger.atOnce(() => {
          ledger.setNote(noteKey('halted', owner), undefined);
          ledger.setNote(noteKey('alive', owner), undefined);
        });
      },
      record(owner, statement) {
        const reason = ledger.note(noteKey('halted', owner));
        if (reason !== undefined) throw new LoamError('SIGNING_HALTED', reason);
        const newest = ledger.newestEpoch(owner);
        const outcome = ledger.atOnce(() => {
          const said = ledger.record(owner, statement, now());
          if (said === 'new' && (newest === undefined || statement.epoch > newest))
            ledger.setNote('steps', String(steps + 1));
          return said;
        });
        if (outcome === 'new' && (newest === undefined || statement.epoch > newest)) {
          steps++;
          writeMarker(dir, { id: historyId, steps });
          ledger.prune(owner);
        }
        return outcome;
      },
      alive: (owner) => ledger.setNote(noteKey('alive', owner), String(now())),
      absence(owner) {
        const since = ledger.note(noteKey('alive', owner));
        const passed = now() - Number(since);
        return since === undefined || passed < 0 ? undefined : passed;
      },
      close: () => release(db),
    };
  } catch (error) {
    release(db);
    if (error instanceof LoamError) throw error;
    throw damaged(file, error);
  }
}

function noteKey(name: string, { network, validator }: HistoryOwner): string {
  return `${name} ${network} ${validator.toLowerCase()}`;
}

/** Opens the file with a lock that the operating system ends with the process, checks every page, and syncs each commit. */
function lockedDatabase(file: string): Libsql.Database {
  let db: Libsql.Database | undefined;
  try {
    // Not encrypted: it holds hashes of what is or becomes public, and must stay readable when other keys are lost.
    db = new Libsql(file, { timeout: 0 });
    db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA');
    db.exec('BEGIN EXCLUSIVE; COMMIT');
    const check = db.prepare('PRAGMA quick_check').get() as { quick_check?: string };
    if (check.quick_check !== 'ok') throw new Error(String(check.quick_check));
    return db;
  } catch (cause) {
    if (db !== undefined) release(db);
    if (isBusy(cause)) {
      throw new LoamError('SIGNING_HISTORY_IN_USE', 'Another process of Loam signs with this history.', {
        hint: 'Close it first. One key signs in one place only.',
      });
    }
    throw damaged(file, cause);
  }
}

/** Lets go of the file now; a closed database does so only once the runtime has collected its statements. */
function release(db: Libsql.Database): void {
  try {
    if (db.inTransaction) db.exec('ROLLBACK');
    db.exec('PRAGMA locking_mode = NORMAL; SELECT count(*) FROM sqlite_master');
  } catch {
    // It was damaged or never held.
  }
  db.close();
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^SQLITE_(BUSY|LOCKED)/.test(String(error.code));
}

function damaged(file: string, cause?: unknown): LoamError {
  return new LoamError('SIGNING_HISTORY_DAMAGED', `The signing history ${file} is damaged.`, {
    hint: WAY_OUT,
    cause,
  });
}
