import { z } from 'zod';
import { bytes32Schema, type Hex } from '../../protocol/encoding/hex.ts';
import { MAX_FINISHED_TRANSACTIONS, RESENDABLE_TRANSACTIONS } from './limits.ts';
import type { Database } from './open-database.ts';
import { type Row, readRow } from './read-row.ts';

const hex = z.custom<Hex>((v) => typeof v === 'string' && /^0x[0-9a-f]*$/i.test(v));
const amount = z.string().regex(/^\d+$/).transform(BigInt);

const attemptSchema = z.object({
  hash: bytes32Schema,
  /** Signed bytes; empty when they are no longer kept. */
  raw: hex,
  maxFee: amount,
  /** Tip per gas; null on a chain that has none. */
  priorityFee: amount.nullable(),
  /** Whether it only uses up the nonce. */
  cancels: z.boolean(),
  /** When a server of the chain took it; null when that is not known. */
  sentAt: z.number().nullable(),
});

const transactionSchema = z.object({
  id: z.number().int(),
  nonce: z.number().int(),
  /** What it does: contract and function. */
  what: z.string(),
  /** keccak-256 over target and data. */
  call: bytes32Schema,
  target: hex,
  data: hex,
  /** Wei of the chain's own currency. */
  value: amount,
  gas: amount,
  /**
   * `open` may be mined yet; `succeeded`, `reverted` and `cancelled` were mined; another transaction `displaced` it;
   * `dropped` before it was sent.
   */
  state: z.enum(['open', 'succeeded', 'reverted', 'cancelled', 'displaced', 'dropped']),
  /** Whether the one that wanted it knows how it ended. */
  delivered: z.boolean(),
  hash: bytes32Schema.nullable(),
  block: z.number().int().nullable(),
  createdAt: z.number(),
  updatedAt: z.number(),
});

/** One try to get a transaction mined: all tries have the same nonce, so that at most one is. */
export type TransactionAttempt = z.infer<typeof attemptSchema>;

/** A transaction of this node, from before it is sent. */
export type JournaledTransaction = z.infer<typeof transactionSchema> & {
  /** In the order in which they were made; at least one. */
  readonly attempts: readonly TransactionAttempt[];
};

/** How a transaction can end. */
export type TransactionEnd = Exclude<JournaledTransaction['state'], 'open'>;

/** What a new transaction is. */
export type NewTransaction = Pick<
  JournaledTransaction,
  'nonce' | 'what' | 'call' | 'target' | 'data' | 'value' | 'gas'
>;

/** Whose transactions: the network's id and the account. */
export interface TransactionOwner {
  readonly network: string;
  readonly account: Hex;
}

const COLUMNS = `id, nonce, what, call, target, data, value, gas, state, delivered, hash, block,
  created_at AS createdAt, updated_at AS updatedAt`;

/** Keeps a signed transaction before it is sent. @returns its id */
export function insertTransaction(
  db: Database,
  owner: TransactionOwner,
  transaction: NewTransaction,
  attempt: TransactionAttempt,
  now: number,
): number {
  const { nonce, what, call, target, data, value, gas } = transaction;
  return db.transaction(() => {
    const row = db.get(
      `INSERT INTO transactions
         (network, account, nonce, what, call, target, data, value, gas, state, delivered, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', 0, ?, ?) RETURNING id`,
      [
        owner.network,
        lower(owner.account),
        nonce,
        what,
        call,
        target,
        data,
        value.toString(),
        gas.toString(),
        now,
        now,
      ],
    );
    const { id } = row as { id: number };
    insertAttempt(db, id, attempt, now);
    return id;
  });
}

/** Keeps another try of a transaction before it is sent. */
export function insertAttempt(db: Database, id: number, attempt: TransactionAttempt, now: number): void {
  const { hash, raw, maxFee, priorityFee, cancels, sentAt } = attempt;
  db.transaction(() => {
    db.run(
      `INSERT INTO transaction_attempts
         (transaction_id, attempt, hash, raw, max_fee, priority_fee, cancels, sent_at)
       SELECT ?, count(*), ?, ?, ?, ?, ?, ? FROM transaction_attempts WHERE transaction_id = ?`,
      [id, hash, raw, maxFee.toString(), priorityFee?.toString() ?? null, cancels ? 1 : 0, sentAt, id],
    );
    db.run('UPDATE transactions SET updated_at = ? WHERE id = ?', [now, id]);
  });
}

