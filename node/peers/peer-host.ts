import { join } from 'node:path';
import { withBitswap } from '@helia/bitswap';
import { type HeliaWithLibp2p, withLibp2pLight } from '@helia/libp2p';
import * as dagCbor from '@ipld/dag-cbor';
import { generateKeyPair, privateKeyFromProtobuf, privateKeyToProtobuf } from '@libp2p/crypto/keys';
import { type GossipSub, gossipsub } from '@libp2p/gossipsub';
import { identify, identifyPush } from '@libp2p/identify';
import type { PrivateKey, ServiceMap } from '@libp2p/interface';
import { noise } from '@libp2p/noise';
import { ping } from '@libp2p/ping';
import { tcp } from '@libp2p/tcp';
import { yamux } from '@libp2p/yamux';
import { LevelDatastore } from 'datastore-level';
import { createHeliaLight } from 'helia';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { checkListenAddresses, parseMultiaddr } from './addresses.ts';
import { loadOrCreateKeyFile } from './key-file.ts';
import {
  DIAL_TIMEOUT_MS,
  MAX_CONNECTIONS,
  MAX_GOSSIP_MESSAGE_BYTES,
  RESEND_WINDOW_MS,
  STOP_NETWORK_MS,
  STOP_TIMEOUT_MS,
} from './limits.ts';
import { createReconnector } from './reconnector.ts';
import { settleWithin } from './settle-within.ts';
import { VerifyingBlockstore } from './verifying-blockstore.ts';

/** Services of the host's libp2p node. */
export interface PeerServices extends ServiceMap {
  readonly pubsub: GossipSub;
}

/** One connected peer, by its oldest connection. */
export interface PeerInfo {
  readonly peerId: string;
  readonly address: string;
  readonly direction: 'inbound' | 'outbound';
  /** When the connection opened, milliseconds since 1970. */
  readonly openedAt: number;
}

/** Options of {@link createPeerHost}. */
export interface PeerHostOptions {
  /** Folder of this node; blocks, the peer store and the peer key lie below `peers/` in it. */
  readonly dataDir: string;
  /** Addresses to listen on, loopback unless told otherwise. Never all interfaces. */
  readonly listen?: readonly string[];
  /** The peer's key. Without it one is kept in `peers/peer.key`. */
  readonly privateKey?: PrivateKey;
  /** Uniform in [0, 1), spreads reconnection waits. */
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
   * @throws LoamError `PEER_ADDRESS_INVALID`, or `PEER_UNREACHABLE` when nobody answers in time.
   */
  dial(address: string, options?: DialOptions): Promise<string>;
  /** Keeps connections to exactly these addresses alive, with back-off. Replaces the previous set. */
  maintain(addresses: readonly string[]): void;
  /** Closes everything within 5 seconds; safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Starts a peer. It contacts nobody by itself: no public bootstrap, no discovery, no listening beyond loopback.
 *
 * @throws LoamError `PEER_STORE_LOCKED` when another process holds the folder, `PEER_LISTEN_ANY`,
 * `PEER_ADDRESS_INVALID`, `PEER_START_FAILED` (for example when the port is taken).
 */
export async function createPeerHost(options: PeerHostOptions): Promise<PeerHost> {
  options.signal?.throwIfAborted();
  const listen = checkListenAddresses(options.listen ?? ['/ip4/127.0.0.1/tcp/0']);
  const folder = join(options.dataDir, 'peers');
  const privateKey = options.privateKey ?? (await loadPeerKey(join(folder, 'peer.key')));
  const blocks = new VerifyingBlockstore(join(folder, 'blocks'));
  const datastore = new LevelDatastore(join(folder, 'store'));
  await blocks.open();
  await openDatastore(datastore);

  const helia = withBitswap(
    withLibp2pLight<ReturnType<typeof createHeliaLight>, PeerServices>(
      createHeliaLight({ blockstore: blocks, datastore, codecs: [dagCbor] }),
      {
        privateKey,
        addresses: { listen },
        transports: [tcp()],
        connectionEncrypters: [noise()],
        streamMuxers: [yamux()],
        connectionManager: { maxConnections: MAX_CONNECTIONS },
        services: {
          identify: identify(),
          identifyPush: identifyPush(),
          ping: ping(),
          pubsub: gossipsub({
            allowPublishToZeroTopicPeers: true,
            ignoreDuplicatePublishError: true,
            emitSelf: false,
            canRelayMessage: false,
            maxInboundDataLength: MAX_GOSSIP_MESSAGE_BYTES,
          }),
        },
      },
    ),
    { doNotResendBlockWindow: RESEND_WINDOW_MS },
  );
  try {
    await helia.start();
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
    random: options.random ?? Math.random,
  });
  const onDisconnect = (): void => reconnector.nudge();
  libp2p.addEventListener('peer:disconnect', onDisconnect);

  let stopping: Promise<void> | undefined;
  const stopNow = async (): Promise<void> => {
    reconnector.stop();
    libp2p.removeEventListener('peer:disconnect', onDisconnect);
    await settleWithin(helia.stop(), STOP_NETWORK_MS);
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
