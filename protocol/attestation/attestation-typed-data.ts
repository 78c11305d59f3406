import { encodeAbiParameters, hashTypedData, keccak256 } from 'viem';
import type { Hex } from '../encoding/hex.ts';

/** One validator's verdict on one submission, as Verdicts.sol knows it. */
export interface Attestation {
  readonly epoch: bigint;
  readonly index: bigint;
  readonly validator: Hex;
  readonly pass: boolean;
  /** Parts per million, signed 64-bit. */
  readonly utilityPpm: bigint;
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
    { name: 'utilityPpm', type: 'int64' },
    { name: 'digest', type: 'bytes32' },
    { name: 'salt', type: 'bytes32' },
  ],
} as const;

/** EIP-712 domain of the attestations of one network. */
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

/** The commitment that hides a verdict until the reveal: keccak-256 of the ABI-encoded fields, salt last. */
export function attestationCommitment(a: Attestation): Hex {
  return keccak256(
    encodeAbiParameters(
      [
        { type: 'uint256' },
        { type: 'uint256' },
        { type: 'address' },
        { type: 'bool' },
        { type: 'int64' },
        { type: 'bytes32' },
        { type: 'bytes32' },
      ],
      [a.epoch, a.index, a.validator, a.pass, a.utilityPpm, a.digest, a.salt],
    ),
  );
}
