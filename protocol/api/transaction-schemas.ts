import { z } from 'zod';
import { bytes32Schema, decimalSchema } from '../encoding/hex.ts';

/** A transaction that this node sent, or is about to send. */
export const transactionViewSchema = z.object({
  id: z.number().int(),
  nonce: z.number().int(),
  /** Contract and function, for example `EpochManager.submit`. */
  what: z.string(),
  /**
   * `open` may be mined yet; `succeeded`, `reverted` and `cancelled` were mined; `displaced` by another transaction of the
   * account; `dropped` before it was sent.
   */
  state: z.enum(['open', 'succeeded', 'reverted', 'cancelled', 'displaced', 'dropped']),
  /** Of the try that was mined, or the newest. */
  hash: bytes32Schema.nullable(),
  block: z.number().int().nullable(),
  /** How often it was sent, each time with a higher fee. */
  tries: z.number().int(),
  /** Most that it pays per gas, wei. */
  maxFee: decimalSchema,
  /** Milliseconds since 1970. */
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type TransactionView = z.infer<typeof transactionViewSchema>;

/** Names a transaction of {@link transactionViewSchema} by its `id`. */
export const transactionIdSchema = z.strictObject({ transaction: z.number().int().positive() });

/** How a server of the chain does. */
export const chainServerSchema = z.object({
  url: z.string(),
  /** Its address without what may be a key. */
  host: z.string(),
  /** Milliseconds that its last answer took; null before the first. */
  latencyMs: z.number().nullable(),
  /** Whether it is the one that is asked now. */
  isUsed: z.boolean(),
  /** What is wrong with it, to follow its name; null when nothing is. */
  problem: z.string().nullable(),
});
export type ChainServer = z.infer<typeof chainServerSchema>;

/** Addresses of a chain's servers in the order in which they are asked. */
export const serverUrlsSchema = z
  .array(z.url({ protocol: /^(https?|wss?)$/ }).max(2_048))
  .min(1)
  .max(8)
  .refine((urls) => new Set(urls).size === urls.length, 'expected each server once');
