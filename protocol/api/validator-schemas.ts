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
  /** How long it watches for a double of itself; null unless it does. */
  watch: z
    .object({
      /** Milliseconds since 1970; null where it watches for whole epochs. */
      endsAt: z.number().nullable(),
      /** The epoch that must be over; null where it watches for a time. */
      untilEpoch: z.number().int().nullable(),
    })
    .nullable(),
});
export type ValidatorStatus = z.infer<typeof validatorStatusSchema>;

/** What a validator did in one epoch, in verdicts. */
export const validatorEpochSchema = z.object({
  epoch: z.number().int(),
  /** When it began, seconds since 1970 by the chain's clock. */
  openedAt: z.number(),
  drawn: z.number().int(),
  /** Given and the same as the final verdict. */
  agreed: z.number().int(),
  /** Given and not the final verdict. */
  disagreed: z.number().int(),
  missed: z.number().int(),
  /** Not due yet, or given and not settled yet. */
  open: z.number().int(),
  /** Paid for it so far, wei of LOAM. */
  earned: decimalSchema,
});
export type ValidatorEpoch = z.infer<typeof validatorEpochSchema>;

/** What stands behind a validator, what it costs to fail, and the way out. Amounts are wei of LOAM. */
export const validatorBondSchema = z.object({
  stake: decimalSchema,
  /** Least bond with which a node is drawn. */
  minStake: decimalSchema,
  unbonding: decimalSchema,
  /** When it can be withdrawn at the earliest, seconds since 1970; 0 without any. */
  unbondAt: z.number(),
  /** The epoch that must be final by then, and whether it is. */
  unbondEpoch: z.number().int(),
  unbondEpochFinal: z.boolean(),
  unbondSeconds: z.number().int(),
  /** Hundredths of a percent of the bond: for a verdict missed, and for one that is not the final one. */
  silenceBps: z.number().int(),
  dissentBps: z.number().int(),
  /** The newest fines, newest first. */
  fines: z.array(z.object({ amount: decimalSchema, at: z.number() })),
});

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
    /** Verdicts missed without one in between that was given, newest backwards. */
    missedInARow: z.number().int(),
    /** Paid for verdicts since the network began, wei of LOAM. */
    earned: decimalSchema,
  }),
  /** The same for each of the last epochs, oldest first. */
  epochs: z.array(validatorEpochSchema),
  bond: validatorBondSchema,
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

/** What must be so before a validator works; the words for each are the page's. */
export const VALIDATOR_CONDITIONS = ['network', 'stake', 'clock', 'history', 'alone'] as const;

/** What the switch stands for on this computer, before it is turned and while it is on. */
export const validatorSetupSchema = z.object({
  /** Whether the switch is on here. */
  on: z.boolean(),
  conditions: z.array(
    z.object({
      name: z.enum(VALIDATOR_CONDITIONS),
      /** `open` is found out when it is turned on. */
      state: z.enum(['met', 'unmet', 'open']),
      /** Why it is not met: a stable code, and a sentence. */
      code: z.string().nullable(),
      sentence: z.string().nullable(),
    }),
  ),
  /** Bonded and least bond, wei of LOAM; null outside of a network. */
  bond: z.object({ stake: decimalSchema, minStake: decimalSchema }).nullable(),
  /** How long it will be silent before its first signature. */
  watch: z.object({ ms: z.number().nullable(), epochs: z.number().int().nullable() }),
  /** What this key has signed here; null when it cannot be read. */
  history: z
    .array(
      z.object({
        network: z.string(),
        signatures: z.number().int(),
        newestEpoch: z.number().int().nullable(),
        /** Nothing new is signed at or below. */
        watermark: z.number().int().nullable(),
      }),
    )
    .nullable(),
});
export type ValidatorSetup = z.infer<typeof validatorSetupSchema>;

/** What happened to a validator that its owner may want to hear of. */
export const VALIDATOR_ALERT_KINDS = ['missed', 'stopped', 'fined', 'back'] as const;

/** One alert. */
export const validatorAlertSchema = z.object({
  id: z.number().int(),
  /** Milliseconds since 1970. */
  at: z.number(),
  kind: z.enum(VALIDATOR_ALERT_KINDS),
  /** Verdicts missed in a row, for `missed`. */
  missed: z.number().int(),
  /** Taken since the last alert, wei of LOAM, for `fined`. */
  fined: decimalSchema,
  /** Why it stopped, for `stopped`. */
  why: z.string().max(2_000),
  /** Alerts that were kept back before this one, because there were too many. */
  heldBack: z.number().int(),
});
export type ValidatorAlert = z.infer<typeof validatorAlertSchema>;

/** Which alerts are wanted, and how many. */
export const validatorAlertRulesSchema = z.strictObject({
  missed: z.boolean(),
  stopped: z.boolean(),
  fined: z.boolean(),
  back: z.boolean(),
  /** Verdicts missed in a row that make an alert. */
  missedInARow: z.number().int().min(1).max(20),
  /** Most alerts in an hour; what is more waits for the next one. */
  perHour: z.number().int().min(1).max(60),
});
export type ValidatorAlertRules = z.infer<typeof validatorAlertRulesSchema>;
