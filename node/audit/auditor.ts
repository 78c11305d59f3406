import type { AuditCheck, AuditEvent } from '../../protocol/api/audit-schemas.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { readVersions } from '../chain/reads/read-versions.ts';
import type { NetworkSession } from '../network/network-session.ts';
import type { AuditReport, AuditSource } from './audit-source.ts';
import { checkCommitments } from './check-commitments.ts';
import { checkCommittees } from './check-committees.ts';
import { checkManifest } from './check-manifest.ts';
import { checkRewards } from './check-rewards.ts';
import { checkSubmission } from './check-submission.ts';
import { openLiveSource } from './live-source.ts';
import { makeAuditReport } from './make-audit-report.ts';
import { reportBytes, signAuditReport } from './sign-audit-report.ts';

/**
 * Replays one model version from the first byte: every bundle and verdict of its epoch, the merge, the manifest,
 * every reward. Reads the chain and the artifact store, trusts neither.
 *
 * @param wanted.report signs the result with this node's account
 * @throws LoamError `VERSION_UNKNOWN`
 */
export async function* auditVersion(
  session: NetworkSession,
  { version, report = false }: { readonly version: number; readonly report?: boolean | undefined },
  signal: AbortSignal,
): AsyncGenerator<AuditEvent, void, void> {
  const entry = (await readVersions(session.chain)).find(
    (v) => v.version === version && v.finalizedAt !== null,
  );
  if (entry === undefined || version < 1) {
    throw new LoamError('VERSION_UNKNOWN', `There is no model version ${version} to audit.`, {
      hint: 'The list of versions shows which ones exist.',
    });
  }
  const source = await openLiveSource(session, BigInt(entry.epoch));
  const checks: AuditCheck[] = [];
  for await (const event of auditEpoch(source, {}, signal)) {
    if (event.type === 'check') checks.push(event.check);
    if (event.type !== 'done' || !report) yield event;
    else {
      const { keystore, now } = session.context;
      const signed = await signAuditReport(keystore.signer, makeAuditReport(source, checks, { now: now() }));
      yield { ...event, report: new TextDecoder().decode(reportBytes(signed)) };
    }
  }
}

/**
 * Replays one epoch from the first byte with whatever the source gives.
 *
 * @param scope.only positions of the submissions to run again; the rest of the epoch is checked all the same. Default: all
 */
export async function* auditEpoch(
  source: AuditSource,
  scope: { readonly only?: ReadonlySet<number> },
  signal: AbortSignal,
): AsyncGenerator<AuditEvent, void, void> {
  const { facts } = source;
  const { epoch, version } = facts;
  const submissions = facts.submissions.filter((s) => s.drawn && (scope.only?.has(s.index) ?? true));
  const of = submissions.length + 3;
  let pending: AuditCheck[] = [];
  let checked = 0;
  let mismatches = 0;
  const report: AuditReport = {
    compare: (check, subject, expected, actual) =>
      pending.push({ check, subject, ok: expected === actual, expected, actual }),
    fail: (check, subject, expected, error) => {
      const { code, message } = LoamError.wrap('UNEXPECTED', error);
      pending.push({ check, subject, ok: false, expected, actual: `${code}: ${message}` });
    },
  };
  const drain = function* (): Generator<AuditEvent, void, void> {
    for (const check of pending) {
      checked++;
      if (!check.ok) mismatches++;
      yield { type: 'check', check };
    }
    pending = [];
  };
  const progress = (sentence: string, done: number): AuditEvent => ({ type: 'progress', sentence, done, of });

  for (const [done, submission] of submissions.entries()) {
    yield progress(`Running submission ${submission.index} of epoch ${epoch} again`, done);
    await checkSubmission(source, submission, report, signal);
    yield* drain();
  }
  yield progress('Drawing every committee again', submissions.length);
  checkCommittees(facts, report);
  checkCommitments(facts, report);
  yield* drain();
  if (version !== null) {
    yield progress('Merging again', submissions.length + 1);
    await checkManifest(source, version, report, signal);
    yield* drain();
  }
  yield progress('Recomputing every reward', submissions.length + 2);
  checkRewards(facts, report);
  yield* drain();
  yield { type: 'done', version: version?.version ?? 0, checked, mismatches, report: null };
}