/** Notes that a server of the chain took a try. */
export function markAttemptSent(db: Database, id: number, hash: Hex, now: number): void {
  db.run('UPDATE transaction_attempts SET sent_at = ? WHERE transaction_id = ? AND hash = ?', [
    now,
    id,
    hash,
  ]);
}

/** Notes how a transaction ended. The oldest ended ones go, and the signed bytes of all but the newest. */
export function finishTransaction(
  db: Database,
  owner: TransactionOwner,
  id: number,
  end: { readonly state: TransactionEnd; readonly hash: Hex | null; readonly block: number | null },
  now: number,
): void {
  const mine = [owner.network, lower(owner.account)];
  const ended = `SELECT id FROM transactions WHERE network = ? AND account = ? AND state <> 'open'
    ORDER BY id DESC LIMIT -1 OFFSET ?`;
  db.transaction(() => {
    db.run('UPDATE transactions SET state = ?, hash = ?, block = ?, updated_at = ? WHERE id = ?', [
      end.state,
      end.hash,
      end.block,
      now,
      id,
    ]);
    db.run(`DELETE FROM transactions WHERE id IN (${ended})`, [...mine, MAX_FINISHED_TRANSACTIONS]);
    db.run(`UPDATE transaction_attempts SET raw = '0x' WHERE raw <> '0x' AND transaction_id IN (${ended})`, [
      ...mine,
      RESENDABLE_TRANSACTIONS,
    ]);
    db.run(`UPDATE transactions SET data = '0x' WHERE data <> '0x' AND id IN (${ended})`, [
      ...mine,
      RESENDABLE_TRANSACTIONS,
    ]);
  });
}

/** Notes that the one who wanted a transaction knows how it ended. */
export function deliverTransaction(db: Database, id: number): void {
  db.run('UPDATE transactions SET delivered = 1 WHERE id = ?', [id]);
}

/** One transaction; undefined when it is not known (any more). */
export function readTransaction(db: Database, id: number): JournaledTransaction | undefined {
  return rowsOf(db, db.all(`SELECT ${COLUMNS} FROM transactions WHERE id = ?`, [id]))[0];
}

/** Transactions that may be mined yet, by nonce. */
export function listOpenTransactions(db: Database, owner: TransactionOwner): JournaledTransaction[] {
  return select(db, owner, "state = 'open' ORDER BY nonce, id", []);
}

/** Transactions that made a call since `since` and whose end nobody was told, oldest first. */
export function listUndelivered(
  db: Database,
  owner: TransactionOwner,
  call: Hex,
  since: number,
): JournaledTransaction[] {
  return select(db, owner, "state <> 'open' AND delivered = 0 AND call = ? AND updated_at >= ? ORDER BY id", [
    call,
    since,
  ]);
}

/** Transactions that were mined with a nonce from `first` on, by nonce. */
export function listMinedFrom(db: Database, owner: TransactionOwner, first: number): JournaledTransaction[] {
  return select(
    db,
    owner,
    "state IN ('succeeded', 'reverted', 'cancelled') AND nonce >= ? ORDER BY nonce, id",
    [first],
  );
}

/** The newest transactions of an account, newest first. @param limit at most 500 */
export function listTransactions(
  db: Database,
  owner: TransactionOwner,
  limit: number,
): JournaledTransaction[] {
  return select(db, owner, '1 ORDER BY id DESC LIMIT ?', [Math.min(limit, 500)]);
}

function select(
  db: Database,
  owner: TransactionOwner,
  where: string,
  values: readonly (string | number)[],
): JournaledTransaction[] {
  const sql = `SELECT ${COLUMNS} FROM transactions WHERE network = ? AND account = ? AND ${where}`;
  return rowsOf(db, db.all(sql, [owner.network, lower(owner.account), ...values]));
}

function rowsOf(db: Database, rows: readonly unknown[]): JournaledTransaction[] {
  return rows.map((row) => {
    const { delivered } = row as { delivered?: unknown };
    const transaction = readRow('transactions', transactionSchema, {
      ...(row as Row),
      delivered: delivered === 1,
    });
    const attempts = db
      .all(
        `SELECT hash, raw, max_fee AS maxFee, priority_fee AS priorityFee, cancels, sent_at AS sentAt
           FROM transaction_attempts WHERE transaction_id = ? ORDER BY attempt`,
        [transaction.id],
      )
      .map((attempt) =>
        readRow('transaction_attempts', attemptSchema, {
          ...(attempt as Row),
          cancels: (attempt as Row).cancels === 1,
        }),
      );
    return { ...transaction, attempts };
  });
}

function lower(address: Hex): string {
  return address.toLowerCase();
}
