import { concatHex, keccak256, numberToHex } from 'viem';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import { type Database, openDatabase } from '../../database/open-database.ts';
import {
  deliverTransaction,
  finishTransaction,
  insertAttempt,
  insertTransaction,
  type JournaledTransaction,
  listMinedFrom,
  listOpenTransactions,
  listUndelivered,
  markAttemptSent,
  type NewTransaction,
  readTransaction,
  type TransactionAttempt,
  type TransactionEnd,
  type TransactionOwner,
} from '../../database/transactions.ts';
import { ADOPT_MS } from '../limits.ts';

/** Settings of {@link TransactionJournal}. */
export interface TransactionJournalOptions {
  readonly owner: TransactionOwner;
  /** Where it is kept; without one only in memory, as long as the process lives. */
  readonly db?: Database | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * What this account has sent on one network. Every try is written down, signed, before it is sent, so that whoever comes
 * after a crash finds it by nonce and hash.
 */
export class TransactionJournal {
  readonly now: () => number;
  readonly #owner: TransactionOwner;
  readonly #since: number;
  #db: Database | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor({ owner, db, now }: TransactionJournalOptions) {
    this.now = now;
    this.#owner = owner;
    this.#db = db;
    this.#since = now() - ADOPT_MS;
  }

  /** Transactions that may be mined yet, by nonce. */
  get open(): JournaledTransaction[] {
    return this.#db === undefined ? [] : listOpenTransactions(this.#db, this.#owner);
  }

  get(id: number): JournaledTransaction | undefined {
    return readTransaction(this.#database(), id);
  }

  /**
   * A transaction of an earlier process that made this very call, was mined, and whose end nobody was told. Others that
   * made it are told now.
   */
  takeUndelivered(call: Hex): JournaledTransaction | undefined {
    if (this.#db === undefined) return undefined;
    const found = listUndelivered(this.#db, this.#owner, call, this.#since);
    for (const { id } of found) deliverTransaction(this.#db, id);
    return found.findLast(({ state }) => state === 'succeeded');
  }

  /** What {@link takeUndelivered} would take; nobody is told by this. */
  peekUndelivered(call: Hex): JournaledTransaction | undefined {
    if (this.#db === undefined) return undefined;
    return listUndelivered(this.#db, this.#owner, call, this.#since).findLast(
      ({ state }) => state === 'succeeded',
    );
  }

  /** Mined transactions with nonces from `first` on, by nonce. */
  minedFrom(first: number): JournaledTransaction[] {
    return this.#db === undefined ? [] : listMinedFrom(this.#db, this.#owner, first);
  }

  add(transaction: NewTransaction, attempt: TransactionAttempt): number {
    return insertTransaction(this.#database(), this.#owner, transaction, attempt, this.now());
  }

  addAttempt(id: number, attempt: TransactionAttempt): void {
    insertAttempt(this.#database(), id, attempt, this.now());
  }

  markSent(id: number, hash: Hex): void {
    markAttemptSent(this.#database(), id, hash, this.now());
  }

  finish(id: number, state: TransactionEnd, hash: Hex | null = null, block: bigint | null = null): void {
    const end = { state, hash, block: block === null ? null : Number(block) };
    finishTransaction(this.#database(), this.#owner, id, end, this.now());
  }

  deliver(id: number): void {
    deliverTransaction(this.#database(), id);
  }

  /** Runs `work` when all earlier work given to it is done: two tries of one transaction must not be made at once. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work, work);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  #database(): Database {
    this.#db ??= openDatabase({ file: ':memory:', key: new Uint8Array(32) });
    return this.#db;
  }
}

/** Names a call: keccak-256 over its target and data, and over the money that goes with it when there is some. */
export function callHash(to: Hex, data: Hex, value = 0n): Hex {
  const money = value === 0n ? [] : [numberToHex(value, { size: 32 })];
  return keccak256(concatHex([to, ...money, data]));
}
