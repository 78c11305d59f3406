import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { FollowerStep } from '../chain/event-follower.ts';
import { advanceCursor, type FollowerCursor, retreatCursor, startCursor } from '../chain/follower-cursor.ts';
import { type Database, openDatabase } from '../database/open-database.ts';
import { applyStep, readIndexCursor } from './apply-step.ts';
import { EVENT_KINDS, randomBlock, seeded } from './fixtures/random-events.ts';
import { INDEX_MIGRATIONS } from './index-schema.ts';

const dir = mkdtempSync(join(tmpdir(), 'loam-index-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

let files = 0;
const fresh = (): Database =>
  openDatabase({ file: join(dir, `${++files}.db`), key: null, migrations: INDEX_MIGRATIONS });

/** Everything that a database holds, table by table. */
function dump(db: Database): Record<string, unknown[]> {
  const tables = db.all(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`);
  return Object.fromEntries(
    (tables as { name: string }[]).map(({ name }) => [
      name,
      db
        .all(`SELECT * FROM ${name}`)
        .map((row) => JSON.stringify(row))
        .sort(),
    ]),
  );
}

/** A chain of random blocks that an index follows. */
class RandomChain {
  readonly blocks: ReturnType<typeof randomBlock>[] = [];
  cursor: FollowerCursor | undefined;

  add(db: Database, made: ReturnType<typeof randomBlock>): void {
    const from = this.cursor ?? startCursor(0);
    const checkpoint = { number: made.block.number, hash: made.block.hash, events: true };
    this.blocks.push(made);
    this.#apply(db, { type: 'add', ...made, cursor: advanceCursor(from, checkpoint, made.block.number) });
  }

  undo(db: Database): void {
    const last = this.blocks.pop();
    if (last === undefined || this.cursor === undefined) return;
    this.#apply(db, { type: 'undo', block: last.block, cursor: retreatCursor(this.cursor) });
  }

  #apply(db: Database, step: FollowerStep): void {
    applyStep(db, step, this.cursor);
    this.cursor = step.cursor;
  }
}

test('whatever is added and undone, the index is what the blocks that stand lead to', () => {
  for (const seed of [1, 2, 3]) {
    const random = seeded(seed);
    const db = fresh();
    const chain = new RandomChain();
    const kinds = new Set<string>();
    for (let i = 0; i < 150; i++) {
      if (random(5) < 2) {
        for (let n = random(4); n > 0; n--) chain.undo(db);
      } else {
        const made = randomBlock((chain.blocks.at(-1)?.block.number ?? 0) + 1 + random(2), random);
        for (const { contract, eventName } of made.events) kinds.add(`${contract}.${String(eventName)}`);
        chain.add(db, made);
      }
    }
    expect(kinds.size).toBeGreaterThan(EVENT_KINDS / 2);
    const rebuilt = fresh();
    const again = new RandomChain();
    for (const made of chain.blocks) again.add(rebuilt, made);
    expect(dump(db)).toEqual(dump(rebuilt));
    expect(readIndexCursor(db)).toEqual(chain.cursor);
    while (chain.blocks.length > 0) chain.undo(db);
    const { meta: _, sqlite_sequence: __, ...tables } = dump(db);
    expect(Object.values(tables).flat()).toEqual([]);
    db.close();
    rebuilt.close();
  }
}, 60_000);

test('a step that fails leaves nothing behind, and two writers do not write twice', () => {
  const db = fresh();
  const chain = new RandomChain();
  chain.add(db, randomBlock(1, seeded(7)));
  const before = dump(db);
  // The same block once more: its events are there already.
  expect(() => chain.add(db, randomBlock(1, seeded(7)))).toThrow();
  expect(dump(db)).toEqual(before);
  const late = new RandomChain();
  expect(() => late.add(db, randomBlock(2, seeded(8)))).toThrow(
    expect.objectContaining({ code: 'INDEX_BUSY' }),
  );
  expect(dump(db)).toEqual(before);
  db.close();
});
