import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { peerOptions } from '../../node/network/peer-options.ts';
import { type NetworkDescriptor, reachingOf } from '../../protocol/network/network-descriptor.ts';

/** Milliseconds that one peer gets to answer. */
const ANSWER_MS = 5_000;

/** Whether a peer that a network file names answers. */
export interface PeerCheck {
  readonly address: string;
  readonly kind: 'bootstrap' | 'relay';
  readonly answers: boolean;
}

/**
 * Calls every peer that a network file names, as a peer of no name that listens nowhere.
 *
 * @throws LoamError `PRIVATE_KEY_…`
 */
export async function checkPeers(
  descriptor: NetworkDescriptor,
  privateNetworkKey: string | undefined,
): Promise<PeerCheck[]> {
  const { bootstrap, relays } = reachingOf(descriptor);
  const options = peerOptions(
    { ...descriptor, discovery: { mdns: false, dht: false } },
    { listen: [], ...(privateNetworkKey === undefined ? {} : { privateNetworkKey }) },
  );
  const dataDir = await mkdtemp(join(tmpdir(), 'loam-inspect-'));
  try {
    const { createPeerHost } = await import('../../node/peers/peer-host.ts');
    const host = await createPeerHost({ ...options, dataDir, relays: [] });
    try {
      const check = async (address: string, kind: PeerCheck['kind']): Promise<PeerCheck> => ({
        address,
        kind,
        answers: await host.dial(address, { timeoutMs: ANSWER_MS }).then(
          () => true,
          () => false,
        ),
      });
      return await Promise.all([
        ...bootstrap.map((address) => check(address, 'bootstrap')),
        ...relays.map((address) => check(address, 'relay')),
      ]);
    } finally {
      await host.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
  }
}
