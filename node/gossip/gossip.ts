import { join } from 'node:path';
import { TopicValidatorResult } from '@libp2p/gossipsub';
import type { IdentifyResult, PeerId } from '@libp2p/interface';
import { createOrbitDB } from '@orbitdb/core';
import type { GossipAttestation } from '../../protocol/attestation/gossip-attestation.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { PeerHost } from '../peers/peer-host.ts';
import { type AttestationLog, openAttestationLog } from './attestation-log.ts';
import { openGossipIdentity } from './gossip-identity.ts';
import { createIntake } from './intake.ts';
import { EXCHANGE_INTERVAL_MS, MAX_EAGER_EXCHANGES, MAX_OPEN_EPOCHS } from './limits.ts';
import { createLogExchange, EXCHANGE_PROTOCOL } from './log-exchange.ts';
import { createMembership } from './membership.ts';

/** Options of {@link createGossip}. */
export interface GossipOptions {
  /** The peer to gossip through; stop the gossip before it. */
  readonly host: PeerHost;
  /** Folder of this node; everything of the gossip lies below `gossip/` in it. */
  readonly dataDir: string;
  /** Names the network's logs, see the network descriptor. */
  readonly networkId: string;
  /**
   * Whether a public key (66 hex characters, no `0x`) may write to the epoch's log. The answer for one epoch must not
   * change from yes to no. Throwing means "cannot tell now"; the entry comes back with a later exchange.
   */
  readonly isAllowedKey: (epoch: number, key: string) => Promise<boolean> | boolean;
  /** 32-byte secp256k1 key from the caller's keystore; without it one is kept in `gossip/identity.key`. */
  readonly privateKey?: Uint8Array;
  /** Uniform in [0, 1), picks the peer to exchange with. */
  readonly random?: () => number;
  /** Milliseconds between two exchanges with a random peer. */
  readonly exchangeIntervalMs?: number;
}

/** The open log of one epoch. */
export interface EpochLog {
  readonly epoch: number;
  /** The same on every node of the network. */
  readonly address: string;
  /**
   * Signs, stores and publishes an attestation of this node. Writing the same one again does nothing.
   *
   * @throws LoamError `GOSSIP_NOT_MEMBER`, `GOSSIP_MALFORMED`, `GOSSIP_CLOSED`.
   */
  append(value: GossipAttestation): Promise<void>;
  /** Every attestation that is here, in an order that all nodes with the same entries share. */
  all(): Promise<GossipAttestation[]>;
  /** Calls back for every attestation that becomes part of the log, own ones too; returns how to end it. */
  onUpdate(callback: (value: GossipAttestation) => void): () => void;
  close(): Promise<void>;
}

/** Attestations, replicated among the validators of each epoch. */
export interface Gossip {
  /** Compressed secp256k1 key that signs this node's entries: 66 hex characters without `0x`. */
  publicKey(): string;
  /** Opens the log of an epoch, or returns the open one. Throws LoamError `GOSSIP_TOO_MANY_LOGS`. */
  openEpoch(epoch: number): Promise<EpochLog>;
  stop(): Promise<void>;
}

/** The gossipsub topic of a log. */
export function attestationTopic(address: string): string {
  return `/loam/attestations/1${address}`;
}

interface Opened {
  readonly log: AttestationLog;
  readonly epochLog: EpochLog;
}

/**
 * Starts the gossip of one node on its peer host.
 *
 * Replication is this project's own, over OrbitDB's log: new entries go out over a gossipsub topic whose validator
 * checks them before they are passed on, and heads are swapped with every peer that appears and with a random one
 * every few seconds, so that a node that was away catches up.
 */
