import { type RewardPlan, rewardPlan } from '../../protocol/scoring/reward.ts';
import { readAllotment } from '../chain/reads/read-allotment.ts';
import { readClaims } from '../chain/reads/read-claims.ts';
import { readCommitteeWeights } from '../chain/reads/read-committee.ts';
import { readDue, readReward } from '../chain/reads/read-due.ts';
import { readReveals } from '../chain/reads/read-reveals.ts';
import type { SubmissionState } from '../chain/reads/read-submission.ts';
import type { NetworkSession } from '../network/network-session.ts';
import type { AuditReport } from './auditor.ts';
import { majorityVerdict, verdictKey } from './majority-verdict.ts';

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
  const accepted = submissions.filter((s) => s.status === 'accepted');
  const reward = await readReward(chain, epoch);
  report.compare(
    'allotment',
    `reward of epoch ${epoch}`,
    `${(await readAllotment(chain, epoch)) ?? 'never allotted'}`,
    `${reward}`,
  );
  const agreeing = await agreeingReveals(session, epoch, submissions);
  const total = [...agreeing.values()].reduce((a, b) => a + b, 0n);
  const plan: RewardPlan = rewardPlan(
    reward,
    accepted.map((s) => s.weight),
    total,
  );

  const expected = new Map<string, { learner: bigint; validator: bigint; aggregator: bigint }>();
  const of = (account: string) => {
    const key = account.toLowerCase();
    const entry = expected.get(key) ?? { learner: 0n, validator: 0n, aggregator: 0n };
    expected.set(key, entry);
    return entry;
  };
  for (const submission of submissions) of(submission.learner);
  for (const [i, submission] of accepted.entries()) of(submission.learner).learner += plan.learners[i] ?? 0n;
  for (const [validator, n] of agreeing) of(validator).validator += plan.validatorPerReveal(n);
  if (aggregator !== null) of(aggregator).aggregator += plan.aggregator;

  const claims = await readClaims(chain, epoch);
  for (const [account, due] of expected) {
    const sentence = (a: { learner: bigint; validator: bigint; aggregator: bigint }): string =>
      `learner ${a.learner}, validator ${a.validator}, aggregator ${a.aggregator} wei`;
    const onChain = await readDue(chain, epoch, account as `0x${string}`);
    report.compare(
      'reward',
      `reward of ${account} in epoch ${epoch}`,
      sentence(due),
      sentence({
        learner: onChain.asLearner,
        validator: onChain.asValidator,
        aggregator: onChain.asAggregator,
      }),
    );
    const paid = claims.find((c) => c.account.toLowerCase() === account);
    if (paid !== undefined) {
      report.compare(
        'payment',
        `payment to ${account} for epoch ${epoch}`,
        sentence(due),
        sentence({ learner: paid.asLearner, validator: paid.asValidator, aggregator: paid.asAggregator }),
      );
      report.compare(
        'transfer',
        `tokens moved to ${account} for epoch ${epoch}`,
        String(due.learner + due.validator + due.aggregator),
        String(paid.transferred),
      );
    }
  }
}

/** Reveals of each validator that agree with the verdict that stands, by address in lower case. */
async function agreeingReveals(
  session: NetworkSession,
  epoch: bigint,
  submissions: readonly SubmissionState[],
): Promise<Map<string, bigint>> {
  const counts = new Map<string, bigint>();
  const reveals = await readReveals(session.chain, epoch);
  for (const submission of submissions) {
    if (submission.status === 'unresolved' || submission.status === 'pending') continue;
    const weights = await readCommitteeWeights(session.chain, epoch, BigInt(submission.index));
    const mine = reveals.filter(
      (r) => r.index === BigInt(submission.index) && weights.has(r.validator.toLowerCase()),
    );
    const winner = majorityVerdict(mine, weights);
    for (const r of mine) {
      if (verdictKey(r) !== winner) continue;
      const key = r.validator.toLowerCase();
      counts.set(key, (counts.get(key) ?? 0n) + 1n);
    }
  }
  return counts;
}
