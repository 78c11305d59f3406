import { type AutoNATComponents, autoNAT } from '@libp2p/autonat';
import { overlay } from './overlay.ts';

/**
 * AutoNAT: others are asked to dial this node's addresses, and dialled back when they ask. libp2p's service answers
 * over the connection that is open already, which proves nothing, and then closes it, which costs a node its place
 * on its relay. Here every such dial is a new connection.
 */
export function dialBack(): (components: AutoNATComponents) => unknown {
  const service = autoNAT({ protocolPrefix: 'loam' });
  return (components) => {
    const { connectionManager } = components;
    const fresh = overlay(connectionManager, {
      openConnection: (peer, options) => connectionManager.openConnection(peer, { ...options, force: true }),
    });
    return service({
      registrar: components.registrar,
      addressManager: components.addressManager,
      transportManager: components.transportManager,
      peerId: components.peerId,
      connectionManager: fresh,
      logger: components.logger,
      randomWalk: components.randomWalk,
      events: components.events,
      peerStore: components.peerStore,
    });
  };
}
