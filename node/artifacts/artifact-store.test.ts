import { createHash } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as dagPb from '@ipld/dag-pb';
import { CID } from 'multiformats/cid';
import { create as createDigest } from 'multiformats/hashes/digest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cidToDigest, digestToCid } from '../../protocol/cid/cid-digest.ts';
import type { PeerHost } from '../peers/peer-host.ts';
import { createTestHosts, type TestHosts } from '../peers/test-hosts.ts';
import { type ArtifactStore, createArtifactStore } from './artifact-store.ts';
import { CHUNK_BYTES } from './limits.ts';

let hosts: TestHosts;
let a: PeerHost;
let b: PeerHost;
let storeA: ArtifactStore;
let storeB: ArtifactStore;

beforeAll(async () => {
  hosts = await createTestHosts();
  a = await hosts.open('a');
  b = await hosts.open('b');
  await hosts.connect(b, a);
  storeA = createArtifactStore({ host: a });
  storeB = createArtifactStore({ host: b });
});

afterAll(() => hosts.dispose());

/** Reproducible bytes. */
function bytes(length: number, seed: number): Uint8Array {
  const out = new Uint8Array(length);
  let x = seed >>> 0 || 1;
  for (let i = 0; i < length; i += 1) {
    x = (Math.imul(x, 1_664_525) + 1_013_904_223) >>> 0;
    out[i] = x >>> 24;
  }
  return out;
}

function blockFile(name: string, cid: CID): string {
  const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  let bits = '';
  for (const byte of cid.multihash.bytes) bits += byte.toString(2).padStart(8, '0');
  const text = `B${(bits.match(/.{1,5}/g) ?? []).map((g) => BASE32[Number.parseInt(g.padEnd(5, '0'), 2)]).join('')}`;
  return join(hosts.dir(name), 'peers', 'blocks', text.slice(-2), `${text}.data`);
}

/** Flips one byte of one stored block, behind the store's back. */
async function tamper(name: string, cid: CID): Promise<void> {
  const path = blockFile(name, cid);
  const content = await readFile(path);
  content[content.length >> 1] = (content[content.length >> 1] ?? 0) ^ 1;
  await writeFile(path, content);
}

/** The first leaf of the named file below a directory. */
async function firstLeaf(host: PeerHost, root: CID, name: string): Promise<CID> {
  const read = async (cid: CID): Promise<dagPb.PBNode> => {
    const block = await host.blocks.inspect(cid);
    if (block.state !== 'valid') throw new Error(`block ${cid.toString()} is ${block.state}`);
    return dagPb.decode(block.bytes);
  };
  const file = (await read(root)).Links.find((link) => link.Name === name)?.Hash;
  const leaf = file === undefined ? undefined : (await read(file)).Links[0]?.Hash;
  if (leaf === undefined) throw new Error('no such leaf');
  return leaf;
}

test('a directory goes to another peer and comes back byte for byte, in path order', async () => {
  const files = new Map([
    ['train_meta.json', bytes(300, 1)],
    ['adapter_model.safetensors', bytes(3_000_001, 2)],
    ['empty', new Uint8Array()],
    ['nested/deep.bin', bytes(10, 3)],
  ]);
  const cid = await storeA.putDirectory(files);
  expect(await storeB.has(cid)).toBe(false);
  const got = await storeB.getDirectory(cid.toString(), { timeoutMs: 20_000 });
  expect([...got.keys()]).toEqual([
    'adapter_model.safetensors',
    'empty',
    'nested/deep.bin',
    'train_meta.json',
  ]);
  for (const [name, content] of files) expect(got.get(name)).toEqual(content);
  expect(await storeB.has(cid)).toBe(true);
  expect(digestToCid(cidToDigest(cid)).equals(cid)).toBe(true);
});

test('the CID depends on names and bytes alone, and is the one recorded here', async () => {
  const one = new Map([
    ['b.txt', new TextEncoder().encode('two')],
    ['a.txt', new TextEncoder().encode('one')],
  ]);
  const cid = await storeA.putDirectory(one);
  expect((await storeB.putDirectory(new Map([...one].reverse()))).equals(cid)).toBe(true);
  expect(cid.toString()).toBe('bafybeiaotkeoxfvlrmp3sojfypv77unzybxrp3v3inxjyoj5ado7464jge');
  const large = await storeA.putFile(bytes(2_500_000, 9));
  expect(large.toString()).toBe('bafybeiess3mtn3f4tqjwzqq4jqhqmgndhxw5z4d3kz2pogopjp73ckaiwq');
  expect(large.code).toBe(0x70);
});

