import { z } from 'zod';
import type { Hex } from '../encoding/hex.ts';
import { bytes32Schema } from '../encoding/hex.ts';
import { MAX_PROOF_HASHES, PPM } from '../limits.ts';

/** Highest epoch number and submission index that gossip carries (whole numbers that JSON keeps exact). */
const safeIndex = z.number().int().nonnegative();

/**
 * One validator's signed attestation as validators gossip it before somebody posts a batch of them on chain.
 * Addresses and hex are lower case, so equal attestations have equal bytes. `signature` is the EIP-712 signature
 * (r, s, v) over the statement; `proof` leads from its leaf to the root that the validator committed to on chain, so
 * that anybody can post the opening. Gossip checks only their shape, the chain checks the proof.
 */
export const gossipAttestationSchema = z.strictObject({
  /** Epoch number, the first is 1. */
  epoch: safeIndex.min(1),
  /** Index of the submission within the epoch. */
  index: safeIndex,
  validator: z.custom<Hex>((v) => typeof v === 'string' && /^0x[0-9a-f]{40}$/.test(v), {
    error: 'expected an address in lower case',
  }),
  pass: z.boolean(),
  /** Parts per million, may be negative. */
  utilityPpm: z.int32(),
  /** 0 (a copy) to 1,000,000. */
  uniquenessPpm: z.number().int().min(0).max(PPM),
  digest: bytes32Schema,
  salt: bytes32Schema,
  proof: z.array(bytes32Schema).max(MAX_PROOF_HASHES),
  signature: z.custom<Hex>((v) => typeof v === 'string' && /^0x[0-9a-f]{130}$/.test(v), {
    error: 'expected a 65-byte signature in lower-case hex',
  }),
});

/** A parsed gossip attestation. */
export type GossipAttestation = z.infer<typeof gossipAttestationSchema>;
