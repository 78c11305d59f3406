import { LoamError } from '../../protocol/errors/loam-error.ts';
import { backward } from '../autodiff/backward.ts';
import { Graph, type Value } from '../autodiff/graph.ts';
import { crossEntropy } from '../autodiff/ops/cross-entropy.ts';
import type { LowRank } from '../autodiff/ops/linear.ts';
import { adapterKey, declareAdapterPair, declareStackedAdapter } from './adapter-inputs.ts';
import type { LlamaConfig } from './config.ts';
import { declareWeights, type WeightSource } from './declare-weights.ts';
import { finalNorm, llamaBlocks, MASKED, outputHead, ownKeysAndValues } from './forward.ts';
import { MAX_BUCKET_TOKENS, MAX_RANK } from './limits.ts';
import { ropeTables } from './rope-tables.ts';
import type { AdapterTarget, NamedShape } from './weight-shapes.ts';

/** A trainable low-rank adapter. */
export interface LoraSpec {
  readonly targets: readonly AdapterTarget[];
  readonly rank: number;
  /** The pair's product is scaled by alpha / rank. */
  readonly alpha: number;
}

/** What one training step computes. */
export type TrainingMode =
  /** Gradients of every weight; the weights are graph inputs. */
  | { readonly kind: 'full' }
  /** Gradients of an adapter. `frozen` adds inputs for an adapter of any rank on every linear layer that stays as it is. */
  | {
      readonly kind: 'lora';
      readonly lora: LoraSpec;
      readonly frozen?: boolean;
      readonly weights?: WeightSource;
    };

/** Shape of a training step: `batch` rows of `length` tokens. */
export interface Bucket {
  readonly batch: number;
  readonly length: number;
}

/** A training step as a model file. */
export interface TrainingStepGraph {
  readonly model: Uint8Array;
  /** Trained tensors in order; each is a graph input, and its gradient is the output {@link gradientName}. */
  readonly parameters: readonly NamedShape[];
}

/** Output that carries the gradient of an input. */
export function gradientName(parameter: string): string {
  return `grad.${parameter}`;
}

/**
 * Builds forward and backward pass for one bucket.
 *
 * Inputs: `ids` int64 [batch · length], `labels` int64 [batch · length], `tokenWeights` float32 [batch · length, 1],
 * the weights (mode full, or source `inputs`), the adapters. Rows see only earlier tokens of their own row, so padding
 * belongs at the end with weight 0. Outputs: `loss` [] = Σ tokenWeight · nll, and one gradient per parameter.
 *
 * @param options `gradients: false` leaves the backward pass out, for evaluation
 * @throws LoamError `TRAINING_BUCKET_INVALID`, `ADAPTER_RANK_INVALID`
 */
export function buildTrainingStep(
  config: LlamaConfig,
  bucket: Bucket,
  mode: TrainingMode,
  options: { readonly gradients?: boolean } = {},
): TrainingStepGraph {
  const { batch, length } = bucket;
  checkBucket(config, bucket);
  const g = new Graph();
  const weights = declareWeights(
    g,
    config,
    mode.kind === 'full' ? { kind: 'inputs' } : (mode.weights ?? { kind: 'inputs' }),
    mode.kind === 'full',
  );
  const trained = mode.kind === 'full' ? new Map<string, LowRank>() : declareLora(g, config, mode.lora);
  const frozen =
    mode.kind === 'lora' && mode.frozen === true
      ? declareStackedAdapter(g, config, 'frozen')
      : new Map<string, LowRank>();
  const rows = batch * length;
  const ids = g.input('ids', [rows], 'int64');
  const labels = g.input('labels', [rows], 'int64');
  const tokenWeights = g.input('tokenWeights', [rows, 1]);
  const tables = ropeTables({ positions: length, headDim: config.headDim, theta: config.ropeTheta });
  const group = config.heads / config.kvHeads;

  const context = {
    g,
    config,
    weights,
    batch,
    time: length,
    cos: g.initializer('rope.cos', [length, 1, config.headDim / 2], tables.cos),
    sin: g.initializer('rope.sin', [length, 1, config.headDim / 2], tables.sin),
    mask: g.initializer('mask', [group * length, length], causalMask(group, length)),
    adapters: (layer: number, target: AdapterTarget) =>
      [frozen.get(adapterKey(layer, target)), trained.get(adapterKey(layer, target))].filter(
        (pair) => pair !== undefined,
      ),
    keysAndValues: ownKeysAndValues(g),
  };
  const hidden = finalNorm(context, llamaBlocks(context, ids));
  const loss = crossEntropy(g, { hidden, head: outputHead(context), labels, weights: tokenWeights });
  g.output(loss, 'loss');

  const parameters: Value[] =
    mode.kind === 'full' ? [...weights.values()] : [...trained.values()].flatMap(({ a, b }) => [a, b]);
  const targets = options.gradients === false ? [] : parameters;
  backward(g, g.tape, loss, g.scalar(1), targets).forEach((gradient, i) => {
    const { name } = targets[i] as Value;
    if (gradient === undefined) throw new Error(`the loss does not depend on ${name}`);
    g.output(gradient, gradientName(name));
  });
  return {
    model: g.toModel(),
    parameters: parameters.map(({ name, shape }) => ({ name, shape: shape as number[] })),
  };
}

function declareLora(g: Graph, config: LlamaConfig, lora: LoraSpec): Map<string, LowRank> {
  if (!Number.isInteger(lora.rank) || lora.rank < 1 || lora.rank > MAX_RANK) {
    throw new LoamError(
      'ADAPTER_RANK_INVALID',
      `An adapter's rank must lie between 1 and ${MAX_RANK}, not ${lora.rank}.`,
    );
  }
  const pairs = new Map<string, LowRank>();
  for (let layer = 0; layer < config.layers; layer++) {
    for (const target of lora.targets) {
      const options = {
        role: 'lora',
        layer,
        target,
        rank: lora.rank,
        alpha: lora.alpha / lora.rank,
        needsGrad: true,
      } as const;
      pairs.set(adapterKey(layer, target), declareAdapterPair(g, config, options));
    }
  }
  return pairs;
}

function causalMask(group: number, length: number): Float32Array {
  const mask = new Float32Array(group * length * length);
  for (let row = 0; row < group * length; row++)
    mask.fill(MASKED, row * length + (row % length) + 1, (row + 1) * length);
  return mask;
}

function checkBucket(config: LlamaConfig, { batch, length }: Bucket): void {
  const whole = Number.isInteger(batch) && Number.isInteger(length) && batch >= 1 && length >= 1;
  if (!whole || length > config.contextLength || batch * length > MAX_BUCKET_TOKENS) {
    throw new LoamError(
      'TRAINING_BUCKET_INVALID',
      `A training bucket of ${batch} × ${length} tokens is not possible.`,
      {
        hint: `At most ${config.contextLength} tokens a row and ${MAX_BUCKET_TOKENS} in all.`,
      },
    );
  }
}