test('single files of any size make the round trip and have a dag-pb root', async () => {
  for (const length of [0, 1, CHUNK_BYTES, CHUNK_BYTES + 1]) {
    const content = bytes(length, length + 5);
    const cid = await storeA.putFile(content);
    expect(cid.code).toBe(0x70);
    expect(await storeB.getFile(cid, { timeoutMs: 10_000 })).toEqual(content);
  }
});

test('a tampered local block is named and refused when nobody can replace it', async () => {
  const lonely = await hosts.open('lonely');
  const store = createArtifactStore({ host: lonely });
  const cid = await store.putDirectory(new Map([['delta', bytes(600_000, 11)]]));
  const leaf = await firstLeaf(lonely, cid, 'delta');
  await tamper('lonely', leaf);
  const report = await store.verify(cid);
  expect(report).toMatchObject({ corrupt: [leaf.toString()], missing: [], complete: false });
  await expect(store.getDirectory(cid, { timeoutMs: 3_000 })).rejects.toMatchObject({
    code: 'ARTIFACT_CORRUPT',
    data: { cid: leaf.toString() },
  });
  expect(await store.has(cid)).toBe(false);
  expect(lonely.blocks.corrupted()).toEqual([leaf.toString()]);
});

test('a tampered local block is fetched again from a peer that has it', async () => {
  const files = new Map([['delta', bytes(600_000, 12)]]);
  const cid = await storeA.putDirectory(files);
  await storeB.getDirectory(cid, { timeoutMs: 10_000 });
  const leaf = await firstLeaf(b, cid, 'delta');
  await tamper('b', leaf);
  expect((await storeB.verify(cid)).corrupt).toEqual([leaf.toString()]);
  expect((await storeB.getDirectory(cid, { timeoutMs: 10_000 })).get('delta')).toEqual(files.get('delta'));
  expect((await storeB.verify(cid)).complete).toBe(true);
});

test('storing the same files again repairs a tampered block', async () => {
  const files = new Map([['delta', bytes(300_000, 13)]]);
  const cid = await storeA.putDirectory(files);
  await tamper('a', await firstLeaf(a, cid, 'delta'));
  expect((await storeA.verify(cid)).complete).toBe(false);
  await storeA.putDirectory(files);
  expect((await storeA.verify(cid)).complete).toBe(true);
});

test('a block that a peer tampered with is neither taken nor stored', async () => {
  const cid = await storeA.putDirectory(new Map([['delta', bytes(600_000, 14)]]));
  const leaf = await firstLeaf(a, cid, 'delta');
  await tamper('a', leaf);
  // Serve the damaged bytes on purpose: the peer's own check is switched off.
  const honestGet = a.blocks.get.bind(a.blocks);
  const honestHas = a.blocks.has.bind(a.blocks);
  a.blocks.has = () => Promise.resolve(true);
  a.blocks.get = async function* (wanted) {
    yield new Uint8Array(await readFile(blockFile('a', wanted)));
  };
  try {
    await expect(storeB.getDirectory(cid, { timeoutMs: 1_500 })).rejects.toMatchObject({
      code: 'ARTIFACT_UNAVAILABLE',
    });
  } finally {
    a.blocks.get = honestGet;
    a.blocks.has = honestHas;
  }
  expect((await b.blocks.inspect(leaf)).state).toBe('missing');
});

test('limits on bytes and files hold while fetching', async () => {
  const cid = await storeA.putDirectory(
    new Map([
      ['one', bytes(500_000, 15)],
      ['two', bytes(500_000, 16)],
    ]),
  );
  await expect(storeB.getDirectory(cid, { maxBytes: 900_000 })).rejects.toMatchObject({
    code: 'ARTIFACT_TOO_LARGE',
  });
  await expect(storeB.getDirectory(cid, { maxFiles: 1 })).rejects.toMatchObject({
    code: 'ARTIFACT_TOO_MANY_FILES',
  });
  expect((await storeB.getDirectory(cid, { maxBytes: 1_000_000, maxFiles: 2 })).size).toBe(2);
});

