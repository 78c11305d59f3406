import * as dagCbor from '@ipld/dag-cbor';
import { Entry } from '@orbitdb/core';
import { encode as lengthPrefixed } from 'it-length-prefixed';
import { base58btc } from 'multiformats/bases/base58';
import { CID } from 'multiformats/cid';
import * as Digest from 'multiformats/hashes/digest';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packAttestations } from '../../protocol/attestation/gossip-attestation-batch.ts';
import type { PeerHost } from '../peers/peer-host.ts';
import { createTestHosts, until as poll, type TestHosts } from '../peers/test-hosts.ts';
import { attestationTopic, createGossip, type EpochLog, type Gossip } from './gossip.ts';
import { type GossipIdentity, openGossipIdentity } from './gossip-identity.ts';
import { EXCHANGE_PROTOCOL } from './log-exchange.ts';
import { sampleAttestation } from './sample-attestation.ts';

/** Generous, for a busy machine; a condition that holds ends the wait at once. */
const until = (check: () => boolean | Promise<boolean>): Promise<void> => poll(check, 40_000);

let hosts: TestHosts;
let members: Set<string>;
let running: Gossip[];
let identities: GossipIdentity[];

beforeEach(async () => {
  hosts = await createTestHosts();
  members = new Set();
  running = [];
  identities = [];
});

afterEach(async () => {
  await Promise.all(running.map((gossip) => gossip.stop()));
  await Promise.all(identities.map((identity) => identity.close()));
  await hosts.dispose();
});

interface Node {
  readonly host: PeerHost;
  readonly gossip: Gossip;
  readonly log: EpochLog;
}

async function node(name: string): Promise<Node> {
  const host = await hosts.open(name);
  const gossip = await createGossip({
    host,
    dataDir: hosts.dir(name),
    networkId: 'test-net',
    isAllowedKey: (_epoch, key) => members.has(key),
    exchangeIntervalMs: 500,
  });
  running.push(gossip);
  members.add(gossip.publicKey());
  return { host, gossip, log: await gossip.openEpoch(1) };
}

async function signer(name: string): Promise<GossipIdentity> {
  const identity = await openGossipIdentity(hosts.dir(`signer-${name}`));
  identities.push(identity);
  return identity;
}

interface Craft {
  readonly index: number;
  readonly as?: GossipIdentity;
  readonly next?: readonly string[];
  readonly time?: number;
}

async function craft(by: GossipIdentity, log: string, options: Craft): Promise<Uint8Array> {
  const { index, as = by, next = [], time = 1 } = options;
  const payload = { op: 'ADD', key: null, value: packAttestations([sampleAttestation(index, 99)]) };
  const clock = { id: by.identity.publicKey, time };
  const entry = await Entry.create(by.identity, log, payload, undefined, clock, next, []);
  const { bytes } = await Entry.encode({ ...entry, identity: as.identity.hash });
  return dagCbor.encode({ e: bytes, i: as.identity.bytes });
}

const unknownHash = (n: number): string =>
  CID.createV1(0x71, Digest.create(0x12, Buffer.alloc(32, `${n}`))).toString(base58btc);

/** A hostile peer: connected, subscribed, and counting what it is asked for. */
async function hostile(victim: Node): Promise<{
  host: PeerHost;
  publish(frame: Uint8Array): Promise<void>;
  asked: () => { requests: number; bytes: number };
  answer(frames: readonly Uint8Array[]): void;
}> {
  const host = await hosts.open(`hostile-${running.length}-${Math.random()}`);
  let [requests, bytes] = [0, 0];
  let answer: readonly Uint8Array[] | undefined;
  await host.helia.libp2p.handle(EXCHANGE_PROTOCOL, async (stream) => {
    requests += 1;
    stream.addEventListener('message', (event) => {
      bytes += event.data.byteLength;
    });
    for (const frame of lengthPrefixed(answer ?? [])) if (!stream.send(frame)) await stream.onDrain();
    await stream.close();
  });
  await hosts.connect(host, victim.host);
  const topic = attestationTopic(victim.log.address);
  const { pubsub } = host.helia.libp2p.services;
  await until(() => pubsub.getSubscribers(topic).length > 0);
  return {
    host,
    async publish(frame) {
      await pubsub.publish(topic, frame);
    },
    asked: () => ({ requests, bytes }),
    answer(frames) {
      answer = frames;
    },
  };
}

