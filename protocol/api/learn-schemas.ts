import { z } from 'zod';
import { decimalSchema } from '../encoding/hex.ts';
import { MAX_LESSON_CHARS, MAX_PROGRAM_NAME_CHARS, MAX_PROGRAMS } from '../limits.ts';
import { rowIdSchema } from './chat-schemas.ts';

/** A prompt and the answer that its owner wants. */
export const lessonTextSchema = z.object({
  prompt: z.string().trim().min(1).max(MAX_LESSON_CHARS),
  answer: z.string().trim().min(1).max(MAX_LESSON_CHARS),
});

/** Kinds of secrets and personal identifiers that are looked for in lessons. */
export const IDENTIFIER_KINDS = ['email', 'phone', 'card', 'iban', 'key', 'words', 'password'] as const;

/** A secret or personal identifier in a lesson; `shown` is enough to recognise it and not more. */
export const identifierSchema = z.object({ kind: z.enum(IDENTIFIER_KINDS), shown: z.string().max(80) });
export type Identifier = z.infer<typeof identifierSchema>;

/** A lesson as kept. `learnedAt` is null until a finished training run included it. */
export const lessonSchema = lessonTextSchema.extend({
  id: rowIdSchema,
  createdAt: z.number(),
  learnedAt: z.number().nullable(),
  /** Where it comes from: typed here, remembered from a chat, an answer that its owner rewrote, or one with a thumb up. */
  source: z.enum(['typed', 'chat', 'edited', 'liked']),
  /** The chat it comes from, while that is there. */
  chatId: rowIdSchema.nullable(),
  /** What was found in it that tells who somebody is or opens something. */
  identifiers: z.array(identifierSchema).max(64),
  /** Whether the owner wants it learned all the same. Without that, a lesson with identifiers is left out. */
  allowed: z.boolean(),
});

/** What forgetting lessons did. */
export const forgottenSchema = z.object({
  lessons: z.number().int(),
  /** Learned updates that knew them; they answer nothing any more and are deleted. */
  updates: z.number().int(),
  /** Other lessons that were in those updates and have to be learned again. */
  learnAgain: z.number().int(),
  /** Of those updates, how many were shared before: what others have cannot be taken back. */
  shared: z.number().int(),
});
export type Forgotten = z.infer<typeof forgottenSchema>;
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
  /** `forgotten`: its result was deleted, because a lesson in it was. */
  state: z.enum(['running', 'paused', 'done', 'cancelled', 'failed', 'forgotten']),
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

/** A run that is going on or paused, as it stands. */
export const learningProgressSchema = z.object({
  runId: rowIdSchema,
  state: z.enum(['running', 'paused']),
  /** Why it is paused: its owner, the rules, or because Loam was closed; null while it runs. */
  pausedBy: z.enum(['owner', 'rules', 'closing']).nullable(),
  stage: z.enum(['asking-before', 'training', 'asking-after']),
  step: z.number().int(),
  /** 0 until the first step. */
  steps: z.number().int(),
  /** Steps that are safe on disk. */
  savedStep: z.number().int(),
  etaMs: z.number().nullable(),
  curve: z.array(curvePointSchema),
});
export type LearningProgress = z.infer<typeof learningProgressSchema>;

/** One line of what happened in a run. */
export const runLogLineSchema = z.object({
  at: z.number(),
  what: z.enum(['started', 'training', 'saved', 'paused', 'resumed', 'asked', 'done', 'cancelled', 'failed']),
  step: z.number().int().nullable(),
});
export type RunLogLine = z.infer<typeof runLogLineSchema>;

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
    savedStep: z.number().int(),
  }),
  z.object({ type: z.literal('done'), run: learningRunSchema }),
]);
export type LearnEvent = z.infer<typeof learnEventSchema>;

/** What `learn.watch` streams: how the run stands, then what happens in it. */
export const watchEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('standing'), progress: learningProgressSchema }),
  ...learnEventSchema.options,
]);

/** Exactly what a contribution would contain; shown before consent. */
export const contributionPreviewSchema = z.object({
  runId: rowIdSchema,
  files: z.array(
    z.object({
      name: z.string(),
      bytes: z.number().int(),
      what: z.string(),
      /** All of it, for files that people can read. */
      text: z
        .string()
        .max(64 * 1024)
        .nullable(),
      /** False where the values are measured only when it is shared; `text` has the form then, not the values. */
      final: z.boolean(),
    }),
  ),
  /** The first of the trained numbers, as they would leave. */
  sample: z.object({ tensor: z.string(), shape: z.array(z.number().int()), values: z.array(z.number()) }),
  /** Lessons that were learned although something personal was found in them. */
  lessonsWithIdentifiers: z.number().int(),
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
  /** Programs that it waits for while they run; names as the system lists them. */
  programs: z.array(z.string().trim().min(1).max(MAX_PROGRAM_NAME_CHARS)).max(MAX_PROGRAMS).optional(),
  /** Threads of the processor that learning may use; null or absent: as many as answering. */
  threads: z.number().int().min(1).max(64).nullable().optional(),
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
  /** Networks (by id) that nothing is shared with by itself, and that nobody asks about. */
  neverShare: z.array(z.string().max(200)).max(32).optional(),
  /** Pauses when the run in progress has ended. */
  pauseAfterRun: z.boolean().optional(),
});
export type LearningSchedule = z.infer<typeof learningScheduleSchema>;

/** A change of the schedule; what is not named stays. `share` is about the network that is joined now. */
export const learningScheduleChangeSchema = learningScheduleSchema
  .pick({ enabled: true, paused: true, pausedUntil: true, minLessons: true, pauseAfterRun: true })
  .extend({ rules: learningRulesSchema.partial(), share: z.enum(['ask', 'always', 'never']) })
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
  /** What the rules wait for; null when nothing. Numbers are in `schedule.rules`. */
  waitsFor: z
    .object({
      rule: z.enum(['chat', 'hours', 'mains', 'battery', 'idle', 'load', 'programs']),
      programs: z.array(z.string()),
    })
    .nullable(),
  /** What is chosen for the network that is joined now. */
  share: z.enum(['ask', 'always', 'never']),
  /** What learning runs on: provider of the runtime, and threads it may use. */
  device: z.object({ provider: z.string(), threads: z.number().int(), most: z.number().int() }),
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

/** What was shared so far, and what protects it. */
export const privacyLedgerSchema = z.object({
  protection: z.object({
    /** Whether each example's part in an update is limited. */
    clippedPerExample: z.boolean(),
    /** Whether noise is added to an update. */
    noise: z.boolean(),
  }),
  shared: z.array(
    z.object({
      contributionId: rowIdSchema,
      runId: rowIdSchema,
      at: z.number(),
      state: contributionStateSchema,
      lessons: z.number().int(),
      practiceItems: z.number().int(),
      rank: z.number().int().nullable(),
      parameters: z.number().int().nullable(),
      bytes: z.number().int().nullable(),
      cid: z.string().nullable(),
    }),
  ),
});
export type PrivacyLedger = z.infer<typeof privacyLedgerSchema>;
