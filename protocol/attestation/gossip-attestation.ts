import { z } from 'zod';
import type { Hex } from '../encoding/hex.ts';
import { bytes32Schema } from '../encoding/hex.ts';

/** Highest epoch number and submission index that gossip carries (whole numbers that JSON keeps exact). */
const safeIndex = z.number().int().nonnegative();

/**
 * One validator's signed attestation as validators gossip it before somebody posts a batch of them on chain.
 * Addresses and hex are lower case, so equal attestations have equal bytes. `signature` is the EIP-712 signature
 * (r, s, v) over the same fields; gossip checks only its shape, whoever posts it checks it against the chain.
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
  utilityPpm: z.number().int(),
  digest: bytes32Schema,
  salt: bytes32Schema,
  signature: z.custom<Hex>((v) => typeof v === 'string' && /^0x[0-9a-f]{130}$/.test(v), {
    error: 'expected a 65-byte signature in lower-case hex',
  }),
});

/** A parsed gossip attestation. */
export type GossipAttestation = z.infer<typeof gossipAttestationSchema>;
