import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { FollowedBlock, FollowerStep } from '../chain/event-follower.ts';
import { type FollowerCursor, parseCursor } from '../chain/follower-cursor.ts';
import type { Database, SqlValue } from '../database/open-database.ts';
import { type IndexTable, TABLE_KEYS } from './index-schema.ts';
import { mentionsOf } from './mentions-of.ts';
import { projectEvent } from './project-event.ts';
import type { RowWrite } from './row-write.ts';

type Row = Record<string, SqlValue>;

/** Where the index stands; undefined when it is new. */
export function readIndexCursor(db: Database): FollowerCursor | undefined {
  const text = cursorText(db);
  return text === null ? undefined : parseCursor(text);
}

/**
 * Takes up one step of the chain: rows, what is needed to undo them, and the cursor, all in one transaction.
 *
 * @param before the cursor that the step goes on from, as the follower was given it
 * @throws LoamError `INDEX_BUSY` when another process has moved the index on
 */
export function applyStep(db: Database, step: FollowerStep, before: FollowerCursor | undefined): void {
  db.transaction(() => {
    const expected = before === undefined ? null : JSON.stringify(before);
    if (cursorText(db) !== expected) {
      throw new LoamError('INDEX_BUSY', 'Another process writes to this index.', {
        hint: 'Let one process at a time build it.',
      });
    }
    if (step.type === 'add') addBlock(db, step);
    if (step.type === 'undo') undoBlock(db, step.block.number);
    const kept = step.cursor.checkpoints[0]?.number;
    // What the follower cannot undo any more needs no undoing here.
    if (step.cursor.trimmed && kept !== undefined) db.run('DELETE FROM journal WHERE block < ?', [kept]);
    db.run(`INSERT OR REPLACE INTO meta (key, value) VALUES ('cursor', ?)`, [JSON.stringify(step.cursor)]);
    if (step.type === 'progress')
      db.run(`INSERT OR REPLACE INTO meta (key, value) VALUES ('head', ?)`, [String(step.head)]);
  });
}

function cursorText(db: Database): string | null {
  const row = db.get(`SELECT value FROM meta WHERE key = 'cursor'`) as { value: string } | undefined;
  return row?.value ?? null;
}

function addBlock(db: Database, { block, events }: Extract<FollowerStep, { type: 'add' }>): void {
  db.run('INSERT INTO blocks (number, hash, timestamp) VALUES (?, ?, ?)', [
    block.number,
    block.hash,
    block.timestamp,
  ]);
  let seq = 0;
  for (const event of events) {
    const { contract, eventName, logIndex, transactionHash } = event;
    db.run('INSERT INTO events (block, log_index, contract, name, args, tx) VALUES (?, ?, ?, ?, ?, ?)', [
      block.number,
      logIndex,
      contract,
      String(eventName),
      JSON.stringify(event.args ?? {}, (_, value: unknown) =>
        typeof value === 'bigint' ? value.toString() : value,
      ),
      transactionHash,
    ]);
    for (const subject of mentionsOf(event))
      db.run('INSERT INTO mentions (subject, block, log_index) VALUES (?, ?, ?)', [
        subject,
        block.number,
        logIndex,
      ]);
    for (const write of projectEvent(event, block)) writeRow(db, write, block, seq++);
  }
}

function writeRow(db: Database, write: RowWrite, block: FollowedBlock, seq: number): void {
  const { table, key } = write;
  const keys = Object.keys(key);
  const before = readRow(db, table, key);
  db.run('INSERT INTO journal (block, seq, name, key, before) VALUES (?, ?, ?, ?, ?)', [
    block.number,
    seq,
    table,
    JSON.stringify(key),
    before === undefined ? null : JSON.stringify(before),
  ]);
  const set: Row =
    write.kind === 'put'
      ? { ...write.set, block: block.number }
      : {
          [write.column]: String(BigInt(String(before?.[write.column] ?? 0)) + write.amount),
          block: block.number,
        };
  const columns = Object.keys(set);
  db.run(
    `INSERT INTO ${table} (${[...keys, ...columns].map(quoted).join(', ')})
      VALUES (${[...keys, ...columns].map(() => '?').join(', ')})
      ON CONFLICT (${keys.map(quoted).join(', ')})
      DO UPDATE SET ${columns.map((column) => `${quoted(column)} = excluded.${quoted(column)}`).join(', ')}`,
    [...Object.values(key), ...Object.values(set)],
  );
}

/** Puts back every row as it was before the block, the last change first. */
function undoBlock(db: Database, number: number): void {
  const changes = db.all('SELECT name, key, before FROM journal WHERE block = ? ORDER BY seq DESC', [number]);
  for (const change of changes as { name: IndexTable; key: string; before: string | null }[]) {
    const key = JSON.parse(change.key) as Row;
    db.run(`DELETE FROM ${change.name} WHERE ${matching(key)}`, Object.values(key));
    if (change.before === null) continue;
    const row = JSON.parse(change.before) as Row;
    const columns = Object.keys(row);
    db.run(
      `INSERT INTO ${change.name} (${columns.map(quoted).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      Object.values(row),
    );
  }
  for (const table of ['journal', 'mentions', 'events'])
    db.run(`DELETE FROM ${table} WHERE block = ?`, [number]);
  db.run('DELETE FROM blocks WHERE number = ?', [number]);
}

function readRow(db: Database, table: IndexTable, key: Readonly<Row>): Row | undefined {
  const names: readonly string[] = TABLE_KEYS[table];
  if (names.length !== Object.keys(key).length || names.some((name) => key[name] === undefined))
    throw new LoamError('INDEX_KEY', `A row of ${table} is named by ${names.join(', ')}.`);
  // The driver's `get` adds a property of its own to the row, `all` does not.
  return db.all(`SELECT * FROM ${table} WHERE ${matching(key)}`, Object.values(key))[0] as Row | undefined;
}

function matching(key: Readonly<Row>): string {
  return Object.keys(key)
    .map((name) => `${quoted(name)} = ?`)
    .join(' AND ');
}

function quoted(name: string): string {
  return `"${name}"`;
}
