import type { ContributionTrace } from '../../protocol/audit/trace-schemas.ts';
import { digestToCid } from '../../protocol/cid/cid-digest.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { epochManagerAbi, modelRegistryAbi, rewardPoolAbi } from '../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { readEvents } from '../chain/read-events.ts';
import { readCommittees } from '../chain/reads/read-committee.ts';
import { readReveals } from '../chain/reads/read-reveals.ts';
import { readSubmissions, type SubmissionState } from '../chain/reads/read-submission.ts';
import type { Database } from '../database/open-database.ts';
import { readSuspicions } from '../verification/read-suspicions.ts';
import { type AuditSubject, findAuditSubject } from './audit-subject.ts';

/**
 * Follows one update from its submission to its reward, by the chain's events alone.
 *
 * @param db where this node keeps what it judged itself; null without
 * @throws LoamError `SUBJECT_UNKNOWN`, `TRACE_NO_UPDATE` for what is no update
 */
export async function traceContribution(
  chain: ChainClient,
  subject: AuditSubject,
  db: Database | null,
): Promise<ContributionTrace> {
  const { epoch, index } = await findAuditSubject(chain, subject);
  const submission =
    index === null ? undefined : (await readSubmissions(chain, epoch)).find((s) => s.index === index);
  if (submission === undefined) {
    throw new LoamError('TRACE_NO_UPDATE', 'Only an update can be traced, by the CID of its bundle.', {
      hint: "'loam audit' takes versions and epochs too.",
    });
  }
  const [submitted, drawn, judged, merged, paid] = await Promise.all([
    submittedStep(chain, epoch, submission),
    drawnStep(chain, epoch, submission),
    judgedStep(chain, epoch, submission),
    mergedStep(chain, epoch, submission),
    paidStep(chain, epoch, submission),
  ]);
  return {
    cid: digestToCid(submission.cid).toString(),
    epoch: Number(epoch),
    index: submission.index,
    submitted,
    drawn,
    judged,
    merged,
    paid,
    suspicions: db === null ? [] : ownSuspicions(chain, db, epoch, submission.index),
    ended: endOf(submission),
  };
}

function ownSuspicions(chain: ChainClient, db: Database, epoch: bigint, index: number): string[] {
  const { account, descriptor } = chain;
  if (account === undefined) return [];
  const odd = readSuspicions(db, { network: descriptor.id, validator: account.address, epoch });
  return odd.find((update) => update.index === index)?.sentences ?? [];
}

/** Why no further step comes. */
function endOf({ status, voidReason, weight }: SubmissionState): string | null {
  if (status === 'void') return `It does not count: ${voidReason ?? 'void'}.`;
  if (status === 'rejected') return 'It was not accepted, so it is neither merged nor paid.';
  if (status === 'unresolved') return 'No committee agreed on it, so it is neither merged nor paid.';
  if (status === 'canary') return 'It was a canary: a test of the committee, neither merged nor paid.';
  return status === 'accepted' && weight === 0n ? 'It was accepted with the weight 0.' : null;
}

function place(event: { readonly blockNumber: bigint; readonly transactionHash: `0x${string}` }) {
  return { block: String(event.blockNumber), transaction: event.transactionHash };
}

async function submittedStep(
  chain: ChainClient,
  epoch: bigint,
  submission: SubmissionState,
): Promise<ContributionTrace['submitted']> {
  const search = { contract: 'EpochManager', abi: epochManagerAbi } as const;
  const index = BigInt(submission.index);
  const [single, leaf] = await Promise.all([
    readEvents(chain, { ...search, eventName: 'Submitted', args: { index } }),
    // A leaf of a batch is told by itself only when it is drawn.
    readEvents(chain, { ...search, eventName: 'SubmissionDrawn', args: { epoch, index } }),
  ]);
  const event = single.find(({ args }) => BigInt(args.terms.epoch) === epoch) ?? leaf[0];
  return event === undefined
    ? null
    : {
        ...place(event),
        learner: submission.learner,
        baseVersion: submission.baseVersion,
        confidencePpm: submission.confidencePpm,
        stake: String(submission.stake),
      };
}

async function drawnStep(
  chain: ChainClient,
  epoch: bigint,
  { index }: SubmissionState,
): Promise<ContributionTrace['drawn']> {
  const [draws, committees] = await Promise.all([
    readEvents(chain, {
      contract: 'EpochManager',
      abi: epochManagerAbi,
      eventName: 'CommitteeDrawn',
      args: { epoch, index: BigInt(index) },
    }),
    readCommittees(chain, epoch),
  ]);
  const [first] = draws;
  return first === undefined
    ? null
    : {
        ...place(first),
        rounds: draws.length,
        committee: (committees.get(index) ?? []).map(({ validator, seats }) => ({ validator, seats })),
      };
}

async function judgedStep(
  chain: ChainClient,
  epoch: bigint,
  submission: SubmissionState,
): Promise<ContributionTrace['judged']> {
  const index = BigInt(submission.index);
  const [settled, reveals] = await Promise.all([
    readEvents(chain, {
      contract: 'EpochManager',
      abi: epochManagerAbi,
      eventName: 'SubmissionSettled',
      args: { epoch, index },
    }),
    readReveals(chain, epoch),
  ]);
  const event = settled.at(-1);
  const mine = reveals.filter((reveal) => reveal.index === index);
  return event === undefined
    ? null
    : {
        ...place(event),
        status: submission.status,
        utilityPpm: submission.utilityPpm,
        agreeing: mine.filter(({ digest }) => digest === submission.digest).length,
        opened: mine.length,
      };
}

async function mergedStep(
  chain: ChainClient,
  epoch: bigint,
  submission: SubmissionState,
): Promise<ContributionTrace['merged']> {
  if (submission.status !== 'accepted' || submission.weight === 0n) return null;
  const [event] = await readEvents(chain, {
    contract: 'ModelRegistry',
    abi: modelRegistryAbi,
    eventName: 'VersionFinalized',
    args: { epoch },
  });
  if (event === undefined) return null;
  const accepted = (await readSubmissions(chain, epoch)).filter((s) => s.status === 'accepted');
  return {
    ...place(event),
    version: Number(event.args.version),
    manifestCid: digestToCid(event.args.manifestCid).toString(),
    aggregator: event.args.aggregator,
    weight: String(submission.weight),
    totalWeight: String(accepted.reduce((sum, { weight }) => sum + weight, 0n)),
  };
}

async function paidStep(
  chain: ChainClient,
  epoch: bigint,
  { index }: SubmissionState,
): Promise<ContributionTrace['paid']> {
  const [event] = await readEvents(chain, {
    contract: 'RewardPool',
    abi: rewardPoolAbi,
    eventName: 'LearnerPaid',
    args: { epoch, index: BigInt(index) },
  });
  return event === undefined
    ? null
    : { ...place(event), to: event.args.learner, amount: String(event.args.amount) };
}
