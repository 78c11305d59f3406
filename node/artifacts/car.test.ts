import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CarReader, CarWriter } from '@ipld/car';
import * as dagPb from '@ipld/dag-pb';
import fc from 'fast-check';
import { CID } from 'multiformats/cid';
import { create as createDigest } from 'multiformats/hashes/digest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { PeerHost } from '../peers/peer-host.ts';
import { createTestHosts, type TestHosts } from '../peers/test-hosts.ts';
import { type ArtifactStore, createArtifactStore } from './artifact-store.ts';
import { blockFiles, testBytes } from './test-artifacts.ts';

let hosts: TestHosts;
let store: ArtifactStore;
let root: CID;
const FILES = new Map([
  ['delta.safetensors', testBytes(700_000, 1)],
  ['train_meta.json', testBytes(300, 2)],
]);
const file = (name: string): string => join(hosts.dir('files'), name);

beforeAll(async () => {
  hosts = await createTestHosts();
  store = createArtifactStore({ host: await hosts.open('car') });
  mkdirSync(hosts.dir('files'));
  root = await store.putDirectory(FILES);
  await store.exportCar([root], file('bundle.car'));
});
afterAll(() => hosts.dispose());

async function fresh(
  name: string,
  quotaBytes = 100_000_000,
): Promise<{ host: PeerHost; store: ArtifactStore }> {
  const host = await hosts.open(name);
  return { host, store: createArtifactStore({ host, quotaBytes }) };
}

async function writeCar(
  name: string,
  roots: CID[],
  blocks: { cid: CID; bytes: Uint8Array }[],
): Promise<string> {
  const { writer, out } = CarWriter.create(roots);
  const parts: Uint8Array[] = [];
  const read = (async () => {
    for await (const part of out) parts.push(part);
  })();
  for (const block of blocks) await writer.put(block);
  await writer.close();
  await read;
  writeFileSync(file(name), Buffer.concat(parts));
  return file(name);
}

test('what is exported is a CAR file that its own library reads, and comes back byte for byte', async () => {
  const reader = await CarReader.fromBytes(readFileSync(file('bundle.car')));
  expect((await reader.getRoots()).map(String)).toEqual([root.toString()]);
  const order: string[] = [];
  for await (const { cid, bytes } of reader.blocks()) {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));
    expect(Buffer.compare(digest, cid.multihash.digest)).toBe(0);
    order.push(cid.toString());
  }
  expect(order[0]).toBe(root.toString());
  const other = await fresh('comes-back');
  const report = await other.store.importCar(file('bundle.car'));
  expect(report).toMatchObject({ roots: [root.toString()], blocks: order.length });
  expect(await other.store.getDirectory(root, { offline: true })).toEqual(FILES);
  expect(other.store.list()).toMatchObject([{ cid: root.toString(), pinned: false, complete: true }]);
  await other.store.exportCar([root], file('again.car'));
  expect(readFileSync(file('again.car')).equals(readFileSync(file('bundle.car')))).toBe(true);
  await expect(store.exportCar([root], file('again.car'))).rejects.toMatchObject({
    code: 'ARTIFACT_EXPORT_EXISTS',
  });
});

test('a CAR that a Kubo user would write is read: several roots, any order, blocks that nobody asked for', async () => {
  const second = await store.putFile(testBytes(1_000, 3));
  const reader = await CarReader.fromBytes(readFileSync(file('bundle.car')));
  const blocks: { cid: CID; bytes: Uint8Array }[] = [];
  for await (const block of reader.blocks())
    blocks.push({ cid: CID.parse(block.cid.toString()), bytes: block.bytes });
  await store.exportCar([second], file('second.car'));
  for await (const block of (await CarReader.fromBytes(readFileSync(file('second.car')))).blocks())
    blocks.push({ cid: CID.parse(block.cid.toString()), bytes: block.bytes });
  const stray = await leaf(testBytes(500, 4));
  const path = await writeCar('kubo.car', [second, root], [stray, ...blocks.reverse()]);
  const other = await fresh('kubo');
  expect((await other.store.importCar(path)).roots).toEqual([second.toString(), root.toString()]);
  expect(await other.store.has(root)).toBe(true);
  expect(await other.store.has(second)).toBe(true);
  expect(other.host.blocks.inspect(stray.cid).state).toBe('missing');
});

