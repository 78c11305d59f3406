import type { AuditCheck } from '../../../protocol/api/audit-schemas.ts';

/** Checks of one kind. */
export interface CheckGroup {
  readonly kind: string;
  readonly checks: readonly AuditCheck[];
  readonly mismatches: readonly AuditCheck[];
}

/** The checks by kind, kinds in the order in which they first came. */
export function groupChecks(checks: readonly AuditCheck[]): readonly CheckGroup[] {
  const byKind = Map.groupBy(checks, ({ check }) => check);
  return [...byKind].map(([kind, list]) => ({
    kind,
    checks: list,
    mismatches: list.filter(({ ok }) => !ok),
  }));
}
