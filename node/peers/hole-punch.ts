import { setTimeout as sleep } from 'node:timers/promises';
import type { AutoNATComponents } from '@libp2p/autonat';
import { type DCUtRServiceComponents, dcutr } from '@libp2p/dcutr';
import type { Connection, Transport } from '@libp2p/interface';
import { type TCPComponents, tcp } from '@libp2p/tcp';
import { type Multiaddr, multiaddr } from '@multiformats/multiaddr';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { freePorts } from '../network/free-ports.ts';
import { HOLE_PUNCH_DIALS, HOLE_PUNCH_TRY_MS, HOLE_PUNCH_WAIT_MS } from './limits.ts';
import { overlay } from './overlay.ts';

/** The port must be free towards everybody, as nobody knows yet over which interface a relay is reached. */
const ANY_INTERFACE = '0.0.0.0';

type Dial = Transport['dial'];
type DialOptions = Parameters<Dial>[1];

/** What a {@link createHolePunch} needs. */
export interface HolePunchOptions {
  /** Relays of this node, multiaddresses with peer ids. Only what they observe is believed. */
  readonly relays: readonly string[];
  /** Uniform in [0, 1), spreads the tries. */
  readonly random: () => number;
}

/**
 * Direct connections between two nodes behind closed routers (TCP simultaneous open, RFC 5128 section 3.4; agreed on
 * through the relay by libp2p's DCUtR). Every relay is dialled from one local port that nobody listens on, so that the
 * router maps that port once and the relay tells its outer address; both nodes then dial each other's outer address
 * from that same port at the same moment, and each router lets the other's packets in as answers. It needs routers
 * that keep a port's mapping for every destination; with others the connection stays relayed. Two sockets share a port
 * on Linux only: elsewhere the tries fail and the connection stays relayed too.
 */
export interface HolePunch {
  /** TCP, with the local port chosen where it matters. */
  transport(components: TCPComponents): Transport;
  /** libp2p's DCUtR, told of the outer addresses that it does not know by itself. */
  service(components: DCUtRServiceComponents & Pick<AutoNATComponents, 'events' | 'peerId'>): unknown;
  /** Whether a connection came through a hole; it says nothing about who else can reach this node. */
  isPunched(connection: Connection): boolean;
}

