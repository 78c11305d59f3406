import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CID } from 'multiformats/cid';
import { create as createDigest } from 'multiformats/hashes/digest';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BLOCK_SLOTS } from './limits.ts';
import { until } from './test-hosts.ts';
import { VerifyingBlockstore } from './verifying-blockstore.ts';

const LENGTH = 100_000;
let folder: string;
let blocks: VerifyingBlockstore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'loam-blocks-'));
  blocks = new VerifyingBlockstore(folder);
  await blocks.open();
});
afterEach(async () => {
  await blocks.endThread();
  rmSync(folder, { recursive: true, force: true });
});

/** Memory for a block, once the thread stands, filled with one number. */
async function lend(fill: number): Promise<Uint8Array<SharedArrayBuffer>> {
  let bytes = blocks.lend(LENGTH);
  await until(() => {
    bytes ??= blocks.lend(LENGTH);
    return bytes !== undefined;
  }, 30_000);
  if (bytes === undefined) throw new Error('no memory was lent');
  return bytes.fill(fill);
}

function cidOf(bytes: Uint8Array): CID {
  return CID.createV1(0x55, createDigest(0x12, createHash('sha256').update(bytes).digest()));
}

test('a block goes over the thread to disk and back; a wrong one leaves nothing behind', async () => {
  const bytes = await lend(1);
  const cid = cidOf(bytes);
  const told: string[] = [];
  await blocks.storeSoon(cid, bytes, () => told.push(existsSync(blocks.file(cid)) ? 'stored' : 'checked'));
  expect(told).toEqual(['checked']);
  expect(await blocks.inspectSoon(cid, 4)).toEqual({ state: 'valid', bytes: new Uint8Array(LENGTH).fill(1) });

  const wrong = await lend(2);
  const other = cidOf(new Uint8Array(LENGTH));
  await expect(blocks.storeSoon(other, wrong, () => told.push('wrong'))).rejects.toMatchObject({
    code: 'BLOCK_MISMATCH',
  });
  const unwelcome = cidOf(wrong);
  const refuse = (): never => {
    throw new Error('no room');
  };
  await expect(blocks.storeSoon(unwelcome, wrong, refuse)).rejects.toThrow('no room');
  expect(told).toEqual(['checked']);
  expect([other, unwelcome].map((c) => blocks.inspect(c).state)).toEqual(['missing', 'missing']);
  expect(readdirSync(blocks.temporaries)).toEqual([]);

  expect(await blocks.inspectSoon(other)).toEqual({ state: 'missing' });
  writeFileSync(blocks.file(cid), new Uint8Array(LENGTH));
  expect(await blocks.inspectSoon(cid)).toEqual({ state: 'corrupt' });
  expect(blocks.corrupted()).toEqual([cid.toString()]);
});

test('a thread that dies, or ended long ago, costs no block', async () => {
  const lent = [await lend(1), await lend(2), await lend(3)];
  const stored = lent.map((bytes) => blocks.storeSoon(cidOf(bytes), bytes));
  const read = blocks.inspectSoon(cidOf(new Uint8Array(LENGTH).fill(9)));
  await blocks.endThread();
  await Promise.all(stored);
  expect((await read).state).toBe('missing');
  for (const bytes of lent) expect(blocks.inspect(cidOf(bytes)).state).toBe('valid');
  expect(readdirSync(blocks.temporaries)).toEqual([]);
  expect(blocks.lend(LENGTH)).toBe(undefined);
  const late = new Uint8Array(new SharedArrayBuffer(LENGTH)).fill(4);
  await blocks.storeSoon(cidOf(late), late);
  expect((await blocks.inspectSoon(cidOf(late))).state).toBe('valid');
});

test('the memory for blocks is bounded and used again', async () => {
  const lent = [await lend(0)];
  while (lent.length < BLOCK_SLOTS) lent.push(await lend(lent.length));
  expect(blocks.lend(LENGTH)).toBe(undefined);
  for (const bytes of lent) blocks.giveBack(bytes);
  const buffers = new Set(lent.map(({ buffer }) => buffer));
  for (let i = 0; i < BLOCK_SLOTS; i += 1) expect(buffers.has((await lend(i)).buffer)).toBe(true);
  expect(buffers.size).toBe(BLOCK_SLOTS);
});
