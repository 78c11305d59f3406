import { z } from 'zod';
import { decimalSchema } from '../encoding/hex.ts';

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
    /** The report that this node signed, as the text of its file; null unless it was asked for. */
    report: z.string().nullable(),
  }),
]);
export type AuditEvent = z.infer<typeof auditEventSchema>;

/** One update that went into a version's epoch, as chain and contracts have it. Amounts in wei of LOAM. */
export const versionContributionSchema = z.object({
  index: z.number().int(),
  cid: z.string(),
  learner: z.string(),
  mine: z.boolean(),
  status: z.enum(['void', 'pending', 'accepted', 'rejected', 'unresolved', 'canary']),
  utilityPpm: z.number().int(),
  /** Part of the epoch's reward weights, parts per million; 0 unless accepted. */
  sharePpm: z.number().int(),
  stake: decimalSchema,
  /** What was claimed so far; null before. */
  reward: decimalSchema.nullable(),
  verdicts: z.array(
    z.object({ validator: z.string(), pass: z.boolean(), utilityPpm: z.number().int(), agrees: z.boolean() }),
  ),
});
export type VersionContribution = z.infer<typeof versionContributionSchema>;

/** A signature that this account gave, written down before it left. Times are milliseconds since 1970. */
export const signatureEntrySchema = z.object({
  id: z.string(),
  at: z.number(),
  kind: z.enum(['transaction', 'typed data', 'message']),
  chainId: z.number().nullable(),
  target: z.string().nullable(),
  /** Name of the contract at `target`, where it is one of the joined network's. */
  contract: z.string().nullable(),
  /** Function of a transaction, primary type of typed data; null where it is unknown. */
  what: z.string().nullable(),
  digest: z.string(),
});
export type SignatureEntry = z.infer<typeof signatureEntrySchema>;

/** What left this computer: signatures (newest first), and bytes by day. */
export const disclosureSchema = z.object({
  signatures: z.array(signatureEntrySchema),
  signatureCount: z.number().int(),
  traffic: z.array(
    z.object({
      /** `2026-11-23`, in UTC. */
      day: z.string(),
      kind: z.enum(['peers', 'chain']),
      sent: z.number().int(),
      received: z.number().int(),
    }),
  ),
});
export type Disclosure = z.infer<typeof disclosureSchema>;

/** What `audit.exportArchive` streams: the file in pieces, then what it holds. */
export const archivePieceSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), sentence: z.string() }),
  z.object({ type: z.literal('piece'), base64: z.string() }),
  z.object({
    type: z.literal('done'),
    name: z.string(),
    bytes: z.number().int(),
    /** CIDs of artifacts that nobody could give. */
    absent: z.array(z.string()),
  }),
]);
export type ArchivePiece = z.infer<typeof archivePieceSchema>;
