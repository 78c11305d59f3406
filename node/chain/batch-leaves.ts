import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { merkleProofs, merkleRoot, orderedPair } from '../../protocol/merkle/merkle-tree.ts';
import { type BatchLeaf, batchLeafHash } from '../../protocol/submission/batch-leaf.ts';
import type { RelayedSubmission } from '../../protocol/submission/relayed-submission.ts';
import {
  type SubmissionTerms,
  submissionStructHash,
} from '../../protocol/submission/submission-typed-data.ts';
import type { BatchState } from './epoch-log.ts';

/** A leaf of a batch as `draw` opens it. */
export interface OpenedLeaf {
  /** First position of its batch. */
  readonly batch: number;
  /** Place in the batch, from 0. */
  readonly position: number;
  readonly cid: Hex;
  readonly metricsHash: Hex;
  readonly terms: SubmissionTerms;
  readonly node: number;
  readonly signature: Hex;
  readonly proof: readonly Hex[];
}

/** The leaf of a signed submission. */
export function batchLeaf({ node, submission }: RelayedSubmission): BatchLeaf {
  return { node, structHash: submissionStructHash(submission) };
}

/**
 * All leaves of a batch with their proofs.
 *
 * @param submissions the batch's list, whole and in order
 * @throws LoamError `BATCH_LIST_DIFFERS` when it is not the list behind the batch's root
 */
export function openLeaves(batch: BatchState, submissions: readonly RelayedSubmission[]): OpenedLeaf[] {
  const hashes = submissions.map((relayed) => batchLeafHash(batchLeaf(relayed)));
  if (hashes.length !== batch.leaves || merkleRoot(hashes, orderedPair) !== batch.root)
    throw new LoamError('BATCH_LIST_DIFFERS', `The list is not the one of the batch at ${batch.first}.`);
  const proofs = merkleProofs(hashes, orderedPair);
  return submissions.map(({ submission, node, signature }, position) => {
    const { cid, metricsHash, learner: _learner, ...terms } = submission;
    return {
      batch: batch.first,
      position,
      cid,
      metricsHash,
      terms,
      node,
      signature,
      proof: proofs[position] ?? [],
    };
  });
}
