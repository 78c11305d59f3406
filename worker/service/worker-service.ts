import { join } from 'node:path';
import type {
  EvaluationEvent,
  Example,
  GenerationStats,
  TrainingEvent,
} from '../../protocol/api/worker-contract.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { adapterParameters } from '../adapter/adapter.ts';
import { inertAdapter } from '../adapter/inert-adapter.ts';
import { writePeftFolder } from '../adapter/peft-folder.ts';
import { makeFolder } from '../files/make-folder.ts';
import { Generator } from '../generation/generator.ts';
import type { StackedAdapter } from '../llama/adapter-inputs.ts';
import { ADAPTER_TARGETS } from '../llama/weight-shapes.ts';
import { Random } from '../random/random.ts';
import { seedFromText } from '../random/seed-from-text.ts';
import { constantRate } from '../training/learning-rate.ts';
import { LoraTrainer } from '../training/lora-trainer.ts';
import { trainOnExamples } from '../training/train-on-examples.ts';
import { BaseLosses } from '../verification/base-losses.ts';
import { Evaluator } from '../verification/evaluator.ts';
import { MAX_ITEM_TOKENS } from '../verification/limits.ts';
import { AdapterShelf, type StackEntry } from './adapter-shelf.ts';
import { chatPrompt } from './chat-prompt.ts';
import { streamOf } from './event-queue.ts';
import { explainMemory } from './explain-memory.ts';
import { learnExamples, toTrainingExample } from './learn-examples.ts';
import { type LoadedModel, loadModel } from './loaded-model.ts';

/** Settings of a training run unless asked otherwise; chosen by bench/learn-fact.ts for the bundled model. */
export const TRAINING_DEFAULTS = {
  rank: 8,
  alpha: 16,
  steps: 100,
  batchSize: 16,
  learningRate: 1e-3,
} as const;
const TOKENS_PER_ROW = 32;
const EVALUATE_EVERY = 20;
const PATIENCE = 4;
const CHECKPOINT_EVERY = 20;
const REPETITION_PENALTY = 1.1;

/** Everything the worker can do with one loaded model. Parts that cost memory are opened at first use. */
export class WorkerService {
  #model: LoadedModel | undefined;
  #threads = 1;
  #generator: Promise<Generator> | undefined;
  #evaluator: Promise<Evaluator> | undefined;
  /** Of the evaluator: another model needs another one. */
  #baseLosses = new BaseLosses();
  #adapters: AdapterShelf | undefined;
  /** Trainings in progress by checkpoint folder: how to pause each, and when it has let go of its files. */
  readonly #trainings = new Map<string, { readonly pause: AbortController; readonly over: Promise<void> }>();
  /** Ends the answers of a model that another one takes the place of. */
  #answers = new AbortController();

  /** Loads a model and makes it the current one; answers of the one before end. When it cannot be loaded, that one stays. */
  async load(input: { modelDir: string; threads: number }): Promise<LoadedModel['info']> {
    const model = await loadModel(input.modelDir).catch((error: unknown) => {
      throw explainMemory(error);
    });
    await this.#close();
    this.#model = model;
    this.#threads = input.threads;
    this.#adapters = new AdapterShelf(model, model.info.name);
    return model.info;
  }

