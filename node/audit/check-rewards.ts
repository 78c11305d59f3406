import { learnerDue, splitReward, validatorDue } from '../../protocol/rewards/reward-shares.ts';
import { readAllotment } from '../chain/reads/read-allotment.ts';
import { readClaims } from '../chain/reads/read-claims.ts';
import { readCommittees } from '../chain/reads/read-committee.ts';
import { type RewardDue, readDue, readReward } from '../chain/reads/read-due.ts';
import { readParameters } from '../chain/reads/read-parameters.ts';
import { readReveals } from '../chain/reads/read-reveals.ts';
import type { SubmissionState } from '../chain/reads/read-submission.ts';
import type { NetworkSession } from '../network/network-session.ts';
import type { AuditReport } from './auditor.ts';
import { agreeingSeats, finalVerdict } from './final-verdict.ts';

/** Recomputes every reward of an epoch from its submissions and attestations; compares with what is due and what was paid. */
export async function checkRewards(
  session: NetworkSession,
  subject: {
    readonly epoch: bigint;
    readonly submissions: readonly SubmissionState[];
    readonly aggregator: string | null;
  },
  report: AuditReport,
): Promise<void> {
  const { chain } = session;
  const { epoch, submissions, aggregator } = subject;
  const rules = await readParameters(chain);
  const allotted = await readAllotment(chain, epoch);
  const shares = splitReward((allotted?.emission ?? 0n) + (allotted?.fees ?? 0n), rules.reward);
  report.compare(
    'allotment',
    `reward of epoch ${epoch}`,
    allotted === undefined
      ? 'never allotted'
      : inWords(shares.learners, shares.validators, shares.aggregator),
    await readReward(chain, epoch).then((r) => inWords(r.learners, r.validators, r.aggregator)),
  );

  const expected = new Map<string, RewardDue>();
  const add = (account: string, part: keyof RewardDue, amount: bigint): void => {
    const key = account.toLowerCase();
    const before = expected.get(key) ?? { asLearner: 0n, asValidator: 0n, asAggregator: 0n };
    expected.set(key, { ...before, [part]: before[part] + amount });
  };
  const accepted = submissions.filter((s) => s.status === 'accepted');
  const totalWeight = accepted.reduce((sum, s) => sum + s.weight, 0n);
  for (const { learner } of submissions) add(learner, 'asLearner', 0n);
  for (const { learner, weight } of accepted)
    add(learner, 'asLearner', learnerDue(shares.learners, weight, totalWeight));
  const seats = await agreeingSeatsOf(session, epoch, submissions);
  const totalSeats = [...seats.values()].reduce((a, b) => a + b, 0n);
  for (const [validator, held] of seats)
    add(validator, 'asValidator', validatorDue(shares.validators, held, totalSeats));
  if (aggregator !== null) add(aggregator, 'asAggregator', shares.aggregator);

  const claims = await readClaims(chain, epoch);
  for (const [account, due] of expected) {
    const onChain = await readDue(chain, epoch, account as `0x${string}`);
    report.compare('reward', `reward of ${account} in epoch ${epoch}`, sentence(due), sentence(onChain));
    const paid = claims.find((c) => c.account.toLowerCase() === account);
    if (paid === undefined) continue;
    report.compare('payment', `payment to ${account} for epoch ${epoch}`, sentence(due), sentence(paid));
    report.compare(
      'transfer',
      `tokens moved to ${account} for epoch ${epoch}`,
      String(due.asLearner + due.asValidator + due.asAggregator),
      String(paid.transferred),
    );
  }
}

function sentence({ asLearner, asValidator, asAggregator }: RewardDue): string {
  return inWords(asLearner, asValidator, asAggregator);
}

function inWords(learner: bigint, validator: bigint, aggregator: bigint): string {
  return `learner ${learner}, validator ${validator}, aggregator ${aggregator} wei`;
}

/** Seats of each validator that stated verdicts that stand, by address in lower case. */
async function agreeingSeatsOf(
  { chain }: NetworkSession,
  epoch: bigint,
  submissions: readonly SubmissionState[],
): Promise<Map<string, bigint>> {
  const totals = new Map<string, bigint>();
  const { committee: rules } = await readParameters(chain);
  const [reveals, committees] = await Promise.all([readReveals(chain, epoch), readCommittees(chain, epoch)]);
  for (const { index, status } of submissions) {
    if (status === 'unresolved' || status === 'pending') continue;
    const mine = reveals.filter((r) => r.index === BigInt(index));
    const committee = committees.get(index) ?? [];
    for (const [member, held] of agreeingSeats(finalVerdict(rules, committee, mine), committee, mine))
      totals.set(member, (totals.get(member) ?? 0n) + held);
  }
  return totals;
}
