import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { encode } from 'it-length-prefixed';
import { CID } from 'multiformats/cid';
import { create as createDigest } from 'multiformats/hashes/digest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FrameSkim } from './frame-skim.ts';
import { CONDUCT_REFUSE_AT, MISCONDUCT_POINTS, WANTLIST_BYTES_BURST } from './limits.ts';
import type { PeerHost } from './peer-host.ts';
import { createTestHosts, type TestHosts, until } from './test-hosts.ts';

const TIMEOUT_MS = 30_000;
let hosts: TestHosts;
beforeAll(async () => {
  hosts = await createTestHosts();
});
afterAll(() => hosts.dispose());

const field = (number: number, bytes: Uint8Array): Uint8Array =>
  Buffer.concat([Buffer.from([number * 8 + 2]), encode.single(bytes).subarray()]);

/** A bitswap message that wants so many blocks that nobody has, and wants to be told so for each. */
function wantlist(length: number): Uint8Array {
  const entries = Array.from({ length }, () => {
    const cid = CID.createV1(0x55, createDigest(0x12, randomBytes(32))).bytes;
    return field(1, Buffer.concat([field(1, cid), Buffer.from([0x10, 1, 0x28, 1])]));
  });
  return encode.single(field(1, Buffer.concat(entries))).subarray();
}

async function sendBitswap(from: PeerHost, message: Uint8Array): Promise<void> {
  const [connection] = from.helia.libp2p.getConnections();
  const stream = await connection?.newStream('/ipfs/bitswap/1.2.0');
  if (stream === undefined) throw new Error('not connected');
  stream.send(message);
  await stream.close().catch(() => undefined);
}

test('a want list of 20,000 costs its sender the connection, then its welcome; it is never looked at', async () => {
  const victim = await hosts.open('wanted');
  const hostile = await hosts.open('greedy');
  const honest = await hosts.open('modest');
  await hosts.connect(honest, victim);
  let looked = 0;
  const { inspect } = victim.blocks;
  victim.blocks.inspect = (cid, headroom) => {
    looked += 1;
    return inspect.call(victim.blocks, cid, headroom);
  };
  // One more than the points say, because they fade.
  const rounds = CONDUCT_REFUSE_AT / MISCONDUCT_POINTS.greedy + 1;
  for (let round = 0; round < rounds; round += 1) {
    await hosts.connect(hostile, victim);
    await sendBitswap(hostile, wantlist(20_000));
    await until(() => hostile.peers().length === 0, TIMEOUT_MS);
  }
  expect(looked).toBe(0);
  expect(victim.conduct.isRefused(hostile.peerId)).toBe(true);
  await expect(
    hosts.connect(hostile, victim).then(() => sendBitswap(hostile, wantlist(1))),
  ).rejects.toThrow();

  // A list that fits is answered, and nobody else noticed anything.
  await sendBitswap(honest, wantlist(3));
  await until(() => looked >= 3, TIMEOUT_MS);
  expect(victim.conduct.score(honest.peerId)).toBe(0);
  expect(victim.peers().map(({ peerId }) => peerId)).toEqual([honest.peerId]);
});

test('many small lists are counted together', async () => {
  const victim = await hosts.open('patient');
  const hostile = await hosts.open('restless');
  await hosts.connect(hostile, victim);
  const list = wantlist(1_000);
  const sending = (async () => {
    for (let sent = 0; sent < 100 * WANTLIST_BYTES_BURST; sent += list.length)
      await sendBitswap(hostile, list);
  })();
  await expect(sending).rejects.toThrow();
  await until(() => hostile.peers().length === 0, TIMEOUT_MS);
  expect(victim.conduct.score(hostile.peerId)).toBeGreaterThan(0);
});

test('a gossip message above any limit costs its sender the connection, then its welcome', async () => {
  const victim = await hosts.open('told');
  const hostile = await hosts.open('loud');
  const topic = 'loam/test/topic';
  const heard: number[] = [];
  const { pubsub } = victim.helia.libp2p.services;
  const { pubsub: loud } = hostile.helia.libp2p.services;
  for (const one of [pubsub, loud]) one.subscribe(topic);
  pubsub.addEventListener('message', ({ detail }) => heard.push(detail.data.length));
  /** Says it again and again, as what is said before both streams stand is lost. */
  const say = (bytes: number, heed: () => boolean): Promise<void> =>
    until(async () => {
      await loud.publish(topic, randomBytes(bytes)).catch(() => undefined);
      return heed();
    }, TIMEOUT_MS);
  await hosts.connect(hostile, victim);
  await say(40_000, () => heard.length > 0);
  while (!victim.conduct.isRefused(hostile.peerId)) {
    await hosts.connect(hostile, victim);
    await say(1024 * 1024, () => hostile.peers().length === 0);
  }
  expect(Math.max(...heard)).toBe(40_000);
  expect(victim.conduct.refusals()).toMatchObject([{ peerId: hostile.peerId, reason: 'oversize' }]);
});

test('frames and fields are told the same wherever the bytes are cut, and junk ends in a RangeError', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.tuple(fc.integer({ min: 1, max: 15 }), fc.uint8Array({ maxLength: 300 })))),
      fc.array(fc.nat(), { maxLength: 8 }),
      (frames, cuts) => {
        const bodies = frames.map((fields) => Buffer.concat(fields.map(([n, bytes]) => field(n, bytes))));
        const wire = Buffer.concat(bodies.map((body) => encode.single(body).subarray()));
        const told: number[][] = [];
        const skim = new FrameSkim({
          onFrame: (bytes) => told.push([bytes]),
          onField: (number, bytes) => told.push([number, bytes]),
        });
        const plain: number[] = [];
        const lengths = new FrameSkim({ onFrame: (bytes) => plain.push(bytes) });
        let from = 0;
        for (const end of [...cuts.map((n) => n % (wire.length + 1)), wire.length].sort((a, b) => a - b)) {
          skim.push(wire.subarray(from, end));
          lengths.push(wire.subarray(from, end));
          from = end;
        }
        expect(told).toEqual(
          frames.flatMap((fields, i) => [
            [bodies[i]?.length],
            ...fields.map(([number, bytes]) => [number, bytes.length]),
          ]),
        );
        expect(plain).toEqual(bodies.map((body) => body.length));
      },
    ),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (junk) => {
      try {
        new FrameSkim({ onField: () => undefined }).push(junk);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }),
  );
});
