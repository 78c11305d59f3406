import type { ChainRules } from '../../protocol/chain/chain-rules.ts';
import { STAKE_UNIT } from '../../protocol/chain/loam-amount.ts';
import { digestToCid } from '../../protocol/cid/cid-digest.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { epochManagerAbi } from '../../protocol/generated/abis.ts';
import { rewardWeight } from '../../protocol/scoring/reward-weight.ts';
import { verdictKey } from '../../protocol/verdicts/tally.ts';
import { readBundle } from '../bundle/read-bundle.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { readEvents } from '../chain/read-events.ts';
import { readCommittees } from '../chain/reads/read-committee.ts';
import { readParameters } from '../chain/reads/read-parameters.ts';
import { readReveals } from '../chain/reads/read-reveals.ts';
import { readStoredWeight } from '../chain/reads/read-stored-weight.ts';
import { readSubmissions, type SubmissionState } from '../chain/reads/read-submission.ts';
import type { NetworkSession } from '../network/network-session.ts';
import { evaluateSubmission, extractedBundleDir } from '../verification/evaluate-submission.ts';
import type { AuditReport } from './auditor.ts';
import { calibrationBefore } from './calibration-before.ts';
import { checkCopies } from './check-copies.ts';
import { finalVerdict } from './final-verdict.ts';
import { RegistryHistory } from './registry-history.ts';

/** Checks one submission: its bytes, the verdict by counting and by re-running it, its reward weight. */
export async function checkSubmission(
  session: NetworkSession,
  subject: { readonly epoch: bigint; readonly seed: Hex; readonly submission: SubmissionState },
  report: AuditReport,
  signal: AbortSignal,
): Promise<void> {
  const { chain } = session;
  const { epoch, seed, submission } = subject;
  const name = `submission ${submission.index} of epoch ${epoch}`;
  const cid = digestToCid(submission.cid).toString();
  const rules = await readParameters(chain);

  await checkCopies(
    session,
    {
      kind: 'bundle',
      name: `${name}, bundle ${cid}`,
      cid,
      extracted: extractedBundleDir('bundles', submission.cid),
      read: readBundle,
    },
    report,
    signal,
  );

  const reveals = (await readReveals(chain, epoch)).filter((r) => r.index === BigInt(submission.index));
  const committee = (await readCommittees(chain, epoch)).get(submission.index) ?? [];
  const winner = finalVerdict(rules.committee, committee, reveals);
  const counted = winner === undefined ? 'no verdict' : verdictKey(winner);

  try {
    const earlier = (await readSubmissions(chain, epoch)).filter(
      (s) => s.drawn && s.index < submission.index,
    );
    const judged = await evaluateSubmission(
      session,
      {
        epoch,
        index: BigInt(submission.index),
        seed,
        baseVersion: submission.baseVersion,
        cid: submission.cid,
        metricsHash: submission.metricsHash,
        earlier: earlier.map((other) => other.cid),
      },
      { signal },
    );
    const useful = judged.utilityPpm >= rules.committee.minUtilityPpm;
    // A proven canary is one whatever it is worth; that its verdict is right shows in digest and utility.
    const judgedAs = judged.pass && useful ? 'accepted' : 'rejected';
    const verdict = submission.status === 'canary' ? 'canary' : judgedAs;
    if (submission.status !== 'unresolved') {
      report.compare('digest', name, submission.digest, judged.digest);
      report.compare('utility', name, String(submission.utilityPpm), String(judged.utilityPpm));
      report.compare('uniqueness', name, String(submission.uniquenessPpm), String(judged.uniquenessPpm));
      report.compare('verdict', name, submission.status, verdict);
      report.compare('majority', name, verdictKey(judged), counted);
    } else {
      report.compare('verdict', name, 'no verdict', counted);
    }
    const weight =
      submission.status === 'accepted'
        ? await expectedWeight(chain, { epoch, submission, rules }, judged)
        : 0n;
    report.compare('weight', name, weight.toString(), submission.weight.toString());
    const stored = await readStoredWeight(chain, epoch, BigInt(submission.index));
    report.compare('stored-weight', name, weight.toString(), stored.toString());
  } catch (error) {
    signal.throwIfAborted();
    report.fail('bundle', `${name}, bundle ${cid}`, 'can be fetched and run again', error);
  }
}

/** The reward weight that the settlement should have given. */
async function expectedWeight(
  chain: ChainClient,
  subject: { readonly epoch: bigint; readonly submission: SubmissionState; readonly rules: ChainRules },
  judged: { readonly utilityPpm: number; readonly uniquenessPpm: number },
): Promise<bigint> {
  const { epoch, submission, rules } = subject;
  const settled = await readEvents(chain, {
    contract: 'EpochManager',
    abi: epochManagerAbi,
    eventName: 'SubmissionSettled',
  });
  const own = settled.findLast(({ args }) => args.epoch === epoch && args.index === BigInt(submission.index));
  if (own === undefined) return 0n;
  const history = await RegistryHistory.read(chain);
  const { decayPpm } = rules.reputation;
  return rewardWeight(
    {
      utilityPpm: BigInt(judged.utilityPpm),
      confidencePpm: BigInt(submission.confidencePpm),
      stake: submission.stake / STAKE_UNIT,
      uniquenessPpm: BigInt(judged.uniquenessPpm),
      reputationPpm: history.reputationAt(own, submission.learner, epoch, decayPpm),
      bucket: await calibrationBefore(chain, own, submission.confidencePpm, rules.score),
    },
    rules,
  );
}
