import type { CircuitRelayTransportComponents } from '@libp2p/circuit-relay-v2';
import type { Startable, Transport } from '@libp2p/interface';
import { type Multiaddr, multiaddr } from '@multiformats/multiaddr';
import { RECONNECT_MAX_MS, RELAY_RETRY_MS } from './limits.ts';

/** Parts of libp2p that {@link relayListener} needs. */
type Components = Pick<CircuitRelayTransportComponents, 'connectionManager' | 'transportManager'>;

/** The relay transport's memory of its reservations; a public field of its class. */
interface WithReservations extends Transport {
  readonly reservationStore: {
    hasReservation(peer: unknown): boolean;
    addRelay(peer: unknown, type: 'configured'): Promise<unknown>;
  };
}

interface Target {
  readonly address: Multiaddr;
  /** Whether its listener exists. */
  listens: boolean;
  failures: number;
  /** Milliseconds, monotonic. */
  notBefore: number;
}

/**
 * A libp2p service that keeps a reservation on each relay, so that this node can be reached through it: made when
 * the relay answers, made again after the relay was away. libp2p by itself asks a configured relay only once.
 *
 * @param relays multiaddresses with peer ids
 */
export function relayListener(relays: readonly string[]): (components: Components) => Startable {
  return ({ connectionManager, transportManager }) => {
    const targets: Target[] = relays.map((relay) => ({
      address: multiaddr(relay),
      listens: false,
      failures: 0,
      notBefore: 0,
    }));
    let timer: NodeJS.Timeout | undefined;
    let busy = false;

    const reserve = async (target: Target): Promise<void> => {
      const transport = transportManager
        .getTransports()
        .find((one): one is WithReservations => 'reservationStore' in one);
      if (transport === undefined || target.notBefore > performance.now()) return;
      const { remotePeer } = await connectionManager.openConnection(target.address);
      if (transport.reservationStore.hasReservation(remotePeer)) return;
      // A listener that once had its place takes up the new one; a second listener would never be closed.
      if (target.listens) await transport.reservationStore.addRelay(remotePeer, 'configured');
      else await listen(target);
    };
    const listen = async (target: Target): Promise<void> => {
      const before = new Set(transportManager.getListeners());
      try {
        await transportManager.listen([target.address.encapsulate('/p2p-circuit')]);
        target.listens = true;
      } catch (error) {
        // Closing one listener of this transport gives up the places of all, so the failed one is only forgotten.
        for (const listener of transportManager.getListeners())
          if (!before.has(listener)) listener.dispatchEvent(new Event('close'));
        throw error;
      }
    };
    const attempt = async (target: Target): Promise<void> => {
      try {
        await reserve(target);
        target.failures = 0;
      } catch {
        const wait = Math.min(RECONNECT_MAX_MS, RELAY_RETRY_MS * 2 ** Math.min(target.failures, 10));
        target.notBefore = performance.now() + wait;
        target.failures += 1;
      }
    };
    const look = async (): Promise<void> => {
      if (busy) return;
      busy = true;
      // Each on its own: one relay that is away must not keep the others waiting for the next round.
      await Promise.all(targets.map(attempt));
      busy = false;
    };

    return {
      start() {},
      // Only now do the transports run.
      afterStart() {
        void look();
        timer = setInterval(() => void look(), RELAY_RETRY_MS);
        timer.unref();
      },
      stop() {
        clearInterval(timer);
      },
    };
  };
}
