import type { Connection } from '@libp2p/interface';
import { multiaddr } from '@multiformats/multiaddr';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PeerHost } from './peer-host.ts';
import { createTestHosts, type TestHosts, until } from './test-hosts.ts';

const TOPIC = '/loam/test/1';
const LIMIT_MS = 30_000;
/** libp2p tells others what it speaks a second after that changed. */
const QUIET_MS = 2_000;
let hosts: TestHosts;

beforeAll(async () => {
  hosts = await createTestHosts();
});

afterAll(async () => {
  await hosts.dispose();
});

const connections = (from: PeerHost, to: PeerHost): Connection[] =>
  from.helia.libp2p.getConnections().filter(({ remotePeer }) => remotePeer.toString() === to.peerId);

const carriesGossip = ({ streams }: Connection): boolean =>
  streams.some(({ protocol }) => protocol.startsWith('/meshsub/'));

/** Sends from one host until the other has heard it, as every announcement is repeated too. */
async function hears(from: PeerHost, to: PeerHost, text: string): Promise<void> {
  const heard = new Set<string>();
  const onMessage = ({ detail }: { detail: { data: Uint8Array } }): void =>
    void heard.add(new TextDecoder().decode(detail.data));
  to.helia.libp2p.services.pubsub.addEventListener('message', onMessage);
  for (let i = 0; ; i++) {
    await from.helia.libp2p.services.pubsub.publish(TOPIC, new TextEncoder().encode(`${text} ${i}`));
    const done = await until(() => [...heard].some((one) => one.startsWith(text)), 500).then(
      () => true,
      () => false,
    );
    if (done) break;
    if (i * 500 > LIMIT_MS) throw new Error(`nobody heard "${text}"`);
  }
  to.helia.libp2p.services.pubsub.removeEventListener('message', onMessage);
}

for (const [how, end] of [
  ['closes', (connection: Connection) => connection.close()],
  ['breaks', (connection: Connection) => connection.abort(new Error('broken'))],
] as const)
  test.concurrent(`gossip goes on over the other connection when the one that carried it ${how}`, async () => {
    const a = await hosts.open(`a-${how}`);
    const b = await hosts.open(`b-${how}`);
    for (const { helia } of [a, b]) helia.libp2p.services.pubsub.subscribe(TOPIC);
    let lastIntroduction = 0;
    const introduced = [a, b].map((host) => {
      const seen = new Set<string>();
      host.helia.libp2p.addEventListener('peer:identify', ({ detail }) => {
        seen.add(detail.connection.id);
        lastIntroduction = performance.now();
      });
      return seen;
    });
    await hosts.connect(a, b);
    await until(
      () => [a, b].every((host) => connections(host, host === a ? b : a).some(carriesGossip)),
      LIMIT_MS,
    );
    await hears(a, b, 'before');
    await hears(b, a, 'before');

    await a.helia.libp2p.dial(multiaddr(b.multiaddrs()[0]), { force: true });
    await until(() => connections(a, b).length === 2 && connections(b, a).length === 2, LIMIT_MS);
    // The second one has been looked at, and left alone, before the first one ends.
    await until(() => introduced.every((connections) => connections.size === 2), LIMIT_MS);
    // Later words about what the ends speak would make gossip look again by chance.
    await until(() => performance.now() - lastIntroduction > QUIET_MS, LIMIT_MS);
    const [first] = connections(a, b);
    expect(first === undefined ? false : carriesGossip(first)).toBe(true);
    await end(first as Connection);
    await until(() => connections(a, b).length === 1 && connections(b, a).length === 1, LIMIT_MS);

    await hears(a, b, 'after');
    await hears(b, a, 'after');
  });
