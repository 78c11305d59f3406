import fc from 'fast-check';
import type { CID } from 'multiformats/cid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PeerHost } from '../peers/peer-host.ts';
import { createTestHosts, type TestHosts } from '../peers/test-hosts.ts';
import { type ArtifactStore, createArtifactStore } from './artifact-store.ts';
import {
  ABSENT,
  AnswerParser,
  BLOCK_PROTOCOL,
  encodeLength,
  encodeWants,
  WantParser,
} from './block-protocol.ts';
import { CHUNK_BYTES, MAX_WANTS } from './limits.ts';
import { leavesOf, testBytes } from './test-artifacts.ts';
import { createTokenBucket } from './token-bucket.ts';

let hosts: TestHosts;
beforeAll(async () => {
  hosts = await createTestHosts();
});
afterAll(() => hosts.dispose());

type Limits = { uploadBytesPerSecond?: number; downloadBytesPerSecond?: number };

async function open(name: string, limits: Limits = {}): Promise<{ host: PeerHost; store: ArtifactStore }> {
  const host = await hosts.open(name);
  return { host, store: createArtifactStore({ host, ...limits }) };
}

/** Counts the blocks that a host reads for its peers. */
function countServed(host: PeerHost): { blocks: number; bytes: number } {
  const served = { blocks: 0, bytes: 0 };
  const inspect = host.blocks.inspectSoon.bind(host.blocks);
  host.blocks.inspectSoon = async (cid, headroom = 0) => {
    const block = await inspect(cid, headroom);
    if (block.state === 'valid') {
      served.blocks += 1;
      served.bytes += block.bytes.length;
    }
    return block;
  };
  return served;
}

test('several peers share the work; one that lies and one that is silent keep nobody from the artifact', async () => {
  const files = new Map([['delta', testBytes(12_000_000, 1)]]);
  const sources = await Promise.all(['honest-1', 'honest-2', 'liar'].map((name) => open(name)));
  const silent = await hosts.open('silent');
  await silent.helia.libp2p.handle(BLOCK_PROTOCOL, () => undefined);
  let root: CID | undefined;
  for (const { store } of sources) root = await store.putDirectory(files);
  if (root === undefined) throw new Error('nothing was stored');
  const [first, second, liar] = sources.map(({ host }) => host);
  if (first === undefined || second === undefined || liar === undefined) throw new Error('no peers');
  const served = [countServed(first), countServed(second)];
  const inspect = liar.blocks.inspectSoon.bind(liar.blocks);
  let lies = 0;
  liar.blocks.inspectSoon = async (cid, headroom = 0) => {
    const block = await inspect(cid, headroom);
    if (block.state !== 'valid') return block;
    lies += 1;
    block.bytes[0] = (block.bytes[0] ?? 0) ^ 1;
    return block;
  };
  const { host, store } = await open('fetcher');
  for (const peer of [liar, silent, first, second]) await hosts.connect(host, peer);
  const got = (await store.getDirectory(root, { timeoutMs: 50_000 })).get('delta') ?? new Uint8Array();
  expect(Buffer.compare(got, files.get('delta') ?? new Uint8Array())).toBe(0);
  expect((await store.verify(root)).complete).toBe(true);
  expect(lies).toBeGreaterThan(0);
  expect(host.conduct.score(liar.peerId)).toBeGreaterThan(0);
  expect([first, second, silent].map((peer) => host.conduct.score(peer.peerId))).toEqual([0, 0, 0]);
  for (const { blocks } of served) expect(blocks).toBeGreaterThan(0);
});

test('a fetch that was cut off goes on where it was: what is here is not fetched again', async () => {
  const { host: from, store: source } = await open('resume-source');
  const { host: to, store } = await open('resume', { downloadBytesPerSecond: 16_000_000 });
  await hosts.connect(to, from);
  const root = await source.putDirectory(new Map([['delta', testBytes(16_000_000, 2)]]));
  const total = (await source.verify(root)).bytes;
  const served = countServed(from);
  const stop = new AbortController();
  const cut = store.fetch(root, { signal: stop.signal, timeoutMs: 50_000 });
  while (store.usage().bytes < total / 3) await new Promise((resolve) => setTimeout(resolve, 5));
  stop.abort();
  await expect(cut).rejects.toMatchObject({ code: 'ARTIFACT_CANCELLED' });
  const here = store.usage().bytes;
  expect(here).toBeLessThan(total);
  expect(store.list()).toMatchObject([{ complete: false, bytes: here }]);
  served.bytes = 0;
  await store.fetch(root, { timeoutMs: 50_000 });
  expect(served.bytes).toBeLessThanOrEqual(total - here + 2 * CHUNK_BYTES);
  expect(store.list()).toMatchObject([{ complete: true, bytes: total }]);
  served.bytes = 0;
  await store.fetch(root, { timeoutMs: 50_000 });
  expect(served.bytes).toBe(0);
});

