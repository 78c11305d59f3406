import type { ChainClient } from '../chain/chain-client.ts';
import { createGossip, type Gossip } from '../gossip/gossip.ts';
import { MemberKeys } from '../network/member-keys.ts';
import { peerOptions } from '../network/peer-options.ts';
import { createPeerDirectory } from '../peers/peer-directory.ts';
import { createPeerHost } from '../peers/peer-host.ts';

/** A peer that only listens. */
export interface GossipReader {
  readonly gossip: Gossip;
  /** Connected peers. */
  peers(): number;
  close(): Promise<void>;
}

/**
 * Joins the peers of the chain's network to hear its gossip, with a peer key of its own below `dir` and without any
 * role: it signs nothing and holds no stake.
 *
 * @throws LoamError `PRIVATE_KEY_…`, what the peer host and the gossip report
 */
export async function openGossipReader(options: {
  readonly chain: ChainClient;
  /** Folder of the reader, of this process alone. */
  readonly dir: string;
  /** The text of the key file, of a private network. */
  readonly privateNetworkKey?: string | undefined;
}): Promise<GossipReader> {
  const { chain, dir, privateNetworkKey } = options;
  const { descriptor } = chain;
  const host = await createPeerHost({
    dataDir: dir,
    ...peerOptions(descriptor, { listen: ['/ip4/127.0.0.1/tcp/0'], privateNetworkKey }),
  });
  try {
    const keys = new MemberKeys(chain);
    const gossip = await createGossip({
      host,
      dataDir: dir,
      networkId: descriptor.id,
      isAllowedKey: (epoch, key) => keys.isMember(epoch, key),
    });
    const directory = createPeerDirectory({ host, networkId: descriptor.id });
    host.maintain(descriptor.bootstrap);
    return {
      gossip,
      peers: () => host.peers().length,
      async close() {
        directory.stop();
        await gossip.stop();
        await host.stop();
      },
    };
  } catch (error) {
    await host.stop();
    throw error;
  }
}
