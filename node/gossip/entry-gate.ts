import * as dagCbor from '@ipld/dag-cbor';
import type { LogEntry } from '@orbitdb/core';
import { z } from 'zod';
import { type GossipBatch, gossipBatchSchema } from '../../protocol/attestation/gossip-attestation-batch.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { decodeFrame } from './entry-frame.ts';
import type { SignatureChecker } from './entry-signature.ts';
import { hashOf, type IdentityRecords } from './identity-records.ts';
import { MAX_HEADS, MAX_LOG_ENTRIES } from './limits.ts';
import type { Membership } from './membership.ts';

const hashSchema = z.string().regex(/^zdpu[1-9A-HJ-NP-Za-km-z]{45}$/);
const keySchema = z.string().regex(/^0[23][0-9a-f]{64}$/);

const entrySchema = z.strictObject({
  v: z.literal(2),
  id: z.string(),
  payload: z.strictObject({ op: z.literal('ADD'), key: z.null(), value: gossipBatchSchema }),
  next: z.array(hashSchema).max(MAX_HEADS),
  refs: z.array(z.never()),
  clock: z.strictObject({ id: keySchema, time: z.number().int().min(1).max(MAX_LOG_ENTRIES) }),
  key: keySchema,
  identity: hashSchema,
  sig: z.string().regex(/^[0-9a-f]{16,160}$/),
});

/** An entry with its attestations. */
export interface CheckedEntry {
  readonly entry: LogEntry;
  readonly bytes: Uint8Array;
  /** Its signer's identity record. */
  readonly identityBytes: Uint8Array;
  readonly batch: GossipBatch;
}

/** Options of {@link createEntryGate}. */
export interface EntryGateOptions {
  /** Address of the log that entries must name. */
  readonly address: string;
  readonly epoch: number;
  readonly membership: Membership;
  readonly records: IdentityRecords;
  readonly signatures: SignatureChecker;
}

/** Checks entries that come from outside, on their own bytes alone, before anything of them is stored or joined. */
export interface EntryGate {
  /**
   * The cheap half: size, shape, canonical encoding, log, epoch. What it returns is not trusted yet; its hash is right.
   *
   * @throws LoamError `GOSSIP_TOO_LARGE`, `GOSSIP_MALFORMED`, `GOSSIP_OTHER_LOG`, `GOSSIP_FORGED`.
   */
  read(frame: Uint8Array): CheckedEntry;
  /**
   * The other half: membership, signature, identity. Stores the identity record of an entry that passes.
   *
   * @throws LoamError `GOSSIP_NOT_MEMBER`, `GOSSIP_MEMBERSHIP_UNKNOWN` (worth trying again later), `GOSSIP_FORGED`.
   */
  verify(read: CheckedEntry): Promise<CheckedEntry>;
}

/** Makes the gate of one epoch's log. */
export function createEntryGate(options: EntryGateOptions): EntryGate {
  const { address, epoch, membership, records, signatures } = options;
  return {
    read(frameBytes) {
      const frame = decodeFrame(frameBytes);
      const checked = decodeEntry(frame.entry, frame.identity);
      const { entry, batch } = checked;
      if (entry.id !== address || batch.epoch !== epoch) {
        throw new LoamError('GOSSIP_OTHER_LOG', 'an entry belongs to another epoch');
      }
      if (entry.clock.id !== entry.key) throw forged('the clock of an entry names another key');
      return checked;
    },
    async verify(checked) {
      const { entry } = checked;
      const answer = await membership.ask(entry.key);
      if (answer === 'unknown') {
        throw new LoamError('GOSSIP_MEMBERSHIP_UNKNOWN', 'the validator set cannot be read now');
      }
      if (answer === 'stranger') {
        throw new LoamError(
          'GOSSIP_NOT_MEMBER',
          'an entry is signed by a key that is no validator of the epoch',
          { data: { key: entry.key } },
        );
      }
      if (!(await signatures.verify(entry.sig, entry.key, signedBytes(entry)))) {
        throw forged('the signature of an entry is wrong');
      }
      await records.accept(entry.identity, checked.identityBytes, entry.key);
      return checked;
    },
  };
}

/** What the signature of an entry covers. */
export function signedBytes({ id, payload, next, refs, clock, v }: LogEntry): Uint8Array {
  return dagCbor.encode({ id, payload, next, refs, clock, v });
}

/**
 * Decodes an entry and checks its shape and that its bytes are the canonical ones.
 *
 * @throws LoamError `GOSSIP_MALFORMED`.
 */
export function decodeEntry(bytes: Uint8Array, identityBytes: Uint8Array): CheckedEntry {
  let decoded: unknown;
  try {
    decoded = dagCbor.decode(bytes);
  } catch (cause) {
    throw new LoamError('GOSSIP_MALFORMED', 'an entry is not dag-cbor', { cause });
  }
  const parsed = entrySchema.safeParse(decoded);
  if (!parsed.success) {
    throw new LoamError('GOSSIP_MALFORMED', 'an entry has not the shape of an attestation');
  }
  // An entry is stored in its canonical encoding, so other bytes for it would be stored under another hash.
  if (Buffer.compare(dagCbor.encode(parsed.data), bytes) !== 0) {
    throw new LoamError('GOSSIP_MALFORMED', 'an entry is not in canonical encoding');
  }
  return {
    entry: { ...parsed.data, hash: hashOf(bytes) },
    bytes,
    identityBytes,
    batch: parsed.data.payload.value,
  };
}

function forged(message: string): LoamError {
  return new LoamError('GOSSIP_FORGED', message);
}
