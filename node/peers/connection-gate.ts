import type { ConnectionGater, MultiaddrConnection, PeerId } from '@libp2p/interface';
import { ipOfAddress, isWithin, type Scope, scopeOfAddress, scopeOfIp } from './address-scope.ts';
import { createConnectionRates } from './connection-rates.ts';
import {
  IP_CONNECTIONS,
  IP_OPEN_CONNECTIONS,
  PEER_CONNECTIONS,
  PRIVATE_IP_CONNECTIONS,
  PRIVATE_IP_OPEN_CONNECTIONS,
} from './limits.ts';
import type { PeerConduct } from './peer-conduct.ts';

/** Options of {@link createConnectionGate}. */
export interface ConnectionGateOptions {
  readonly conduct: PeerConduct;
  /** Peer ids and IP addresses that the owner never wants to hear from. */
  readonly denied: ReadonlySet<string>;
  /** Connections this node opens go no farther than this. */
  readonly scope: Scope;
  /** Remote addresses of the inbound connections that are open now. */
  readonly inbound: () => readonly string[];
  /** Milliseconds, monotonic. */
  readonly now: () => number;
}

/**
 * Decides which connections may be: not with peers that are denied or refused for their conduct, not more per IP
 * address and per peer than the limits say, and none that this node opens beyond the scope of its network, so that
 * an address in somebody's announcement can never make a node on a closed network call out.
 */
export function createConnectionGate(options: ConnectionGateOptions): ConnectionGater {
  const { conduct, denied, scope } = options;
  const byIp = createConnectionRates(options.now);
  const byPeer = createConnectionRates(options.now);

  const isUnwanted = (peer: PeerId): boolean => {
    const peerId = peer.toString();
    return denied.has(peerId) || conduct.isRefused(peerId);
  };
  const denyInbound = (peer: PeerId): boolean => {
    if (isUnwanted(peer)) return true;
    if (byPeer.allow(peer.toString(), PEER_CONNECTIONS)) return false;
    conduct.punish(peer.toString(), 'flood');
    return true;
  };

  return {
    denyInboundConnection({ remoteAddr }: MultiaddrConnection) {
      const address = remoteAddr.toString();
      // What comes over a relay has the relay's address; the relay has its own limits and the peer is counted below.
      if (address.includes('/p2p-circuit')) return false;
      const ip = ipOfAddress(address);
      if (ip === undefined) return false;
      if (denied.has(ip)) return true;
      const isPublic = scopeOfIp(ip) === 'public';
      if (!byIp.allow(ip, isPublic ? IP_CONNECTIONS : PRIVATE_IP_CONNECTIONS)) return true;
      const open = options.inbound().filter((other) => ipOfAddress(other) === ip).length;
      return open >= (isPublic ? IP_OPEN_CONNECTIONS : PRIVATE_IP_OPEN_CONNECTIONS);
    },
    denyInboundEncryptedConnection: denyInbound,
    denyOutboundEncryptedConnection: isUnwanted,
    denyDialPeer: isUnwanted,
    denyDialMultiaddr: (address) => {
      const text = address.toString();
      const ip = ipOfAddress(text);
      return !isWithin(scopeOfAddress(text), scope) || (ip !== undefined && denied.has(ip));
    },
    denyInboundRelayReservation: isUnwanted,
    denyOutboundRelayedConnection: (source, destination) => isUnwanted(source) || isUnwanted(destination),
    denyInboundRelayedConnection: (_relay, peer) => isUnwanted(peer),
  };
}
