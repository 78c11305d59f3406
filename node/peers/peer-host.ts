import { join } from 'node:path';
import { withBitswap } from '@helia/bitswap';
import { type HeliaWithLibp2p, withLibp2pLight } from '@helia/libp2p';
import * as dagCbor from '@ipld/dag-cbor';
import { generateKeyPair, privateKeyFromProtobuf, privateKeyToProtobuf } from '@libp2p/crypto/keys';
import type { Connection, PrivateKey } from '@libp2p/interface';
import { noise } from '@libp2p/noise';
import { yamux } from '@libp2p/yamux';
import { LevelDatastore } from 'datastore-level';
import { createHeliaLight } from 'helia';
import type { Reachability } from '../../protocol/api/network-schemas.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { isWithin, type Scope, scopeOfAddress, widestScope } from './address-scope.ts';
import { checkListenAddresses, parseMultiaddr } from './addresses.ts';
import { createByteCounter, type Traffic } from './byte-counter.ts';
import { createConnectionGate } from './connection-gate.ts';
import { createHolePunch } from './hole-punch.ts';
import { loadOrCreateKeyFile } from './key-file.ts';
import { connectToDiscovered } from './lan-discovery.ts';
import {
  DIAL_TIMEOUT_MS,
  INBOUND_PER_SECOND,
  MAX_CONNECTIONS,
  MAX_PENDING_INBOUND,
  RELAY_MAX_CONNECTIONS,
  RESEND_WINDOW_MS,
  STOP_NETWORK_MS,
  STOP_TIMEOUT_MS,
} from './limits.ts';
import { createPeerConduct, type Misconduct, type PeerConduct } from './peer-conduct.ts';
import { type PeerNetwork, type PeerServices, peerNetwork } from './peer-network.ts';
import { describeReachability } from './reachability.ts';
import { createReconnector } from './reconnector.ts';
import { settleWithin } from './settle-within.ts';
import { VerifyingBlockstore } from './verifying-blockstore.ts';

/** One connected peer, by its oldest connection. */
export interface PeerInfo {
  readonly peerId: string;
  readonly address: string;
  readonly direction: 'inbound' | 'outbound';
  /** When the connection opened, milliseconds since 1970. */
  readonly openedAt: number;
}

/** Options of {@link createPeerHost}. */
export interface PeerHostOptions extends PeerNetwork {
  /** Folder of this node; blocks, the peer store and the peer key lie below `peers/` in it. */
  readonly dataDir: string;
  /** Addresses to listen on, loopback unless told otherwise. Never all interfaces. */
  readonly listen?: readonly string[];
  /** The peer's key. Without it one is kept in `peers/peer.key`. */
  readonly privateKey?: PrivateKey;
  /** Addresses under which others reach this node besides those it listens on, for example the router's. */
  readonly announce?: readonly string[];
  /** How far connections of this node may go; without it as far as its own addresses and its relays lie. */
  readonly scope?: Scope;
  /** Peer ids and IP addresses that this node never speaks to. */
  readonly denied?: readonly string[];
  /** Milliseconds, monotonic; times the conduct of peers. */
  readonly now?: () => number;
  /** Uniform in [0, 1), spreads reconnection waits and tries at routers. */
  readonly random?: () => number;
  /** Stops the host when aborted. */
  readonly signal?: AbortSignal;
}

/** Options of one dial. */
export interface DialOptions {
  readonly signal?: AbortSignal;
  /** Milliseconds. */
  readonly timeoutMs?: number;
}

