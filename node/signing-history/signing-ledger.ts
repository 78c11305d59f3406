import type Libsql from 'libsql';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { judgeSigning } from './guard-rules.ts';
import { EPOCHS_KEPT } from './limits.ts';
import { type HistoryOwner, inWords, rowOf, type SignedRow, type Statement } from './statement.ts';

/** Layout version of the tables (`PRAGMA user_version`). */
export const LEDGER_VERSION = 1;

// What is signed is never changed, and forgotten only below the watermark, which only rises.
const SCHEMA = `
CREATE TABLE signed (
  network TEXT NOT NULL, validator TEXT NOT NULL, kind TEXT NOT NULL, epoch INTEGER NOT NULL, slot TEXT NOT NULL,
  round INTEGER NOT NULL, ballots INTEGER NOT NULL, hash TEXT NOT NULL, signed_at INTEGER NOT NULL,
  PRIMARY KEY (network, validator, epoch, kind, slot, ballots, round)
) WITHOUT ROWID;
CREATE UNIQUE INDEX one_attestation ON signed (network, validator, epoch, slot) WHERE kind = 'attestation';
CREATE TABLE watermarks (
  network TEXT NOT NULL, validator TEXT NOT NULL, epoch INTEGER NOT NULL, PRIMARY KEY (network, validator)
) WITHOUT ROWID;
CREATE TABLE notes (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TRIGGER signed_stays BEFORE UPDATE ON signed BEGIN SELECT raise(ABORT, 'what was signed stays'); END;
CREATE TRIGGER signed_is_kept BEFORE DELETE ON signed
  WHEN OLD.epoch > coalesce((SELECT epoch FROM watermarks w
    WHERE w.network = OLD.network AND w.validator = OLD.validator), -1)
  BEGIN SELECT raise(ABORT, 'what was signed above the watermark is kept'); END;
CREATE TRIGGER watermark_rises BEFORE UPDATE ON watermarks WHEN NEW.epoch < OLD.epoch
  BEGIN SELECT raise(ABORT, 'a watermark never falls'); END;
CREATE TRIGGER watermark_stays BEFORE DELETE ON watermarks
  BEGIN SELECT raise(ABORT, 'a watermark never falls'); END;
PRAGMA user_version = ${LEDGER_VERSION};`;

const COLUMNS = 'kind, epoch, round, slot, ballots, hash';

/** The tables of a signing history and the rules over them. Every call is synchronous and done when it returns. */
export class SigningLedger {
  readonly #db: Libsql.Database;
  readonly #statements = new Map<string, Libsql.Statement<unknown[]>>();

