import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { Graph, Value } from '../autodiff/graph.ts';
import type { LowRank } from '../autodiff/ops/linear.ts';
import type { Dim } from '../onnx/onnx-types.ts';
import type { LlamaConfig } from './config.ts';
import { ADAPTER_TARGETS, type AdapterTarget, linearShape, type NamedShape } from './weight-shapes.ts';

/** A low-rank change of one linear layer, ready to run: the scaling is folded into `b`. */
export interface AdapterPair {
  /** 0 or more. */
  readonly rank: number;
  /** [rank, in] row-major */
  readonly a: Float32Array;
  /** [out, rank] row-major */
  readonly b: Float32Array;
}

/** Adapter pairs by {@link adapterKey}; layers without a pair stay as the base has them. */
export type StackedAdapter = ReadonlyMap<string, AdapterPair>;

/** Key of a linear layer in adapters, `<layer>.<target>`, for example `0.q`. */
export function adapterKey(layer: number, target: AdapterTarget): string {
  return `${layer}.${target}`;
}

/** Which adapter an input belongs to: the one that runs or is trained, or one that a training step holds fixed. */
export type AdapterRole = 'lora' | 'frozen';

/** Graph input that carries one half of a pair: `lora.<layer>.<target>.A` [rank, in] or `….B` [out, rank]. */
export function adapterInputName(
  role: AdapterRole,
  layer: number,
  target: AdapterTarget,
  half: 'A' | 'B',
): string {
  return `${role}.${layer}.${target}.${half}`;
}

/** Declares the two inputs of one pair. A named rank is decided at every run and may be 0. */
export function declareAdapterPair(
  g: Graph,
  config: LlamaConfig,
  options: {
    role: AdapterRole;
    layer: number;
    target: AdapterTarget;
    rank: Dim;
    alpha: number;
    needsGrad: boolean;
  },
): LowRank {
  const { role, layer, target, rank, alpha, needsGrad } = options;
  const size = linearShape(config, target);
  const a: Value = g.input(adapterInputName(role, layer, target, 'A'), [rank, size.in], 'float32', needsGrad);
  const b: Value = g.input(
    adapterInputName(role, layer, target, 'B'),
    [size.out, rank],
    'float32',
    needsGrad,
  );
  return { a, b, alpha };
}

/** Declares a pair of free rank on every linear layer and returns them by {@link adapterKey}. */
export function declareStackedAdapter(
  g: Graph,
  config: LlamaConfig,
  role: AdapterRole,
): ReadonlyMap<string, LowRank> {
  const pairs = new Map<string, LowRank>();
  for (let layer = 0; layer < config.layers; layer++) {
    for (const target of ADAPTER_TARGETS) {
      const rank = `${role}_rank_${layer}_${target}`;
      pairs.set(
        adapterKey(layer, target),
        declareAdapterPair(g, config, { role, layer, target, rank, alpha: 1, needsGrad: false }),
      );
    }
  }
  return pairs;
}

/** Data for one graph input. */
export interface AdapterInput {
  readonly data: Float32Array;
  readonly dims: readonly [number, number];
}

/**
 * Data for all inputs that {@link declareStackedAdapter} declared; layers that the adapter leaves alone get rank 0.
 *
 * @throws LoamError `ADAPTER_SHAPE_MISMATCH` when a pair does not fit the model or names a layer that it has not
 */
export function stackedAdapterInputs(
  config: LlamaConfig,
  adapter: StackedAdapter,
  role: AdapterRole = 'lora',
): Map<string, AdapterInput> {
  const inputs = new Map<string, AdapterInput>();
  let used = 0;
  for (let layer = 0; layer < config.layers; layer++) {
    for (const target of ADAPTER_TARGETS) {
      const pair = adapter.get(adapterKey(layer, target)) ?? EMPTY_PAIR;
      if (pair !== EMPTY_PAIR) used++;
      const size = linearShape(config, target);
      if (pair.a.length !== pair.rank * size.in || pair.b.length !== pair.rank * size.out)
        throw mismatch(adapterKey(layer, target));
      inputs.set(adapterInputName(role, layer, target, 'A'), { data: pair.a, dims: [pair.rank, size.in] });
      inputs.set(adapterInputName(role, layer, target, 'B'), { data: pair.b, dims: [size.out, pair.rank] });
    }
  }
  if (used !== adapter.size)
    throw mismatch([...adapter.keys()].find((key) => !inputs.has(`${role}.${key}.A`)) ?? '');
  return inputs;
}

/** Names and shapes of a trainable adapter's tensors in the order of the graph's parameters. */
export function adapterShapes(
  config: LlamaConfig,
  targets: readonly AdapterTarget[],
  rank: number,
): NamedShape[] {
  const shapes: NamedShape[] = [];
  for (let layer = 0; layer < config.layers; layer++) {
    for (const target of targets) {
      const size = linearShape(config, target);
      shapes.push({ name: adapterInputName('lora', layer, target, 'A'), shape: [rank, size.in] });
      shapes.push({ name: adapterInputName('lora', layer, target, 'B'), shape: [size.out, rank] });
    }
  }
  return shapes;
}

const EMPTY_PAIR: AdapterPair = { rank: 0, a: new Float32Array(0), b: new Float32Array(0) };

function mismatch(key: string): LoamError {
  return new LoamError(
    'ADAPTER_SHAPE_MISMATCH',
    `The adapter's pair "${key.slice(0, 100)}" does not fit the model.`,
  );
}
