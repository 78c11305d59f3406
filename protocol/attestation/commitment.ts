import { hashTypedData, slice } from 'viem';
import type { Hex } from '../encoding/hex.ts';
import { merkleProofs, merkleRoot, sortedPair } from '../merkle/merkle-tree.ts';
import { type Attestation, attestationDomain, attestationLeaf } from './attestation-typed-data.ts';

/** EIP-712 types of a commitment that somebody else posts. */
export const COMMITMENT_TYPES = {
  Commitment: [
    { name: 'epoch', type: 'uint256' },
    { name: 'round', type: 'uint256' },
    { name: 'root', type: 'bytes32' },
    { name: 'ballots', type: 'uint16' },
    { name: 'validator', type: 'address' },
  ],
} as const;

/** What a validator signs for a relayer that posts its commitment. */
export interface SignedCommitment {
  readonly epoch: bigint;
  readonly round: bigint;
  readonly root: Hex;
  readonly ballots: number;
  readonly validator: Hex;
}

/** A validator's attestations of one round under one root. */
export interface Commitment {
  readonly root: Hex;
  /** One for each attestation, in their order. */
  readonly proofs: readonly (readonly Hex[])[];
}

/** Bytes of a root that the chain keeps. */
const KEPT_ROOT_BYTES = 20;

/**
 * The Merkle tree over a validator's attestations of one round, in the order given; revealing all of them at once needs this
 * order and no proofs.
 * @throws LoamError `MERKLE_EMPTY` without attestations
 */
export function commitTo(attestations: readonly Attestation[]): Commitment {
  const leaves = attestations.map(attestationLeaf);
  return { root: merkleRoot(leaves, sortedPair), proofs: merkleProofs(leaves, sortedPair) };
}

/** What the chain keeps of a commitment's root. */
export function keptRoot(root: Hex): Hex {
  return slice(root, 0, KEPT_ROOT_BYTES);
}

/** The 32 bytes that a validator signs so that anybody may post its commitment (EIP-712). */
export function commitmentHash(chainId: number, verdicts: Hex, commitment: SignedCommitment): Hex {
  return hashTypedData({
    domain: attestationDomain(chainId, verdicts),
    types: COMMITMENT_TYPES,
    primaryType: 'Commitment',
    message: commitment,
  });
}
