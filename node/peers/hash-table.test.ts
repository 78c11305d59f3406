import { afterEach, beforeEach, expect, test } from 'vitest';
import { createArtifactStore } from '../artifacts/artifact-store.ts';
import { createTestHosts, type TestHosts, until } from './test-hosts.ts';

const LIMIT_MS = 40_000;
let hosts: TestHosts;

beforeEach(async () => {
  hosts = await createTestHosts();
});

afterEach(() => hosts.dispose());

test('in the network’s hash table a node finds one that it never met and connects to it; another network’s does not', async () => {
  const open = (name: string, networkId = 'net') => hosts.open(name, { networkId, dht: true });
  const [hub, a, b, other] = await Promise.all([open('hub'), open('a'), open('b'), open('c', 'other-net')]);
  for (const host of [a, b, other]) await hosts.connect(host, hub);
  const find = async (from: typeof a) =>
    from.helia.libp2p.peerRouting
      .findPeer(b.helia.libp2p.peerId, { signal: AbortSignal.timeout(2_000) })
      .then(({ multiaddrs }) => multiaddrs.length > 0)
      .catch(() => false);
  await until(() => find(a), LIMIT_MS);
  expect(await find(other)).toBe(false);

  // Whom the table names is called, so that bundles and gossip have their way.
  await until(() => a.peers().some(({ peerId }) => peerId === b.peerId), LIMIT_MS);
  expect(other.peers().map(({ peerId }) => peerId)).toEqual([hub.peerId]);
  const bytes = new Uint8Array(5_000).map((_, i) => i % 253);
  const cid = await createArtifactStore({ host: b }).putFile(bytes);
  const got = await createArtifactStore({ host: a }).getFile(cid, { timeoutMs: LIMIT_MS });
  expect(Buffer.compare(got, bytes)).toBe(0);
});
