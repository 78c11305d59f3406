import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { bytes32Schema } from '../encoding/hex.ts';
import {
  EVALUATION_ITEMS,
  MAX_ANSWER_TOKENS,
  MAX_COMPARED_UPDATES,
  MAX_LESSON_CHARS,
  MAX_MERGED_PARTS,
  MAX_MESSAGE_CHARS,
  MAX_TOP_K,
} from '../limits.ts';

const path = z.string().min(1).max(4_096);

/** A prompt and the answer it should get. */
export const exampleSchema = z.object({
  prompt: z.string().min(1).max(MAX_LESSON_CHARS),
  answer: z.string().min(1).max(MAX_LESSON_CHARS),
});
export type Example = z.infer<typeof exampleSchema>;

/** One turn of a conversation. */
export const chatTurnSchema = z.object({
  role: z.enum(['system', 'user', 'assistant']),
  content: z.string().max(MAX_MESSAGE_CHARS),
});
export type ChatTurn = z.infer<typeof chatTurnSchema>;

/**
 * Adapters in effect, in order, as directories in PEFT's file format; their ΔW add up (stacked by rank).
 * `weight` scales one of them (default 1).
 */
export const adapterStackSchema = z
  .array(z.object({ dir: path, weight: z.number().min(-10).max(10).optional() }))
  .max(8);

/** A loaded base model. */
export const modelInfoSchema = z.object({
  name: z.string(),
  parameters: z.number().int(),
  contextTokens: z.number().int(),
  vocabulary: z.number().int(),
  /** keccak-256 over name and bytes of config.json, tokenizer.json, tokenizer_config.json and model.safetensors, in that order, and chat_template.jinja where there is one. */
  hash: bytes32Schema,
});
export type ModelInfo = z.infer<typeof modelInfoSchema>;

/** How fast an answer came. */
export const generationStatsSchema = z.object({
  tokens: z.number().int(),
  tokensPerSecond: z.number(),
  firstTokenMs: z.number(),
  contextUsed: z.number().int(),
  contextTokens: z.number().int(),
});
export type GenerationStats = z.infer<typeof generationStatsSchema>;

/** Training settings; every field has a default in the worker that suits the bundled model. */
export const trainingOptionsSchema = z.object({
  rank: z.number().int().min(1).max(64).optional(),
  alpha: z.number().positive().max(1_024).optional(),
  steps: z.number().int().min(1).max(10_000).optional(),
  batchSize: z.number().int().min(1).max(64).optional(),
  learningRate: z.number().positive().max(1).optional(),
  seed: z.string().max(80),
  /** Threads inside one operator; as many as the model was loaded with unless given. The result is the same bytes. */
  threads: z.number().int().min(1).max(64).optional(),
});

/** What a training run streams. */
export const trainingEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('step'),
    step: z.number().int(),
    steps: z.number().int(),
    loss: z.number(),
    heldOutLoss: z.number().nullable(),
    etaMs: z.number(),
    /** Steps that the newest checkpoint holds. */
    savedStep: z.number().int(),
  }),
  /** It was paused: the checkpoint holds this many steps, and the same call goes on from there. */
  z.object({ type: z.literal('paused'), step: z.number().int() }),
  z.object({
    type: z.literal('done'),
    rank: z.number().int(),
    alpha: z.number(),
    steps: z.number().int(),
    learningRate: z.number(),
    /** Trainable numbers in the adapter. */
    parameters: z.number().int(),
    /** Bytes of the adapter's files. */
    bytes: z.number().int(),
    stoppedEarly: z.boolean(),
    ms: z.number(),
  }),
]);
export type TrainingEvent = z.infer<typeof trainingEventSchema>;

/** What an evaluation in the verification profile streams: progress, then the result. */
export const evaluationEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), done: z.number().int(), of: z.number().int() }),
  z.object({
    type: z.literal('done'),
    /** Per-item mean losses (nats per answer token) without the candidate, in micro-nats. */
    base: z.array(z.number().int().nonnegative()),
    /** The same with the candidate. */
    patched: z.array(z.number().int().nonnegative()),
    /** Hash of runtime bytes, options and graph. */
    profile: bytes32Schema,
    ms: z.number(),
  }),
]);
export type EvaluationEvent = z.infer<typeof evaluationEventSchema>;

/**
 * The messages that node and worker exchange. Large things (models, adapters) travel as paths inside the
 * owner's data folder; both processes run on the same machine as the same user.
 * Streams end when their client stops reading or aborts.
 */