test('junk and forged entries cost the sender its connection, and honest writing goes on', async () => {
  const a = await node('a');
  const [insider, thief] = [await signer('insider'), await signer('thief')];
  members.add(insider.identity.publicKey);
  members.add(thief.identity.publicKey);
  const junker = await hostile(a);
  const forger = await hostile(a);
  for (let i = 0; i < 6; i += 1) {
    await junker.publish(new TextEncoder().encode(`junk ${i}`)).catch(() => undefined);
    const forged = await craft(thief, a.log.address, { index: i, as: insider });
    await forger.publish(forged).catch(() => undefined);
    await a.log.append(sampleAttestation(100 + i));
  }
  for (const { host } of [junker, forger]) {
    await until(() => a.host.conduct.isRefused(host.peerId));
    await until(() => !a.host.peers().some(({ peerId }) => peerId === host.peerId));
    // It may knock again, and is not let in.
    await hosts.connect(host, a.host).catch(() => undefined);
    await until(() => !a.host.peers().some(({ peerId }) => peerId === host.peerId));
  }
  expect((await a.log.all()).map(({ index }) => index)).toEqual([100, 101, 102, 103, 104, 105]);
});

test('a hostile list of earlier entries makes a node fetch none of them', async () => {
  const a = await node('a');
  const insider = await signer('insider');
  members.add(insider.identity.publicKey);
  const peer = await hostile(a);
  await until(() => peer.asked().requests > 0);
  const before = peer.asked();
  // 20,000 of them never get past the size limit; 64 are as many as an entry may name.
  const long = Array.from({ length: 20_000 }, (_, i) => unknownHash(i));
  let sent = 0;
  for (const next of [long, long.slice(0, 64), long.slice(64, 128), long.slice(128, 192)]) {
    const frame = await craft(insider, a.log.address, { index: sent, next, time: 2 });
    sent += frame.length;
    await peer.publish(frame).catch(() => undefined);
  }
  await a.log.append(sampleAttestation(1));
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  const after = peer.asked();
  // What it hears is this node's regular asking, which names only what this node has.
  expect(after.bytes - before.bytes).toBeLessThan(2 * sent);
  expect(after.requests - before.requests).toBeLessThan(30);
  expect(await a.log.all()).toHaveLength(1);
});

test('an answer above its limits costs the one who gave it its connection', async () => {
  const a = await node('a');
  const peer = await hostile(a);
  peer.answer([dagCbor.encode({ heads: [], more: false }), new Uint8Array(1024 * 1024)]);
  await until(() => a.host.conduct.isRefused(peer.host.peerId));
  expect(await a.log.all()).toEqual([]);
});

test('five nodes, a partition, one that restarts and one byzantine validator: all end with the same', async () => {
  const nodes = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => node(name)));
  const [a, b, c, d, e] = nodes as [Node, Node, Node, Node, Node];
  await hosts.connect(b.host, a.host);
  await hosts.connect(d.host, c.host);
  await hosts.connect(e.host, c.host);
  const byzantine = await signer('byzantine');
  members.add(byzantine.identity.publicKey);
  const outsider = await signer('outsider');
  const bad = await hostile(a);

  // Two sides that do not see each other, writing at once; the byzantine one tells one side one thing, with a fork.
  await Promise.all(
    [a, b, c, d, e].flatMap(({ log }, who) =>
      Array.from({ length: 12 }, (_, i) => log.append(sampleAttestation(who * 100 + i, who + 1))),
    ),
  );
  for (const index of [900, 901]) await bad.publish(await craft(byzantine, a.log.address, { index }));
  await until(() => a.log.size().attestations === 26 && b.log.size().attestations === 26);
  const wrong = [
    craft(byzantine, a.log.address, { index: 950, time: 5_000 }),
    craft(byzantine, a.log.address, { index: 951, next: [unknownHash(1)], time: 2 }),
    craft(outsider, a.log.address, { index: 952 }),
    craft(outsider, a.log.address, { index: 953, as: byzantine }),
  ];
  for (const frame of wrong) await bad.publish(await frame).catch(() => undefined);

  // One of the other side goes away and comes back while the sides meet.
  await until(() => [c, d, e].every(({ log }) => log.size().attestations === 36));
  await d.gossip.stop();
  await d.host.stop();
  await hosts.connect(e.host, b.host);
  const again = await node('d');
  await hosts.connect(again.host, c.host);
  const all = [a, b, c, again, e];
  await until(() => all.every(({ log }) => log.size().attestations === 62));
  await until(() => new Set(all.map(({ log }) => log.heads().join())).size === 1);
  const read = await Promise.all(all.map(({ log }) => log.all()));
  for (const one of read) expect(one).toEqual(read[0]);
  const indexes = new Set(read[0]?.map(({ index }) => index));
  expect([900, 901, 950, 951, 952, 953].filter((index) => indexes.has(index))).toEqual([900, 901]);
});
