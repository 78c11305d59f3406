import { type AutoNATComponents, autoNAT } from '@libp2p/autonat';

/**
 * AutoNAT: others are asked to dial this node's addresses, and dialled back when they ask. libp2p's service answers
 * over the connection that is open already, which proves nothing, and then closes it, which costs a node its place
 * on its relay. Here every such dial is a new connection.
 */
export function dialBack(): (components: AutoNATComponents) => unknown {
  const service = autoNAT({ protocolPrefix: 'loam' });
  return (components) => {
    const { connectionManager } = components;
    const fresh = new Proxy(connectionManager, {
      get(target, name) {
        if (name === 'openConnection') {
          const open: AutoNATComponents['connectionManager']['openConnection'] = (peer, options) =>
            target.openConnection(peer, { ...options, force: true });
          return open;
        }
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
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
