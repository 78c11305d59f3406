import { recoverTypedDataAddress } from 'viem';
import { z } from 'zod';
import type { JsonValue } from '../encoding/canonical-json.ts';
import { addressSchema, bytes32Schema, type Hex } from '../encoding/hex.ts';
import { PPM } from '../limits.ts';
import { type SignedSubmission, SUBMISSION_TYPES, submissionDomain } from './submission-typed-data.ts';

/** A submission that somebody else may post for its learner. */
export interface RelayedSubmission {
  readonly submission: SignedSubmission;
  /** Number of the learner's node. */
  readonly node: number;
  /** The learner's EIP-712 signature. */
  readonly signature: Hex;
}

const MAX_UINT32 = 2 ** 32 - 1;
const uint32 = z.number().int().min(0).max(MAX_UINT32);
/** The upper half of s is the same signature once more, which the chain does not take. */
const HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n;

const signatureSchema = z.custom<Hex>(
  (v) =>
    typeof v === 'string' &&
    /^0x[0-9a-f]{128}1[bc]$/.test(v) &&
    BigInt(`0x${v.slice(66, 130)}`) <= HALF_ORDER,
  { error: 'expected a signature of 65 bytes in the one form that the chain takes' },
);

/** A {@link RelayedSubmission} as it travels and as a batch's list holds it. */
export const relayedSubmissionSchema = z
  .strictObject({
    cid: bytes32Schema,
    metricsHash: bytes32Schema,
    epoch: uint32.min(1),
    baseVersion: uint32,
    confidencePpm: z.number().int().min(0).max(PPM),
    /** Units of 10^12 wei, 64 bits. */
    stake: z.string().regex(/^(0|[1-9]\d{0,18})$/),
    learner: addressSchema,
    node: uint32.min(1),
    signature: signatureSchema,
  })
  .transform(
    ({ node, signature, stake, learner, ...rest }): RelayedSubmission => ({
      submission: { ...rest, stake: BigInt(stake), learner: learner.toLowerCase() as Hex },
      node,
      signature,
    }),
  );

/** What {@link relayedSubmissionSchema} reads. */
export function relayedSubmissionJson({ submission, node, signature }: RelayedSubmission): JsonValue {
  const { cid, metricsHash, epoch, baseVersion, confidencePpm, stake, learner } = submission;
  return {
    cid,
    metricsHash,
    epoch,
    baseVersion,
    confidencePpm,
    stake: stake.toString(),
    learner: learner.toLowerCase(),
    node,
    signature,
  };
}

/** Whether the learner itself signed it, for this network's contract. */
export async function isSignedByLearner(
  chainId: number,
  epochManager: Hex,
  { submission, signature }: RelayedSubmission,
): Promise<boolean> {
  const signer = await recoverTypedDataAddress({
    domain: submissionDomain(chainId, epochManager),
    types: SUBMISSION_TYPES,
    primaryType: 'Submission',
    message: submission,
    signature,
  }).catch(() => undefined);
  return signer?.toLowerCase() === submission.learner.toLowerCase();
}
