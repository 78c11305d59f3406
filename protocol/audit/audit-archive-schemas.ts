import { z } from 'zod';
import { addressSchema, bytes32Schema, type Hex } from '../encoding/hex.ts';
import { networkDescriptorSchema } from '../network/network-descriptor.ts';

/** Bytes in hex of any length. */
const hexSchema = z.custom<Hex>((v) => typeof v === 'string' && /^0x[0-9a-f]*$/i.test(v), {
  error: 'expected bytes in hex',
});
/** A number of the chain's interface: hex without leading zeros. */
const quantitySchema = z.custom<Hex>(
  (v) => typeof v === 'string' && /^0x(0|[1-9a-f][0-9a-f]{0,63})$/i.test(v),
  {
    error: 'expected a number in hex',
  },
);

/** An event as the chain's interface gives it. */
export const archivedLogSchema = z.object({
  address: addressSchema,
  topics: z.array(bytes32Schema).max(4),
  data: hexSchema,
  blockNumber: quantitySchema,
  blockHash: bytes32Schema,
  transactionHash: bytes32Schema,
  transactionIndex: quantitySchema,
  logIndex: quantitySchema,
});
export type ArchivedLog = z.infer<typeof archivedLogSchema>;

/** A search for events that was made; a later search is answered only when one of these covers it. */
export const archivedSearchSchema = z.strictObject({
  addresses: z.array(addressSchema).max(64),
  /** One entry a place, null for any, as the chain's interface takes them. */
  topics: z.array(z.union([z.null(), z.array(bytes32Schema).max(16)])).max(4),
  fromBlock: quantitySchema,
  toBlock: quantitySchema,
});
export type ArchivedSearch = z.infer<typeof archivedSearchSchema>;

/** An answer of the chain to something other than a search for events, or its refusal. */
export const archivedAnswerSchema = z.strictObject({
  /** Method and what was asked, see `answerKey`. */
  key: z.string().max(400_000),
  /** JSON of the result; absent when the chain refused. */
  result: z.string().optional(),
  refusal: z
    .strictObject({ code: z.number(), message: z.string().max(4_000), data: hexSchema.optional() })
    .optional(),
});
export type ArchivedAnswer = z.infer<typeof archivedAnswerSchema>;

/** One block of facts of an archive. */
export const archivedFactsSchema = z.strictObject({
  logs: z.array(archivedLogSchema),
  searches: z.array(archivedSearchSchema),
  answers: z.array(archivedAnswerSchema),
});
export type ArchivedFacts = z.infer<typeof archivedFactsSchema>;

/** What the root of an audit archive says, its links left out (the reader checks those). */
export const auditArchiveSchema = z.strictObject({
  format: z.literal('loam-audit/1'),
  network: networkDescriptorSchema,
  epoch: z.number().int().positive(),
  /** The newest block when the archive was made. */
  head: z.strictObject({ number: z.number().int().nonnegative(), hash: bytes32Schema }),
  /** CIDs of artifacts that nobody could give when the archive was made. */
  absent: z.array(z.string().max(128)).max(100_000),
});
export type AuditArchiveHeader = z.infer<typeof auditArchiveSchema>;
