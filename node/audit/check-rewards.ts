import { learnerDue, splitReward, validatorDue } from '../../protocol/rewards/reward-shares.ts';
import type { RewardDue } from '../chain/reads/read-due.ts';
import type { AuditReport } from './audit-source.ts';
import type { EpochFacts } from './epoch-facts.ts';
import { agreeingSeats, finalVerdict } from './final-verdict.ts';

const NOTHING: RewardDue = { asLearner: 0n, asValidator: 0n, asAggregator: 0n };

/** Recomputes every reward of an epoch from its submissions and attestations; compares with what is due and what was paid. */
export function checkRewards(facts: EpochFacts, report: AuditReport): void {
  const { epoch, allotment, version } = facts;
  // A reward is split by the rules of the moment in which it is allotted, which may be in a later epoch.
  const rules = allotment === null ? facts.rules : facts.rulesHistory.at(allotment);
  const shares = splitReward((allotment?.emission ?? 0n) + (allotment?.fees ?? 0n), rules.reward);
  report.compare(
    'allotment',
    `reward of epoch ${epoch}`,
    allotment === null ? 'never allotted' : inWords(shares.learners, shares.validators, shares.aggregator),
    allotment === null && facts.reward.learners === 0n
      ? 'never allotted'
      : inWords(facts.reward.learners, facts.reward.validators, facts.reward.aggregator),
  );
  if (allotment === null) return;

  const expected = new Map<string, RewardDue>();
  const add = (account: string, part: keyof RewardDue, amount: bigint): void => {
    const key = account.toLowerCase();
    const before = expected.get(key) ?? NOTHING;
    expected.set(key, { ...before, [part]: before[part] + amount });
  };
  const drawn = facts.submissions.filter((s) => s.drawn);
  const accepted = drawn.filter((s) => s.status === 'accepted');
  const totalWeight = accepted.reduce((sum, s) => sum + s.weight, 0n);
  for (const { learner } of drawn) add(learner, 'asLearner', 0n);
  for (const { learner, weight } of accepted)
    add(learner, 'asLearner', learnerDue(shares.learners, weight, totalWeight));
  const seats = agreeingSeatsOf(facts);
  const totalSeats = [...seats.values()].reduce((a, b) => a + b, 0n);
  for (const [validator, held] of seats)
    add(validator, 'asValidator', validatorDue(shares.validators, held, totalSeats));
  if (version?.finalizedAt != null && version.aggregator !== null)
    add(version.aggregator, 'asAggregator', shares.aggregator);

  for (const account of new Set([...expected.keys(), ...facts.dues.keys()])) {
    const due = expected.get(account) ?? NOTHING;
    report.compare(
      'reward',
      `reward of ${account} in epoch ${epoch}`,
      sentence(due),
      sentence(facts.dues.get(account) ?? NOTHING),
    );
    const paid = facts.claims.find((c) => c.account.toLowerCase() === account);
    if (paid === undefined) continue;
    report.compare('payment', `payment to ${account} for epoch ${epoch}`, sentence(due), sentence(paid));
    report.compare(
      'transfer',
      `tokens moved to ${account} for epoch ${epoch}`,
      String(due.asLearner + due.asValidator + due.asAggregator),
      String(paid.transferred),
    );
  }
  const strangers = facts.claims.filter(({ account }) => !expected.has(account.toLowerCase()));
  report.compare(
    'payment',
    `payments of epoch ${epoch} to others`,
    'none',
    strangers.length === 0 ? 'none' : strangers.map(({ account }) => account).join(' '),
  );
}

function sentence({ asLearner, asValidator, asAggregator }: RewardDue): string {
  return inWords(asLearner, asValidator, asAggregator);
}

function inWords(learner: bigint, validator: bigint, aggregator: bigint): string {
  return `learner ${learner}, validator ${validator}, aggregator ${aggregator} wei`;
}

/** Seats of each validator that stated verdicts that stand, by address in lower case. */
function agreeingSeatsOf({ rules, submissions, reveals, committees }: EpochFacts): Map<string, bigint> {
  const totals = new Map<string, bigint>();
  for (const { index, status, drawn } of submissions) {
    if (!drawn || status === 'unresolved' || status === 'pending') continue;
    const mine = reveals.filter((r) => r.index === BigInt(index));
    const committee = committees.get(index) ?? [];
    const verdict = finalVerdict(rules.committee, committee, mine);
    for (const [member, held] of agreeingSeats(verdict, committee, mine))
      totals.set(member, (totals.get(member) ?? 0n) + held);
  }
  return totals;
}
