import * as dagCbor from '@ipld/dag-cbor';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPeerDirectory, type PeerDirectory, readAnnouncement } from './peer-directory.ts';
import type { PeerHost } from './peer-host.ts';
import { createTestHosts, type TestHosts, until } from './test-hosts.ts';

let hosts: TestHosts;
let directories: PeerDirectory[];

beforeEach(async () => {
  hosts = await createTestHosts();
  directories = [];
});

afterEach(async () => {
  for (const directory of directories) directory.stop();
  await hosts.dispose();
});

async function node(name: string, networkId = 'net'): Promise<PeerHost> {
  const host = await hosts.open(name);
  directories.push(createPeerDirectory({ host, networkId, intervalMs: 500 }));
  return host;
}

test('nodes that know one bootstrap node alone find each other, those of another network do not', async () => {
  const hub = await node('hub');
  const others = [await node('a'), await node('b'), await node('c')];
  const foreign = await node('foreign', 'other-net');
  for (const other of [...others, foreign]) await hosts.connect(other, hub);
  await until(() => others.every((other) => other.peers().length === 3));
  expect(foreign.peers().length).toBe(1);
});

test('a node that left is not chased, and is found again when it comes back', async () => {
  const hub = await node('hub');
  const a = await node('a');
  const b = await node('b');
  await hosts.connect(a, hub);
  await hosts.connect(b, hub);
  await until(() => a.peers().length === 2);
  await b.stop();
  await until(() => a.peers().length === 1);
  const again = await node('b');
  await hosts.connect(again, hub);
  await until(() => a.peers().some((peer) => peer.peerId === again.peerId));
});

test('an announcement names addresses of its own peer alone', async () => {
  const host = await hosts.open('a');
  const other = await hosts.open('b');
  const encode = (value: unknown): Uint8Array => dagCbor.encode(value);
  const addresses = host.multiaddrs();
  expect(readAnnouncement(encode({ v: 1, addresses }), host.peerId)).toEqual(addresses);
  expect(readAnnouncement(encode({ v: 1, addresses: other.multiaddrs() }), host.peerId)).toBeUndefined();
  expect(readAnnouncement(encode({ v: 1, addresses: ['/ip4/10.0.0.1/tcp/1'] }), host.peerId)).toBeUndefined();
  expect(
    readAnnouncement(encode({ v: 1, addresses: Array(9).fill(addresses[0]) }), host.peerId),
  ).toBeUndefined();
  expect(readAnnouncement(encode({ v: 2, addresses }), host.peerId)).toBeUndefined();
  expect(readAnnouncement(new Uint8Array([1, 2, 3]), host.peerId)).toBeUndefined();
});