/** A running peer: blocks over bitswap, gossip over gossipsub, on connections this node asked for or accepted. */
export interface PeerHost {
  readonly peerId: string;
  /** For the artifact store and the gossip; everything else uses their verbs. */
  readonly helia: HeliaWithLibp2p<PeerServices>;
  /** The local blocks, re-hashed on every read. */
  readonly blocks: VerifyingBlockstore;
  /** Addresses that others can dial, each with the peer id. */
  multiaddrs(): string[];
  /** Connected peers, each once. */
  peers(): PeerInfo[];
  /**
   * Connects to an address and returns the peer id.
   *
   * @throws LoamError `PEER_ADDRESS_INVALID`, `PEER_OUT_OF_SCOPE` for an address farther away than this node may
   * call, or `PEER_UNREACHABLE` when nobody answers in time.
   */
  dial(address: string, options?: DialOptions): Promise<string>;
  /**
   * Reports that a peer misbehaved. Enough of it closes its connections and keeps it out for a while, see
   * {@link PeerConduct}.
   */
  punish(peerId: string, reason: Misconduct): void;
  /** What is remembered of the misconduct of others. */
  readonly conduct: PeerConduct;
  /** How far connections of this node may go. */
  readonly scope: Scope;
  /** Bytes sent and received so far. */
  traffic(): Traffic;
  /** Whether others can reach this node, and what its owner can do about it. */
  reachability(): Reachability;
  /** Keeps connections to exactly these addresses alive, with back-off. Replaces the previous set. */
  maintain(addresses: readonly string[]): void;
  /** Closes everything within 5 seconds; safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Starts a peer. It contacts nobody by itself: no public bootstrap, no discovery, no listening beyond loopback, unless
 * the options name relays, discovery or addresses.
 *
 * @throws LoamError `PEER_STORE_LOCKED` when another process holds the folder, `PEER_LISTEN_ANY`,
 * `PEER_ADDRESS_INVALID`, `PEER_START_FAILED` (for example when the port is taken).
 */
export async function createPeerHost(options: PeerHostOptions): Promise<PeerHost> {
  options.signal?.throwIfAborted();
  const listen = checkListenAddresses(options.listen ?? ['/ip4/127.0.0.1/tcp/0']);
  const announce = checkListenAddresses(options.announce ?? []);
  const { relays = [] } = options;
  const scope = options.scope ?? widestScope([...listen, ...announce, ...relays]);
  const now = options.now ?? (() => performance.now());
  const random = options.random ?? Math.random;
  const punch = relays.length === 0 ? undefined : createHolePunch({ relays, random });
  const folder = join(options.dataDir, 'peers');
  const privateKey = options.privateKey ?? (await loadPeerKey(join(folder, 'peer.key')));
  const blocks = new VerifyingBlockstore(join(folder, 'blocks'));
  const datastore = new LevelDatastore(join(folder, 'store'));
  await blocks.open();
  await openDatastore(datastore);

  const bytes = createByteCounter();
  const conduct = createPeerConduct({
    now,
    onRefused: (peerId) => {
      for (const connection of connections())
        if (connection.remotePeer.toString() === peerId)
          connection.abort(new Error('refused for its conduct'));
    },
  });
  const connections = (): Connection[] => helia.libp2p.getConnections();
  const helia: HeliaWithLibp2p<PeerServices> = withBitswap(
    withLibp2pLight<ReturnType<typeof createHeliaLight>, PeerServices>(
      createHeliaLight({ blockstore: blocks, datastore, codecs: [dagCbor] }),
      {
        privateKey,
        metrics: bytes.metrics,
        addresses: { listen, appendAnnounce: announce },
        connectionEncrypters: [noise()],
        streamMuxers: [yamux()],
        connectionManager: {
          maxConnections: options.isRelay === true ? RELAY_MAX_CONNECTIONS : MAX_CONNECTIONS,
          inboundConnectionThreshold: INBOUND_PER_SECOND,
          maxIncomingPendingConnections: MAX_PENDING_INBOUND,
        },
        connectionGater: createConnectionGate({
          conduct,
          denied: new Set(options.denied),
          scope,
          now,
          inbound: () =>
            connections()
              .filter(({ direction }) => direction === 'inbound')
              .map(({ remoteAddr }) => remoteAddr.toString()),
        }),
        ...peerNetwork(options, scope, conduct, now, punch),
      },
    ),
    { doNotResendBlockWindow: RESEND_WINDOW_MS },
  );
  try {
    await helia.start();
    await helia.libp2p.services.streamGuard.install();
  } catch (cause) {
    await Promise.allSettled([helia.stop()]);
    await Promise.allSettled([datastore.close()]);
    throw new LoamError('PEER_START_FAILED', 'the peer could not start', {
      hint: 'Another program may use the port; choose another listen address.',
      cause,
    });
  }
  const { libp2p } = helia;

  const dial = async (address: string, dialOptions: DialOptions = {}): Promise<string> => {
    const target = parseMultiaddr(address);
    // Before libp2p sees it, which would ask the name service first.
    if (!isWithin(scopeOfAddress(address), scope)) {
      throw new LoamError('PEER_OUT_OF_SCOPE', `${address} lies beyond this node's network`, {
        hint: 'A network that goes farther names an address of that kind in its file.',
      });
    }
    const timeout = AbortSignal.timeout(dialOptions.timeoutMs ?? DIAL_TIMEOUT_MS);
    try {
      const connection = await libp2p.dial(target, {
        signal: dialOptions.signal === undefined ? timeout : AbortSignal.any([timeout, dialOptions.signal]),
      });
      return connection.remotePeer.toString();
    } catch (cause) {
      throw new LoamError('PEER_UNREACHABLE', `no peer answers at ${address}`, {
        hint: 'Check that the other node runs and that its address is current.',
        cause,
      });
    }
  };

  const reconnector = createReconnector({
    dial: (address, signal) => dial(address, { signal }),
    isConnected: (peerId) => libp2p.getPeers().some((peer) => peer.toString() === peerId),
    random,
  });
  const onDisconnect = (): void => reconnector.nudge();
  libp2p.addEventListener('peer:disconnect', onDisconnect);
  const endDiscovery = connectToDiscovered(libp2p);
  let maintained = 0;

  let stopping: Promise<void> | undefined;
  const stopNow = async (): Promise<void> => {
    reconnector.stop();
    endDiscovery();
    libp2p.removeEventListener('peer:disconnect', onDisconnect);
    await settleWithin(helia.stop(), STOP_NETWORK_MS);
    await blocks.endThread();
    await settleWithin(datastore.close(), STOP_TIMEOUT_MS - STOP_NETWORK_MS);
  };
  const stop = (): Promise<void> => {
    stopping ??= stopNow();
    return stopping;
  };
  options.signal?.addEventListener('abort', () => void stop(), { once: true });
  if (options.signal?.aborted) await stop();

  return {
    peerId: libp2p.peerId.toString(),
    helia,
    blocks,
    multiaddrs: () => libp2p.getMultiaddrs().map(String),
    peers: () => {
      const byPeer = new Map<string, PeerInfo>();
      for (const connection of libp2p.getConnections()) {
        const peerId = connection.remotePeer.toString();
        if (byPeer.has(peerId)) continue;
        byPeer.set(peerId, {
          peerId,
          address: connection.remoteAddr.toString(),
          direction: connection.direction,
          openedAt: connection.timeline.open,
        });
      }
      return [...byPeer.values()];
    },
    dial,
    maintain: (addresses) => {
      for (const address of addresses) parseMultiaddr(address);
      reconnector.maintain(addresses);
      maintained = addresses.length;
    },
    punish: conduct.punish,
    conduct,
    scope,
    traffic: bytes.traffic,
    reachability: () => {
      const addresses = libp2p.getMultiaddrs().map(String);
      const own = addresses.find((address) => !address.includes('/p2p-circuit')) ?? listen[0];
      const port = Number(own?.split('/tcp/')[1]?.split('/')[0]);
      return describeReachability({
        addresses,
        connections: libp2p.getConnections().map((connection) => ({
          address: connection.remoteAddr.toString(),
          direction: connection.direction,
          isPunched: punch?.isPunched(connection) === true,
        })),
        scope,
        known: maintained + relays.length,
        port: port > 0 ? port : undefined,
      });
    },
    stop,
  };
}

async function loadPeerKey(path: string): Promise<PrivateKey> {
  const bytes = await loadOrCreateKeyFile(path, async () =>
    privateKeyToProtobuf(await generateKeyPair('Ed25519')),
  );
  try {
    return privateKeyFromProtobuf(bytes);
  } catch (cause) {
    throw new LoamError('KEY_FILE_INVALID', 'the peer key of this node is damaged', {
      hint: 'Restore the file from a backup, or remove it to get a new peer id.',
      cause,
    });
  }
}

async function openDatastore(datastore: LevelDatastore): Promise<void> {
  try {
    await datastore.open();
  } catch (cause) {
    throw new LoamError('PEER_STORE_LOCKED', 'the peer store of this folder cannot be opened', {
      hint: 'Another Loam process may be using this data folder; stop it or choose another folder.',
      cause,
    });
  }
}
