import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { Graph, Value } from '../autodiff/graph.ts';
import type { ExternalData } from '../onnx/onnx-types.ts';
import type { LlamaConfig } from './config.ts';
import { weightShapes } from './weight-shapes.ts';
import { type LlamaWeights, requireWeight } from './weights.ts';

/** Where a graph takes the model's weights from. */
export type WeightSource =
  /** Graph inputs under their Hugging Face names: several sessions can share one copy. */
  | { readonly kind: 'inputs' }
  /** Inside the model file. */
  | { readonly kind: 'embedded'; readonly weights: LlamaWeights }
  /** In a file beside the model file, for example a float32 model.safetensors at the tensors' offsets. */
  | { readonly kind: 'external'; readonly tensors: ReadonlyMap<string, ExternalData> };

/** Declares every weight of the model in the graph. */
export function declareWeights(
  g: Graph,
  config: LlamaConfig,
  source: WeightSource,
  needsGrad = false,
): ReadonlyMap<string, Value> {
  const declare = (name: string, shape: readonly number[]): Value => {
    switch (source.kind) {
      case 'inputs':
        return g.input(name, shape, 'float32', needsGrad);
      case 'embedded':
        return g.initializer(name, shape, requireWeight(source.weights, name));
      case 'external':
        return g.initializer(name, shape, requirePlace(source.tensors, name));
    }
  };
  return new Map(weightShapes(config).map(({ name, shape }) => [name, declare(name, shape)] as const));
}

function requirePlace(places: ReadonlyMap<string, ExternalData>, name: string): ExternalData {
  const place = places.get(name);
  if (place === undefined) throw new LoamError('LLAMA_WEIGHTS_INVALID', `No place is given for "${name}".`);
  return place;
}
