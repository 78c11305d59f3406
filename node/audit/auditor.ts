import type { AuditCheck, AuditEvent } from '../../protocol/api/audit-schemas.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { readItemsSeed } from '../chain/reads/read-items-seed.ts';
import { readSubmissions } from '../chain/reads/read-submission.ts';
import { readVersions } from '../chain/reads/read-versions.ts';
import type { NetworkSession } from '../network/network-session.ts';
import { checkCommitments } from './check-commitments.ts';
import { checkCommittees } from './check-committees.ts';
import { checkManifest } from './check-manifest.ts';
import { checkRewards } from './check-rewards.ts';
import { checkSubmission } from './check-submission.ts';

/** What the single checks report to. */
export interface AuditReport {
  /** Notes one comparison. */
  compare(check: string, subject: string, expected: string, actual: string): void;
  /** Notes that something could not even be read. */
  fail(check: string, subject: string, expected: string, error: unknown): void;
}

/**
 * Replays one model version from the first byte: every bundle and verdict of its epoch, the merge, the manifest,
 * every reward. Reads the chain and the artifact store, trusts neither.
 *
 * @throws LoamError `VERSION_UNKNOWN`
 */
export async function* auditVersion(
  session: NetworkSession,
  version: number,
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
  const epoch = BigInt(entry.epoch);
  const seed = await readItemsSeed(session.chain, epoch);
  const submissions = (await readSubmissions(session.chain, epoch)).filter((s) => s.drawn);
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

  for (const [done, submission] of submissions.entries()) {
    yield {
      type: 'progress',
      sentence: `Running submission ${submission.index} of epoch ${epoch} again`,
      done,
      of,
    };
    await checkSubmission(session, { epoch, seed, submission }, report, signal);
    yield* drain();
  }
  yield {
    type: 'progress',
    sentence: 'Drawing every committee again',
    done: submissions.length,
    of,
  };
  await checkCommittees(session.chain, epoch, report);
  await checkCommitments(session.chain, epoch, report);
  yield* drain();
  yield { type: 'progress', sentence: 'Merging again', done: submissions.length + 1, of };
  await checkManifest(session, { entry, epoch, submissions }, report, signal);
  yield* drain();
  yield { type: 'progress', sentence: 'Recomputing every reward', done: submissions.length + 2, of };
  await checkRewards(session, { epoch, submissions, aggregator: entry.aggregator }, report);
  yield* drain();
  yield { type: 'done', version, checked, mismatches };
}