export async function createGossip(options: GossipOptions): Promise<Gossip> {
  const { host, networkId } = options;
  const { libp2p } = host.helia;
  const { pubsub } = libp2p.services;
  const random = options.random ?? Math.random;
  const folder = join(options.dataDir, 'gossip');
  const signer = await openGossipIdentity(folder, options.privateKey);
  const orbitdb = await createOrbitDB({
    ipfs: host.helia,
    id: signer.identity.publicKey,
    identity: signer.identity,
    identities: signer.identities,
    directory: folder,
  });
  const opening = new Map<number, Promise<Opened>>();
  const byAddress = new Map<string, AttestationLog>();
  const ending = new AbortController();
  const exchange = await createLogExchange(libp2p, (address) => byAddress.get(address));

  const swapWith = async (peer: PeerId, logs: Iterable<AttestationLog>): Promise<void> => {
    for (const log of logs) {
      if (ending.signal.aborted) return;
      const frames = await exchange.swapHeads(peer, log.address, ending.signal).catch(() => []);
      log.receive(frames, peer);
    }
  };
  const swapWithSome = (log: AttestationLog): void => {
    for (const peer of libp2p.getPeers().slice(0, MAX_EAGER_EXCHANGES)) void swapWith(peer, [log]);
  };
  const onIdentify = (event: CustomEvent<IdentifyResult>): void => {
    if (event.detail.protocols.includes(EXCHANGE_PROTOCOL))
      void swapWith(event.detail.peerId, byAddress.values());
  };
  libp2p.addEventListener('peer:identify', onIdentify);
  const timer = setInterval(() => {
    const peers = libp2p.getPeers();
    const peer = peers[Math.floor(random() * peers.length)];
    if (peer !== undefined) void swapWith(peer, byAddress.values());
  }, options.exchangeIntervalMs ?? EXCHANGE_INTERVAL_MS);
  timer.unref();

  const open = async (epoch: number): Promise<Opened> => {
    const stored = await openAttestationLog({
      orbitdb,
      signer,
      networkId,
      epoch,
      membership: createMembership((key) => options.isAllowedKey(epoch, key)),
      folder: join(folder, 'epochs', String(epoch)),
      peers: (from) => {
        const others = libp2p.getPeers().filter((peer) => from === undefined || !peer.equals(from));
        return from === undefined ? others : [from, ...others];
      },
      fetch: (peer, address, hashes) => exchange.fetchEntries(peer, address, hashes, ending.signal),
    });
    const intake = createIntake(stored);
    const log: AttestationLog = {
      ...stored,
      receive: (frames, from) => {
        for (const frame of frames) void intake.take(frame, from);
      },
    };
    const topic = attestationTopic(stored.address);
    pubsub.topicValidators.set(topic, async (peer, message) => {
      const outcome = await intake.take(message.data, peer);
      if (outcome === 'taken') return TopicValidatorResult.Accept;
      return outcome === 'later' ? TopicValidatorResult.Ignore : TopicValidatorResult.Reject;
    });
    pubsub.subscribe(topic);
    byAddress.set(stored.address, log);
    swapWithSome(log);

    let closed: Promise<void> | undefined;
    const closeNow = async (): Promise<void> => {
      opening.delete(epoch);
      byAddress.delete(stored.address);
      pubsub.unsubscribe(topic);
      pubsub.topicValidators.delete(topic);
      await intake.close();
      await stored.close();
    };
    const epochLog: EpochLog = {
      epoch,
      address: stored.address,
      async append(value) {
        if (closed !== undefined)
          throw new LoamError('GOSSIP_CLOSED', 'the log of this epoch is closed here');
        const frame = await stored.append(value);
        if (frame === undefined) return;
        const { recipients } = await pubsub.publish(topic, frame);
        if (recipients.length === 0) swapWithSome(log);
      },
      all: () => Promise.resolve(stored.all()),
      onUpdate: stored.onUpdate,
      close: () => {
        closed ??= closeNow();
        return closed;
      },
    };
    return { log, epochLog };
  };

  return {
    publicKey: () => signer.identity.publicKey,
    async openEpoch(epoch) {
      if (ending.signal.aborted) throw new LoamError('GOSSIP_CLOSED', 'the gossip of this node is stopped');
      if (!Number.isSafeInteger(epoch) || epoch < 1) {
        throw new LoamError('GOSSIP_MALFORMED', 'an epoch is a whole number from 1');
      }
      let opened = opening.get(epoch);
      if (opened === undefined) {
        if (opening.size >= MAX_OPEN_EPOCHS) {
          throw new LoamError('GOSSIP_TOO_MANY_LOGS', `at most ${MAX_OPEN_EPOCHS} epochs are open at once`, {
            hint: 'Close the logs of finished epochs.',
          });
        }
        opened = open(epoch);
        opening.set(epoch, opened);
        opened.catch(() => opening.delete(epoch));
      }
      return (await opened).epochLog;
    },
    async stop() {
      if (ending.signal.aborted) return;
      ending.abort();
      clearInterval(timer);
      libp2p.removeEventListener('peer:identify', onIdentify);
      await exchange.stop();
      const all = await Promise.allSettled(opening.values());
      await Promise.allSettled(
        all.map((result) => (result.status === 'fulfilled' ? result.value.epochLog.close() : undefined)),
      );
      await orbitdb.stop();
      await signer.close();
    },
  };
}
