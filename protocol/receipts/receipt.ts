import { z } from 'zod';
import { canonicalJson } from '../encoding/canonical-json.ts';
import { addressSchema, bytes32Schema, decimalSchema, type Hex } from '../encoding/hex.ts';
import { MAX_RECEIPT_PAYMENTS } from './limits.ts';

const paymentSchema = z.strictObject({
  at: z.number().int(),
  kind: z.enum(['contribution', 'checking', 'merging', 'bounty']),
  epoch: z.number().int().nullable(),
  /** Wei of LOAM. */
  amount: decimalSchema,
  transaction: bytes32Schema,
});

/** What an account earned in a stretch of time, `loam-receipt/1`. */
export const receiptBodySchema = z.strictObject({
  format: z.literal('loam-receipt/1'),
  network: z.string().min(1).max(200),
  chainId: z.number().int().positive(),
  /** The token that was paid. */
  token: addressSchema,
  account: addressSchema,
  /** First second, and the one after the last, since 1970. */
  from: z.number().int().min(0),
  to: z.number().int().min(0),
  payments: z.array(paymentSchema).max(MAX_RECEIPT_PAYMENTS),
  /** Wei of LOAM, the sum of all payments. */
  total: decimalSchema,
});
export type ReceiptBody = z.infer<typeof receiptBodySchema>;

/** A receipt with its account's signature (`personal_sign` over the canonical JSON of everything else). */
export const receiptSchema = receiptBodySchema.extend({
  signature: z.custom<Hex>((v) => typeof v === 'string' && /^0x[0-9a-f]{130}$/.test(v)),
});
export type Receipt = z.infer<typeof receiptSchema>;

/** The text that a receipt's account signs. */
export function receiptText(body: ReceiptBody): string {
  return canonicalJson(body);
}
