import { hashStruct, hashTypedData } from 'viem';
import type { Hex } from '../encoding/hex.ts';

/** One validator's verdict on one submission, as Verdicts.sol knows it. */
export interface Attestation {
  readonly epoch: bigint;
  readonly index: bigint;
  readonly validator: Hex;
  readonly pass: boolean;
  /** Parts per million, signed 32-bit, at most 1 000 000. */
  readonly utilityPpm: number;
  /** What is new in it compared with earlier submissions, 0 (a copy) … 1 000 000. */
  readonly uniquenessPpm: number;
  readonly digest: Hex;
  /** Random 32 bytes, chosen per validator, epoch and submission; secret until the reveal. */
  readonly salt: Hex;
}

/** EIP-712 types of {@link Attestation}. */
export const ATTESTATION_TYPES = {
  Attestation: [
    { name: 'epoch', type: 'uint256' },
    { name: 'index', type: 'uint256' },
    { name: 'validator', type: 'address' },
    { name: 'pass', type: 'bool' },
    { name: 'utilityPpm', type: 'int32' },
    { name: 'uniquenessPpm', type: 'uint32' },
    { name: 'digest', type: 'bytes32' },
    { name: 'salt', type: 'bytes32' },
  ],
} as const;

/** EIP-712 domain of what validators of one network sign. */
export function attestationDomain(chainId: number, verdicts: Hex) {
  return { name: 'Loam', version: '1', chainId, verifyingContract: verdicts } as const;
}

/** The 32 bytes that a validator signs (EIP-712). */
export function attestationHash(chainId: number, verdicts: Hex, attestation: Attestation): Hex {
  return hashTypedData({
    domain: attestationDomain(chainId, verdicts),
    types: ATTESTATION_TYPES,
    primaryType: 'Attestation',
    message: attestation,
  });
}

/** The attestation's leaf in its validator's commitment: the EIP-712 struct hash. The salt in it hides the rest. */
export function attestationLeaf(attestation: Attestation): Hex {
  return hashStruct({ types: ATTESTATION_TYPES, primaryType: 'Attestation', data: attestation });
}
