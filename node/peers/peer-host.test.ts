import { stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { generateKeyPair } from '@libp2p/crypto/keys';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestHosts, type TestHosts, until } from './test-hosts.ts';

let hosts: TestHosts;

beforeEach(async () => {
  hosts = await createTestHosts();
});

afterEach(() => hosts.dispose());

test('a host listens on loopback only, contacts nobody, and keeps its peer id over a restart', async () => {
  const host = await hosts.open('a');
  expect(host.multiaddrs()).toEqual([expect.stringMatching(/^\/ip4\/127\.0\.0\.1\/tcp\/\d+\/p2p\/12D3Koo/)]);
  expect(host.multiaddrs()[0]?.endsWith(host.peerId)).toBe(true);
  expect(host.peers()).toEqual([]);
  await host.stop();
  const key = await stat(join(hosts.dir('a'), 'peers', 'peer.key'));
  expect(key.mode & 0o077).toBe(0);
  expect((await hosts.open('a')).peerId).toBe(host.peerId);
});

test('a key that the caller holds is used and never written', async () => {
  const privateKey = await generateKeyPair('Ed25519');
  const host = await hosts.open('a', { privateKey });
  expect(host.peerId).toBe((await hosts.open('b', { privateKey })).peerId);
  await expect(stat(join(hosts.dir('a'), 'peers', 'peer.key'))).rejects.toThrow();
});

test('listening on every interface and malformed addresses are refused', async () => {
  for (const address of ['/ip4/0.0.0.0/tcp/0', '/ip6/::/tcp/0', '/ip6/0:0:0:0:0:0:0:0/tcp/0']) {
    await expect(hosts.open('x', { listen: [address] })).rejects.toMatchObject({ code: 'PEER_LISTEN_ANY' });
  }
  await expect(hosts.open('x', { listen: ['nonsense'] })).rejects.toMatchObject({
    code: 'PEER_ADDRESS_INVALID',
  });
  const host = await hosts.open('a', { listen: [] });
  expect(host.multiaddrs()).toEqual([]);
  await expect(host.dial('nonsense')).rejects.toMatchObject({ code: 'PEER_ADDRESS_INVALID' });
  await expect(host.dial('/ip4/127.0.0.1/tcp/1')).rejects.toMatchObject({ code: 'PEER_UNREACHABLE' });
  expect(() => host.maintain(['nonsense'])).toThrow(/peer address/);
});

test('both ends see a connection with its direction', async () => {
  const [a, b] = [await hosts.open('a'), await hosts.open('b')];
  await hosts.connect(a, b);
  await until(() => b.peers().length === 1);
  expect(a.peers()).toMatchObject([{ peerId: b.peerId, direction: 'outbound' }]);
  expect(b.peers()).toMatchObject([{ peerId: a.peerId, direction: 'inbound' }]);
});

test('a second host on the same folder refuses to start and leaves the first one alone', async () => {
  const first = await hosts.open('a');
  await expect(hosts.open('a')).rejects.toMatchObject({ code: 'PEER_STORE_LOCKED' });
  const other = await hosts.open('b');
  await hosts.connect(other, first);
});

test('a port that is taken is an error with a hint, and the folder stays usable', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await expect(hosts.open('a', { listen: [`/ip4/127.0.0.1/tcp/${port}`] })).rejects.toMatchObject({
    code: 'PEER_START_FAILED',
  });
  await new Promise((resolve) => server.close(resolve));
  expect((await hosts.open('a')).multiaddrs().length).toBe(1);
});

test('a maintained peer is dialled until it is there, and again after it went away', async () => {
  const a = await hosts.open('a');
  const first = await hosts.open('b');
  const [address = ''] = first.multiaddrs();
  const port = address.split('/')[4];
  await first.stop();

  a.maintain([address]);
  await new Promise((resolve) => setTimeout(resolve, 200));
  const second = await hosts.open('b', { listen: [`/ip4/127.0.0.1/tcp/${port}`] });
  await until(() => second.peers().length === 1);
  await second.stop();
  await until(() => a.peers().length === 0);
  const third = await hosts.open('b', { listen: [`/ip4/127.0.0.1/tcp/${port}`] });
  await until(() => third.peers().length === 1);

  a.maintain([]);
  await Promise.allSettled(a.helia.libp2p.getConnections().map((connection) => connection.close()));
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(a.peers()).toEqual([]);
});

test('a host stops within five seconds, twice is once, and its signal stops it too', async () => {
  const abort = new AbortController();
  const [a, b] = [await hosts.open('a'), await hosts.open('b', { signal: abort.signal })];
  await hosts.connect(a, b);
  const start = performance.now();
  await Promise.all([a.stop(), a.stop()]);
  expect(performance.now() - start).toBeLessThan(5_000);
  abort.abort();
  await until(() => b.helia.status === 'stopped');
  await expect(hosts.open('c', { signal: AbortSignal.abort(new Error('no')) })).rejects.toThrow('no');
});
