import { join } from 'node:path';
import { TopicValidatorResult } from '@libp2p/gossipsub';
import type { IdentifyResult } from '@libp2p/interface';
import { createOrbitDB } from '@orbitdb/core';
import type { GossipAttestation } from '../../protocol/attestation/gossip-attestation.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { Misconduct } from '../peers/peer-conduct.ts';
import type { PeerHost } from '../peers/peer-host.ts';
import { createTokenBuckets, type TokenBuckets } from '../token-buckets.ts';
import { type AttestationLog, openAttestationLog } from './attestation-log.ts';
import { type ArchivedEpoch, createEpochFolders } from './epoch-folders.ts';
import { openGossipIdentity } from './gossip-identity.ts';
import { createIntake } from './intake.ts';
import {
  EXCHANGE_INTERVAL_MS,
  KEPT_EPOCHS,
  MAX_EAGER_EXCHANGES,
  MAX_OPEN_EPOCHS,
  MAX_RATED_PEERS,
  PEER_ANSWER_BYTES_BURST,
  PEER_ANSWER_BYTES_PER_SECOND,
  PEER_FRAMES_BURST,
  PEER_FRAMES_PER_SECOND,
  PEER_REQUESTS_BURST,
  PEER_REQUESTS_PER_SECOND,
} from './limits.ts';
import { createLogExchange, EXCHANGE_PROTOCOL } from './log-exchange.ts';
import { createMembership } from './membership.ts';
import { misconductOf } from './misconduct.ts';
import { createPuller, type Puller } from './puller.ts';
import { createSerialQueue } from './serial-queue.ts';

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
  /** Hears of peers that misbehave. By default the host counts it and closes their connections. */
  readonly punish?: (peerId: string, reason: Misconduct) => void;
  /** Uniform in [0, 1), picks the peer to exchange with. */
  readonly random?: () => number;
  /** Milliseconds between two exchanges with a random peer. */
  readonly exchangeIntervalMs?: number;
  /** Milliseconds, monotonic. */
  readonly now?: () => number;
}

/** The open log of one epoch. */
export interface EpochLog {
  readonly epoch: number;
  /** The same on every node of the network. */
  readonly address: string;
  /**
   * Signs, stores and publishes attestations of this node; all of a round travel as one entry when they fit. Writing
   * the same ones again does nothing.
   *
   * @throws LoamError `GOSSIP_NOT_MEMBER`, `GOSSIP_MALFORMED`, `GOSSIP_QUOTA`, `GOSSIP_CLOSED`.
   */
  append(...values: readonly GossipAttestation[]): Promise<void>;
  /** Every attestation that is here, in an order that all nodes with the same entries share. */
  all(): Promise<GossipAttestation[]>;
  /** Entries and attestations that are here, without reading them. */
  size(): { readonly entries: number; readonly attestations: number };
  /** Hashes of the entries that nothing builds on yet, sorted; equal on two nodes that hold the same entries. */
  heads(): string[];
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
  /**
   * Closes the log of an epoch, writes it to a CAR file (by default where the node keeps its archives) and removes it
   * from disk. {@link readEpochArchive} reads the file without a network; opening the epoch again restores it from the
   * default place. Epochs older than the newest {@link KEPT_EPOCHS} are archived by themselves.
   *
   * @throws LoamError `GOSSIP_EPOCH_UNKNOWN`.
   */
  archiveEpoch(epoch: number, file?: string): Promise<ArchivedEpoch>;
  stop(): Promise<void>;
}

/** The gossipsub topic of a log. */
export function attestationTopic(address: string): string {
  return `/loam/attestations/1${address}`;
}

interface Opened {
  readonly log: AttestationLog;
  readonly puller: Puller;
  readonly epochLog: EpochLog;
}

/**
 * Starts the gossip of one node on its peer host.
 *
 * Replication is this project's own, over OrbitDB's log: new entries go out over a gossipsub topic whose validator
 * checks them before they are passed on, and what is missing is asked of every peer that appears and of a random one
 * every few seconds, so that a node that was away catches up.
 */