  /** The loaded model. @throws LoamError `MODEL_NOT_LOADED` */
  get model(): LoadedModel {
    if (this.#model !== undefined) return this.#model;
    throw new LoamError('MODEL_NOT_LOADED', 'No model is loaded.', { hint: 'Load one first.' });
  }

  /** Threads inside one operator. */
  get threads(): number {
    return this.#threads;
  }

  /** Facts about the loaded model, null before the first load. */
  get info(): LoadedModel['info'] | null {
    return this.#model?.info ?? null;
  }

  /** The adapters on disk. @throws LoamError `MODEL_NOT_LOADED` */
  get adapters(): AdapterShelf {
    if (this.#adapters !== undefined) return this.#adapters;
    throw new LoamError('MODEL_NOT_LOADED', 'No model is loaded.', { hint: 'Load one first.' });
  }

  /** Streams an answer as text that is whole characters; a NUL shows as U+FFFD. */
  async *generate(
    request: {
      readonly messages: readonly {
        readonly role: 'system' | 'user' | 'assistant';
        readonly content: string;
      }[];
      readonly adapters: readonly StackEntry[];
      readonly maxTokens: number;
      readonly temperature: number;
      readonly topP: number;
      readonly topK?: number | undefined;
      readonly repetitionPenalty?: number | undefined;
      readonly seed: string;
      readonly continueFrom?: string | undefined;
    },
    signal?: AbortSignal,
  ): AsyncGenerator<
    | { type: 'text'; text: string; at: number }
    | { type: 'done'; reason: 'stop' | 'length'; stats: GenerationStats },
    void,
    void
  > {
    const { tokenizer, config } = this.model;
    const generator = await this.#openGenerator();
    const { ids, begun } = chatPrompt(tokenizer, request.messages, {
      contextTokens: config.contextLength,
      answerTokens: request.maxTokens,
      continueFrom: request.continueFrom ?? '',
    });
    const stream = tokenizer.stream(begun);
    const tokens = generator.generate({
      ids,
      adapters: await this.adapters.stack(request.adapters),
      maxTokens: request.maxTokens,
      temperature: request.temperature,
      topK: request.topK ?? 0,
      topP: request.topP,
      repetitionPenalty: request.repetitionPenalty ?? (request.temperature === 0 ? 1 : REPETITION_PENALTY),
      seed: seedFromText(request.seed),
      stopIds: tokenizer.eosId === undefined ? [] : [tokenizer.eosId],
      signal: signal === undefined ? this.#answers.signal : AbortSignal.any([signal, this.#answers.signal]),
    });
    for (;;) {
      const next = await tokens.next();
      if (next.done) {
        const { finish, tokens: count, firstTokenMs, tokensPerSecond } = next.value;
        const rest = stream.end();
        if (rest !== '') yield { type: 'text', text: withoutNul(rest), at: Date.now() };
        if (finish === 'cancelled') return;
        yield {
          type: 'done',
          reason: finish === 'stop' ? 'stop' : 'length',
          stats: {
            tokens: count,
            firstTokenMs,
            tokensPerSecond,
            contextUsed: ids.length + count,
            contextTokens: config.contextLength,
          },
        };
        return;
      }
      const text = stream.push(next.value);
      if (text !== '') yield { type: 'text', text: withoutNul(text), at: Date.now() };
      // The runtime computes on this thread; let messages and cancellation through between tokens.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /**
   * Trains a new adapter on top of a frozen stack and writes it to `outDir`; goes on from a checkpoint of the same
   * run. Both folders are made when missing, their parents are not, so that whoever cancels a run and removes those
   * at once has them gone for good.
   */
  train(
    request: {
      readonly examples: readonly Example[];
      readonly replay: readonly Example[];
      readonly adapters: readonly StackEntry[];
      readonly outDir: string;
      readonly checkpointDir: string;
      readonly options: { readonly [K in keyof typeof TRAINING_DEFAULTS]?: number | undefined } & {
        readonly seed: string;
        readonly threads?: number | undefined;
      };
    },
    outer?: AbortSignal,
  ): AsyncGenerator<TrainingEvent, void, void> {
    const { config, weights, tokenizer, info } = this.model;
    const { threads = this.#threads, ...options } = request.options;
    const settings = { ...TRAINING_DEFAULTS, ...definedOf(options) };
    const { rank, alpha, steps, batchSize, learningRate } = settings;
    const seed = seedFromText(request.options.seed);
    const work = async (
      emit: (event: TrainingEvent) => void,
      signal: AbortSignal,
      pause: AbortSignal,
    ): Promise<void> => {
      const started = performance.now();
      await makeFolder(request.checkpointDir);
      const frozen = await this.adapters.stack(request.adapters);
      const { train, heldOut } = learnExamples(
        tokenizer,
        request.examples,
        request.replay,
        Random.fromSeed(seed),
      );
      const trainer = new LoraTrainer(
        {
          config,
          weights,
          base: `${info.hash} ${request.adapters.map(({ dir, weight }) => `${dir}*${weight ?? 1}`).join(' ')}`,
          lora: { targets: ADAPTER_TARGETS, rank, alpha },
          ...(frozen.size === 0 ? {} : { frozen }),
        },
        { schedule: constantRate(learningRate), threads, seed },
      );
      try {
        const checkpoint = join(request.checkpointDir, 'adapter.checkpoint');
        await restoreIfThere(trainer, checkpoint);
        const result = await trainOnExamples(trainer, {
          train,
          heldOut,
          steps,
          batching: { maxLength: config.contextLength, tokensPerBatch: batchSize * TOKENS_PER_ROW },
          evaluateEvery: EVALUATE_EVERY,
          patience: PATIENCE,
          seed,
          now: () => performance.now(),
          signal: AbortSignal.any([signal, pause]),
          onProgress: (progress) => emit({ type: 'step', ...progress }),
          checkpoint: { path: checkpoint, everySteps: CHECKPOINT_EVERY },
        });
        if (result.finish === 'cancelled') {
          if (!signal.aborted) emit({ type: 'paused', step: result.step });
          return;
        }
        const written = await this.adapters.write(request.outDir, trainer.values, { rank, alpha });
        emit({
          type: 'done',
          rank,
          alpha,
          steps: result.step,
          learningRate,
          parameters: written.parameters,
          bytes: written.bytes,
          stoppedEarly: result.finish === 'early',
          ms: performance.now() - started,
        });
      } catch (error) {
        // Whoever cancels takes the folders away; what fails for that reason concerns nobody.
        if (!signal.aborted) throw error;
      } finally {
        await trainer.release();
      }
    };
    return streamOf<TrainingEvent>(async (emit, signal) => {
      // Two that write the same checkpoint would take it from each other.
      await this.#trainings.get(request.checkpointDir)?.over;
      if (signal.aborted) return;
      const pause = new AbortController();
      const running = work(emit, signal, pause.signal);
      const over = running
        .catch(() => undefined)
        .then(() => void this.#trainings.delete(request.checkpointDir));
      this.#trainings.set(request.checkpointDir, { pause, over });
      await running.finally(() => over);
    }, outer);
  }

  /**
   * Pauses the training whose checkpoints lie in `checkpointDir`: it saves itself after the step in progress and ends
   * with a `paused` event.
   *
   * @returns whether there was one
   */
  pauseTraining(checkpointDir: string): boolean {
    const training = this.#trainings.get(checkpointDir);
    training?.pause.abort();
    return training !== undefined;
  }

  /** Losses without and with a candidate, in the verification profile. */
  evaluate(
    request: {
      readonly adapters: readonly StackEntry[];
      readonly candidate: string | null;
      readonly items: readonly Example[];
    },
    outer?: AbortSignal,
  ): AsyncGenerator<EvaluationEvent, void, void> {
    const { tokenizer } = this.model;
    return streamOf<EvaluationEvent>(async (emit, signal) => {
      const started = performance.now();
      const evaluator = await this.#openEvaluator();
      const items = request.items.map((item) => {
        const { promptIds, answerIds } = toTrainingExample(tokenizer, item);
        const ids = [...promptIds, ...answerIds].slice(0, MAX_ITEM_TOKENS);
        return { ids, answer: ids.map((_, i) => i >= promptIds.length) };
      });
      let done = 0;
      const onItem = (): void =>
        emit({ type: 'progress', done: ++done, of: items.length * (request.candidate === null ? 1 : 2) });
      const stack: StackedAdapter = await this.adapters.stack(request.adapters);
      const { losses: base, remembered } = await this.#baseLosses.of(items, stack, () =>
        evaluator.losses(items, stack, { signal, onItem }),
      );
      if (remembered) for (const _ of items) onItem();
      let patched = base;
      if (request.candidate !== null) {
        const both = await this.adapters.stack([...request.adapters, { dir: request.candidate }]);
        patched = await evaluator.losses(items, both, { signal, onItem });
      }
      emit({ type: 'done', base, patched, profile: evaluator.profile, ms: performance.now() - started });
    }, outer);
  }

  /** Writes an adapter that looks trained and changes nothing; see {@link inertAdapter}. */
  async writeInert(request: {
    readonly outDir: string;
    readonly seed: string;
    readonly rank?: number | undefined;
    readonly alpha?: number | undefined;
  }): Promise<{ rank: number; alpha: number; parameters: number }> {
    const { rank = TRAINING_DEFAULTS.rank, alpha = TRAINING_DEFAULTS.alpha, outDir, seed } = request;
    const random = Random.fromSeed(seedFromText(seed));
    const adapter = inertAdapter(this.model.config, random, { rank, alpha });
    await writePeftFolder(outDir, adapter, { baseModel: this.model.info.name });
    return { rank, alpha, parameters: adapterParameters(adapter) };
  }

  #openGenerator(): Promise<Generator> {
    this.#generator ??= Generator.create(this.model, {
      threads: this.#threads,
      now: () => performance.now(),
    }).catch((error: unknown) => {
      // Tried again at the next question.
      this.#generator = undefined;
      throw explainMemory(error);
    });
    return this.#generator;
  }

  #openEvaluator(): Promise<Evaluator> {
    this.#evaluator ??= Evaluator.open(this.model.config, this.model.weights).catch((error: unknown) => {
      this.#evaluator = undefined;
      throw error;
    });
    return this.#evaluator;
  }

  async #close(): Promise<void> {
    this.#answers.abort();
    this.#answers = new AbortController();
    await (await this.#generator)?.release();
    await (await this.#evaluator)?.close();
    this.#generator = undefined;
    this.#evaluator = undefined;
    this.#baseLosses = new BaseLosses();
  }
}

async function restoreIfThere(trainer: LoraTrainer, path: string): Promise<void> {
  try {
    await trainer.restore(path);
  } catch (error) {
    // A missing, damaged or foreign checkpoint costs the steps since the start, never the run.
    if (!(error instanceof LoamError)) throw error;
  }
}

/** A model may say any byte, but whatever ends text at a NUL (the database does) would lose the rest of the answer. */
function withoutNul(text: string): string {
  return text.replaceAll('\0', '\ufffd');
}

function definedOf<T extends object>(options: T): { [K in keyof T]: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: NonNullable<T[K]>;
  };
}
