import type { SignedAuditReport } from '../../protocol/audit/audit-report-schemas.ts';
import { cidToDigest } from '../../protocol/cid/cid-digest.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { type OpenDisputeArgs, openDispute } from '../chain/actions/open-dispute.ts';
import { verdictSubject } from '../chain/disputes.ts';
import type { NetworkSession } from '../network/network-session.ts';
import { reportBytes } from './sign-audit-report.ts';

/** A dispute that an audit opened. */
export interface OpenedDispute {
  readonly id: bigint;
  readonly kind: OpenDisputeArgs['kind'];
  /** Wei of LOAM that this node put up. */
  readonly bond: bigint;
  /** Where the signed report can be read by the jurors. */
  readonly evidenceCid: string;
  readonly hash: string;
}

/** Checks that speak against a verdict; all others that a court can act on speak against the merge. */
const OF_A_VERDICT: readonly string[] = ['digest', 'utility', 'uniqueness', 'verdict', 'majority', 'metrics'];
const OF_A_MERGE: readonly string[] = [
  'parent',
  'registry',
  'manifest',
  'manifest-entry',
  'manifest-files',
  'manifest-cid',
  'adapter-cid',
  'merge',
  'residual',
  'evaluation',
  'gate',
];

/**
 * Opens the dispute that a report calls for, with the report as evidence: against the merge when that is wrong (before
 * it is final as a manifest, afterwards as a version), otherwise against the first wrong verdict.
 *
 * @throws LoamError `AUDIT_NOTHING_TO_DISPUTE`, `CHAIN_…` what the court refuses
 */
export async function openAuditDispute(
  session: Pick<NetworkSession, 'chain' | 'artifacts'>,
  signed: SignedAuditReport,
  options: { readonly isFinal: boolean },
): Promise<OpenedDispute> {
  const target = disputeTarget(signed, options.isFinal);
  if (target === undefined) {
    throw new LoamError('AUDIT_NOTHING_TO_DISPUTE', 'The audit found nothing that a court could overturn.', {
      hint: 'Verdicts, manifests and versions can be disputed; what contracts computed themselves cannot.',
    });
  }
  const evidence = await session.artifacts.putDirectory(
    new Map([['audit-report.json', reportBytes(signed)]]),
  );
  await session.artifacts.pin(evidence);
  const opened = await openDispute(session.chain, { ...target, evidenceCid: cidToDigest(evidence) });
  return { ...opened, kind: target.kind, evidenceCid: evidence.toString() };
}

/** What a report speaks against; undefined when against nothing that can be disputed. */
export function disputeTarget(
  { report }: Pick<SignedAuditReport, 'report'>,
  isFinal: boolean,
): Pick<OpenDisputeArgs, 'kind' | 'subject'> | undefined {
  const { mismatches, epoch, version } = report;
  if (version !== null && mismatches.some(({ check }) => OF_A_MERGE.includes(check)))
    return isFinal
      ? { kind: 'version', subject: BigInt(version) }
      : { kind: 'manifest', subject: BigInt(epoch) };
  for (const { check, subject } of mismatches) {
    const index = /^submission (\d+) of epoch/.exec(subject)?.[1];
    if (index !== undefined && OF_A_VERDICT.includes(check))
      return { kind: 'verdict', subject: verdictSubject(BigInt(epoch), BigInt(index)) };
  }
  return undefined;
}
