import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { rowIdSchema } from '../chat-schemas.ts';
import {
  autoLearningSchema,
  contributionPreviewSchema,
  contributionSchema,
  learnEventSchema,
  learningRunSchema,
  learningScheduleChangeSchema,
  lessonSchema,
  lessonTextSchema,
} from '../learn-schemas.ts';
import { none } from './none.ts';

/** Lessons, learning runs, and sharing what was learned. */
export const learnContract = {
  lessons: oc.output(z.array(lessonSchema)),
  teach: oc.input(lessonTextSchema).output(lessonSchema),
  edit: oc.input(lessonTextSchema.extend({ id: rowIdSchema })).output(lessonSchema),
  forget: oc.input(z.object({ id: rowIdSchema })).output(none),
  /**
   * Trains on every lesson plus `practice` items of the network's public skill generator (default 96; the
   * replay against forgetting and what makes a contribution useful to others). Asks the lessons before and after.
   * One run at a time; leaving the stream cancels the run.
   */
  train: oc
    .input(
      z.object({
        practice: z
          .object({
            count: z.number().int().min(0).max(1_000),
            seed: z.string().max(80).optional(),
            families: z.array(z.string().max(40)).max(32).optional(),
          })
          .optional(),
        steps: z.number().int().min(1).max(2_000).optional(),
        learningRate: z.number().positive().max(1).optional(),
        seed: z.string().max(80).optional(),
      }),
    )
    .output(eventIterator(learnEventSchema)),
  runs: oc.output(z.array(learningRunSchema)),
  /** What a contribution of this run would contain. */
  preview: oc.input(z.object({ runId: rowIdSchema })).output(contributionPreviewSchema),
  /** How learning by itself stands: the schedule, what it waits for, what it asks. */
  schedule: oc.output(autoLearningSchema),
  /** Changes the schedule; what is not named stays. Pausing ends a run that the schedule began. */
  setSchedule: oc.input(learningScheduleChangeSchema).output(autoLearningSchema),
  /** Answers whether the update that the schedule led to may leave this computer. */
  answerConsent: oc
    .input(z.object({ runId: rowIdSchema, answer: z.enum(['share', 'keep', 'always']) }))
    .output(autoLearningSchema),
  /** Shares a finished run with the network; goes on in the node until it is paid or refused. */
  contribute: oc.input(z.object({ runId: rowIdSchema, consent: z.literal(true) })).output(contributionSchema),
};