export const workerContract = {
  /** Loads a base model in Hugging Face layout and makes it the current one. */
  load: oc
    .input(z.object({ modelDir: path, threads: z.number().int().min(1).max(64) }))
    .output(modelInfoSchema),
  /** Looks into a model's folder without loading it: its files fit each other, and it can be run here. */
  inspectModel: oc
    .input(z.object({ modelDir: path }))
    .output(modelInfoSchema.extend({ layers: z.number().int(), bytes: z.number().int() })),
  /** Runtime facts for the status strip. */
  info: oc.output(
    z.object({
      provider: z.string(),
      /** What the runtime brings for this system beside what it runs on. */
      unused: z.array(z.string()),
      threads: z.number().int(),
      runtime: z.string(),
      model: modelInfoSchema.nullable(),
    }),
  ),
  /**
   * Streams an answer. Ends with `done` also when cancelled by the length limit; a client abort just ends it. System turns
   * stand at the start; a model that was not made for them reads them as the beginning of the first question.
   */
  generate: oc
    .input(
      z.object({
        messages: z.array(chatTurnSchema).min(1).max(400),
        adapters: adapterStackSchema,
        maxTokens: z.number().int().min(1).max(MAX_ANSWER_TOKENS).default(256),
        temperature: z.number().min(0).max(2).default(0.7),
        topP: z.number().gt(0).max(1).default(0.9),
        /** Candidates for the next token; 0 is all. */
        topK: z.number().int().min(0).max(MAX_TOP_K).default(0),
        /** Above 1, what was said lately becomes less likely; left out, 1.1 and at temperature 0 off. */
        repetitionPenalty: z.number().min(1).max(2).optional(),
        seed: z.string().max(80),
        /** What the answer begins with already; only what follows it is streamed. */
        continueFrom: z.string().max(MAX_MESSAGE_CHARS).optional(),
      }),
    )
    .output(
      eventIterator(
        z.discriminatedUnion('type', [
          /** `at`: when it was there, milliseconds since 1970. */
          z.object({ type: z.literal('text'), text: z.string(), at: z.number() }),
          z.object({
            type: z.literal('done'),
            reason: z.enum(['stop', 'length']),
            stats: generationStatsSchema,
          }),
        ]),
      ),
    ),
  /**
   * Trains a new adapter on `examples` (+ `replay`, mixed in against forgetting) on top of the frozen stack
   * `adapters`, and writes it to `outDir` in PEFT's format. Checkpoints live in `checkpointDir`; when it holds
   * one of the same run, training goes on from there.
   */
  train: oc
    .input(
      z.object({
        examples: z.array(exampleSchema).max(2_000),
        replay: z.array(exampleSchema).max(2_000),
        adapters: adapterStackSchema,
        outDir: path,
        checkpointDir: path,
        options: trainingOptionsSchema,
      }),
    )
    .output(eventIterator(trainingEventSchema)),
  /** Pauses the training that keeps its checkpoints there; its stream ends with `paused`. `paused` is false when there is none. */
  pauseTraining: oc.input(z.object({ checkpointDir: path })).output(z.object({ paused: z.boolean() })),
  /** Losses of `items` without and with `candidate` on top of `adapters`, in the verification profile. */
  evaluate: oc
    .input(
      z.object({
        adapters: adapterStackSchema,
        candidate: path.nullable(),
        items: z
          .array(exampleSchema)
          .min(1)
          .max(EVALUATION_ITEMS * 8),
      }),
    )
    .output(eventIterator(evaluationEventSchema)),
  /** Checks an adapter directory against the loaded model: format, shapes, finite numbers. Throws a LoamError when it does not fit. */
  inspect: oc.input(z.object({ dir: path })).output(
    z.object({
      rank: z.number().int(),
      alpha: z.number(),
      parameters: z.number().int(),
      bytes: z.number().int(),
      norm: z.number(),
      targets: z.array(z.string()),
    }),
  ),
  /**
   * What an update's numbers tell without running it: how much of a layer it overwrites, its spectral signature, and
   * how much of it earlier updates hold already. All but `evenness` are the same bits on every machine.
   */
  scan: oc.input(z.object({ dir: path, earlier: z.array(path).max(MAX_COMPARED_UPDATES) })).output(
    z.object({
      rank: z.number().int(),
      /** Largest ‖ΔW‖ / ‖W‖ of any layer. */
      strength: z.number().nonnegative(),
      /** Mean part of a layer's energy in its largest singular value. */
      concentration: z.number().nonnegative(),
      /** Mean part of the rank that is in use. */
      evenness: z.number().nonnegative(),
      /** Cosine to each earlier update; null for one that does not fit the model. */
      cosines: z.array(z.number().nullable()),
      /** Part of its energy in the span of the nearest earlier updates, 0 … 1. */
      explained: z.number().nonnegative(),
    }),
  ),
  /**
   * Writes an adapter that looks trained and changes no answer, in PEFT's format: what a canary's bundle holds. Random
   * by `seed`, rank and alpha those of a usual lesson unless given.
   */
  writeInert: oc
    .input(
      z.object({
        outDir: path,
        seed: z.string().min(1).max(80),
        rank: z.number().int().min(1).max(64).optional(),
        alpha: z.number().positive().max(1_024).optional(),
      }),
    )
    .output(z.object({ rank: z.number().int(), alpha: z.number(), parameters: z.number().int() })),
  /** Deterministic merge `parent + Σ weight_i · part_i`, weights as exact fractions `numerator / denominator`; writes a PEFT directory. */
  merge: oc
    .input(
      z.object({
        parent: path.nullable(),
        parts: z
          .array(
            z.object({
              dir: path,
              numerator: z.string().regex(/^\d{1,60}$/),
              denominator: z.string().regex(/^[1-9]\d{0,60}$/),
            }),
          )
          .max(MAX_MERGED_PARTS),
        outDir: path,
        maxRank: z.number().int().min(1).max(1_024),
      }),
    )
    .output(z.object({ rank: z.number().int(), residual: z.number(), bytes: z.number().int() })),
  /** Trains a base model from corpora (see `loam pretrain`); resumable, streams progress lines. */
  pretrain: oc
    .input(
      z.object({
        corporaDir: path,
        outDir: path,
        minutes: z.number().positive().max(10_000),
        threads: z.number().int().min(1).max(64),
      }),
    )
    .output(
      eventIterator(
        z.object({
          stage: z.string(),
          message: z.string(),
          step: z.number().int().nullable(),
          loss: z.number().nullable(),
          heldOutLoss: z.number().nullable(),
          etaMs: z.number().nullable(),
        }),
      ),
    ),
};