test.each([
  { side: 'up', cap: { uploadBytesPerSecond: 2_000_000 }, fetcher: {} },
  { side: 'down', cap: {}, fetcher: { downloadBytesPerSecond: 2_000_000 } },
])('a cap of bytes a second holds ($side)', async ({ side, cap, fetcher }) => {
  const { host: from, store: source } = await open(`${side}-source`, cap);
  const { host: to, store } = await open(`${side}-fetcher`, fetcher);
  await hosts.connect(to, from);
  const root = await source.putDirectory(new Map([['delta', testBytes(2_500_000, 3)]]));
  const start = performance.now();
  await store.fetch(root, { timeoutMs: 50_000 });
  // A quarter of a second's worth may pass at once, and the last block is not waited for.
  expect(performance.now() - start).toBeGreaterThan(800);
});

test('peers that know bitswap alone serve too, paced alike', async () => {
  const { host: from, store: source } = await open('bitswap-source', { uploadBytesPerSecond: 2_000_000 });
  const { host: to, store } = await open('bitswap-fetcher');
  await from.helia.libp2p.unhandle(BLOCK_PROTOCOL);
  await hosts.connect(to, from);
  const files = new Map([['delta', testBytes(1_500_000, 4)]]);
  const root = await source.putDirectory(files);
  const start = performance.now();
  expect((await store.getDirectory(root, { timeoutMs: 50_000 })).get('delta')).toEqual(files.get('delta'));
  expect(performance.now() - start).toBeGreaterThan(400);
});

test('whoever asks in a way that is not allowed loses the stream and its good name', async () => {
  const { host: server } = await open('strict');
  const client = await hosts.open('rude');
  await hosts.connect(client, server);
  const [connection] = client.helia.libp2p.getConnections();
  const stream = await connection?.newStream(BLOCK_PROTOCOL);
  if (stream === undefined) throw new Error('no stream');
  const closed = new Promise((resolve) => stream.addEventListener('close', resolve));
  stream.send(new Uint8Array([MAX_WANTS + 1, 1, 2, 3]));
  await closed;
  expect(server.conduct.score(client.peerId)).toBeGreaterThan(0);
});

test('wants and answers are read the same wherever the bytes are cut, and junk ends in a RangeError', async () => {
  const { host, store } = await open('codec');
  const root = await store.putDirectory(new Map([['x', testBytes(900_000, 5)]]));
  const cids = leavesOf(host, root);
  const cut = (bytes: Uint8Array, at: readonly number[], push: (part: Uint8Array) => void): void => {
    const ends = [...at.map((n) => n % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
    let from = 0;
    for (const end of ends) {
      push(bytes.subarray(from, end));
      from = end;
    }
  };
  fc.assert(
    fc.property(
      fc.array(fc.nat(), { maxLength: 6 }),
      fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 5 }),
      (at, blocks) => {
        const wants: string[] = [];
        const wantParser = new WantParser((cid) =>
          wants.push(Buffer.from(cid.multihash.digest).toString('hex')),
        );
        cut(encodeWants(cids), at, (part) => wantParser.push(part));
        expect(wants).toEqual(cids.map((cid) => Buffer.from(cid.multihash.digest).toString('hex')));

        const answers: (number[] | undefined)[] = [];
        let lent = 0;
        const answerParser = new AnswerParser({
          lend: (length) => {
            if (length % 2 === 0) return undefined;
            lent += 1;
            return new Uint8Array(new SharedArrayBuffer(length));
          },
          onLent: (bytes) => {
            answers.push([...bytes]);
            lent -= 1;
          },
          onAnswer: (bytes) => {
            answers.push(bytes === undefined ? undefined : [...bytes]);
            return answers.length % 2 === 0;
          },
        });
        const wire = Buffer.concat([
          ...blocks.flatMap((b) => [encodeLength(b.length), b]),
          encodeLength(ABSENT),
        ]);
        cut(wire, at, (part) => answerParser.push(part));
        expect(answers).toEqual([...blocks.map((b) => [...b]), undefined]);
        expect(lent).toBe(0);
        expect(answerParser.end()).toBe(undefined);
        answerParser.push(encodeLength(7));
        expect(answerParser.end()?.length).toBe(7);
      },
    ),
  );
  const ignore = { lend: () => undefined, onLent: () => undefined, onAnswer: () => false };
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (junk) => {
      for (const parser of [new WantParser(() => undefined), new AnswerParser(ignore)]) {
        try {
          parser.push(junk);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('a bucket lets through what its rate allows, in order', async () => {
  let now = 0;
  const bucket = createTokenBucket({
    bytesPerSecond: 1_000,
    now: () => now,
    wait: async (ms) => {
      now += ms;
    },
  });
  await bucket.take(250);
  expect(now).toBe(0);
  for (let i = 0; i < 10; i += 1) await bucket.take(100);
  expect(now).toBeCloseTo(1_000);
  now += 10_000;
  await bucket.take(250);
  expect(now).toBeCloseTo(11_000);
});
