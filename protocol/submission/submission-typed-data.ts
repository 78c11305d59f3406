import { hashStruct, hashTypedData } from 'viem';
import type { Hex } from '../encoding/hex.ts';

/** What a learner signs and the chain keeps of a submission. */
export interface SubmissionTerms {
  /** Epoch that it is meant for. */
  readonly epoch: number;
  /** Model version that it was trained on. */
  readonly baseVersion: number;
  /** Parts per million, 0 … 1 000 000. */
  readonly confidencePpm: number;
  /** Units of 10^12 wei, 64 bits. */
  readonly stake: bigint;
}

/** A submission as it is signed for a relayer or a batch. */
export interface SignedSubmission extends SubmissionTerms {
  /** sha2-256 digest of the bundle's CIDv1. */
  readonly cid: Hex;
  /** Hash of the summary metrics. */
  readonly metricsHash: Hex;
  readonly learner: Hex;
}

/** EIP-712 types of {@link SignedSubmission}, as EpochManager.sol knows them. */
export const SUBMISSION_TYPES = {
  Submission: [
    { name: 'cid', type: 'bytes32' },
    { name: 'metricsHash', type: 'bytes32' },
    { name: 'epoch', type: 'uint32' },
    { name: 'baseVersion', type: 'uint32' },
    { name: 'confidencePpm', type: 'uint32' },
    { name: 'stake', type: 'uint64' },
    { name: 'learner', type: 'address' },
  ],
} as const;

/** EIP-712 domain of the submissions of one network. */
export function submissionDomain(chainId: number, epochManager: Hex) {
  return { name: 'Loam', version: '1', chainId, verifyingContract: epochManager } as const;
}

/** The 32 bytes that a learner signs (EIP-712). */
export function submissionHash(chainId: number, epochManager: Hex, submission: SignedSubmission): Hex {
  return hashTypedData({
    domain: submissionDomain(chainId, epochManager),
    types: SUBMISSION_TYPES,
    primaryType: 'Submission',
    message: submission,
  });
}

/** EIP-712 struct hash, which a batch's leaf carries. */
export function submissionStructHash(submission: SignedSubmission): Hex {
  return hashStruct({ types: SUBMISSION_TYPES, primaryType: 'Submission', data: submission });
}
