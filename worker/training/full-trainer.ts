import type { LlamaConfig } from '../llama/config.ts';
import { buildTrainingStep } from '../llama/training-graph.ts';
import { weightShapes } from '../llama/weight-shapes.ts';
import type { LlamaWeights } from '../llama/weights.ts';
import { Trainer, type TrainerOptions } from './trainer.ts';

/** Trains every weight of a model; used to make a base model. */
export class FullTrainer extends Trainer {
  /** @param weights first values; taken over and changed in place */
  constructor(
    model: { readonly config: LlamaConfig; readonly weights: LlamaWeights },
    options: TrainerOptions,
  ) {
    const { config, weights } = model;
    super(
      {
        kind: 'full',
        fingerprint: JSON.stringify(config),
        parameters: weightShapes(config),
        values: weights,
        fixedInputs: {},
        build: (bucket, gradients) =>
          buildTrainingStep(config, bucket, { kind: 'full' }, { gradients }).model,
      },
      options,
    );
  }

  /** The model's weights by Hugging Face name, live. */
  get weights(): LlamaWeights {
    return this.values;
  }
}
