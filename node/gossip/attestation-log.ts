import type { LogEntry, OrbitDB } from '@orbitdb/core';
import { Entry } from '@orbitdb/core';
import type { GossipAttestation } from '../../protocol/attestation/gossip-attestation.ts';
import { packAttestations, unpackAttestations } from '../../protocol/attestation/gossip-attestation-batch.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_BATCH_ATTESTATIONS } from '../../protocol/limits.ts';
import { type Admission, selectAdmissible } from './admission.ts';
import { encodeFrame } from './entry-frame.ts';
import { type CheckedEntry, createEntryGate, decodeEntry, type EntryGate } from './entry-gate.ts';
import { EntryIndex } from './entry-index.ts';
import { openEpochStorage, toIndexed } from './epoch-storage.ts';
import type { GossipIdentity } from './gossip-identity.ts';
import {
  JOIN_STEP,
  MAX_ANSWER_BYTES,
  MAX_ANSWER_ENTRIES,
  MAX_ENTRY_BYTES,
  MAX_HEADS,
  MAX_JOINED_HEADS,
} from './limits.ts';
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
  /** Folder of this log's entries. */
  readonly folder: string;
}

/** Some of what a peer lacks. */
export interface Answer {
  readonly heads: readonly string[];
  /** Whether there is more to send after these. */
  readonly more: boolean;
  /** Frames of entries, each after what it builds on. */
  readonly frames: readonly Uint8Array[];
}

/** The replicated log of one epoch's attestations, without the network around it. */
export interface AttestationLog {
  readonly address: string;
  readonly gate: EntryGate;
  readonly index: EntryIndex;
  /** Signs and stores attestations; returns the frames to publish, none for those that this node wrote before. */
  append(values: readonly GossipAttestation[]): Promise<Uint8Array[]>;
  /** Joins checked entries as far as they can be joined, and says what became of them. */
  admit(entries: readonly CheckedEntry[]): Promise<Admission>;
  /** What somebody lacks who has the `known` entries, oldest first, within the limits of one answer. */
  answer(known: readonly string[], maxEntries?: number): Promise<Answer>;
  /** The stored bytes of an entry and of its signer's identity record. */
  read(hash: string): Promise<{ entry: Uint8Array; identity: Uint8Array } | undefined>;
  /** Every attestation, in an order that all nodes with the same entries share. */
  all(): Promise<GossipAttestation[]>;
  onUpdate(callback: (value: GossipAttestation) => void): () => void;
  close(): Promise<void>;
}

/** The manifest name of a log. With the fixed rule and type it gives every node the same address. */
export function attestationLogName(networkId: string, epoch: number): string {
  return `loam/${networkId}/${epoch}`;
}

