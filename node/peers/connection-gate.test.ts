import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseMultiaddr } from './addresses.ts';
import { createConnectionRates } from './connection-rates.ts';
import { IP_WINDOW_MS, MAX_RATE_ENTRIES, PEER_CONNECTIONS } from './limits.ts';
import { newPrivateNetworkKey, parsePrivateNetworkKey } from './private-network-key.ts';
import { createTestHosts, type TestHosts, until } from './test-hosts.ts';

let hosts: TestHosts;
beforeEach(async () => {
  hosts = await createTestHosts();
});
afterEach(() => hosts.dispose());

test('a peer that misbehaves loses its connection, is refused, and comes back after a while', async () => {
  let time = 0;
  const a = await hosts.open('a', { now: () => time });
  const b = await hosts.open('b');
  await hosts.connect(b, a);
  await until(() => a.peers().length === 1);
  for (let i = 0; i < 2; i++) a.punish(b.peerId, 'forged');
  await until(() => a.peers().length === 0 && b.peers().length === 0);
  await expect(hosts.connect(a, b)).rejects.toMatchObject({ code: 'PEER_UNREACHABLE' });
  await hosts.connect(b, a).catch(() => undefined);
  await until(() => b.peers().length === 0);
  expect(a.peers()).toEqual([]);
  const other = await hosts.open('c');
  await hosts.connect(other, a);
  await until(() => a.peers().length === 1);
  time += 60 * 60_000;
  await hosts.connect(b, a);
  await until(() => a.peers().length === 2);
});

test('a denied peer and a denied address are never spoken to', async () => {
  const b = await hosts.open('b');
  const a = await hosts.open('a', { denied: [b.peerId] });
  await expect(hosts.connect(a, b)).rejects.toMatchObject({ code: 'PEER_UNREACHABLE' });
  const c = await hosts.open('c', { denied: ['127.0.0.1'] });
  await expect(hosts.connect(c, b)).rejects.toMatchObject({ code: 'PEER_UNREACHABLE' });
  await hosts.connect(b, c).catch(() => undefined);
  await until(() => c.peers().length === 0);
});

test('a node on a closed network never calls beyond it, whatever address it is told', async () => {
  const a = await hosts.open('a');
  expect(a.scope).toBe('loopback');
  for (const address of ['/ip4/10.255.255.1/tcp/1', '/ip4/192.0.2.1/tcp/1', '/dns4/example.org/tcp/1']) {
    await expect(a.dial(address)).rejects.toMatchObject({ code: 'PEER_OUT_OF_SCOPE' });
    // Nor by a way around the host's own verb, such as discovery.
    await expect(a.helia.libp2p.dial(parseMultiaddr(address))).rejects.toMatchObject({
      name: 'DialDeniedError',
    });
  }
});

test('a flood of connections is cut off and the peer refused, others get in', async () => {
  const target = await hosts.open('target', { now: () => 1 });
  const flooder = await hosts.open('flooder');
  let made = 0;
  for (let i = 0; i < 3 * PEER_CONNECTIONS && !target.conduct.isRefused(flooder.peerId); i++) {
    const done = await hosts.connect(flooder, target).then(
      () => true,
      () => false,
    );
    if (done) made += 1;
    await Promise.allSettled(flooder.helia.libp2p.getConnections().map((one) => one.close()));
    // libp2p's own rate per address comes first; the flooder stays just below it.
    await new Promise((resolve) => setTimeout(resolve, 110));
  }
  expect(made).toBeGreaterThan(5);
  expect(target.conduct.score(flooder.peerId)).toBeGreaterThan(0);
  const honest = await hosts.open('honest');
  await until(
    () =>
      hosts.connect(honest, target).then(
        () => true,
        () => false,
      ),
    30_000,
  );
});

test('the rate is per key and window, and a flood of keys fills no more than its memory', () => {
  let time = 0;
  const rates = createConnectionRates(() => time);
  expect([1, 2, 3].map(() => rates.allow('a', 2))).toEqual([true, true, false]);
  expect(rates.allow('b', 2)).toBe(true);
  for (let i = 0; i < MAX_RATE_ENTRIES; i++) rates.allow(`k${i}`, 2);
  expect(rates.allow('one more', 2)).toBe(false);
  time += IP_WINDOW_MS;
  expect(rates.allow('one more', 2)).toBe(true);
  expect(rates.allow('a', 2)).toBe(true);
});

test('a private network is closed to who has another key or none', async () => {
  const key = parsePrivateNetworkKey(newPrivateNetworkKey(randomBytes));
  const a = await hosts.open('a', { privateNetworkKey: key });
  const b = await hosts.open('b', { privateNetworkKey: key });
  await hosts.connect(a, b);
  const other = await hosts.open('other', {
    privateNetworkKey: parsePrivateNetworkKey(`${newPrivateNetworkKey(randomBytes)}\n`),
  });
  const none = await hosts.open('none');
  for (const stranger of [other, none]) {
    const [address = ''] = a.multiaddrs();
    await expect(stranger.dial(address, { timeoutMs: 3_000 })).rejects.toMatchObject({
      code: 'PEER_UNREACHABLE',
    });
  }
  await until(() => a.peers().length === 1);
});

test.each(['', 'secret', `/key/swarm/psk/1.0.0/\n/base16/\n${'zz'.repeat(32)}`, 'x'.repeat(10_000)])(
  'a damaged key is refused without being repeated %#',
  (text) => {
    expect(() => parsePrivateNetworkKey(text)).toThrow(
      expect.objectContaining({ code: 'PRIVATE_KEY_INVALID', message: expect.not.stringContaining('zz') }),
    );
  },
);