  /** @throws LoamError `SIGNING_HISTORY_NEWER` when a newer version wrote it */
  constructor(db: Libsql.Database) {
    this.#db = db;
    const version = (this.#get('PRAGMA user_version') as { user_version: number }).user_version;
    if (version > LEDGER_VERSION) {
      throw new LoamError('SIGNING_HISTORY_NEWER', 'A newer version of Loam wrote the signing history.', {
        hint: 'Update Loam. Nothing was changed.',
      });
    }
    if (version === 0) this.atOnce(() => void db.exec(SCHEMA));
  }

  /**
   * Judges a statement by {@link judgeSigning} and keeps it when it is new, before anybody signs it.
   *
   * @returns whether it is new or was signed before in the same words
   * @throws LoamError `SIGNING_CONFLICT`, `SIGNING_BELOW_WATERMARK`, `SIGNING_ROUND_OVER`
   */
  record(owner: HistoryOwner, statement: Statement, now: number): 'new' | 'again' {
    const row = rowOf(statement);
    if (!Number.isSafeInteger(row.epoch) || row.epoch < 0 || !Number.isSafeInteger(row.round))
      throw new LoamError('SIGNING_CONFLICT', `The number of ${inWords(row)} cannot be kept.`);
    return this.atOnce(() => {
      const judgement = judgeSigning(row, {
        watermark: this.watermark(owner) ?? -1,
        sameKind: this.#all(
          `SELECT ${COLUMNS} FROM signed WHERE network = ? AND validator = ? AND epoch = ? AND kind = ?`,
          ...key(owner),
          row.epoch,
          row.kind,
        ) as SignedRow[],
        isRoundAttested:
          this.#get(
            `SELECT 1 FROM signed WHERE network = ? AND validator = ? AND epoch = ? AND kind = 'attestation' AND round = ?`,
            ...key(owner),
            row.epoch,
            row.round,
          ) !== undefined,
      });
      if (judgement === 'new') this.#insert(owner, row, now);
      if (judgement === 'new' || judgement === 'again') return judgement;
      throw refusal(judgement, row);
    });
  }

  /** Whether exactly this was signed here. */
  knows(
    owner: HistoryOwner,
    kind: Statement['kind'],
    epoch: bigint,
    test: (row: SignedRow) => boolean,
  ): boolean {
    return (
      this.#all(
        `SELECT ${COLUMNS} FROM signed WHERE network = ? AND validator = ? AND epoch = ? AND kind = ?`,
        ...key(owner),
        Number(epoch),
        kind,
      ) as SignedRow[]
    ).some(test);
  }

  /** Epoch at or below which nothing is signed anew; undefined when there is none. */
  watermark(owner: HistoryOwner): number | undefined {
    const row = this.#get('SELECT epoch FROM watermarks WHERE network = ? AND validator = ?', ...key(owner));
    return (row as { epoch: number } | undefined)?.epoch;
  }

  /** Raises the watermark; a lower one changes nothing. */
  raise(owner: HistoryOwner, epoch: number): void {
    if (!Number.isSafeInteger(epoch) || epoch < 0)
      throw new LoamError('SIGNING_CONFLICT', `${epoch} is no epoch.`);
    this.#run(
      `INSERT INTO watermarks (network, validator, epoch) VALUES (?, ?, ?)
        ON CONFLICT (network, validator) DO UPDATE SET epoch = max(epoch, excluded.epoch)`,
      ...key(owner),
      epoch,
    );
  }

  /** Takes a row that was signed elsewhere. @returns false when what is here says otherwise and stays */
  adopt(owner: HistoryOwner, row: SignedRow, now: number): boolean {
    const rivals = this.#all(
      `SELECT ${COLUMNS} FROM signed WHERE network = ? AND validator = ? AND epoch = ? AND kind = ?`,
      ...key(owner),
      row.epoch,
      row.kind,
    ) as SignedRow[];
    const judgement = judgeSigning(row, { watermark: -1, sameKind: rivals, isRoundAttested: false });
    // Of two commitments to one question the smaller came first: that is a history, no conflict.
    const isEarlier =
      row.kind === 'commitment' &&
      judgement === 'conflict' &&
      rivals.every((r) => r.round !== row.round || r.slot !== row.slot || r.ballots !== row.ballots);
    if (judgement === 'new' || isEarlier) this.#insert(owner, row, now);
    return judgement !== 'conflict' || isEarlier;
  }

  /** The rows of an owner, by epoch. */
  rows(owner: HistoryOwner): SignedRow[] {
    return this.#all(
      `SELECT ${COLUMNS} FROM signed WHERE network = ? AND validator = ?
        ORDER BY epoch, kind, round, length(slot), slot, ballots`,
      ...key(owner),
    ) as SignedRow[];
  }

  /** Every owner that has a row or a watermark. */
  owners(): HistoryOwner[] {
    return this.#all(
      'SELECT network, validator FROM signed UNION SELECT network, validator FROM watermarks ORDER BY 1, 2',
    ) as HistoryOwner[];
  }

  /** Newest epoch in which this owner signed; undefined when it never did. */
  newestEpoch(owner: HistoryOwner): number | undefined {
    const row = this.#get(
      'SELECT max(epoch) AS e FROM signed WHERE network = ? AND validator = ?',
      ...key(owner),
    );
    return (row as { e: number | null }).e ?? undefined;
  }

  /** Forgets rows of epochs long past, after the watermark has risen over them. */
  prune(owner: HistoryOwner): void {
    const newest = this.newestEpoch(owner);
    if (newest === undefined || newest <= EPOCHS_KEPT) return;
    this.atOnce(() => {
      this.raise(owner, newest - EPOCHS_KEPT);
      this.#run(
        'DELETE FROM signed WHERE network = ? AND validator = ? AND epoch <= ?',
        ...key(owner),
        newest - EPOCHS_KEPT,
      );
    });
  }

  /** A note that is kept beside the history. */
  note(name: string): string | undefined {
    return (this.#get('SELECT value FROM notes WHERE key = ?', name) as { value: string } | undefined)?.value;
  }

  /** The notes whose name begins so. */
  notes(prefix: string): { readonly key: string; readonly value: string }[] {
    return this.#all(
      'SELECT key, value FROM notes WHERE substr(key, 1, ?) = ? ORDER BY key',
      prefix.length,
      prefix,
    ) as {
      key: string;
      value: string;
    }[];
  }

  /** Keeps a note; undefined removes it. */
  setNote(name: string, value: string | undefined): void {
    if (value === undefined) this.#run('DELETE FROM notes WHERE key = ?', name);
    else this.#run('INSERT OR REPLACE INTO notes (key, value) VALUES (?, ?)', name, value);
  }

  /** Runs `work` as one transaction; a throw undoes it. Inside another one it joins that. */
  atOnce<T>(work: () => T): T {
    if (this.#db.inTransaction) return work();
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  #insert(owner: HistoryOwner, row: SignedRow, now: number): void {
    const { kind, epoch, round, slot, ballots, hash } = row;
    this.#run(
      `INSERT INTO signed (network, validator, kind, epoch, round, slot, ballots, hash, signed_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...key(owner),
      kind,
      epoch,
      round,
      slot,
      ballots,
      hash,
      now,
    );
  }

  #prepare(sql: string): Libsql.Statement<unknown[]> {
    const known = this.#statements.get(sql) ?? this.#db.prepare(sql);
    this.#statements.set(sql, known);
    return known;
  }
  #run(sql: string, ...values: (string | number)[]): void {
    this.#prepare(sql).run(...values);
  }
  #get(sql: string, ...values: (string | number)[]): unknown {
    return this.#prepare(sql).get(...values);
  }
  #all(sql: string, ...values: (string | number)[]): unknown[] {
    return this.#prepare(sql).all(...values);
  }
}

function key({ network, validator }: HistoryOwner): [string, string] {
  return [network, validator.toLowerCase()];
}

function refusal(judgement: 'conflict' | 'below-watermark' | 'round-over', row: SignedRow): LoamError {
  const data = { kind: row.kind, epoch: row.epoch, round: row.round, slot: row.slot };
  if (judgement === 'below-watermark') {
    return new LoamError(
      'SIGNING_BELOW_WATERMARK',
      `Nothing new is signed on ${inWords(row)}: the signing history does not say what was signed then.`,
      { hint: 'It goes on by itself in a later epoch.', data },
    );
  }
  if (judgement === 'round-over') {
    return new LoamError('SIGNING_ROUND_OVER', `A verdict of ${inWords(row)} is signed already.`, { data });
  }
  return new LoamError('SIGNING_CONFLICT', `Something else is signed on ${inWords(row)} already.`, {
    hint: 'The first one stands; nobody signs two.',
    data,
  });
}