test('what lacks a block, is too large or has no room is refused by name', async () => {
  const other = await fresh('refused', 600_000);
  await expect(other.store.importCar(file('bundle.car'))).rejects.toMatchObject({ code: 'ARTIFACT_QUOTA' });
  await expect(other.store.importCar(file('bundle.car'), { maxBytes: 1_000 })).rejects.toMatchObject({
    code: 'CAR_TOO_LARGE',
  });
  await expect(other.store.importCar(file('nowhere.car'))).rejects.toMatchObject({ code: 'CAR_UNREADABLE' });
  await expect(other.store.importCar(hosts.dir('files'))).rejects.toMatchObject({ code: 'CAR_UNREADABLE' });
  const empty = await fresh('lacks');
  const { cid, bytes } = await leaf(
    dagPb.encode(
      dagPb.prepare({ Data: new Uint8Array([8, 1]), Links: [{ Hash: root, Name: 'x', Tsize: 1 }] }),
    ),
    0x70,
  );
  await expect(
    empty.store.importCar(await writeCar('lacks.car', [cid], [{ cid, bytes }])),
  ).rejects.toMatchObject({
    code: 'CAR_INCOMPLETE',
    data: { cid: root.toString() },
  });
  expect(empty.host.blocks.inspect(cid).state).toBe('missing');
});

test('500 damaged CAR files end in typed errors and store nothing that is not what it says', async () => {
  const other = await fresh('fuzz');
  const small = await store.putDirectory(
    new Map([
      ['a', testBytes(400, 5)],
      ['b', testBytes(900, 6)],
    ]),
  );
  await store.exportCar([small], file('small.car'));
  const good = readFileSync(file('small.car'));
  const codes = new Map<string, number>();
  const damage = fc.oneof(
    fc.record({ at: fc.nat(good.length - 1), to: fc.integer({ min: 0, max: 255 }) }),
    fc.record({ cut: fc.nat(good.length - 1) }),
    fc.record({ at: fc.nat(good.length - 1), insert: fc.uint8Array({ minLength: 1, maxLength: 12 }) }),
    fc.record({ all: fc.uint8Array({ maxLength: 300 }) }),
  );
  await fc.assert(
    fc.asyncProperty(damage, async (what) => {
      writeFileSync(file('fuzz.car'), damaged(good, what));
      try {
        await other.store.importCar(file('fuzz.car'));
      } catch (error) {
        expect(error).toBeInstanceOf(LoamError);
        const { code } = error as LoamError;
        expect(code).toMatch(/^CAR_/);
        codes.set(code, (codes.get(code) ?? 0) + 1);
        if (!(await other.store.has(small))) expect(blockFiles(other.host)).toEqual([]);
      }
    }),
    { numRuns: 500 },
  );
  expect([...codes.keys()].sort()).toEqual(expect.arrayContaining(['CAR_BAD_BLOCK', 'CAR_MALFORMED']));
  expect([...codes.values()].reduce((a, b) => a + b, 0)).toBeGreaterThan(400);
  for (const { cid } of other.store.list()) expect((await other.store.verify(cid)).corrupt).toEqual([]);
});

type Damage =
  | { readonly at: number; readonly to: number }
  | { readonly cut: number }
  | { readonly at: number; readonly insert: Uint8Array }
  | { readonly all: Uint8Array };

function damaged(good: Buffer, what: Damage): Uint8Array {
  if ('all' in what) return what.all;
  if ('cut' in what) return good.subarray(0, what.cut);
  if ('insert' in what)
    return Buffer.concat([good.subarray(0, what.at), what.insert, good.subarray(what.at)]);
  const bytes = Buffer.from(good);
  bytes[what.at] = what.to;
  return bytes;
}

async function leaf(bytes: Uint8Array, codec = 0x55): Promise<{ cid: CID; bytes: Uint8Array }> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));
  return { cid: CID.createV1(codec, createDigest(0x12, digest)), bytes };
}
