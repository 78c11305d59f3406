import type { AutoNATComponents } from '@libp2p/autonat';
import type { GossipSubComponents } from '@libp2p/gossipsub';
import type { Connection, PeerId, Startable } from '@libp2p/interface';
import { GOSSIP_FOLLOWS_LATE_MS, GOSSIP_FOLLOWS_MS } from './limits.ts';

const GOSSIP = '/meshsub/';

type Components = Pick<GossipSubComponents, 'registrar' | 'connectionManager' | 'peerStore'> &
  Pick<AutoNATComponents, 'events'>;

/**
 * A libp2p service that lets gossip go on when a peer has several connections and the one that carries it ends, for
 * example one over a relay beside a direct one. libp2p tells gossipsub of a peer's first connections and of the end of
 * its last; of an end in between gossipsub hears nothing, and neither of the two sends to the other any more.
 */
export function gossipFollows(): (components: Components) => Startable {
  return ({ registrar, connectionManager, peerStore, events }) => {
    const timers = new Set<NodeJS.Timeout>();
    const isCarried = ({ streams }: Connection): boolean =>
      streams.some(({ direction, protocol }) => direction === 'outbound' && protocol.startsWith(GOSSIP));

    const follow = async (peer: PeerId): Promise<void> => {
      const open = connectionManager.getConnections(peer).filter(({ status }) => status === 'open');
      const next = open.find(({ direct }) => direct) ?? open[0];
      if (next === undefined || open.some(isCarried)) return;
      const { protocols } = await peerStore.get(peer);
      for (const protocol of protocols.filter((one) => one.startsWith(GOSSIP)))
        for (const topology of registrar.getTopologies(protocol)) await topology.onConnect?.(peer, next);
    };
    const onClose = ({ detail: { remotePeer } }: CustomEvent<Connection>): void => {
      for (const afterMs of [GOSSIP_FOLLOWS_MS, GOSSIP_FOLLOWS_LATE_MS]) {
        const timer = setTimeout(() => {
          timers.delete(timer);
          // A peer that is gone by now is told of by libp2p.
          follow(remotePeer).catch(() => undefined);
        }, afterMs).unref();
        timers.add(timer);
      }
    };

    return {
      start() {
        events.addEventListener('connection:close', onClose);
      },
      stop() {
        events.removeEventListener('connection:close', onClose);
        for (const timer of timers) clearTimeout(timer);
      },
    };
  };
}
