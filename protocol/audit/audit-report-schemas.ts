import { z } from 'zod';
import { addressSchema, bytes32Schema, type Hex } from '../encoding/hex.ts';

/** What one check of an audit came to when it found a difference. */
export const auditMismatchSchema = z.strictObject({
  /** Stable name, see docs/runbooks/auditor.md. */
  check: z.string().max(40),
  subject: z.string().max(400),
  expected: z.string().max(4_000),
  actual: z.string().max(4_000),
});

/** The result of an audit, as its auditor signs it. */
export const auditReportSchema = z.strictObject({
  format: z.literal('loam-audit-report/1'),
  network: z.strictObject({ id: z.string().max(64), chainId: z.number().int().positive() }),
  epoch: z.number().int().positive(),
  /** The model version of the epoch; null without one. */
  version: z.number().int().positive().nullable(),
  /** Its manifest; null without one. */
  manifestCid: z.string().max(128).nullable(),
  /** Positions that were run again; null: all of the epoch. */
  submissions: z.array(z.number().int().nonnegative()).max(65_535).nullable(),
  /** The chain's newest block at the audit, or of the archive. */
  head: z.strictObject({ number: z.number().int().nonnegative(), hash: bytes32Schema }),
  /** What was audited, in words. */
  source: z.string().max(200),
  baseModel: bytes32Schema,
  loam: z.string().max(40),
  /** Milliseconds since 1970. */
  finishedAt: z.number().int().nonnegative(),
  checked: z.number().int().nonnegative(),
  /** How often each check was made, by name. */
  checks: z.record(z.string().max(40), z.number().int().positive()),
  mismatches: z.array(auditMismatchSchema).max(10_000),
});
export type AuditReportDocument = z.infer<typeof auditReportSchema>;

/** A report with who answers for it. */
export const signedAuditReportSchema = z.strictObject({
  report: auditReportSchema,
  auditor: addressSchema,
  /** EIP-712 signature of the account over {@link auditReportTypedData}. */
  signature: z.custom<Hex>((v) => typeof v === 'string' && /^0x[0-9a-f]{130}$/i.test(v), {
    error: 'expected a signature',
  }),
});
export type SignedAuditReport = z.infer<typeof signedAuditReportSchema>;

/** What an auditor signs: the hash of the report's canonical JSON, bound to the chain. */
export function auditReportTypedData(chainId: number, reportHash: Hex) {
  return {
    domain: { name: 'Loam audit', version: '1', chainId },
    types: { AuditReport: [{ name: 'reportHash', type: 'bytes32' }] },
    primaryType: 'AuditReport',
    message: { reportHash },
  } as const;
}
