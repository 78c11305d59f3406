import { Entry, type Identities, type LogEntry, type Storage } from '@orbitdb/core';
import { base58btc } from 'multiformats/bases/base58';
import { CID } from 'multiformats/cid';
import { sha256 } from 'multiformats/hashes/sha2';
import { z } from 'zod';
import {
  type GossipAttestation,
  gossipAttestationSchema,
} from '../../protocol/attestation/gossip-attestation.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { decodeFrame } from './entry-frame.ts';
import { MAX_HEADS, MAX_LOG_ENTRIES } from './limits.ts';
import type { Membership } from './membership.ts';

/** Multicodec of dag-cbor. */
const DAG_CBOR = 0x71;

const hashSchema = z.string().regex(/^zdpu[1-9A-HJ-NP-Za-km-z]{45}$/);
const keySchema = z.string().regex(/^0[23][0-9a-f]{64}$/);

const entrySchema = z.strictObject({
  v: z.literal(2),
  id: z.string(),
  payload: z.strictObject({ op: z.literal('ADD'), key: z.null(), value: gossipAttestationSchema }),
  next: z.array(hashSchema).max(MAX_HEADS),
  refs: z.array(z.never()),
  clock: z.strictObject({ id: keySchema, time: z.number().int().min(1).max(MAX_LOG_ENTRIES) }),
  key: keySchema,
  identity: hashSchema,
  sig: z.string().regex(/^[0-9a-f]{100,160}$/),
  hash: hashSchema,
});

/** An entry that passed every check but the one that needs its history. */
export interface CheckedEntry {
  readonly entry: LogEntry;
  readonly bytes: Uint8Array;
  readonly value: GossipAttestation;
}

/** Options of {@link createEntryGate}. */
export interface EntryGateOptions {
  /** Address of the log that entries must name. */
  readonly address: string;
  readonly epoch: number;
  readonly membership: Membership;
  readonly identities: Identities;
  readonly records: Storage;
}

/** Checks entries that come from outside, on their own bytes alone, before anything of them is stored or joined. */
export interface EntryGate {
  /**
   * Checks one frame: size, shape, log, epoch, membership, signature, identity, in this order, so that the cheap
   * refusals come first. Stores the identity record of an entry that passes.
   *
   * @throws LoamError `GOSSIP_TOO_LARGE`, `GOSSIP_MALFORMED`, `GOSSIP_OTHER_LOG`, `GOSSIP_NOT_MEMBER`,
   * `GOSSIP_MEMBERSHIP_UNKNOWN` (worth trying again later), `GOSSIP_FORGED`.
   */
  check(frame: Uint8Array): Promise<CheckedEntry>;
}

/** Makes the gate of one epoch's log. */
export function createEntryGate(options: EntryGateOptions): EntryGate {
  const { address, epoch, membership, identities, records } = options;

  const checkIdentity = async (entry: LogEntry, bytes: Uint8Array): Promise<void> => {
    const hash = CID.createV1(DAG_CBOR, await sha256.digest(bytes)).toString(base58btc);
    if (hash !== entry.identity) throw forged('an entry came with another identity record than it names');
    const known = await records.get(hash);
    if (known === undefined) await records.put(hash, bytes);
    const identity = await identities.getIdentity(hash);
    if (identity === undefined || identity.hash !== hash || identity.type !== 'publickey') {
      throw forged('an identity record is not of the kind that is used here');
    }
    if (identity.publicKey !== entry.key)
      throw forged('an entry is signed by another key than its identity has');
    if (!(await identities.verifyIdentity(identity)))
      throw forged('an identity record is not signed by its key');
  };

  return {
    async check(frameBytes) {
      const frame = decodeFrame(frameBytes);
      const entry = await decodeEntry(frame.entry);
      if (entry.id !== address || entry.value.epoch !== epoch) {
        throw new LoamError('GOSSIP_OTHER_LOG', 'an entry belongs to another epoch');
      }
      if (entry.decoded.clock.id !== entry.decoded.key)
        throw forged('the clock of an entry names another key');
      const answer = await membership.ask(entry.decoded.key);
      if (answer === 'unknown') {
        throw new LoamError('GOSSIP_MEMBERSHIP_UNKNOWN', 'the validator set cannot be read now');
      }
      if (answer === 'stranger') {
        throw new LoamError(
          'GOSSIP_NOT_MEMBER',
          'an entry is signed by a key that is no validator of the epoch',
          {
            data: { key: entry.decoded.key },
          },
        );
      }
      if (!(await Entry.verify(identities, entry.decoded)))
        throw forged('the signature of an entry is wrong');
      await checkIdentity(entry.decoded, frame.identity);
      return { entry: entry.decoded, bytes: frame.entry, value: entry.value };
    },
  };
}

async function decodeEntry(
  bytes: Uint8Array,
): Promise<{ readonly id: string; readonly decoded: LogEntry; readonly value: GossipAttestation }> {
  let decoded: LogEntry;
  try {
    decoded = await Entry.decode(bytes);
  } catch (cause) {
    throw new LoamError('GOSSIP_MALFORMED', 'an entry is not dag-cbor', { cause });
  }
  const parsed = entrySchema.safeParse(decoded);
  if (!parsed.success)
    throw new LoamError('GOSSIP_MALFORMED', 'an entry has not the shape of an attestation');
  // An entry is stored in its canonical encoding, so other bytes for it would be stored under another hash.
  if ((await Entry.encode(decoded)).hash !== decoded.hash) {
    throw new LoamError('GOSSIP_MALFORMED', 'an entry is not in canonical encoding');
  }
  return { id: decoded.id, decoded, value: parsed.data.payload.value };
}

function forged(message: string): LoamError {
  return new LoamError('GOSSIP_FORGED', message);
}
