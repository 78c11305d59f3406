import { recoverTypedDataAddress } from 'viem';
import {
  ATTESTATION_TYPES,
  attestationCommitment,
  attestationDomain,
} from '../../protocol/attestation/attestation-typed-data.ts';
import { digestToCid } from '../../protocol/cid/cid-digest.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { rewardWeight } from '../../protocol/scoring/reward.ts';
import { readBundle } from '../bundle/read-bundle.ts';
import { readCommitteeWeights } from '../chain/reads/read-committee.ts';
import { readParameters } from '../chain/reads/read-parameters.ts';
import { readReveals } from '../chain/reads/read-reveals.ts';
import type { SubmissionState } from '../chain/reads/read-submission.ts';
import type { NetworkSession } from '../network/network-session.ts';
import { evaluateSubmission, extractedBundleDir } from '../verification/evaluate-submission.ts';
import type { AuditReport } from './auditor.ts';
import { checkCopies } from './check-copies.ts';
import { majorityVerdict, verdictKey } from './majority-verdict.ts';

/** Checks one submission: its bytes, every attestation on it, the verdict by re-running it, its reward weight. */
export async function checkSubmission(
  session: NetworkSession,
  subject: { readonly epoch: bigint; readonly seed: Hex; readonly submission: SubmissionState },
  report: AuditReport,
  signal: AbortSignal,
): Promise<void> {
  const { chain, descriptor } = session;
  const { epoch, seed, submission } = subject;
  const name = `submission ${submission.index} of epoch ${epoch}`;
  const cid = digestToCid(submission.cid).toString();
  const parameters = await readParameters(chain);

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
  const weights = await readCommitteeWeights(chain, epoch, BigInt(submission.index));
  for (const reveal of reveals) {
    const who = `${name}, attestation of ${reveal.validator}`;
    report.compare('commitment', who, reveal.commitment, attestationCommitment(reveal));
    if (reveal.signature !== null) {
      const signer = await recoverTypedDataAddress({
        domain: attestationDomain(descriptor.chainId, descriptor.contracts.Verdicts),
        types: ATTESTATION_TYPES,
        primaryType: 'Attestation',
        message: reveal,
        signature: reveal.signature,
      });
      report.compare('signature', who, reveal.validator.toLowerCase(), signer.toLowerCase());
    }
  }
  const winner = majorityVerdict(reveals, weights);

  try {
    const judged = await evaluateSubmission(
      session,
      {
        epoch,
        index: BigInt(submission.index),
        seed,
        baseVersion: submission.baseVersion,
        cid: submission.cid,
        metricsHash: submission.metricsHash,
      },
      { signal },
    );
    const useful = judged.utilityPpm >= Number(parameters.minUtilityPpm);
    const verdict = judged.pass && useful ? 'accepted' : 'rejected';
    if (submission.status !== 'unresolved') {
      report.compare('digest', name, submission.digest, judged.digest);
      report.compare('utility', name, String(submission.utilityPpm), String(judged.utilityPpm));
      report.compare('verdict', name, submission.status, verdict);
      report.compare('majority', name, verdictKey(judged), winner ?? 'no majority');
    } else {
      report.compare('verdict', name, 'no majority', winner ?? 'no majority');
    }
    const weight =
      submission.status === 'accepted'
        ? rewardWeight(judged.utilityPpm, submission.stake, parameters.stakeCap)
        : 0n;
    report.compare('weight', name, weight.toString(), submission.weight.toString());
  } catch (error) {
    signal.throwIfAborted();
    report.fail('bundle', `${name}, bundle ${cid}`, 'can be fetched and run again', error);
  }
}