test('what nobody has ends in time, and a caller can cancel', async () => {
  const nowhere = digestToCid(`0x${'77'.repeat(32)}`);
  await expect(storeB.getDirectory(nowhere, { timeoutMs: 300 })).rejects.toMatchObject({
    code: 'ARTIFACT_UNAVAILABLE',
  });
  await expect(storeB.getDirectory(nowhere, { offline: true })).rejects.toMatchObject({
    code: 'ARTIFACT_UNAVAILABLE',
  });
  await expect(storeB.getFile(nowhere, { signal: AbortSignal.timeout(50) })).rejects.toMatchObject({
    code: 'ARTIFACT_CANCELLED',
  });
});

test('a fetch right after a cancelled one of the same artifact succeeds', async () => {
  const files = new Map([['delta', bytes(900_000, 30)]]);
  const cid = await storeA.putDirectory(files);
  for (const afterMs of [1, 12, 25]) {
    await storeB.getDirectory(cid, { signal: AbortSignal.timeout(afterMs) }).catch(() => undefined);
  }
  expect((await storeB.getDirectory(cid, { timeoutMs: 20_000 })).get('delta')).toEqual(files.get('delta'));
});

test('unsafe names are refused on the way in and on the way out', async () => {
  for (const name of ['../x', '/x', 'a//b', 'a\\b', 'con', 'a/..', 'x:y', 'x\u0000', '']) {
    await expect(storeA.putDirectory(new Map([[name, bytes(1, 1)]]))).rejects.toMatchObject({
      code: 'ARTIFACT_BAD_NAME',
    });
  }
  const leaf = await storeA.putFile(bytes(5, 17));
  const block = dagPb.encode(
    dagPb.prepare({ Data: new Uint8Array([8, 1]), Links: [{ Hash: leaf, Name: '..\\evil', Tsize: 5 }] }),
  );
  const digest = createHash('sha256').update(block).digest();
  const cid = CID.createV1(0x70, createDigest(0x12, new Uint8Array(digest)));
  await a.blocks.put(cid, block);
  await expect(storeB.getDirectory(cid, { timeoutMs: 5_000 })).rejects.toMatchObject({
    code: 'ARTIFACT_BAD_NAME',
  });
});

test('a file is no directory, and bytes that are no UnixFS are refused', async () => {
  const file = await storeA.putFile(bytes(400_000, 18));
  await expect(storeA.getDirectory(file)).rejects.toMatchObject({ code: 'ARTIFACT_MALFORMED' });
  const junk = new TextEncoder().encode('no dag-pb here');
  const digest = createHash('sha256').update(junk).digest();
  const cid = CID.createV1(0x70, createDigest(0x12, new Uint8Array(digest)));
  await a.blocks.put(cid, junk);
  await expect(storeA.getDirectory(cid)).rejects.toMatchObject({ code: 'ARTIFACT_MALFORMED' });
});

test('pinning fetches the whole artifact and can be repeated', async () => {
  const cid = await storeA.putDirectory(new Map([['delta', bytes(300_000, 19)]]));
  await storeB.pin(cid, { timeoutMs: 10_000 });
  await storeB.pin(cid, { timeoutMs: 10_000 });
  expect((await storeB.verify(cid)).complete).toBe(true);
  expect(storeB.list().find((artifact) => artifact.cid === cid.toString())).toMatchObject({
    pinned: true,
    complete: true,
  });
  expect(storeB.unpin(cid)).toBe(true);
  expect(storeB.unpin(cid)).toBe(false);
});

test('export writes all files at once and never over an existing folder', async () => {
  const files = new Map([
    ['a.json', bytes(10, 20)],
    ['sub/b.bin', bytes(300_000, 21)],
  ]);
  const cid = await storeA.putDirectory(files);
  const target = join(hosts.dir('exports'), 'bundle');
  await storeB.exportDirectory(cid, target, { timeoutMs: 10_000 });
  for (const [name, content] of files)
    expect(new Uint8Array(await readFile(join(target, name)))).toEqual(content);
  await expect(storeB.exportDirectory(cid, target)).rejects.toMatchObject({ code: 'ARTIFACT_EXPORT_EXISTS' });
  const nowhere = digestToCid(`0x${'78'.repeat(32)}`);
  await expect(storeB.exportDirectory(nowhere, `${target}2`, { timeoutMs: 200 })).rejects.toThrow();
  await expect(stat(`${target}2`)).rejects.toThrow();
});
