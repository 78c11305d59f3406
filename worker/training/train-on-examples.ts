import { LoamError } from '../../protocol/errors/loam-error.ts';
import { Random } from '../random/random.ts';
import { type BatchingOptions, batchExamples } from './batching.ts';
import type { TrainingExample } from './examples.ts';
import type { Trainer } from './trainer.ts';
import type { TrainingBatch } from './training-batch.ts';

/** Where a training run stands. */
export interface TrainingProgress {
  /** Steps done. */
  readonly step: number;
  readonly steps: number;
  /** Of the last step's batch, in nats per answer token. */
  readonly loss: number;
  /** Newest held-out loss in nats per answer token; `null` before the first measurement or without held-out examples. */
  readonly heldOutLoss: number | null;
  /** Estimated milliseconds until `steps`. */
  readonly etaMs: number;
  /** Steps that the newest checkpoint holds; a run that is cut off goes on there. */
  readonly savedStep: number;
}

/** A training run over examples. */
export interface TrainOnExamplesOptions {
  readonly train: readonly TrainingExample[];
  /** May be empty: then nothing is measured and the run does not end early. */
  readonly heldOut: readonly TrainingExample[];
  /** Steps of the whole run, counted by the trainer: a restored trainer goes on where it was. */
  readonly steps: number;
  readonly batching: BatchingOptions;
  /** Steps between two measurements. */
  readonly evaluateEvery: number;
  /** Measurements without a better held-out loss after which the run ends. */
  readonly patience: number;
  /** Seed of the order of the examples. The same seed is needed to resume. */
  readonly seed: number;
  /** Milliseconds from any fixed point; for the estimate only. */
  readonly now: () => number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: TrainingProgress) => void;
  /** Where and how often the trainer is saved, and once more when the run ends or is cancelled. */
  readonly checkpoint?: { readonly path: string; readonly everySteps: number };
}

/** How a run ended. */
export interface TrainingResult {
  readonly finish: 'finished' | 'early' | 'cancelled';
  readonly step: number;
  /** Held-out loss of the values the run began with; `null` without held-out examples. */
  readonly firstHeldOutLoss: number | null;
  /** Held-out loss of the values that the trainer has now. */
  readonly heldOutLoss: number | null;
}

/**
 * Trains until the steps are done, the held-out loss stops falling or the signal aborts. Unless it was cancelled, the
 * trainer ends with the values that had the best held-out loss. A cancelled or crashed run that is restored from its
 * checkpoint and trained again with the same options ends with the same bytes as an uninterrupted one.
 *
 * @throws LoamError `TRAINING_OPTIONS_INVALID` when there is nothing to learn from
 */
export async function trainOnExamples(
  trainer: Trainer,
  options: TrainOnExamplesOptions,
): Promise<TrainingResult> {
  const { steps, evaluateEvery, patience, signal, checkpoint } = options;
  if (options.train.length === 0)
    throw new LoamError('TRAINING_OPTIONS_INVALID', 'There are no examples to learn from.');
  const heldOut = batchExamples(options.heldOut, options.batching, null);
  const epochs = new EpochOrder(options);
  const started = options.now();
  const startStep = trainer.stepsDone;
  let heldOutLoss: number | null = null;
  let savedStep = startStep;
  const measure = async (): Promise<void> => {
    if (heldOut.length === 0) return;
    heldOutLoss = await trainer.evaluate(heldOut);
    trainer.offerBest(heldOutLoss);
  };
  const isEarly = (): boolean =>
    trainer.best !== null && trainer.stepsDone - trainer.best.step >= patience * evaluateEvery;
  const save = async (): Promise<void> => {
    if (checkpoint === undefined) return;
    await trainer.save(checkpoint.path);
    savedStep = trainer.stepsDone;
  };

  if (trainer.stepsDone === 0) await measure();
  let finish: TrainingResult['finish'] = 'finished';
  while (trainer.stepsDone < steps) {
    if (isEarly()) {
      finish = 'early';
      break;
    }
    if (signal?.aborted === true) {
      await save();
      return {
        finish: 'cancelled',
        step: trainer.stepsDone,
        firstHeldOutLoss: trainer.firstLoss,
        heldOutLoss,
      };
    }
    const { step, loss } = await trainer.step(epochs.batchOfStep(trainer.stepsDone));
    if (step % evaluateEvery === 0 || step === steps) await measure();
    if (checkpoint !== undefined && step % checkpoint.everySteps === 0) await save();
    const etaMs = ((options.now() - started) / (step - startStep)) * (steps - step);
    options.onProgress?.({ step, steps, loss, heldOutLoss, etaMs, savedStep });
  }
  trainer.takeBest();
  await save();
  return {
    finish,
    step: trainer.stepsDone,
    firstHeldOutLoss: trainer.firstLoss,
    heldOutLoss: trainer.best?.loss ?? null,
  };
}

/** The batch of a step depends on the seed and the step's number alone, so that a resumed run sees the same batches. */
class EpochOrder {
  readonly #options: TrainOnExamplesOptions;
  readonly #batchesPerEpoch: number;
  #epoch = -1;
  #batches: readonly TrainingBatch[] = [];

  constructor(options: TrainOnExamplesOptions) {
    this.#options = options;
    this.#batchesPerEpoch = batchExamples(options.train, options.batching, null).length;
  }

  batchOfStep(index: number): TrainingBatch {
    const epoch = Math.floor(index / this.#batchesPerEpoch);
    if (epoch !== this.#epoch) {
      const random = Random.fromSeed(this.#options.seed ^ Math.imul(epoch, 0x9e3779b1));
      this.#batches = batchExamples(this.#options.train, this.#options.batching, random);
      this.#epoch = epoch;
    }
    return this.#batches[index % this.#batchesPerEpoch] as TrainingBatch;
  }
}
