import { Tensor } from 'onnxruntime-node';
import {
  type AdapterPair,
  adapterInputName,
  adapterKey,
  adapterShapes,
  type StackedAdapter,
  stackedAdapterInputs,
} from '../llama/adapter-inputs.ts';
import type { LlamaConfig } from '../llama/config.ts';
import { buildTrainingStep, type LoraSpec } from '../llama/training-graph.ts';
import { type NamedShape, weightShapes } from '../llama/weight-shapes.ts';
import { type LlamaWeights, requireWeight } from '../llama/weights.ts';
import { Random } from '../random/random.ts';
import { Trainer, type TrainerOptions } from './trainer.ts';

/** What a {@link LoraTrainer} trains, and on what. */
export interface LoraTrainerModel {
  readonly config: LlamaConfig;
  /** The base; never changed. Several trainers may share it. */
  readonly weights: LlamaWeights;
  /** Names the base and the frozen adapter (for example their CIDs); a checkpoint of another base is refused. */
  readonly base: string;
  readonly lora: LoraSpec;
  /** First values by input name (`lora.<layer>.<target>.A` and `.B`); copied. Without it, A is random and B zero. */
  readonly start?: ReadonlyMap<string, Float32Array>;
  /** An adapter that applies during training and stays as it is, its scaling folded into B. */
  readonly frozen?: StackedAdapter;
}

/** Trains a low-rank adapter on a fixed base. */
export class LoraTrainer extends Trainer {
  readonly #config: LlamaConfig;
  readonly #lora: LoraSpec;

  constructor(model: LoraTrainerModel, options: TrainerOptions) {
    const { config, weights, lora, frozen } = model;
    const parameters = adapterShapes(config, lora.targets, lora.rank);
    super(
      {
        kind: 'lora',
        fingerprint: JSON.stringify({ config, lora, base: model.base }),
        parameters,
        values:
          model.start === undefined
            ? initialAdapter(parameters, Random.fromSeed(options.seed))
            : copied(model.start),
        fixedInputs: {
          ...weightInputs(config, weights),
          ...(frozen === undefined ? {} : frozenInputs(config, frozen)),
        },
        build: (bucket, gradients) =>
          buildTrainingStep(
            config,
            bucket,
            { kind: 'lora', lora, frozen: frozen !== undefined },
            { gradients },
          ).model,
      },
      options,
    );
    this.#config = config;
    this.#lora = lora;
  }

  /** A copy of the adapter as it is now, ready to run: alpha / rank is folded into B. */
  stacked(): StackedAdapter {
    const { targets, rank, alpha } = this.#lora;
    const values = this.values;
    const pairs = new Map<string, AdapterPair>();
    for (let layer = 0; layer < this.#config.layers; layer++) {
      for (const target of targets) {
        const half = (name: 'A' | 'B'): Float32Array =>
          requireWeight(values, adapterInputName('lora', layer, target, name));
        pairs.set(adapterKey(layer, target), {
          rank,
          a: half('A').slice(),
          b: half('B').map((value) => (value * alpha) / rank),
        });
      }
    }
    return pairs;
  }
}

/** A uniform in ±1/√in (PEFT's choice), B zero: the untrained adapter changes nothing. */
export function initialAdapter(parameters: readonly NamedShape[], random: Random): Map<string, Float32Array> {
  return new Map(
    parameters.map(({ name, shape: [rows = 0, columns = 0] }): [string, Float32Array] => {
      const data = new Float32Array(rows * columns);
      const bound = 1 / Math.sqrt(columns);
      return [name, name.endsWith('.A') ? data.map(() => bound * (2 * random.uniform() - 1)) : data];
    }),
  );
}

function copied(values: ReadonlyMap<string, Float32Array>): Map<string, Float32Array> {
  return new Map([...values].map(([name, data]) => [name, data.slice()]));
}

function weightInputs(config: LlamaConfig, weights: LlamaWeights): Record<string, Tensor> {
  return Object.fromEntries(
    weightShapes(config).map(({ name, shape }) => [
      name,
      new Tensor('float32', requireWeight(weights, name), shape),
    ]),
  );
}

function frozenInputs(config: LlamaConfig, adapter: StackedAdapter): Record<string, Tensor> {
  const inputs = stackedAdapterInputs(config, adapter, 'frozen');
  return Object.fromEntries(
    [...inputs].map(([name, { data, dims }]) => [name, new Tensor('float32', data, dims)]),
  );
}
