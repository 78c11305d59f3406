import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Entry } from '@orbitdb/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { GossipAttestation } from '../../protocol/attestation/gossip-attestation.ts';
import { packAttestations } from '../../protocol/attestation/gossip-attestation-batch.ts';
import { MAX_PROOF_HASHES } from '../../protocol/limits.ts';
import type { PeerHost } from '../peers/peer-host.ts';
import { createTestHosts, until as poll, type TestHosts } from '../peers/test-hosts.ts';
import { encodeFrame } from './entry-frame.ts';
import { attestationTopic, createGossip, type EpochLog, type Gossip, type GossipOptions } from './gossip.ts';
import { type GossipIdentity, openGossipIdentity } from './gossip-identity.ts';
import { type GossipProcess, startGossipProcess, untilConverged } from './gossip-process.ts';

const NETWORK = 'test-net';

/** Generous, for a busy machine; a condition that holds ends the wait at once. */
const until = (check: () => boolean | Promise<boolean>, ms = 40_000): Promise<void> => poll(check, ms);

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

interface Validator {
  readonly host: PeerHost;
  readonly gossip: Gossip;
  readonly log: EpochLog;
}

async function validator(
  name: string,
  options: Partial<GossipOptions> & { member?: boolean } = {},
): Promise<Validator> {
  const { member = true, ...rest } = options;
  const host = await hosts.open(name);
  const gossip = await createGossip({
    host,
    dataDir: hosts.dir(name),
    networkId: NETWORK,
    isAllowedKey: (_epoch, key) => members.has(key),
    exchangeIntervalMs: 300,
    ...rest,
  });
  running.push(gossip);
  if (member) members.add(gossip.publicKey());
  return { host, gossip, log: await gossip.openEpoch(1) };
}

function attestation(index: number, by = 1): GossipAttestation {
  return {
    epoch: 1,
    index,
    validator: `0x${by.toString(16).padStart(40, '0')}`,
    pass: index % 2 === 0,
    utilityPpm: index * 1000 - 500,
    uniquenessPpm: 1_000_000,
    proof: Array.from(
      { length: MAX_PROOF_HASHES },
      (_, i) => `0x${i.toString(16).padStart(64, '0')}` as const,
    ),
    digest: `0x${'0a'.repeat(32)}`,
    salt: `0x${index.toString(16).padStart(64, '0')}`,
    signature: `0x${'0b'.repeat(65)}`,
  };
}

async function indexes(log: EpochLog): Promise<number[]> {
  return (await log.all()).map((value) => value.index).sort((a, b) => a - b);
}

/** A signer that works outside any gossip, to make entries that no honest node would. */
async function signer(name: string): Promise<GossipIdentity> {
  const identity = await openGossipIdentity(hosts.dir(`signer-${name}`));
  identities.push(identity);
  return identity;
}

/** Signs an entry as `by`, lets `change` spoil it, and returns its frame. */
async function craft(
  by: GossipIdentity,
  address: string,
  options: {
    readonly index?: number;
    readonly next?: string[];
    readonly time?: number;
    readonly as?: GossipIdentity;
  },
): Promise<Uint8Array> {
  const payload = { op: 'ADD', key: null, value: packAttestations([attestation(options.index ?? 0)]) };
  const clock = { id: by.identity.publicKey, time: options.time ?? 1 };
  const entry = await Entry.create(by.identity, address, payload, undefined, clock, options.next ?? [], []);
  const named = options.as ?? by;
  const { bytes } = await Entry.encode({ ...entry, identity: named.identity.hash });
  return encodeFrame({ entry: bytes, identity: named.identity.bytes });
}

async function publish(from: PeerHost, log: EpochLog, frame: Uint8Array): Promise<void> {
  const { pubsub } = from.helia.libp2p.services;
  const topic = attestationTopic(log.address);
  await until(() => pubsub.getSubscribers(topic).length > 0);
  await pubsub.publish(topic, frame);
}

const UNKNOWN_HASH = 'zdpuAvDzinSvzsrKffBxqDYhkWbJLnaiDpUUwrnebf11ay7QK';

test('every node computes the same address for a network and an epoch, and another one for others', async () => {
  const a = await validator('a');
  const b = await validator('b');
  expect(a.log.address).toBe(b.log.address);
  expect((await a.gossip.openEpoch(2)).address).not.toBe(a.log.address);
  const other = await validator('c', { networkId: 'other-net' });
  expect(other.log.address).not.toBe(a.log.address);
  expect(a.gossip.publicKey()).toMatch(/^0[23][0-9a-f]{64}$/);
});

