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
