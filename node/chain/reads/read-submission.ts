import type { Hex } from '../../../protocol/encoding/hex.ts';
import { LoamError } from '../../../protocol/errors/loam-error.ts';
import type { ChainClient } from '../chain-client.ts';
import type { EpochLog, LoggedSubmission } from '../epoch-log.ts';
import { errorNameOf } from '../explain-chain-error.ts';
import { readCommittees, type Seat } from './read-committee.ts';
import { readEpochLog } from './read-epoch-log.ts';

/** What became of a submission; the index is the number on chain, where a void one has 0. */
const STATUSES = ['void', 'pending', 'accepted', 'rejected', 'unresolved', 'canary'] as const;

/** A submission as the chain has it. */
export interface SubmissionState {
  /** Position in the epoch. */
  readonly index: number;
  readonly learner: Hex;
  /** sha2-256 digest of the bundle's CID. */
  readonly cid: Hex;
  readonly baseVersion: number;
  readonly metricsHash: Hex;
  readonly confidencePpm: number;
  /** Wei of LOAM. */
  readonly stake: bigint;
  /** `void`: replaced by a later one of the same learner, or its terms were invalid when committees were drawn. */
  readonly status: (typeof STATUSES)[number];
  /** Name of the error that says why it is void, such as `Replaced` or `NotEligible`; null otherwise. */
  readonly voidReason: string | null;
  /** Whether a committee was drawn for it. */
  readonly drawn: boolean;
  /** Of the verdict that stands; 0 before. */
  readonly utilityPpm: number;
  readonly uniquenessPpm: number;
  /** Hash of the losses that the verdict stands on; zero before. */
  readonly digest: Hex;
  /** Reward weight; 0 unless accepted. */
  readonly weight: bigint;
}

const ZERO: Hex = `0x${'00'.repeat(32)}`;

/** One submission. @throws LoamError `CHAIN_NO_SUCH_SUBMISSION` */
export async function readSubmission(
  chain: ChainClient,
  epoch: bigint,
  index: bigint,
): Promise<SubmissionState> {
  const found = (await readSubmissions(chain, epoch)).find((s) => BigInt(s.index) === index);
  if (found !== undefined) return found;
  throw new LoamError('CHAIN_NO_SUCH_SUBMISSION', `Epoch ${epoch} has no submission ${index}.`);
}

/** All submissions of an epoch by position; those in batches appear when they are drawn. */
export async function readSubmissions(chain: ChainClient, epoch: bigint): Promise<SubmissionState[]> {
  const log = await readEpochLog(chain, epoch);
  const committees = await readCommittees(chain, epoch);
  return log.submissions.map((submission) => ({
    index: submission.index,
    learner: submission.learner,
    cid: submission.cid,
    baseVersion: submission.baseVersion,
    metricsHash: submission.metricsHash,
    confidencePpm: submission.confidencePpm,
    stake: submission.stake,
    status: statusOf(submission),
    voidReason: submission.voidReason === null ? null : errorNameOf(submission.voidReason),
    drawn: submission.stage !== 'submitted' && submission.stage !== 'void',
    utilityPpm: submission.utilityPpm,
    uniquenessPpm: submission.uniquenessPpm,
    digest: digestOf(log, submission, committees.get(submission.index) ?? []),
    weight: submission.weight,
  }));
}

function statusOf({ stage, status }: LoggedSubmission): SubmissionState['status'] {
  if (stage === 'void') return 'void';
  return stage === 'settled' ? (STATUSES[status] ?? 'pending') : 'pending';
}

/** The digest that most seats revealed, once that is the verdict. */
function digestOf(log: EpochLog, submission: LoggedSubmission, committee: readonly Seat[]): Hex {
  const status = statusOf(submission);
  if (status === 'pending' || status === 'void' || status === 'unresolved') return ZERO;
  const votes = new Map<Hex, number>();
  for (const { index, validator, digest } of log.reveals) {
    if (index !== BigInt(submission.index)) continue;
    const seats = committee.find((seat) => seat.validator.toLowerCase() === validator.toLowerCase());
    votes.set(digest, (votes.get(digest) ?? 0) + (seats?.seats ?? 0));
  }
  return [...votes].reduce((best, vote) => (vote[1] > best[1] ? vote : best), [ZERO, 0] as [Hex, number])[0];
}
