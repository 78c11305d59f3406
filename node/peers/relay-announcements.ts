import { RELAY_MAX_NETWORKS } from './limits.ts';
import { ANNOUNCEMENT_TOPICS } from './network-tags.ts';
import { createPeerDirectory, type PeerDirectory } from './peer-directory.ts';
import type { PeerHost } from './peer-host.ts';

/**
 * Lets the nodes of any network meet at a relay: it passes on the announcements of every network that a connected
 * node belongs to, of at most {@link RELAY_MAX_NETWORKS} at a time, and of `only` these where they are named.
 */
export function relayAnnouncements(host: PeerHost, only?: ReadonlySet<string>): PeerDirectory {
  const { pubsub } = host.helia.libp2p.services;
  const directories = new Map<string, PeerDirectory>();

  const onSubscription = (
    event: CustomEvent<{ subscriptions: { topic: string; subscribe: boolean }[] }>,
  ): void => {
    for (const [topic, directory] of directories) {
      if (pubsub.getSubscribers(topic).length > 0) continue;
      directory.stop();
      directories.delete(topic);
    }
    for (const { topic, subscribe } of event.detail.subscriptions) {
      const networkId = topic.slice(ANNOUNCEMENT_TOPICS.length);
      if (!subscribe || !topic.startsWith(ANNOUNCEMENT_TOPICS) || directories.has(topic)) continue;
      if (!/^[a-z0-9-]{1,64}$/.test(networkId) || (only !== undefined && !only.has(networkId))) continue;
      if (directories.size >= RELAY_MAX_NETWORKS) continue;
      directories.set(topic, createPeerDirectory({ host, networkId, isMeeting: false }));
    }
  };
  pubsub.addEventListener('subscription-change', onSubscription);

  return {
    stop() {
      pubsub.removeEventListener('subscription-change', onSubscription);
      for (const directory of directories.values()) directory.stop();
      directories.clear();
    },
  };
}
