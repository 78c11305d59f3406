import type { AuditSource } from '../../node/audit/audit-source.ts';
import { auditEpoch } from '../../node/audit/auditor.ts';
import type { AuditCheck } from '../../protocol/api/audit-schemas.ts';
import { formatDuration, type Progress } from '../output/progress.ts';

/** Runs an audit to its end and shows every comparison as it is made, and how long the rest will take. */
export async function showAudit(
  source: AuditSource,
  scope: { readonly only?: ReadonlySet<number> },
  progress: Progress,
  signal: AbortSignal,
): Promise<AuditCheck[]> {
  const checks: AuditCheck[] = [];
  const began = performance.now();
  for await (const event of auditEpoch(source, scope, signal)) {
    if (event.type === 'progress') {
      const { sentence, done, of } = event;
      const left =
        done === 0 ? '' : `, ${formatDuration(((performance.now() - began) / done) * (of - done))} left`;
      progress.update(`${sentence} (${done} of ${of}${left})`);
    } else if (event.type === 'check') {
      const { ok, check, subject } = event.check;
      checks.push(event.check);
      progress.line(`${ok ? '✓' : '✗'} ${check.padEnd(14)} ${subject}`);
    }
  }
  progress.close();
  return checks;
}

/** What a person reads about each difference. */
export function mismatchText({ check, subject, expected, actual }: Omit<AuditCheck, 'ok'>): string {
  return `\nMismatch in ${check}: ${subject}\n  expected ${expected}\n  found    ${actual}\n`;
}
