import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { networkDescriptorSchema } from '../network/network-descriptor.ts';
import { auditEventSchema, modelVersionSchema } from './audit-schemas.ts';
import {
  answerEventSchema,
  chatSchema,
  messageSchema,
  messageTextSchema,
  rowIdSchema,
} from './chat-schemas.ts';
import {
  autoLearningSchema,
  contributionPreviewSchema,
  contributionSchema,
  learnEventSchema,
  learningRunSchema,
  learningScheduleChangeSchema,
  lessonSchema,
  lessonTextSchema,
} from './learn-schemas.ts';
import {
  epochViewSchema,
  networkCostsSchema,
  networkProgressSchema,
  peerSchema,
  statusSchema,
} from './network-schemas.ts';
import { chainServerSchema, transactionIdSchema, transactionViewSchema } from './transaction-schemas.ts';
import { validatorReportSchema, validatorStatusSchema } from './validator-schemas.ts';

const none = z.object({});

/**
 * The node's whole API. The page, the CLI and other processes of the same owner use it and nothing else.
 * Streams (`eventIterator`) end when their reader leaves; work that must survive the reader (contributions)
 * goes on in the node and is watched.
 */
export const nodeContract = {
  system: {
    /** State right now. */
    status: oc.output(statusSchema),
    /** State now and at every change, at most a few times a second. */
    watch: oc.output(eventIterator(statusSchema)),
    /** Clean stop; the reply comes before the process ends. */
    shutdown: oc.output(none),
  },
  chat: {
    list: oc.output(z.array(chatSchema)),
    create: oc.input(z.object({ title: z.string().max(120).optional() })).output(chatSchema),
    messages: oc.input(z.object({ chatId: rowIdSchema })).output(z.array(messageSchema)),
    remove: oc.input(z.object({ chatId: rowIdSchema })).output(none),
    /** Asks and streams the answer; leaving the stream stops the answer, keeping what was said. */
    send: oc
      .input(z.object({ chatId: rowIdSchema, text: messageTextSchema }))
      .output(eventIterator(answerEventSchema)),
  },
  learn: {
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
    contribute: oc
      .input(z.object({ runId: rowIdSchema, consent: z.literal(true) }))
      .output(contributionSchema),
  },
  contributions: {
    list: oc.output(z.array(contributionSchema)),
    /** Snapshots until the contribution is paid, rejected, unresolved or failed. */
    watch: oc.input(z.object({ id: rowIdSchema })).output(eventIterator(contributionSchema)),
  },
  network: {
    costs: oc.output(networkCostsSchema),
    /** Starts the local network (chain, contracts, validators, aggregator) on this computer and joins it. Idempotent; leaving the stream does not stop it. */
    startLocal: oc.output(eventIterator(networkProgressSchema)),
    /** Joins a network by its descriptor. */
    join: oc
      .input(
        z.object({
          descriptor: networkDescriptorSchema,
          roles: z.array(z.enum(['learner', 'validator', 'aggregator'])).max(3),
        }),
      )
      .output(eventIterator(networkProgressSchema)),
    /** Leaves it; stops what startLocal started. What is staked stays staked. */
    leave: oc.output(none),
    peers: oc.output(z.array(peerSchema)),
    /** The servers of the joined network's chain; none while off. */
    servers: oc.output(z.array(chainServerSchema)),
    /** The current epoch, now and at every change; nothing while off. */
    watchEpoch: oc.output(eventIterator(epochViewSchema)),
  },
  validator: {
    status: oc.output(validatorStatusSchema),
    /** What is ahead and how it did; needs a joined network. */
    report: oc.output(validatorReportSchema),
    /**
     * The switch. `acceptEmptyHistory` begins a signing history where none can be trusted, and waits an epoch longer;
     * `onlyHere` says that the other node, because of which it stopped, works no more.
     */
    start: oc
      .input(z.strictObject({ acceptEmptyHistory: z.boolean().optional(), onlyHere: z.boolean().optional() }))
      .output(none),
    /** Finishes what it owes, then is drawn no more. */
    stop: oc.output(none),
  },
  transactions: {
    /** What this account has sent on the joined network, newest first; none while off. */
    list: oc.output(z.array(transactionViewSchema)),
    /** Sends an open one again with a higher fee. */
    speedUp: oc.input(transactionIdSchema).output(none),
    /** Sends one that does nothing in the place of an open one; which of both is mined, the chain decides. */
    cancel: oc.input(transactionIdSchema).output(none),
  },
  audit: {
    versions: oc.output(z.array(modelVersionSchema)),
    /** Re-reads chain and artifacts, re-runs verification, merge and rewards of one version, compares. */
    run: oc
      .input(z.object({ version: z.number().int().min(1).max(1_000_000) }))
      .output(eventIterator(auditEventSchema)),
  },
};