test('attestations go from A over B to C, and a late joiner gets all of them', async () => {
  const [a, b, c] = [await validator('a'), await validator('b'), await validator('c')];
  await hosts.connect(b.host, a.host);
  await hosts.connect(c.host, b.host);
  const heard: number[] = [];
  c.log.onUpdate((value) => heard.push(value.index));
  // All three write at once, so that heads fork and must be merged.
  await Promise.all(
    [a, b, c].flatMap(({ log }, who) =>
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((i) => log.append(attestation(who * 10 + i, who + 1))),
    ),
  );
  const everything = Array.from({ length: 30 }, (_, i) => i);
  for (const { log } of [a, b, c]) await until(async () => (await log.all()).length === 30);
  expect(await indexes(c.log)).toEqual(everything);
  expect(heard.sort((x, y) => x - y)).toEqual(everything);
  expect(await a.log.all()).toEqual(await c.log.all());

  const late = await validator('late', { member: false });
  await hosts.connect(late.host, c.host);
  await until(async () => (await late.log.all()).length === 30);
  expect(await late.log.all()).toEqual(await a.log.all());
});

test('heads are exchanged when there are several of them', async () => {
  const [a, b] = [await validator('a'), await validator('b')];
  for (let i = 0; i < 4; i += 1) {
    await a.log.append(attestation(i, 1));
    await b.log.append(attestation(10 + i, 2));
  }
  await hosts.connect(a.host, b.host);
  await until(async () => (await a.log.all()).length === 8 && (await b.log.all()).length === 8);
  // Nobody wrote since, so both hold two heads, and a third node still gets everything from one of them.
  const c = await validator('c', { member: false });
  await hosts.connect(c.host, a.host);
  await until(async () => (await c.log.all()).length === 8);
});

test('a node that was away catches up without anybody writing again', async () => {
  const a = await validator('a', { exchangeIntervalMs: 60_000 });
  const b = await validator('b', { exchangeIntervalMs: 60_000 });
  await hosts.connect(b.host, a.host);
  await a.log.append(attestation(0));
  await until(async () => (await b.log.all()).length === 1);
  await Promise.allSettled(b.host.helia.libp2p.getConnections().map((connection) => connection.close()));
  await until(() => a.host.peers().length + b.host.peers().length === 0);
  for (let i = 1; i <= 20; i += 1) await a.log.append(attestation(i));
  expect((await b.log.all()).length).toBe(1);
  await hosts.connect(b.host, a.host);
  await until(async () => (await b.log.all()).length === 21);
});

test('a restart keeps the key and the entries, and the log goes on', async () => {
  const a = await validator('a');
  for (let i = 0; i < 5; i += 1) await a.log.append(attestation(i));
  await a.log.append(attestation(4));
  const key = a.gossip.publicKey();
  await a.gossip.stop();
  await a.host.stop();
  const again = await validator('a');
  expect(again.gossip.publicKey()).toBe(key);
  expect(await indexes(again.log)).toEqual([0, 1, 2, 3, 4]);
  await again.log.append(attestation(4));
  await again.log.append(attestation(5));
  expect(await indexes(again.log)).toEqual([0, 1, 2, 3, 4, 5]);
});

test('a node that is no validator cannot write, here or elsewhere', async () => {
  const a = await validator('a');
  const stranger = await validator('stranger', { member: false });
  await hosts.connect(stranger.host, a.host);
  await expect(stranger.log.append(attestation(0))).rejects.toMatchObject({ code: 'GOSSIP_NOT_MEMBER' });
  const outsider = await signer('outsider');
  await publish(stranger.host, a.log, await craft(outsider, a.log.address, { index: 1 }));
  await a.log.append(attestation(2));
  await until(async () => (await stranger.log.all()).length === 1);
  expect(await indexes(a.log)).toEqual([2]);
});

test("an entry that names a validator's identity but carries another key is refused", async () => {
  const a = await validator('a');
  const relay = await validator('relay');
  const [victim, thief] = [await signer('victim'), await signer('thief')];
  members.add(victim.identity.publicKey);
  members.add(thief.identity.publicKey);
  await hosts.connect(relay.host, a.host);
  await publish(relay.host, a.log, await craft(thief, a.log.address, { index: 7, as: victim }));
  // Gossip promises no single delivery, so honest entries are sent until one has come.
  let index = 8;
  await until(async () => {
    await publish(relay.host, a.log, await craft(thief, a.log.address, { index: index++ }));
    await new Promise((resolve) => setTimeout(resolve, 250));
    return (await a.log.all()).length > 0;
  });
  expect(await indexes(a.log)).not.toContain(7);
});

test('oversize, junk, another epoch and an invented clock are refused', async () => {
  const a = await validator('a');
  const relay = await validator('relay');
  const insider = await signer('insider');
  members.add(insider.identity.publicKey);
  await hosts.connect(relay.host, a.host);
  const second = await relay.gossip.openEpoch(2);
  await publish(relay.host, a.log, new Uint8Array(42_000).fill(1));
  await publish(relay.host, a.log, new TextEncoder().encode('junk'));
  await publish(relay.host, a.log, await craft(insider, second.address, { index: 3 }));
  await publish(relay.host, a.log, await craft(insider, a.log.address, { index: 4, time: 9_000 }));
  await publish(relay.host, a.log, await craft(insider, a.log.address, { index: 5 }));
  await until(async () => (await a.log.all()).length > 0);
  expect(await indexes(a.log)).toEqual([5]);
  // Once more, and whoever keeps on sending such things is not spoken with any more.
  await publish(relay.host, a.log, new Uint8Array(60_000).fill(1));
  await until(() => a.host.conduct.isRefused(relay.host.peerId) && a.host.peers().length === 0);
  expect(await indexes(a.log)).toEqual([5]);
});

