import { join } from 'node:path';
import type { PeerId } from '@libp2p/interface';
import {
  ComposedStorage,
  Entry,
  type EventsDatabase,
  LevelStorage,
  type LogEntry,
  LRUStorage,
  type OrbitDB,
  type Storage,
} from '@orbitdb/core';
import {
  type GossipAttestation,
  gossipAttestationSchema,
} from '../../protocol/attestation/gossip-attestation.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { encodeFrame } from './entry-frame.ts';
import { type CheckedEntry, createEntryGate, type EntryGate } from './entry-gate.ts';
import type { GossipIdentity } from './gossip-identity.ts';
import { attestationOf, collectHistory, type HistoryContext } from './history.ts';
import { MAX_ENTRIES_PER_ANSWER, MAX_ENTRY_BYTES, MAX_HEADS, MAX_JOINED_HEADS } from './limits.ts';
import type { ExchangeSource } from './log-exchange.ts';
import type { Membership } from './membership.ts';
import { createSerialQueue } from './serial-queue.ts';
import { createValidatorsAccessController } from './validators-access-controller.ts';

/** Options of {@link openAttestationLog}. */
export interface AttestationLogOptions {
  readonly orbitdb: OrbitDB;
  readonly signer: GossipIdentity;
  readonly networkId: string;
  readonly epoch: number;
  readonly membership: Membership;
  /** Folder of this log's database. */
  readonly folder: string;
  /** Connected peers, best first, that may have what `from` did not. */
  readonly peers: (from: PeerId | undefined) => readonly PeerId[];
  readonly fetch: (peer: PeerId, log: string, hashes: readonly string[]) => Promise<readonly Uint8Array[]>;
}

/** The replicated log of one epoch's attestations, without the network around it. */
export interface AttestationLog extends ExchangeSource {
  readonly address: string;
  readonly gate: EntryGate;
  /** Signs and stores an attestation; returns the frame to publish, or undefined when this node wrote it before. */
  append(value: GossipAttestation): Promise<Uint8Array | undefined>;
  /** Joins a checked entry and whatever it builds on. */
  ingest(head: CheckedEntry, from: PeerId | undefined): Promise<void>;
  has(hash: string): Promise<boolean>;
  /** Every attestation, in an order that all nodes with the same entries share. */
  all(): GossipAttestation[];
  onUpdate(callback: (value: GossipAttestation) => void): () => void;
  close(): Promise<void>;
}

/** The manifest name of a log. With the fixed rule and type it gives every node the same address. */
export function attestationLogName(networkId: string, epoch: number): string {
  return `loam/${networkId}/${epoch}`;
}

