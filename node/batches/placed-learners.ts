import type { RelayedSubmission } from '../../protocol/submission/relayed-submission.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import type { BatchState } from '../chain/epoch-log.ts';
import { readEpochLog } from '../chain/reads/read-epoch-log.ts';

/** Gets the list behind a batch; undefined when it cannot be had now. */
export type OpenBatch = (batch: BatchState) => Promise<readonly RelayedSubmission[] | undefined>;

/** Who has a submission in an epoch already. */
export interface PlacedLearners {
  /** Addresses in lower case. */
  readonly learners: ReadonlySet<string>;
  /** False when the list behind a batch could not be had: then nobody can tell who is in it. */
  readonly isWhole: boolean;
}

/** Reads who has a submission in an epoch, single or in a batch. */
export async function placedLearners(
  chain: ChainClient,
  epoch: bigint,
  open: OpenBatch,
): Promise<PlacedLearners> {
  const { submissions, batches } = await readEpochLog(chain, epoch);
  const learners = new Set(submissions.map(({ learner }) => learner.toLowerCase()));
  const lists = await Promise.all(batches.map(open));
  for (const list of lists)
    for (const { submission } of list ?? []) learners.add(submission.learner.toLowerCase());
  return { learners, isWhole: lists.every((list) => list !== undefined) };
}
