import type { Stream } from '@libp2p/interface';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestHosts, type TestHosts, until } from './test-hosts.ts';

const PROTOCOL = '/loam/test/bytes/1';
const PIECE_BYTES = 64 * 1024;
const BYTES = 2 ** 20;
const LIMIT_MS = 40_000;
let hosts: TestHosts;

beforeEach(async () => {
  hosts = await createTestHosts();
});

afterEach(() => hosts.dispose());

/** Sends `BYTES` from one host to an address and waits until they are there. */
async function send(from: Awaited<ReturnType<TestHosts['open']>>, to: typeof from): Promise<void> {
  let arrived = 0;
  await to.helia.libp2p.handle(
    PROTOCOL,
    (stream: Stream) =>
      void stream.addEventListener('message', ({ data }) => {
        arrived += data.byteLength;
      }),
    { runOnLimitedConnection: true },
  );
  const { remotePeer } =
    from.helia.libp2p.getConnections().find((c) => c.remotePeer.toString() === to.peerId) ?? {};
  if (remotePeer === undefined) throw new Error('the hosts are not connected');
  const stream = await from.helia.libp2p.dialProtocol(remotePeer, PROTOCOL, { runOnLimitedConnection: true });
  for (let sent = 0; sent < BYTES; sent += PIECE_BYTES)
    if (!stream.send(new Uint8Array(PIECE_BYTES))) await stream.onDrain();
  await until(() => arrived === BYTES, LIMIT_MS);
  await stream.close();
}

test('a megabyte through a stream counts once on both sides, with little on top', async () => {
  const [a, b] = [await hosts.open('a'), await hosts.open('b')];
  expect(a.traffic()).toEqual({ sentBytes: 0, receivedBytes: 0 });
  await hosts.connect(a, b);
  await send(a, b);
  for (const bytes of [a.traffic().sentBytes, b.traffic().receivedBytes]) {
    expect(bytes).toBeGreaterThanOrEqual(BYTES);
    expect(bytes).toBeLessThan(1.2 * BYTES);
  }
  expect(a.traffic().receivedBytes).toBeLessThan(0.1 * BYTES);
  // Nothing was sent that did not arrive, to the byte, from the first one of the handshake on.
  await until(() => a.traffic().sentBytes === b.traffic().receivedBytes, LIMIT_MS);
  await until(() => b.traffic().sentBytes === a.traffic().receivedBytes, LIMIT_MS);
});

test('what goes over a relay counts once at its ends and twice at the relay, in and out', async () => {
  const relay = await hosts.open('relay', { isRelay: true });
  const relays = [relay.multiaddrs()[0] ?? ''];
  const a = await hosts.open('a', { listen: [], relays, scope: 'loopback' });
  const b = await hosts.open('b', { listen: [], relays, scope: 'loopback' });
  const place = () => b.multiaddrs().find((one) => one.includes('/p2p-circuit/'));
  await until(() => place() !== undefined, LIMIT_MS);
  await a.dial(place() ?? '', { timeoutMs: LIMIT_MS });
  await send(a, b);
  for (const bytes of [
    a.traffic().sentBytes,
    b.traffic().receivedBytes,
    relay.traffic().sentBytes,
    relay.traffic().receivedBytes,
  ]) {
    expect(bytes).toBeGreaterThanOrEqual(BYTES);
    expect(bytes).toBeLessThan(1.2 * BYTES);
  }
});
