import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished, test } from 'vitest';
import { whyNoNamespaces } from './can-make-namespaces.ts';
import { type NetworkPeer, type PeerSettings, startPeer } from './network-peer.ts';
import { createTestWorld, type TestWorld } from './test-world.ts';

const why = whyNoNamespaces();
if (why !== undefined) process.stderr.write(`Not run, and not counted as passed: ${why}.\n`);

/** What a test gets: a world of its own and peers in it, gone when the test ends. */
export interface NetworkTest {
  readonly world: TestWorld;
  /** Starts a peer in a host; the same host again is the same peer. */
  start(
    host: string,
    settings: Omit<PeerSettings, 'dataDir' | 'networkId'> & { networkId?: string },
  ): Promise<NetworkPeer>;
}

/** A test in network namespaces; left out, with the reason printed, where those cannot be made. */
export function networkTest(name: string, run: (given: NetworkTest) => Promise<void>): void {
  test.skipIf(why !== undefined)(name, async () => {
    const world = createTestWorld();
    const folder = mkdtempSync(join(tmpdir(), 'loam-network-'));
    const peers: NetworkPeer[] = [];
    onTestFinished(() => {
      for (const peer of peers) peer.stop();
      world.remove();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    });
    await run({
      world,
      async start(host, settings) {
        const peer = await startPeer(world, host, {
          dataDir: join(folder, host),
          networkId: 'e2e',
          ...settings,
        });
        peers.push(peer);
        return peer;
      },
    });
  });
}

/** Waits until `check` holds. @throws Error with `what` when it does not within the limit */
export async function eventually(
  what: string,
  check: () => Promise<boolean>,
  limitMs = 90_000,
): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await check())) {
    if (Date.now() > end) throw new Error(`within ${limitMs} ms it did not happen that ${what}`);
    await sleep(200);
  }
}

/** The address of a peer's connection to another, if there is one. */
export async function connection(from: NetworkPeer, to: NetworkPeer): Promise<string | undefined> {
  return (await from.status()).peers.find(({ peerId }) => peerId === to.peerId)?.address;
}
