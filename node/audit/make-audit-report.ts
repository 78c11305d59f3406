import type { AuditCheck } from '../../protocol/api/audit-schemas.ts';
import type { AuditReportDocument } from '../../protocol/audit/audit-report-schemas.ts';
import { digestToCid } from '../../protocol/cid/cid-digest.ts';
import { LOAM_VERSION } from '../../protocol/version.ts';
import type { AuditSource } from './audit-source.ts';

/** The report of an audit that ran to its end. @param options.now milliseconds since 1970 */
export function makeAuditReport(
  { facts, place, name }: AuditSource,
  checks: readonly AuditCheck[],
  options: { readonly only?: ReadonlySet<number>; readonly now: number },
): AuditReportDocument {
  const counts: Record<string, number> = {};
  for (const { check } of checks) counts[check] = (counts[check] ?? 0) + 1;
  const manifest = facts.version?.manifestCid ?? null;
  return {
    format: 'loam-audit-report/1',
    network: { id: place.descriptor.id, chainId: place.descriptor.chainId },
    epoch: Number(facts.epoch),
    version: facts.version?.version ?? null,
    manifestCid: manifest === null ? null : digestToCid(manifest).toString(),
    submissions: options.only === undefined ? null : [...options.only].sort((a, b) => a - b),
    head: { number: Number(facts.head.number), hash: facts.head.hash },
    source: name.slice(0, 200),
    baseModel: place.descriptor.baseModel,
    loam: LOAM_VERSION,
    finishedAt: options.now,
    checked: checks.length,
    checks: counts,
    mismatches: checks
      .filter(({ ok }) => !ok)
      .map(({ check, subject, expected, actual }) => ({
        check,
        subject: subject.slice(0, 400),
        expected: expected.slice(0, 4_000),
        actual: actual.slice(0, 4_000),
      })),
  };
}
