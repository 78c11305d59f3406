import { Tensor } from 'onnxruntime-node';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { Bucket } from '../llama/training-graph.ts';
import { gradientName } from '../llama/training-graph.ts';
import type { NamedShape } from '../llama/weight-shapes.ts';
import { Random } from '../random/random.ts';
import { type AdamWOptions, adamwUpdate, DEFAULT_ADAMW, gradientNorm, type TrainedTensor } from './adamw.ts';
import { type BestValues, readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { type LearningRateSchedule, learningRateAt } from './learning-rate.ts';
import { StepSessions } from './step-sessions.ts';
import { type TrainingBatch, totalWeight } from './training-batch.ts';

/** Settings that all trainers share. */
export interface TrainerOptions {
  readonly schedule: LearningRateSchedule;
  readonly adamw?: AdamWOptions;
  /** Gradients longer than this (Euclidean, all together) are scaled down to it. Default 1. */
  readonly clipNorm?: number;
  /** Threads inside one operator. */
  readonly threads: number;
  /** Seed of {@link Trainer.random}. */
  readonly seed: number;
}

/** What a step reports. */
export interface StepResult {
  /** Steps done, this one included. */
  readonly step: number;
  /** Weighted mean negative log-likelihood before the update, in nats per token. */
  readonly loss: number;
  /** Length of the gradient before clipping. */
  readonly gradientNorm: number;
  readonly learningRate: number;
}

/** What a particular trainer hands to the shared part. */
export interface TrainerParts {
  readonly kind: string;
  /** Describes the model and the trained tensors; a checkpoint of another description is refused. */
  readonly fingerprint: string;
  readonly parameters: readonly NamedShape[];
  /** First values of the parameters; taken over and changed in place. */
  readonly values: ReadonlyMap<string, Float32Array>;
  /** Graph inputs that stay as they are. */
  readonly fixedInputs: Readonly<Record<string, Tensor>>;
  /** Makes the model file of a bucket, with or without the backward pass. */
  readonly build: (bucket: Bucket, gradients: boolean) => Uint8Array;
}

/** Runs training steps and keeps the optimiser's state. Steps are deterministic: k steps, a checkpoint and n − k steps give the bytes of n steps. */
export class Trainer {
  /** Random numbers for the caller's choice of batches; part of every checkpoint. */
  random: Random;
  readonly #parts: TrainerParts;
  readonly #options: TrainerOptions;
  readonly #tensors: readonly TrainedTensor[];
  readonly #inputs: Readonly<Record<string, Tensor>>;
  readonly #gradients: Readonly<Record<string, Tensor>>;
  readonly #sessions: StepSessions;
  #step = 0;
  #best: BestValues | null = null;
  #firstLoss: number | null = null;

  protected constructor(parts: TrainerParts, options: TrainerOptions) {
    this.#parts = parts;
    this.#options = options;
    this.random = Random.fromSeed(options.seed);
    this.#tensors = parts.parameters.map(({ name, shape }) =>
      trainedTensor(name, shape, parts.values.get(name)),
    );
    const tensorsBy = (
      key: 'value' | 'gradient',
      name: (parameter: string) => string,
    ): Record<string, Tensor> =>
      Object.fromEntries(
        this.#tensors.map((tensor) => [name(tensor.name), new Tensor('float32', tensor[key], tensor.shape)]),
      );
    this.#inputs = { ...parts.fixedInputs, ...tensorsBy('value', (name) => name) };
    this.#gradients = tensorsBy('gradient', gradientName);
    this.#sessions = new StepSessions(parts.build, { threads: options.threads });
  }

  /** Steps done. */
  get stepsDone(): number {
    return this.#step;
  }

  /** The trained tensors by name, live: the next step changes them in place. */
  get values(): ReadonlyMap<string, Float32Array> {
    return new Map(this.#tensors.map(({ name, value }) => [name, value]));
  }

  /**
   * One update from one batch, or from several whose gradients are added up first.
   *
   * @throws LoamError `TRAINING_BATCH_EMPTY` when no position has weight; `TRAINING_DIVERGED` when the loss or the
   * gradient is not finite (nothing is changed then)
   */
  async step(batches: TrainingBatch | readonly TrainingBatch[]): Promise<StepResult> {
    const list = 'ids' in batches ? [batches] : batches;
    const { loss, norm } = await this.#gradient(list);
    const learningRate = learningRateAt(this.#options.schedule, this.#step + 1);
    if (!Number.isFinite(loss) || !Number.isFinite(norm)) {
      throw new LoamError('TRAINING_DIVERGED', `Training step ${this.#step + 1} gave a loss of ${loss}.`, {
        hint: 'Go back to the last checkpoint and use a smaller learning rate.',
      });
    }
    const clipNorm = this.#options.clipNorm ?? 1;
    this.#step++;
    adamwUpdate(this.#tensors, this.#options.adamw ?? DEFAULT_ADAMW, {
      step: this.#step,
      learningRate,
      gradientScale: norm > clipNorm ? clipNorm / norm : 1,
    });
    return { step: this.#step, loss, gradientNorm: norm, learningRate };
  }

  /** Weighted mean negative log-likelihood over all batches in nats per token, without learning from them. */
  async evaluate(batches: readonly TrainingBatch[]): Promise<number> {
    const total = requireWeight(batches);
    let sum = 0;
    for (const batch of batches) sum += await this.#sessions.run(batch, 1, this.#inputs, null);
    return sum / total;
  }

  /** The gradients of the last step by parameter name, before clipping; live arrays. For tests and norms. */
  get gradients(): ReadonlyMap<string, Float32Array> {
    return new Map(this.#tensors.map(({ name, gradient }) => [name, gradient]));
  }

  /** The step and held-out loss of the best values offered so far. */
  get best(): { readonly step: number; readonly loss: number } | null {
    return this.#best;
  }

  /** The first loss that was offered. */
  get firstLoss(): number | null {
    return this.#firstLoss;
  }

  /** Keeps a copy of the present values when `loss` is lower than that of any values offered before. */
  offerBest(loss: number): void {
    this.#firstLoss ??= loss;
    if (this.#best !== null && this.#best.loss <= loss) return;
    this.#best = { step: this.#step, loss, values: this.#tensors.map(({ value }) => value.slice()) };
  }

  /** Goes back to the best values offered, if any. */
  takeBest(): void {
    for (const [i, best] of this.#best?.values.entries() ?? [])
      (this.#tensors[i] as TrainedTensor).value.set(best);
  }

  /** Writes everything that {@link restore} needs, atomically. */
  async save(path: string): Promise<void> {
    await writeCheckpoint(path, this.#parts, {
      step: this.#step,
      random: this.random.state(),
      firstLoss: this.#firstLoss,
      best: this.#best,
      tensors: this.#tensors,
    });
  }

  /**
   * Continues from a checkpoint of a trainer with the same description.
   *
   * @throws LoamError `CHECKPOINT_INVALID`, `CHECKPOINT_MISMATCH`
   */
  async restore(path: string): Promise<void> {
    const state = await readCheckpoint(path, this.#parts, this.#tensors);
    this.random = Random.fromState(state.random);
    this.#step = state.step;
    this.#firstLoss = state.firstLoss;
    this.#best = state.best;
    state.tensors.forEach((source, i) => {
      const target = this.#tensors[i] as TrainedTensor;
      for (const part of ['value', 'mean', 'square'] as const) target[part].set(source[part]);
    });
  }

  /** Frees the runtime's memory. The trained values stay readable. */
  async release(): Promise<void> {
    await this.#sessions.release();
  }

  async #gradient(batches: readonly TrainingBatch[]): Promise<{ loss: number; norm: number }> {
    const scale = 1 / requireWeight(batches);
    const sums = batches.length > 1 ? this.#tensors.map(({ value }) => new Float32Array(value.length)) : [];
    let loss = 0;
    for (const batch of batches) {
      loss += await this.#sessions.run(batch, scale, this.#inputs, this.#gradients);
      for (const [i, sum] of sums.entries()) addInto(sum, (this.#tensors[i] as TrainedTensor).gradient);
    }
    for (const [i, sum] of sums.entries()) (this.#tensors[i] as TrainedTensor).gradient.set(sum);
    return { loss, norm: gradientNorm(this.#tensors) };
  }
}

function trainedTensor(
  name: string,
  shape: readonly number[],
  value: Float32Array | undefined,
): TrainedTensor {
  const count = shape.reduce((product, dim) => product * dim, 1);
  if (value?.length !== count)
    throw new LoamError('TRAINING_VALUES_INVALID', `"${name}" needs ${count} values to start from.`);
  return {
    name,
    shape,
    value,
    gradient: new Float32Array(count),
    mean: new Float32Array(count),
    square: new Float32Array(count),
  };
}

function addInto(sum: Float32Array, addend: Float32Array): void {
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (addend[i] as number);
}

function requireWeight(batches: readonly TrainingBatch[]): number {
  const total = totalWeight(batches);
  if (!(total > 0))
    throw new LoamError('TRAINING_BATCH_EMPTY', 'No position of the batch has weight in the loss.');
  return total;
}