export async function createGossip(options: GossipOptions): Promise<Gossip> {
  const { host, networkId } = options;
  const { libp2p } = host.helia;
  const { pubsub } = libp2p.services;
  const random = options.random ?? Math.random;
  const now = options.now ?? (() => performance.now());
  const punish = options.punish ?? host.punish;
  const folder = join(options.dataDir, 'gossip');
  const signer = await openGossipIdentity(folder, options.privateKey);
  const orbitdb = await createOrbitDB({
    ipfs: host.helia,
    id: signer.identity.publicKey,
    identity: signer.identity,
    identities: signer.identities,
    directory: folder,
  });
  const buckets = (perSecond: number, burst: number): TokenBuckets =>
    createTokenBuckets({ perSecond, burst, maxKeys: MAX_RATED_PEERS, now });
  const frameRate = buckets(PEER_FRAMES_PER_SECOND, PEER_FRAMES_BURST);
  const requestRate = buckets(PEER_REQUESTS_PER_SECOND, PEER_REQUESTS_BURST);
  const answerRate = buckets(PEER_ANSWER_BYTES_PER_SECOND, PEER_ANSWER_BYTES_BURST);
  const folders = createEpochFolders(folder, signer.records);
  const disk = createSerialQueue();
  const opening = new Map<number, Promise<Opened>>();
  const byAddress = new Map<string, Opened>();
  const ending = new AbortController();

  const exchange = await createLogExchange(libp2p, {
    async answer(address, known, from) {
      const name = from.toString();
      if (!requestRate.take(name)) {
        punish(name, 'greedy');
        return undefined;
      }
      const opened = byAddress.get(address);
      if (opened === undefined) return undefined;
      opened.puller.heard(from, known);
      const answer = await opened.log.answer(known);
      const bytes = answer.frames.reduce((sum, frame) => sum + frame.length, 0);
      if (answerRate.take(name, bytes)) return answer;
      punish(name, 'greedy');
      return undefined;
    },
    misconduct(from, error) {
      punish(from.toString(), misconductOf(error) ?? 'junk');
    },
  });

  const onIdentify = (event: CustomEvent<IdentifyResult>): void => {
    if (!event.detail.protocols.includes(EXCHANGE_PROTOCOL)) return;
    for (const { puller } of byAddress.values()) puller.pull(event.detail.peerId);
  };
  libp2p.addEventListener('peer:identify', onIdentify);
  const timer = setInterval(() => {
    const peers = libp2p.getPeers();
    const peer = peers[Math.floor(random() * peers.length)];
    if (peer !== undefined) for (const { puller } of byAddress.values()) puller.pull(peer);
  }, options.exchangeIntervalMs ?? EXCHANGE_INTERVAL_MS);
  timer.unref();

  const open = async (epoch: number): Promise<Opened> => {
    await disk.run(() => folders.unpack(epoch));
    const log = await openAttestationLog({
      orbitdb,
      signer,
      networkId,
      epoch,
      membership: createMembership((key) => options.isAllowedKey(epoch, key), now),
      folder: folders.folder(epoch),
    });
    const puller = createPuller({ log, exchange, punish, now });
    const intake = createIntake({ log, puller, rate: frameRate, punish });
    const topic = attestationTopic(log.address);
    pubsub.topicValidators.set(topic, async (peer, message) => {
      const outcome = await intake.take(message.data, peer);
      if (outcome === 'taken') return TopicValidatorResult.Accept;
      return outcome === 'later' ? TopicValidatorResult.Ignore : TopicValidatorResult.Reject;
    });
    pubsub.subscribe(topic);
    const pullFromSome = (): void => {
      for (const peer of libp2p.getPeers().slice(0, MAX_EAGER_EXCHANGES)) puller.pull(peer);
    };

    let closed: Promise<void> | undefined;
    const closeNow = async (): Promise<void> => {
      opening.delete(epoch);
      byAddress.delete(log.address);
      if (host.helia.status === 'started') pubsub.unsubscribe(topic);
      pubsub.topicValidators.delete(topic);
      await puller.close();
      await intake.close();
      await log.close();
    };
    const epochLog: EpochLog = {
      epoch,
      address: log.address,
      async append(...values) {
        if (closed !== undefined)
          throw new LoamError('GOSSIP_CLOSED', 'the log of this epoch is closed here');
        for (const frame of await log.append(values)) {
          const { recipients } = await pubsub.publish(topic, frame);
          // A peer that is asked for what it has hears what is here, and asks in turn.
          if (recipients.length === 0) pullFromSome();
        }
      },
      all: log.all,
      size: () => ({ entries: log.index.size, attestations: log.index.attestations }),
      heads: () =>
        log.index
          .heads()
          .map(({ hash }) => hash)
          .sort(),
      onUpdate: log.onUpdate,
      close: () => {
        closed ??= closeNow();
        return closed;
      },
    };
    const opened = { log, puller, epochLog };
    byAddress.set(log.address, opened);
    pullFromSome();
    return opened;
  };

  const pack = async (epoch: number, file?: string): Promise<ArchivedEpoch> => {
    await (await opening.get(epoch))?.epochLog.close();
    return disk.run(() => folders.pack(epoch, file));
  };
  const archiveBefore = async (epoch: number): Promise<void> => {
    for (const old of await folders.stored()) {
      if (old >= epoch || ending.signal.aborted) return;
      if (!opening.has(old)) await pack(old);
    }
  };

  return {
    archiveEpoch: pack,
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
        opened.then(() => archiveBefore(epoch - KEPT_EPOCHS + 1)).catch(() => undefined);
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
      await disk.idle();
      await orbitdb.stop();
      await signer.close();
    },
  };
}