/** Opens the log of one epoch and reads what it holds. */
export async function openAttestationLog(options: AttestationLogOptions): Promise<AttestationLog> {
  const { epoch, membership, signer } = options;
  const { storage, found } = await openEpochStorage(options.folder, signer.records);
  const database = await options.orbitdb.open(attestationLogName(options.networkId, epoch), {
    type: 'events',
    sync: false,
    AccessController: createValidatorsAccessController(membership, signer.records),
    entryStorage: storage.entries,
    headsStorage: storage.heads,
    indexStorage: storage.index,
  });
  const { address, log } = database;
  const { records, signatures } = signer;
  const gate = createEntryGate({ address, epoch, membership, records, signatures });
  const index = new EntryIndex();
  /** Attestations of the entries that somebody read; whoever only passes entries on never unpacks them. */
  const unpacked = new Map<string, readonly GossipAttestation[]>();
  const own = new Set<string>();
  const queue = createSerialQueue();
  const listeners = new Set<(value: GossipAttestation) => void>();

  const remember = (checked: CheckedEntry): void => {
    index.add(toIndexed(checked));
    if (checked.entry.key !== signer.identity.publicKey) return;
    for (const value of unpackAttestations(checked.batch)) own.add(fingerprint(value));
  };
  for (const checked of found) {
    remember(checked);
    membership.trust(checked.entry.key);
  }
  for (const { hash } of index.heads()) {
    const head = found.find(({ entry }) => entry.hash === hash);
    if (head !== undefined) await log.joinEntry(head.entry);
  }

  const join = async (fresh: readonly CheckedEntry[]): Promise<void> => {
    const built = new Set(fresh.flatMap(({ entry }) => entry.next));
    for (const { entry, bytes } of fresh) await storage.entries.put(entry.hash, bytes);
    for (const { entry } of fresh) if (!built.has(entry.hash)) await log.joinEntry(entry);
    for (const checked of fresh) {
      remember(checked);
      if (listeners.size === 0) continue;
      for (const value of unpackAttestations(checked.batch))
        for (const listener of listeners) listener(value);
    }
  };

  const appendBatch = async (some: readonly GossipAttestation[]): Promise<Uint8Array> => {
    const heads = index.heads().slice(0, MAX_JOINED_HEADS);
    const batch = packAttestations(some);
    const unhashed = await Entry.create(
      signer.identity,
      address,
      { op: 'ADD', key: null, value: batch },
      undefined,
      { id: signer.identity.publicKey, time: (heads[0]?.time ?? 0) + 1 },
      heads.map(({ hash }) => hash),
      [],
    );
    const { hash, bytes } = await Entry.encode(unhashed);
    if (bytes.length > MAX_ENTRY_BYTES) {
      throw new LoamError('GOSSIP_TOO_LARGE', 'an entry of this node is too large', {
        data: { bytes: bytes.length },
      });
    }
    const entry: LogEntry = { ...unhashed, hash };
    const checked = { entry, bytes, identityBytes: signer.identity.bytes, batch };
    if (selectAdmissible(index, [checked]).admitted.length === 0) {
      throw new LoamError('GOSSIP_QUOTA', 'this node wrote all it may to the log of the epoch', {
        data: { epoch },
      });
    }
    await join([checked]);
    return encodeFrame({ entry: bytes, identity: signer.identity.bytes });
  };

  const read: AttestationLog['read'] = async (hash) => {
    const indexed = index.get(hash);
    if (indexed === undefined) return undefined;
    const entry = await storage.entries.get(hash);
    const identity = await records.bytes(indexed.identity);
    return entry === undefined || identity === undefined ? undefined : { entry, identity };
  };

  const attestationsOf = async (hash: string): Promise<readonly GossipAttestation[]> => {
    const known = unpacked.get(hash);
    if (known !== undefined) return known;
    const bytes = await storage.entries.get(hash);
    if (bytes === undefined) return [];
    const values = unpackAttestations(decodeEntry(bytes, new Uint8Array()).batch);
    unpacked.set(hash, values);
    return values;
  };

  return {
    address,
    gate,
    index,
    append: (input) =>
      queue.run(async () => {
        if (input.some((value) => value.epoch !== epoch)) {
          throw new LoamError('GOSSIP_MALFORMED', 'this is no attestation of the epoch', { data: { epoch } });
        }
        const fresh = input.filter((value) => !own.has(fingerprint(value)));
        if (fresh.length === 0) return [];
        if ((await membership.ask(signer.identity.publicKey)) !== 'member') {
          throw new LoamError(
            'GOSSIP_NOT_MEMBER',
            'this node is no validator of the epoch, or the chain cannot say so',
            { hint: 'Register this node as a validator with its gossip key.', data: { epoch } },
          );
        }
        const frames: Uint8Array[] = [];
        for (let at = 0; at < fresh.length; at += MAX_BATCH_ATTESTATIONS) {
          frames.push(await appendBatch(fresh.slice(at, at + MAX_BATCH_ATTESTATIONS)));
        }
        return frames;
      }),
    admit: (entries) =>
      queue.run(async () => {
        const admission = selectAdmissible(index, entries);
        for (let at = 0; at < admission.admitted.length; at += JOIN_STEP) {
          await join(admission.admitted.slice(at, at + JOIN_STEP));
        }
        return admission;
      }),
    async answer(known, maxEntries = MAX_ANSWER_ENTRIES) {
      const missing = index.missing(known);
      const frames: Uint8Array[] = [];
      let bytes = 0;
      let sent = 0;
      for (const { hash } of missing) {
        const stored = await read(hash);
        const frame = stored === undefined ? undefined : encodeFrame(stored);
        if (sent > 0 && bytes + (frame?.length ?? 0) > MAX_ANSWER_BYTES) break;
        sent += 1;
        if (frame !== undefined) frames.push(frame);
        bytes += frame?.length ?? 0;
        if (frames.length >= maxEntries) break;
      }
      const heads = index.heads().slice(0, MAX_HEADS);
      return { heads: heads.map(({ hash }) => hash), more: sent < missing.length, frames };
    },
    read,
    async all() {
      const all: GossipAttestation[] = [];
      for (const { hash } of [...index.ordered()]) all.push(...(await attestationsOf(hash)));
      return all;
    },
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

/** Equal for equal attestations only. */
function fingerprint(value: GossipAttestation): string {
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
