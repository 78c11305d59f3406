import { STAKE_UNIT } from '../../protocol/chain/loam-amount.ts';
import { digestToCid } from '../../protocol/cid/cid-digest.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_BUNDLE_BYTES, MAX_BUNDLE_FILES } from '../../protocol/limits.ts';
import { bucketOf, recorded } from '../../protocol/scoring/calibration-buckets.ts';
import { rewardWeight } from '../../protocol/scoring/reward-weight.ts';
import { metricsHash } from '../../protocol/submission/metrics-hash.ts';
import { verdictKey } from '../../protocol/verdicts/tally.ts';
import { readBundle } from '../bundle/read-bundle.ts';
import type { SubmissionState } from '../chain/reads/read-submission.ts';
import { FETCH_TIMEOUT_MS } from '../network/limits.ts';
import { evaluateSubmission, type Judgement } from '../verification/evaluate-submission.ts';
import { extractedBundleDir } from '../verification/fetch-adapter.ts';
import type { AuditReport, AuditSource } from './audit-source.ts';
import { bucketInWords, calibrationBefore, recordedWith } from './calibration-before.ts';
import type { EpochFacts, Settlement } from './epoch-facts.ts';
import { finalVerdict } from './final-verdict.ts';

/** Checks one submission: its bytes, the verdict by counting and by re-running it, its reward weight. */
export async function checkSubmission(
  source: AuditSource,
  submission: SubmissionState,
  report: AuditReport,
  signal: AbortSignal,
): Promise<void> {
  const { facts, place } = source;
  const { epoch } = facts;
  const name = `submission ${submission.index} of epoch ${epoch}`;
  const cid = digestToCid(submission.cid).toString();
  await source.copies?.(
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
  await checkBytes(source, submission, `${name}, bundle ${cid}`, report, signal);
  try {
    const judged = await evaluateSubmission(
      place,
      {
        epoch,
        index: BigInt(submission.index),
        seed: facts.seed,
        baseVersion: submission.baseVersion,
        cid: submission.cid,
        metricsHash: submission.metricsHash,
        earlier: facts.submissions.filter((s) => s.drawn && s.index < submission.index).map((s) => s.cid),
      },
      { signal },
    );
    compareVerdict(facts, submission, name, judged, report);
    compareWeight(facts, submission, name, judged, report);
  } catch (error) {
    signal.throwIfAborted();
    report.fail('bundle', `${name}, bundle ${cid}`, 'can be fetched and run again', error);
  }
}

/** The bundle as it can be had, against the hash of its metrics that was sent with it. */
async function checkBytes(
  { place }: AuditSource,
  submission: SubmissionState,
  subject: string,
  report: AuditReport,
  signal: AbortSignal,
): Promise<void> {
  try {
    const files = await place.artifacts.getDirectory(digestToCid(submission.cid), {
      timeoutMs: FETCH_TIMEOUT_MS,
      maxBytes: MAX_BUNDLE_BYTES,
      maxFiles: MAX_BUNDLE_FILES,
      signal,
    });
    const { evaluation } = readBundle(files);
    report.compare('metrics', subject, submission.metricsHash, metricsHash(evaluation));
  } catch (error) {
    signal.throwIfAborted();
    // A bundle that is unfit was judged as that; one that is damaged or away cannot be judged.
    if (!/^ARTIFACT_(CORRUPT|UNAVAILABLE|CANCELLED)/.test(LoamError.wrap('UNEXPECTED', error).code)) return;
    report.fail('bundle-bytes', subject, 'intact', error);
  }
}

function compareVerdict(
  facts: EpochFacts,
  submission: SubmissionState,
  name: string,
  judged: Judgement,
  report: AuditReport,
): void {
  const { committee: rules } = facts.rules;
  const reveals = facts.reveals.filter((r) => r.index === BigInt(submission.index));
  const committee = facts.committees.get(submission.index) ?? [];
  const winner = finalVerdict(rules, committee, reveals);
  const counted = winner === undefined ? 'no verdict' : verdictKey(winner);
  if (submission.status === 'unresolved' || submission.status === 'pending') {
    report.compare('verdict', name, 'no verdict', counted);
    return;
  }
  report.compare('digest', name, judged.digest, submission.digest);
  report.compare('utility', name, String(judged.utilityPpm), String(submission.utilityPpm));
  report.compare('uniqueness', name, String(judged.uniquenessPpm), String(submission.uniquenessPpm));
  report.compare('majority', name, verdictKey(judged), counted);
  // What its planter opened as a canary had a verdict like any other, and is neither merged nor paid.
  if (submission.status === 'canary') return;
  const useful = judged.utilityPpm >= rules.minUtilityPpm;
  report.compare('verdict', name, judged.pass && useful ? 'accepted' : 'rejected', submission.status);
}

function compareWeight(
  facts: EpochFacts,
  submission: SubmissionState,
  name: string,
  judged: Judgement,
  report: AuditReport,
): void {
  const settled = facts.settlements.findLast((s) => s.epoch === facts.epoch && s.index === submission.index);
  const weight =
    submission.status === 'accepted' && settled !== undefined
      ? expectedWeight(facts, submission, settled, judged)
      : 0n;
  report.compare('weight', name, weight.toString(), submission.weight.toString());
  report.compare(
    'stored-weight',
    name,
    weight.toString(),
    String(facts.storedWeights.get(submission.index) ?? 'not read'),
  );
  // A submission that was judged again keeps the record of its first acceptance.
  const first = facts.settlements.find((s) => s.epoch === facts.epoch && s.index === submission.index);
  if (submission.status !== 'accepted' || settled === undefined || first !== settled) return;
  const after = recorded(
    calibrationBefore(facts, settled, submission.confidencePpm),
    BigInt(judged.utilityPpm),
  );
  report.compare(
    'calibration',
    `${name}, bucket ${bucketOf(BigInt(submission.confidencePpm))}`,
    bucketInWords(submission.confidencePpm, after),
    recordedWith(facts, settled),
  );
}

/** The reward weight that the settlement should have given. */
function expectedWeight(
  facts: EpochFacts,
  submission: SubmissionState,
  settled: Settlement,
  judged: Judgement,
): bigint {
  const { registry, rules, epoch } = facts;
  return rewardWeight(
    {
      utilityPpm: BigInt(judged.utilityPpm),
      confidencePpm: BigInt(submission.confidencePpm),
      stake: submission.stake / STAKE_UNIT,
      uniquenessPpm: BigInt(judged.uniquenessPpm),
      reputationPpm: registry.reputationAt(settled, submission.learner, epoch, rules.reputation.decayPpm),
      bucket: calibrationBefore(facts, settled, submission.confidencePpm),
    },
    rules,
  );
}
