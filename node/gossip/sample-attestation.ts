import type { GossipAttestation } from '../../protocol/attestation/gossip-attestation.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';

/** Hashes in the proof of a sample: a validator with about a hundred verdicts in a round. */
const PROOF_HASHES = 7;

/** A well-formed attestation for tests and benchmarks, of epoch 1, different for every validator and submission. */
export function sampleAttestation(index: number, validator = 1): GossipAttestation {
  const hash = (n: number): Hex => `0x${(index * 16 + n).toString(16).padStart(64, '0')}`;
  return {
    epoch: 1,
    index,
    validator: `0x${validator.toString(16).padStart(40, '0')}`,
    pass: index % 2 === 0,
    utilityPpm: index * 100 - 500,
    uniquenessPpm: 1_000_000,
    digest: hash(1),
    salt: hash(2),
    proof: Array.from({ length: PROOF_HASHES }, (_, n) => hash(3 + n)),
    signature: `0x${'0b'.repeat(65)}`,
  };
}