/** Makes the two parts that punch holes together; one per host. */
export function createHolePunch({ relays, random }: HolePunchOptions): HolePunch {
  const relayIds = new Set(relays.map((relay) => peerIdOf(multiaddr(relay))));
  /** Connections to relays from the shared port, by id, with the outer address that the relay sees. */
  const observed = new Map<string, Multiaddr | undefined>();
  const punched = new WeakSet<Connection>();
  /** Addresses that are dialled to make a hole right now, and whether this end speaks first. */
  const targets = new Map<string, boolean>();
  let port: Promise<number> | undefined;
  let dialling = 0;

  const dialRelay = async (dial: Dial, address: Multiaddr, options: DialOptions): Promise<Connection> => {
    dialling += 1;
    try {
      port ??= freePorts(1, ANY_INTERFACE).then(([free = 0]) => free);
      const connection = await dial(address, { ...options, localPort: await port } as DialOptions);
      observed.set(connection.id, undefined);
      return connection;
    } catch (error) {
      if (!isLocal(error)) throw error;
      // The kernel remembers a connection between these two ports. Where none lives, another port is as good.
      if (observed.size === 0 && dialling === 1) port = undefined;
      if (port === undefined) return await dialRelay(dial, address, options);
      return await dial(address, options);
    } finally {
      dialling -= 1;
    }
  };

  const dialThrough = async (dial: Dial, address: Multiaddr, options: DialOptions): Promise<Connection> => {
    for (let left = HOLE_PUNCH_DIALS; ; left -= 1) {
      const trying = new AbortController();
      const giveUp = (): void => trying.abort(options.signal.reason);
      const timer = setTimeout(giveUp, HOLE_PUNCH_TRY_MS);
      options.signal.addEventListener('abort', giveUp, { once: true });
      try {
        const { signal } = trying;
        const connection = await dial(address, { ...options, signal, localPort: await port } as DialOptions);
        punched.add(connection);
        return connection;
      } catch (error) {
        // A router that refuses what it does not expect must be tried until both knock at the same time.
        if (left <= 1 || options.signal.aborted) throw error;
      } finally {
        // The socket keeps the signal: aborted later, it would end the connection that was made.
        clearTimeout(timer);
        options.signal.removeEventListener('abort', giveUp);
      }
      await sleep(HOLE_PUNCH_WAIT_MS * (0.5 + random()));
    }
  };

  return {
    isPunched: (connection) => punched.has(connection),
    transport(components) {
      const transport = tcp()(components);
      const dial: Dial = transport.dial.bind(transport);
      transport.dial = (address, options) => {
        const initiator = targets.get(withoutPeer(address));
        if (port !== undefined && initiator !== undefined)
          return dialThrough(dial, address, initiator ? options : speakingSecond(options));
        return relayIds.has(peerIdOf(address)) ? dialRelay(dial, address, options) : dial(address, options);
      };
      return transport;
    },
    service(components) {
      const { addressManager, connectionManager, events } = components;
      const self = components.peerId.toString();
      events.addEventListener('peer:identify', ({ detail: { connection, observedAddr } }) => {
        if (observedAddr !== undefined && observed.has(connection.id))
          observed.set(connection.id, observedAddr);
      });
      events.addEventListener('connection:close', ({ detail }) => void observed.delete(detail.id));
      return dcutr()({
        ...{ peerStore: components.peerStore, registrar: components.registrar, logger: components.logger },
        transportManager: components.transportManager,
        addressManager: overlay(addressManager, {
          getAddresses: () => {
            const outer = [...observed.values()].flatMap((address) => address ?? []);
            const distinct = new Set(outer.map(withoutPeer));
            return [
              ...addressManager.getAddresses(),
              ...[...distinct].map((address) => multiaddr(`${address}/p2p/${self}`)),
            ];
          },
        }),
        connectionManager: overlay(connectionManager, {
          openConnection: async (peer, options) => {
            // Only the agreed dials have a priority; the others go to addresses that are open anyway.
            if (!Array.isArray(peer) || options?.priority === undefined)
              return connectionManager.openConnection(peer, options);
            const other = peer.map(peerIdOf).find((id) => id !== undefined);
            // Without the id, so that this dial is not taken for one through the relay that is under way.
            const addresses = [...new Set(peer.map(withoutPeer))];
            // Two relayed connections may cross; by the ids both ends agree all the same who speaks first.
            const initiator = other === undefined ? options.initiator !== false : self < other;
            for (const address of addresses) targets.set(address, initiator);
            try {
              const found = addresses.map((address) => multiaddr(address));
              const connection = await connectionManager.openConnection(found, options);
              if (other === undefined || connection.remotePeer.toString() === other) return connection;
              connection.abort(new Error('somebody else'));
              throw new LoamError('PEER_UNREACHABLE', 'another peer answers at that address');
            } finally {
              for (const address of addresses) targets.delete(address);
            }
          },
        }),
      });
    },
  };
}

/** The same options, so that this end takes the part of the one who was called, all the way up to the muxer. */
function speakingSecond(options: DialOptions): DialOptions {
  const { upgrader } = options;
  return {
    ...options,
    upgrader: overlay(upgrader, {
      upgradeOutbound: (maConn, upgradeOptions) => {
        // libp2p's own way, `initiator: false`, does not reach yamux, which goes by the connection's direction.
        (maConn as { direction: 'inbound' | 'outbound' }).direction = 'inbound';
        return upgrader.upgradeOutbound(maConn, { ...upgradeOptions, initiator: false });
      },
    }),
  };
}

/** An error of this end's port, before anything left. */
function isLocal(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === 'EADDRINUSE' || code === 'EADDRNOTAVAIL';
}

function peerIdOf(address: Multiaddr): string | undefined {
  return address.getComponents().find(({ name }) => name === 'p2p')?.value;
}

function withoutPeer(address: Multiaddr): string {
  return address.toString().split('/p2p/')[0] ?? '';
}
