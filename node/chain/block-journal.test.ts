import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { BlockJournal, type JournaledBlock } from './block-journal.ts';
import { MAX_BLOCK_JOURNAL_BYTES } from './limits.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'loam-journal-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const hash = (number: number, branch = 0): Hex =>
  `0x${(number * 16 + branch).toString(16).padStart(64, '0')}`;

function block(number: number, branch = 0, rawBytes = 2): JournaledBlock {
  const raw: Hex = `0x${'ab'.repeat(rawBytes)}`;
  return { number, hash: hash(number, branch), timestamp: number, parent: hash(number - 1), raw: [raw] };
}

async function journalWith(...blocks: JournaledBlock[]): Promise<BlockJournal> {
  const journal = BlockJournal.open(dir);
  await journal.restart({ number: 0, hash: hash(0), timestamp: 0 });
  await journal.append(blocks);
  return journal;
}

const numbers = (journal: BlockJournal) => journal.above(-1).map(({ number }) => number);
const file = () => join(dir, 'blocks.jsonl');

test('what was appended is there after opening again, without half a line and without what does not follow', async () => {
  const journal = await journalWith(block(1), block(2));
  await journal.close();
  appendFileSync(file(), `${JSON.stringify(block(3)).slice(0, 50)}\n${JSON.stringify(block(4))}\n`);
  const again = BlockJournal.open(dir);
  expect(numbers(again)).toEqual([1, 2]);
  await again.append([block(3)]);
  await again.close();
  expect(numbers(BlockJournal.open(dir))).toEqual([1, 2, 3]);
});

test('blocks that the chain has left are forgotten, also on disk', async () => {
  const journal = await journalWith(block(1), block(2), block(3));
  expect(await journal.cutFrom(2)).toBe(true);
  await journal.append([block(2, 1)]);
  await journal.close();
  expect(BlockJournal.open(dir).at(2)?.hash).toBe(hash(2, 1));
  expect(await journal.cutFrom(0)).toBe(false);
});

test('a large file shrinks to what the state does not hold, a small one is left alone', async () => {
  const journal = await journalWith(block(1), block(2));
  await journal.shrink(() => 1);
  expect(numbers(journal)).toEqual([1, 2]);
  await journal.append([block(3, 0, MAX_BLOCK_JOURNAL_BYTES / 2), block(4)]);
  await journal.shrink(() => undefined);
  expect(numbers(journal)).toEqual([1, 2, 3, 4]);
  await journal.shrink(() => 3);
  await journal.close();
  const again = BlockJournal.open(dir);
  expect([again.base?.number, numbers(again)]).toEqual([3, [4]]);
  expect(statSync(file()).size).toBeLessThan(1_000);
});

test('a file of something else begins anew, and what was kept is set aside when the chain is another one', async () => {
  appendFileSync(file(), 'no journal\n');
  expect(BlockJournal.open(dir).head).toBe(undefined);
  const journal = await journalWith(block(1));
  await journal.restart({ number: 9, hash: hash(9), timestamp: 9 });
  expect([journal.head?.number, numbers(journal)]).toEqual([9, []]);
  expect(readFileSync(join(dir, 'blocks.old.jsonl'), 'utf8')).toContain(hash(1));
});
