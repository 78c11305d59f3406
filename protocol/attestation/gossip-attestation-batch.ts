import { bytesToHex, hexToBytes } from 'viem';
import { z } from 'zod';
import type { Hex } from '../encoding/hex.ts';
import { LoamError } from '../errors/loam-error.ts';
import { MAX_BATCH_ATTESTATIONS, MAX_PROOF_HASHES, PPM } from '../limits.ts';
import { type GossipAttestation, gossipAttestationSchema } from './gossip-attestation.ts';

const HASH_BYTES = 32;

const bytes = (length: number) =>
  z.custom<Uint8Array>((v) => v instanceof Uint8Array && v.length === length, {
    error: `expected ${length} bytes`,
  });
const index = z.number().int().nonnegative();

const ballotSchema = z.strictObject({
  /** Index of the submission within the epoch. */
  i: index,
  pass: z.boolean(),
  /** Utility, parts per million. */
  u: z.int32(),
  /** Uniqueness, parts per million. */
  q: z.number().int().min(0).max(PPM),
  digest: bytes(HASH_BYTES),
  salt: bytes(HASH_BYTES),
  /** The hashes of the proof, one after another. */
  proof: z.custom<Uint8Array>(
    (v) =>
      v instanceof Uint8Array && v.length % HASH_BYTES === 0 && v.length <= MAX_PROOF_HASHES * HASH_BYTES,
    { error: 'expected the hashes of a proof' },
  ),
  sig: bytes(65),
});

/**
 * What one log entry carries: attestations of one validator on different submissions of one epoch, in bytes instead of
 * hex, ordered by submission. Equal batches have equal bytes.
 */
export const gossipBatchSchema = z
  .strictObject({
    v: z.literal(1),
    epoch: index.min(1),
    validator: bytes(20),
    ballots: z.array(ballotSchema).min(1).max(MAX_BATCH_ATTESTATIONS),
  })
  .refine(({ ballots }) => ballots.every(({ i }, at) => at === 0 || i > (ballots[at - 1]?.i ?? i)), {
    error: 'expected each submission once, in order',
  });

/** A parsed batch. */
export type GossipBatch = z.infer<typeof gossipBatchSchema>;

/**
 * Packs attestations of one validator and epoch.
 *
 * @throws LoamError `GOSSIP_MALFORMED` when one is malformed, they differ in validator or epoch, two are on the same
 * submission, or they are more than {@link MAX_BATCH_ATTESTATIONS}.
 */
export function packAttestations(attestations: readonly GossipAttestation[]): GossipBatch {
  const [first] = attestations;
  try {
    const parsed = attestations.map((value) => gossipAttestationSchema.parse(value));
    if (parsed.some(({ epoch, validator }) => epoch !== first?.epoch || validator !== first.validator)) {
      throw new RangeError('a batch holds the attestations of one validator and one epoch');
    }
    return gossipBatchSchema.parse({
      v: 1,
      epoch: first?.epoch,
      validator: first === undefined ? first : hexToBytes(first.validator),
      ballots: parsed.sort((a, b) => a.index - b.index).map(toBallot),
    });
  } catch (cause) {
    throw new LoamError('GOSSIP_MALFORMED', 'these attestations do not make a batch', { cause });
  }
}

/** The attestations of a batch, ordered by submission. */
export function unpackAttestations(batch: GossipBatch): GossipAttestation[] {
  const validator = bytesToHex(batch.validator);
  return batch.ballots.map(({ i, pass, u, q, digest, salt, proof, sig }) => ({
    epoch: batch.epoch,
    index: i,
    validator,
    pass,
    utilityPpm: u,
    uniquenessPpm: q,
    digest: bytesToHex(digest),
    salt: bytesToHex(salt),
    proof: splitProof(proof),
    signature: bytesToHex(sig),
  }));
}

function toBallot(value: GossipAttestation): GossipBatch['ballots'][number] {
  const proof = new Uint8Array(value.proof.length * HASH_BYTES);
  value.proof.forEach((hash, at) => {
    proof.set(hexToBytes(hash), at * HASH_BYTES);
  });
  return {
    i: value.index,
    pass: value.pass,
    u: value.utilityPpm,
    q: value.uniquenessPpm,
    digest: hexToBytes(value.digest),
    salt: hexToBytes(value.salt),
    proof,
    sig: hexToBytes(value.signature),
  };
}

function splitProof(proof: Uint8Array): Hex[] {
  const hashes: Hex[] = [];
  for (let at = 0; at < proof.length; at += HASH_BYTES)
    hashes.push(bytesToHex(proof.subarray(at, at + HASH_BYTES)));
  return hashes;
}
