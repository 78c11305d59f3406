import { afterEach, beforeEach, expect, test } from 'vitest';
import { createArtifactStore } from '../artifacts/artifact-store.ts';
import { createPeerDirectory, type PeerDirectory } from './peer-directory.ts';
import { relayAnnouncements } from './relay-announcements.ts';
import { createTestHosts, type TestHosts, until } from './test-hosts.ts';

const LIMIT_MS = 40_000;
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

async function relay(only?: ReadonlySet<string>, listen = '/ip4/127.0.0.1/tcp/0') {
  const host = await hosts.open('relay', { isRelay: true, listen: [listen] });
  directories.push(relayAnnouncements(host, only));
  return { host, address: host.multiaddrs()[0] ?? '' };
}

/** A node that nobody can dial: it listens nowhere but at its relay. */
async function hidden(name: string, address: string, networkId = 'net') {
  const host = await hosts.open(name, { listen: [], relays: [address], scope: 'loopback' });
  directories.push(createPeerDirectory({ host, networkId, intervalMs: 500 }));
  return host;
}

const isConnected = (a: { peers(): { peerId: string }[] }, b: { peerId: string }) =>
  a.peers().some(({ peerId }) => peerId === b.peerId);

test('two nodes that nobody can dial meet at a relay and a bundle goes from one to the other', async () => {
  const { address } = await relay();
  const a = await hidden('a', address);
  const b = await hidden('b', address);
  const other = await hidden('other', address, 'other-net');
  await until(() => isConnected(a, b) && isConnected(b, a), LIMIT_MS);
  expect(a.multiaddrs().every((one) => one.includes('/p2p-circuit/'))).toBe(true);
  expect(a.reachability()).toMatchObject({ state: 'relay' });
  const bytes = new Uint8Array(300_000).map((_, i) => i % 251);
  const cid = await createArtifactStore({ host: a }).putFile(bytes);
  const got = await createArtifactStore({ host: b }).getFile(cid, { timeoutMs: LIMIT_MS });
  expect(Buffer.compare(got, bytes)).toBe(0);
  expect(isConnected(other, a) || isConnected(other, b)).toBe(false);
});

test('a relay that comes back is used again', async () => {
  const first = await relay();
  let current = first.host;
  const a = await hidden('a', first.address);
  const place = (): boolean => a.multiaddrs().some((one) => one.includes('/p2p-circuit/'));
  await until(place, LIMIT_MS);
  for (let i = 0; i < 2; i++) {
    await current.stop();
    await until(() => !place(), LIMIT_MS);
    current = (await relay(undefined, first.address.replace(/\/p2p\/.*/, ''))).host;
    await until(place, LIMIT_MS);
  }
  // One listener, not one for every return.
  const places = a.multiaddrs().filter((one) => one.includes('/p2p-circuit/'));
  expect(new Set(places).size).toBe(places.length);
});

test('a relay for one network does not pass on the announcements of another', async () => {
  const { address } = await relay(new Set(['net']));
  const mine = [await hidden('a', address), await hidden('b', address)] as const;
  const foreign = [await hidden('c', address, 'other'), await hidden('d', address, 'other')] as const;
  await until(() => isConnected(mine[0], mine[1]), LIMIT_MS);
  expect(isConnected(foreign[0], foreign[1])).toBe(false);
});
