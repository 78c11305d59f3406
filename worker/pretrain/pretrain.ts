import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { parseLlamaConfig } from '../llama/config.ts';
import { Random } from '../random/random.ts';
import { Tokenizer } from '../tokenizer/tokenizer.ts';
import { DEFAULT_ADAMW } from '../training/adamw.ts';
import { FullTrainer } from '../training/full-trainer.ts';
import { initialWeights } from '../training/initial-weights.ts';
import type { TrainingBatch } from '../training/training-batch.ts';
import { BatchSampler } from './batch-sampler.ts';
import { BudgetSchedule } from './budget-schedule.ts';
import type { Corpus } from './corpus.ts';
import { exportModel } from './export-model.ts';
import { HELD_OUT_BATCHES } from './limits.ts';
import type { PretrainConfig } from './pretrain-config.ts';
import { CHECKPOINT_FILE, type RunState, readRunState, writeRunState } from './run-state.ts';
import { trainTokenizer } from './train-tokenizer.ts';
import { countTokens, makeTrainingSet } from './training-set.ts';

/** What happens during a run. */
export type PretrainProgress =
  | { readonly kind: 'prepared'; readonly tokens: number; readonly resumedAtStep: number }
  | {
      readonly kind: 'step';
      readonly step: number;
      readonly loss: number;
      readonly rate: number;
      readonly seconds: number;
      readonly tokensPerSecond: number;
      readonly progress: number;
    }
  | {
      readonly kind: 'measured';
      readonly step: number;
      readonly heldOutLoss: number;
      readonly trainingLoss: number;
    }
  | { readonly kind: 'saved'; readonly step: number };

/** Options of {@link pretrain}. */
export interface PretrainOptions {
  readonly corpora: readonly Corpus[];
  /** Folder of the run: checkpoint, state and, in `model/`, the exported model. A run found there is resumed. */
  readonly folder: string;
  readonly config: PretrainConfig;
  /** When to stop: after this much training over all starts, or after this many steps (which is reproducible). */
  readonly budget: { readonly minutes: number } | { readonly steps: number };
  readonly threads: number;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Stops the run after the step under way; it can be resumed. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: PretrainProgress) => void;
}

/** How a run ended. */
export interface PretrainResult {
  /** False when it was stopped before its budget was used up. */
  readonly finished: boolean;
  readonly state: RunState;
  /** Folder of the exported model. */
  readonly modelFolder: string;
}

/**
 * Trains a base model from nothing: a tokenizer, then every weight. Writes a checkpoint every few minutes and goes on
 * from it when called again; exports the model whenever it stops.
 *
 * @throws LoamError `PRETRAIN_OTHER_RUN` when the folder holds another run, `TRAINING_DIVERGED`
 */
export async function pretrain(options: PretrainOptions): Promise<PretrainResult> {
  const { config: settings, corpora, folder } = options;
  await mkdir(folder, { recursive: true });
  const tokenizerFiles = trainTokenizer(corpora, {
    vocabSize: settings.model.vocab_size,
    contextLength: settings.model.max_position_embeddings,
  });
  const tokenizer = new Tokenizer(tokenizerFiles);
  const fingerprint = hash(
    settings,
    corpora.map(({ name, weight, files }) => [name, weight, files]),
    tokenizerFiles,
  );
  const state = (await readRunState(folder, fingerprint)) ?? {
    fingerprint,
    stepsDone: 0,
    seconds: 0,
    heldOut: [],
    training: [],
  };
  // The vocabulary may come out smaller than asked for when there is little text.
  const config = parseLlamaConfig({ ...settings.model, vocab_size: tokenizer.vocabSize });
  const run = new PretrainingRun(options, state, tokenizer, config);
  try {
    const finished = await run.train();
    const modelFolder = join(folder, 'model');
    await exportModel(modelFolder, {
      config,
      weights: run.trainer.weights,
      tokenizerFiles,
      settings,
      state,
      corpora,
    });
    return { finished, state, modelFolder };
  } finally {
    await run.trainer.release();
  }
}

class PretrainingRun {
  readonly trainer: FullTrainer;
  readonly #options: PretrainOptions;
  readonly #state: RunState;
  readonly #schedule: BudgetSchedule;
  readonly #sampler: BatchSampler;
  readonly #finalSampler: BatchSampler;
  readonly #heldOut: readonly TrainingBatch[];
  readonly #tokens: number;