/** Opens the log of one epoch and reads what it holds. */
export async function openAttestationLog(
  options: AttestationLogOptions,
): Promise<Omit<AttestationLog, 'receive'>> {
  const { epoch, membership, signer } = options;
  const entries = await cached(join(options.folder, 'entries'));
  const database = await options.orbitdb.open(attestationLogName(options.networkId, epoch), {
    type: 'events',
    sync: false,
    AccessController: createValidatorsAccessController(membership),
    entryStorage: entries,
    headsStorage: await cached(join(options.folder, 'heads')),
    indexStorage: await cached(join(options.folder, 'index')),
  });
  const { address, log } = database;
  const gate = createEntryGate({
    address,
    epoch,
    membership,
    identities: signer.identities,
    records: signer.records,
  });
  const queue = createSerialQueue();
  const values = await readValues(database);
  const listeners = new Set<(value: GossipAttestation) => void>();

  const joinAll = async (fresh: readonly CheckedEntry[]): Promise<void> => {
    const head = fresh.at(-1);
    if (head === undefined) return;
    for (const { entry, bytes } of fresh) await entries.put(entry.hash, bytes);
    await log.joinEntry(head.entry);
    for (const { entry, value } of fresh) {
      if (values.has(entry.hash)) continue;
      values.set(entry.hash, { entry, value });
      for (const listener of listeners) listener(value);
    }
  };

  const frameOf = async (
    hash: string,
  ): Promise<{ frame: Uint8Array; next: readonly string[] } | undefined> => {
    const bytes = await entries.get(hash);
    if (bytes === undefined) return undefined;
    const { identity, next } = await Entry.decode(bytes);
    const record = await signer.records.get(identity);
    return record === undefined
      ? undefined
      : { frame: encodeFrame({ entry: bytes, identity: record }), next };
  };

  return {
    address,
    gate,
    has: (hash) => log.has(hash),
    append: (input) =>
      queue.run(async () => {
        const value = parseOwn(input, epoch);
        if (holdsOwn(values.values(), signer.identity.publicKey, value)) return undefined;
        if ((await membership.ask(signer.identity.publicKey)) !== 'member') {
          throw new LoamError(
            'GOSSIP_NOT_MEMBER',
            'this node is no validator of the epoch, or the chain cannot say so',
            {
              hint: 'Register this node as a validator with its gossip key.',
              data: { epoch },
            },
          );
        }
        const heads = (await log.heads())
          .filter((head) => head !== undefined)
          .sort((a, b) => b.clock.time - a.clock.time)
          .slice(0, MAX_JOINED_HEADS);
        const unhashed = await Entry.create(
          signer.identity,
          address,
          { op: 'ADD', key: null, value },
          undefined,
          { id: signer.identity.publicKey, time: (heads[0]?.clock.time ?? 0) + 1 },
          heads.map((head) => head.hash),
          [],
        );
        const { hash, bytes } = await Entry.encode(unhashed);
        if (bytes.length > MAX_ENTRY_BYTES) {
          throw new LoamError('GOSSIP_TOO_LARGE', 'an entry of this node is too large', {
            data: { bytes: bytes.length },
          });
        }
        await joinAll([{ entry: { ...unhashed, hash }, bytes, value }]);
        return encodeFrame({ entry: bytes, identity: signer.identity.bytes });
      }),
    async ingest(head, from) {
      const context: HistoryContext = {
        log,
        entries,
        gate,
        peers: () => options.peers(from),
        fetch: (peer, hashes) => options.fetch(peer, address, hashes),
      };
      const fresh = await collectHistory(context, head);
      await queue.run(() => joinAll(fresh));
    },
    async heads() {
      const frames: Uint8Array[] = [];
      for (const head of (await log.heads()).slice(0, MAX_HEADS)) {
        const found = head === undefined ? undefined : await frameOf(head.hash);
        if (found !== undefined) frames.push(found.frame);
      }
      return frames;
    },
    async entries(hashes) {
      const frames: Uint8Array[] = [];
      const seen = new Set(hashes);
      for (const hash of seen) {
        if (frames.length >= MAX_ENTRIES_PER_ANSWER) break;
        const found = await frameOf(hash);
        if (found === undefined) continue;
        frames.push(found.frame);
        for (const next of found.next) seen.add(next);
      }
      return frames;
    },
    all: () => [...values.values()].sort(byClock).map(({ value }) => value),
    onUpdate(callback) {
      listeners.add(callback);
      return () => listeners.delete(callback);
    },
    async close() {
      listeners.clear();
      await queue.idle();
      await database.close();
    },
  };
}

async function cached(path: string): Promise<Storage> {
  return ComposedStorage(await LRUStorage({ size: 1_000 }), await LevelStorage({ path }));
}

interface Held {
  readonly entry: LogEntry;
  readonly value: GossipAttestation;
}

async function readValues(database: EventsDatabase): Promise<Map<string, Held>> {
  const values = new Map<string, Held>();
  for await (const entry of database.log.traverse()) {
    values.set(entry.hash, { entry, value: attestationOf(entry.payload) });
  }
  return values;
}

function parseOwn(input: GossipAttestation, epoch: number): GossipAttestation {
  const parsed = gossipAttestationSchema.safeParse(input);
  if (!parsed.success || parsed.data.epoch !== epoch) {
    throw new LoamError('GOSSIP_MALFORMED', 'this is no attestation of the epoch', {
      ...(parsed.error === undefined ? {} : { cause: parsed.error }),
      data: { epoch },
    });
  }
  return parsed.data;
}

function holdsOwn(held: Iterable<Held>, key: string, value: GossipAttestation): boolean {
  const fields = Object.keys(gossipAttestationSchema.shape) as (keyof GossipAttestation)[];
  for (const { entry, value: other } of held) {
    if (entry.key === key && fields.every((field) => String(other[field]) === String(value[field])))
      return true;
  }
  return false;
}

function byClock(a: Held, b: Held): number {
  return a.entry.clock.time - b.entry.clock.time || (a.entry.hash < b.entry.hash ? -1 : 1);
}
