import type { Libp2p, PeerInfo } from '@libp2p/interface';
import { DIAL_TIMEOUT_MS, MAX_DISCOVERED_PEERS } from './limits.ts';

/**
 * Connects to peers that discovery finds, which libp2p by itself only writes down. At most
 * {@link MAX_DISCOVERED_PEERS}; where they may lie is the gate's business.
 *
 * @returns how to end it
 */
export function connectToDiscovered(libp2p: Libp2p): () => void {
  const dialling = new Set<string>();
  const ending = new AbortController();
  const onDiscovery = ({ detail }: CustomEvent<PeerInfo>): void => {
    const peerId = detail.id.toString();
    const isFull = libp2p.getPeers().length + dialling.size >= MAX_DISCOVERED_PEERS;
    if (isFull || dialling.has(peerId) || libp2p.getConnections(detail.id).length > 0) return;
    dialling.add(peerId);
    const signal = AbortSignal.any([ending.signal, AbortSignal.timeout(DIAL_TIMEOUT_MS)]);
    // Whoever cannot be reached now says hello again.
    libp2p.dial(detail.id, { signal }).then(
      () => dialling.delete(peerId),
      () => dialling.delete(peerId),
    );
  };
  libp2p.addEventListener('peer:discovery', onDiscovery);
  return () => {
    ending.abort();
    libp2p.removeEventListener('peer:discovery', onDiscovery);
  };
}