  constructor(
    options: PretrainOptions,
    state: RunState,
    tokenizer: Tokenizer,
    config: ReturnType<typeof parseLlamaConfig>,
  ) {
    const settings = options.config;
    this.#options = options;
    this.#state = state;
    this.#schedule = new BudgetSchedule({
      peak: settings.peakRate,
      floor: settings.floorRate,
      warmupSteps: settings.warmupSteps,
    });
    const set = makeTrainingSet(options.corpora, tokenizer);
    const bosId = tokenizer.bosId ?? 0;
    this.#tokens = countTokens(set.training);
    this.#sampler = new BatchSampler(set.training, bosId);
    const { factors } = settings.finalMix;
    this.#finalSampler = new BatchSampler(
      set.training.map((shard) => ({ ...shard, weight: shard.weight * (factors[shard.name] ?? 1) })),
      bosId,
    );
    this.#heldOut = this.#fixedBatches(new BatchSampler(set.heldOut, bosId));
    this.trainer = new FullTrainer(
      { config, weights: initialWeights(config, Random.fromSeed(settings.seed)) },
      {
        schedule: this.#schedule,
        adamw: { ...DEFAULT_ADAMW, beta2: settings.beta2, weightDecay: settings.weightDecay },
        clipNorm: 1,
        threads: options.threads,
        seed: settings.seed,
      },
    );
  }

  /** Trains until the budget is used up (true) or the signal stops it (false). */
  async train(): Promise<boolean> {
    const { config: settings, folder, now, signal, onProgress } = this.#options;
    if (this.#state.stepsDone > 0) await this.#restore(folder);
    onProgress?.({ kind: 'prepared', tokens: this.#tokens, resumedAtStep: this.trainer.stepsDone });
    const before = this.#state.seconds;
    const started = now();
    let saved = started;
    let losses: number[] = [];
    while (this.#progress() < 1 && signal?.aborted !== true) {
      const begun = now();
      const step = this.trainer.stepsDone;
      this.#schedule.update(step, this.#progress());
      const sampler = this.#progress() < settings.finalMix.from ? this.#sampler : this.#finalSampler;
      const result = await this.trainer.step(sampler.sample(this.#bucket(step), this.trainer.random));
      losses.push(result.loss);
      this.#state.stepsDone = result.step;
      this.#state.seconds = before + (now() - started) / 1000;
      onProgress?.({
        kind: 'step',
        step: result.step,
        loss: result.loss,
        rate: result.learningRate,
        seconds: this.#state.seconds,
        tokensPerSecond: settings.batchTokens / ((now() - begun) / 1000),
        progress: this.#progress(),
      });
      if (result.step % settings.evaluateEverySteps === 0) {
        await this.#measure(losses);
        losses = [];
      }
      if (now() - saved > settings.checkpointSeconds * 1000) {
        await this.#save();
        saved = now();
      }
    }
    if (losses.length > 0) await this.#measure(losses);
    await this.#save();
    return this.#progress() >= 1;
  }

  #progress(): number {
    const { budget } = this.#options;
    if ('steps' in budget) return this.#state.stepsDone / budget.steps;
    return this.#state.seconds / (budget.minutes * 60);
  }

  #bucket(step: number): { batch: number; length: number } {
    const { lengths, batchTokens } = this.#options.config;
    const length = lengths[step % lengths.length] as number;
    return { batch: Math.max(1, Math.floor(batchTokens / length)), length };
  }

  #fixedBatches(sampler: BatchSampler): TrainingBatch[] {
    const random = Random.fromSeed(this.#options.config.seed + 1);
    return Array.from({ length: HELD_OUT_BATCHES }, () => sampler.sample(this.#bucket(0), random));
  }

  async #measure(losses: readonly number[]): Promise<void> {
    const step = this.trainer.stepsDone;
    const heldOutLoss = await this.trainer.evaluate(this.#heldOut);
    const trainingLoss = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
    this.#state.heldOut.push({ step, loss: heldOutLoss });
    this.#state.training.push({ step, loss: trainingLoss });
    this.#options.onProgress?.({ kind: 'measured', step, heldOutLoss, trainingLoss });
  }

  async #save(): Promise<void> {
    await this.trainer.save(join(this.#options.folder, CHECKPOINT_FILE));
    await writeRunState(this.#options.folder, this.#state);
    this.#options.onProgress?.({ kind: 'saved', step: this.trainer.stepsDone });
  }

  /** The checkpoint is written before the state, so it may be a few minutes ahead of it, never behind. */
  async #restore(folder: string): Promise<void> {
    await this.trainer.restore(join(folder, CHECKPOINT_FILE));
    if (this.trainer.stepsDone < this.#state.stepsDone) {
      throw new LoamError('CHECKPOINT_MISMATCH', 'The checkpoint is older than the state of the run.');
    }
    this.#state.stepsDone = this.trainer.stepsDone;
  }
}

function hash(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
