import { z } from 'zod';
import { decimalSchema } from '../encoding/hex.ts';

/** What a validator does now, in words too. */
export const validatorStatusSchema = z.object({
  /**
   * `off` by the switch; `watching` for a double of itself, silent; `on`; `finishing` what it owes before it is off;
   * `stopped` by itself, the sentence says why and what to do.
   */
  state: z.enum(['off', 'watching', 'on', 'finishing', 'stopped']),
  sentence: z.string(),
  /** Code of why it stopped. */
  code: z.string().nullable(),
});
export type ValidatorStatus = z.infer<typeof validatorStatusSchema>;

/** What a validator has ahead, and how it did. Times are seconds since 1970 by the chain's clock. */
export const validatorReportSchema = z.object({
  network: z.string(),
  validator: z.string(),
  /** Bonded, wei of LOAM. */
  stake: decimalSchema,
  reputationPpm: z.number().int(),
  chainTime: z.number(),
  /** The epoch that runs; null before the first. */
  epoch: z
    .object({
      epoch: z.number().int(),
      phase: z.string(),
      round: z.number().int(),
      /** When the phase ends at the latest; null when it ends by progress. */
      phaseEndsAt: z.number().nullable(),
    })
    .nullable(),
  /** What it has to judge in this round. */
  duties: z.array(
    z.object({
      index: z.number().int(),
      seats: z.number().int(),
      /** What is to be done, and by when at the latest (null: by progress). */
      next: z.enum(['commit', 'reveal', 'nothing']),
      deadline: z.number().nullable(),
    }),
  ),
  /** Over the last epochs: submissions drawn for, verdicts revealed, those that the final verdict agrees with, missed. */
  performance: z.object({
    epochs: z.number().int(),
    drawn: z.number().int(),
    revealed: z.number().int(),
    agreed: z.number().int(),
    missed: z.number().int(),
    /** Taken from the bond since the network began, wei of LOAM. */
    fined: decimalSchema,
  }),
  /** Updates that this node judged and found odd, newest first. For people: nothing of it is in a verdict. */
  suspicions: z.array(
    z.object({
      epoch: z.number().int(),
      index: z.number().int(),
      cid: z.string(),
      sentences: z.array(z.string()),
    }),
  ),
  sentence: z.string(),
});
export type ValidatorReport = z.infer<typeof validatorReportSchema>;
