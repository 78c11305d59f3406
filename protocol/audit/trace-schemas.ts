import { z } from 'zod';
import { decimalSchema, type Hex } from '../encoding/hex.ts';

const hex = z.custom<Hex>((v) => typeof v === 'string' && /^0x[0-9a-fA-F]*$/.test(v));

/** Where on the chain a step happened. */
const placeShape = { block: decimalSchema, transaction: hex };

/** The five steps of one update, each null until it happened. Amounts are wei of LOAM as decimal text. */
export const contributionTraceSchema = z.strictObject({
  cid: z.string().max(128),
  epoch: z.number().int().positive(),
  index: z.number().int().nonnegative(),
  submitted: z
    .strictObject({
      ...placeShape,
      learner: hex,
      baseVersion: z.number().int().nonnegative(),
      confidencePpm: z.number().int(),
      stake: decimalSchema,
    })
    .nullable(),
  drawn: z
    .strictObject({
      ...placeShape,
      rounds: z.number().int().positive(),
      committee: z.array(z.strictObject({ validator: hex, seats: z.number().int().positive() })),
    })
    .nullable(),
  judged: z
    .strictObject({
      ...placeShape,
      status: z.string().max(20),
      utilityPpm: z.number().int(),
      agreeing: z.number().int().nonnegative(),
      opened: z.number().int().nonnegative(),
    })
    .nullable(),
  merged: z
    .strictObject({
      ...placeShape,
      version: z.number().int().positive(),
      manifestCid: z.string().max(128),
      aggregator: hex,
      weight: decimalSchema,
      totalWeight: decimalSchema,
    })
    .nullable(),
  paid: z.strictObject({ ...placeShape, to: hex, amount: decimalSchema }).nullable(),
  /** What this node found odd when it judged the update itself, in words; nothing of it is in a verdict. */
  suspicions: z.array(z.string()),
  /** Why nothing more will come, in words; null while something may. */
  ended: z.string().max(200).nullable(),
});
export type ContributionTrace = z.infer<typeof contributionTraceSchema>;
