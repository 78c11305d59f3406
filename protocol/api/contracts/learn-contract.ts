import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { MAX_PROGRAM_NAME_CHARS } from '../../limits.ts';
import { rowIdSchema } from '../chat-schemas.ts';
import {
  autoLearningSchema,
  contributionPreviewSchema,
  contributionSchema,
  forgottenSchema,
  learnEventSchema,
  learningProgressSchema,
  learningRunSchema,
  learningScheduleChangeSchema,
  lessonSchema,
  lessonTextSchema,
  privacyLedgerSchema,
  runLogLineSchema,
  watchEventSchema,
} from '../learn-schemas.ts';
import { none } from './none.ts';

const trainInput = z.object({
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
});

/** Lessons, learning runs, and sharing what was learned. */
export const learnContract = {
  lessons: oc.output(z.array(lessonSchema)),
  teach: oc.input(lessonTextSchema).output(lessonSchema),
  edit: oc.input(lessonTextSchema.extend({ id: rowIdSchema })).output(lessonSchema),
  /**
   * Removes a lesson and every learned update that knows it: from then on nothing answers with it. The other lessons of
   * those updates have to be learned again.
   */
  forget: oc.input(z.object({ id: rowIdSchema })).output(forgottenSchema),
  /** The same for all lessons of a chat; the chat stays. */
  forgetChat: oc.input(z.object({ chatId: rowIdSchema })).output(forgottenSchema),
  /** Whether a lesson is learned although something personal was found in it. */
  allow: oc.input(z.object({ id: rowIdSchema, allowed: z.boolean() })).output(lessonSchema),
  /**
   * Trains on every lesson plus `practice` items of the network's public skill generator (default 96; the
   * replay against forgetting and what makes a contribution useful to others). Asks the lessons before and after.
   * One run at a time; leaving the stream cancels the run.
   */
  train: oc.input(trainInput).output(eventIterator(learnEventSchema)),
  /** Begins the same run and answers at once; it goes on in the node, whoever leaves. A paused run is given up. */
  start: oc.input(trainInput).output(learningProgressSchema),
  /** The run that is going on or paused. */
  current: oc.output(learningProgressSchema.nullable()),
  /** Follows the run that is going on until it ends or is paused; ends at once when there is none. Leaving changes nothing. */
  watch: oc.output(eventIterator(watchEventSchema)),
  /** Stops the run at its next step and keeps everything that it needs to go on, also over a restart. */
  pause: oc.output(learningProgressSchema),
  /** Goes on with the paused run, to the very bytes that it would have had without the pause. */
  resume: oc.output(learningProgressSchema),
  /** Gives up the run that is going on or paused. */
  cancel: oc.output(none),
  /** What happened in a run, oldest first. */
  log: oc.input(z.object({ runId: rowIdSchema })).output(z.array(runLogLineSchema)),
  /** Names of the programs that run now, to choose from; looked at only when asked. */
  programs: oc.output(z.array(z.string().max(MAX_PROGRAM_NAME_CHARS)).max(2_000)),
  /** What was shared so far, and what protects it. */
  privacy: oc.output(privacyLedgerSchema),
  runs: oc.output(z.array(learningRunSchema)),
  /** What a contribution of this run would contain. */
  preview: oc.input(z.object({ runId: rowIdSchema })).output(contributionPreviewSchema),
  /** How learning by itself stands: the schedule, what it waits for, what it asks. */
  schedule: oc.output(autoLearningSchema),
  /** The desktop shell tells, every half minute or so, for how long nobody has touched keyboard and mouse. */
  reportIdle: oc.input(z.strictObject({ seconds: z.number().int().min(0).max(10_000_000) })).output(none),
  /** Changes the schedule; what is not named stays. Pausing pauses a run that the schedule began. */
  setSchedule: oc.input(learningScheduleChangeSchema).output(autoLearningSchema),
  /** Answers whether the update that the schedule led to may leave this computer. */
  answerConsent: oc
    .input(z.object({ runId: rowIdSchema, answer: z.enum(['share', 'keep', 'always']) }))
    .output(autoLearningSchema),
  /** Shares a finished run with the network; goes on in the node until it is paid or refused. */
  contribute: oc.input(z.object({ runId: rowIdSchema, consent: z.literal(true) })).output(contributionSchema),
};
