import { z } from 'zod';

/** A model version as the registry has it. Digests in hex, times in seconds. */
export const modelVersionSchema = z.object({
  version: z.number().int(),
  parent: z.number().int(),
  epoch: z.number().int(),
  manifestCid: z.string().nullable(),
  adapterCid: z.string().nullable(),
  aggregator: z.string().nullable(),
  finalizedAt: z.number().nullable(),
});
export type ModelVersion = z.infer<typeof modelVersionSchema>;

/** One comparison that the auditor made. */
export const auditCheckSchema = z.object({
  /** Stable name: `bundle-bytes`, `signature`, `digest`, `utility`, `verdict`, `weight`, `merge`, `manifest`, `reward`, `evaluation` … */
  check: z.string(),
  /** What was checked, in words with its identifier. */
  subject: z.string(),
  ok: z.boolean(),
  expected: z.string(),
  actual: z.string(),
});
export type AuditCheck = z.infer<typeof auditCheckSchema>;

/** What `audit.run` streams. */
export const auditEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('progress'),
    sentence: z.string(),
    done: z.number().int(),
    of: z.number().int(),
  }),
  z.object({ type: z.literal('check'), check: auditCheckSchema }),
  z.object({
    type: z.literal('done'),
    version: z.number().int(),
    checked: z.number().int(),
    mismatches: z.number().int(),
  }),
]);
export type AuditEvent = z.infer<typeof auditEventSchema>;
