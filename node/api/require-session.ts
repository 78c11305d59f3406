import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { NetworkManager } from '../network/network-manager.ts';
import type { NetworkSession } from '../network/network-session.ts';

/** The joined network. @throws LoamError `NETWORK_OFF` */
export function requireSession(network: NetworkManager): NetworkSession {
  if (network.session !== undefined) return network.session;
  throw new LoamError('NETWORK_OFF', 'This computer has not joined a network.', {
    hint: 'Start the local network or join one first.',
  });
}
