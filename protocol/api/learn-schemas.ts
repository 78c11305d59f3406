import { z } from 'zod';
import { decimalSchema } from '../encoding/hex.ts';
import { MAX_LESSON_CHARS } from '../limits.ts';
import { rowIdSchema } from './chat-schemas.ts';

/** A prompt and the answer that its owner wants. */
export const lessonTextSchema = z.object({
  prompt: z.string().trim().min(1).max(MAX_LESSON_CHARS),
  answer: z.string().trim().min(1).max(MAX_LESSON_CHARS),
});

/** A lesson as kept. `learnedAt` is null until a finished training run included it. */
export const lessonSchema = lessonTextSchema.extend({
  id: rowIdSchema,
  createdAt: z.number(),
  learnedAt: z.number().nullable(),
});
export type Lesson = z.infer<typeof lessonSchema>;

/** One point of the loss curve, nats per answer token. */
export const curvePointSchema = z.object({
  step: z.number().int(),
  loss: z.number(),
  heldOutLoss: z.number().nullable(),
});
export type CurvePoint = z.infer<typeof curvePointSchema>;

/** The same question before and after learning. */
export const comparisonSchema = z.object({
  prompt: z.string(),
  expected: z.string(),
  before: z.string(),
  after: z.string(),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** A training run. */
export const learningRunSchema = z.object({
  id: rowIdSchema,
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  startedAt: z.number(),
  finishedAt: z.number().nullable(),
  /** Model version that it was trained on top of. */
  baseVersion: z.number().int(),
  lessons: z.number().int(),
  practiceItems: z.number().int(),
  curve: z.array(curvePointSchema),
  comparisons: z.array(comparisonSchema),
  adapterBytes: z.number().int().nullable(),
  error: z.string().nullable(),
});
export type LearningRun = z.infer<typeof learningRunSchema>;

/** What `learn.train` streams. */
export const learnEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('stage'),
    runId: rowIdSchema,
    stage: z.enum(['asking-before', 'training', 'asking-after']),
  }),
  z.object({
    type: z.literal('step'),
    step: z.number().int(),
    steps: z.number().int(),
    loss: z.number(),
    heldOutLoss: z.number().nullable(),
    etaMs: z.number(),
  }),
  z.object({ type: z.literal('done'), run: learningRunSchema }),
]);
export type LearnEvent = z.infer<typeof learnEventSchema>;

/** Exactly what a contribution would contain; shown before consent. */
export const contributionPreviewSchema = z.object({
  runId: rowIdSchema,
  files: z.array(z.object({ name: z.string(), bytes: z.number().int(), what: z.string() })),
  totalBytes: z.number().int(),
  /** Trained numbers in the delta. */
  parameters: z.number().int(),
  rank: z.number().int(),
  /** True when any text of the owner's would leave; always false today and checked when packing. */
  containsText: z.boolean(),
  stake: decimalSchema,
});
export type ContributionPreview = z.infer<typeof contributionPreviewSchema>;

/** How far a contribution is. */
export const contributionStateSchema = z.enum([
  'packing', // writing the bundle
  'submitting', // transaction on its way
  'waiting', // in the epoch, before the committee is drawn
  'checking', // committee at work
  'accepted',
  'rejected',
  'unresolved', // no majority
  'merged', // in a final model version
  'paid',
  'failed',
]);

/** A contribution with its fate in words. Amounts are wei of LOAM as decimal text. */
export const contributionSchema = z.object({
  id: rowIdSchema,
  runId: rowIdSchema,
  createdAt: z.number(),
  updatedAt: z.number(),
  state: contributionStateSchema,
  /** One plain sentence: what happened and what it means. */
  sentence: z.string(),
  cid: z.string().nullable(),
  epoch: z.number().int().nullable(),
  index: z.number().int().nullable(),
  utilityPpm: z.number().int().nullable(),
  stake: decimalSchema.nullable(),
  reward: decimalSchema.nullable(),
  modelVersion: z.number().int().nullable(),
  error: z.string().nullable(),
});
export type Contribution = z.infer<typeof contributionSchema>;

/** Minutes since midnight on this computer's clock. */
const minuteOfDaySchema = z
  .number()
  .int()
  .min(0)
  .max(24 * 60 - 1);

/** When the bot may learn by itself. */
export const learningRulesSchema = z.strictObject({
  /** Minutes that nobody must have used the computer; 0: no matter. */
  idleMinutes: z.number().int().min(0).max(1_440),
  /** Charge from which on it may learn on battery, percent; null: only on mains. */
  batteryPercent: z.number().int().min(0).max(100).nullable(),
  /** Time of day in which it may learn, over midnight when `from` is after `to`; null: always. */
  hours: z.strictObject({ from: minuteOfDaySchema, to: minuteOfDaySchema }).nullable(),
  /** Part of the processor that other programs may be using, 0 … 1. */
  maxLoad: z.number().min(0).max(1),
});
export type LearningRules = z.infer<typeof learningRulesSchema>;

/** What the owner chose. */
export const learningScheduleSchema = z.strictObject({
  /** Whether the bot learns by itself at all. */
  enabled: z.boolean(),
  /** Whether the owner has paused it for now. */
  paused: z.boolean(),
  /** When a pause ends by itself, milliseconds since 1970; without it when the owner says so. */
  pausedUntil: z.number().int().nonnegative().nullable().optional(),
  rules: learningRulesSchema,
  /** New lessons from which on it learns. */
  minLessons: z.number().int().min(1).max(1_000),
  /** Networks (by id) that every useful result may be shared with without asking. Asking is the rule. */
  alwaysShare: z.array(z.string().max(200)).max(32),
});
export type LearningSchedule = z.infer<typeof learningScheduleSchema>;

/** A change of the schedule; what is not named stays. `share` is about the network that is joined now. */
export const learningScheduleChangeSchema = learningScheduleSchema
  .pick({ enabled: true, paused: true, pausedUntil: true, minLessons: true })
  .extend({ rules: learningRulesSchema.partial(), share: z.enum(['ask', 'always']) })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'nothing is changed');
export type LearningScheduleChange = z.infer<typeof learningScheduleChangeSchema>;

/** How learning by itself stands. */
export const autoLearningSchema = z.object({
  state: z.enum([
    'off',
    'paused', // by the owner
    'collecting', // too few new lessons
    'waiting', // the rules say not now
    'learning',
    'measuring',
    'awaiting consent',
    'sharing',
    'failed', // tried again later
  ]),
  /** What that means, and why. */
  sentence: z.string(),
  schedule: learningScheduleSchema,
  /** Whether the rules would let it learn right now, and why or why not. */
  may: z.boolean(),
  why: z.string(),
  /** Lessons taught or changed since the last update. */
  newLessons: z.number().int(),
  /** The newest update that came about by itself. */
  update: z
    .object({
      runId: rowIdSchema,
      /** Measured on fresh public questions, parts per million; null outside a network. */
      utilityPpm: z.number().int().nullable(),
      /** What would leave; null unless consent is asked for. */
      preview: contributionPreviewSchema.nullable(),
      /** What became of it on the network, in words. */
      outcome: z.string().nullable(),
    })
    .nullable(),
});
export type AutoLearning = z.infer<typeof autoLearningSchema>;