test('entries with a history that nobody has do not stall own writes', async () => {
  const a = await validator('a');
  const relay = await validator('relay', { member: false });
  const insider = await signer('insider');
  members.add(insider.identity.publicKey);
  await hosts.connect(relay.host, a.host);
  for (let i = 0; i < 20; i += 1) {
    const frame = await craft(insider, a.log.address, { index: 100 + i, next: [UNKNOWN_HASH], time: 2 });
    await publish(relay.host, a.log, frame);
  }
  const start = performance.now();
  for (let i = 0; i < 5; i += 1) await a.log.append(attestation(i));
  // The stock sync would wait 30 s for each.
  expect(performance.now() - start).toBeLessThan(8_000);
  await until(async () => (await relay.log.all()).length === 5);
  expect(await indexes(a.log)).toEqual([0, 1, 2, 3, 4]);
});

test('all epochs share one protocol, and their number is limited', async () => {
  const a = await validator('a');
  for (let epoch = 2; epoch <= 32; epoch += 1) await a.gossip.openEpoch(epoch);
  expect(a.host.helia.libp2p.getProtocols().filter((name) => /gossip|orbitdb/.test(name))).toEqual([
    '/loam/gossip/2.0.0',
  ]);
  await expect(a.gossip.openEpoch(33)).rejects.toMatchObject({ code: 'GOSSIP_TOO_MANY_LOGS' });
  await a.log.close();
  await expect(a.log.append(attestation(0))).rejects.toMatchObject({ code: 'GOSSIP_CLOSED' });
  const reopened = await a.gossip.openEpoch(1);
  await reopened.append(attestation(0));
  expect(await indexes(reopened)).toEqual([0]);
});

test('an entry is not lost while the validator set cannot be read', async () => {
  let chainUp = false;
  const a = await validator('a');
  const b = await validator('b', {
    isAllowedKey: (_epoch, key) => {
      if (!chainUp) throw new Error('no chain');
      return members.has(key);
    },
  });
  await hosts.connect(b.host, a.host);
  await a.log.append(attestation(0));
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(await b.log.all()).toEqual([]);
  chainUp = true;
  await until(async () => (await b.log.all()).length === 1);
});

test('separate processes replicate, and one killed without warning comes back with its entries', async () => {
  await withProcesses(2, async ([a, b], start) => {
    await b.call({ dial: [a.address] });
    await Promise.all([
      a.call({ write: { first: 0, count: 10, batch: 1 } }),
      b.call({ write: { first: 20, count: 10, batch: 3 } }),
    ]);
    await untilConverged([a, b], 20, 60_000);
    await b.kill();
    await a.call({ write: { first: 10, count: 1, batch: 1 } });
    const again = await start(1);
    expect((await again.call()).attestations).toBe(20);
    await again.call({ dial: [a.address] });
    await untilConverged([a, again], 21, 60_000);
  });
}, 120_000);

test('a process that was stopped while 1,000 entries were written catches up when it goes on', async () => {
  await withProcesses(2, async ([a, b]) => {
    await b.call({ dial: [a.address] });
    await a.call({ write: { first: 0, count: 1, batch: 1 } });
    await untilConverged([a, b], 1, 60_000);
    b.child.kill('SIGSTOP');
    const wrote = await a.call({ write: { first: 1, count: 1_000, batch: 1 } });
    expect(wrote.entries).toBe(1_001);
    b.child.kill('SIGCONT');
    // A connection that timed out meanwhile is made again, as a node's host does for the peers it maintains.
    await until(async () => {
      if ((await b.call()).peers === 0) await b.call({ dial: [a.address] }).catch(() => undefined);
      return (await b.call()).attestations === 1_001;
    }, 90_000);
    await untilConverged([a, b], 1_001, 60_000);
  });
}, 180_000);

/** Runs `body` with node processes that are not connected yet; `start` starts the one with that number again. */
async function withProcesses(
  count: number,
  body: (
    nodes: [GossipProcess, GossipProcess, ...GossipProcess[]],
    start: (number: number) => Promise<GossipProcess>,
  ) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'loam-gossip-'));
  const started: GossipProcess[] = [];
  const start = async (number: number): Promise<GossipProcess> => {
    const node = await startGossipProcess(join(folder, String(number)), NETWORK, number + 1);
    started.push(node);
    return node;
  };
  try {
    const nodes = await Promise.all(Array.from({ length: count }, (_, number) => start(number)));
    await body(nodes as [GossipProcess, GossipProcess, ...GossipProcess[]], start);
  } finally {
    await Promise.all(started.map((node) => node.kill()));
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
