import type { Graph, Value } from '../autodiff/graph.ts';
import { add } from '../autodiff/ops/add.ts';
import { embedding } from '../autodiff/ops/embedding.ts';
import { type LowRank, linear } from '../autodiff/ops/linear.ts';
import { matMul } from '../autodiff/ops/mat-mul.ts';
import { mul } from '../autodiff/ops/mul.ts';
import { reshape } from '../autodiff/ops/reshape.ts';
import { rmsNorm } from '../autodiff/ops/rms-norm.ts';
import { rope } from '../autodiff/ops/rope.ts';
import { softmax } from '../autodiff/ops/softmax.ts';
import { swiglu } from '../autodiff/ops/swiglu.ts';
import { transpose } from '../autodiff/ops/transpose.ts';
import type { Dim } from '../onnx/onnx-types.ts';
import type { LlamaConfig } from './config.ts';
import {
  type AdapterTarget,
  EMBEDDING_WEIGHT,
  FINAL_NORM_WEIGHT,
  HEAD_WEIGHT,
  linearWeightName,
  normWeightName,
} from './weight-shapes.ts';

/** Keys and values as attention needs them. */
export interface KeysAndValues {
  /** [batch, kvHeads, headDim, keys] */
  readonly keys: Value;
  /** [batch, kvHeads, keys, headDim] */
  readonly values: Value;
}

/** What all graphs of a model share. `rows` is batch · time. */
export interface ForwardContext {
  readonly g: Graph;
  readonly config: LlamaConfig;
  readonly weights: ReadonlyMap<string, Value>;
  readonly batch: number;
  readonly time: Dim;
  /** Cosines and sines of the positions, [time, 1, headDim / 2]. */
  readonly cos: Value;
  readonly sin: Value;
  /** Added to the attention scores, [queryGroup · time, keys]: 0 where a key may be seen, a large negative number elsewhere. */
  readonly mask: Value;
  /** Low-rank additions to a linear layer. */
  readonly adapters: (layer: number, target: AdapterTarget) => readonly LowRank[];
  /** Turns a layer's new keys and values [batch, time, kvHeads, headDim] into what its queries look at. */
  readonly keysAndValues: (layer: number, k: Value, v: Value) => KeysAndValues;
}

/** Additive mask value of a key that must not be seen. */
export const MASKED = -1e9;

/** Name of the dimension `queryGroup · time` in graphs with a named time. */
const GROUPED_TIME = 'grouped_time';

/** Hidden states after all blocks, before the last normalisation: [rows, hidden]. */
export function llamaBlocks(context: ForwardContext, ids: Value): Value {
  let x = embedding(context.g, weight(context, EMBEDDING_WEIGHT), ids);
  for (let layer = 0; layer < context.config.layers; layer++) x = llamaBlock(context, layer, x);
  return x;
}

/** The last normalisation. */
export function finalNorm(context: ForwardContext, x: Value): Value {
  return rmsNorm(context.g, x, weight(context, FINAL_NORM_WEIGHT), context.config.rmsNormEpsilon);
}

/** The output projection's weight, [vocab, hidden]. */
export function outputHead(context: ForwardContext): Value {
  return weight(context, context.config.tieWordEmbeddings ? EMBEDDING_WEIGHT : HEAD_WEIGHT);
}

/** Keys and values of the given tokens alone, for graphs without a cache. */
export function ownKeysAndValues(g: Graph): ForwardContext['keysAndValues'] {
  return (_layer, k, v) => ({ keys: transpose(g, k, [0, 2, 3, 1]), values: transpose(g, v, [0, 2, 1, 3]) });
}

function llamaBlock(context: ForwardContext, layer: number, x: Value): Value {
  const { g } = context;
  const attended = add(g, x, attention(context, layer, norm(context, layer, 'input', x)));
  const normed = norm(context, layer, 'post_attention', attended);
  const gate = project(context, layer, 'gate', normed);
  const up = project(context, layer, 'up', normed);
  return add(g, attended, project(context, layer, 'down', swiglu(g, gate, up)));
}

function attention(context: ForwardContext, layer: number, x: Value): Value {
  const { g, config, batch, time, cos, sin, mask } = context;
  const { heads, kvHeads, headDim } = config;
  const split = (target: AdapterTarget, count: number): Value =>
    reshape(g, project(context, layer, target, x), [batch, time, count, headDim]);
  const grouped: Dim = typeof time === 'number' ? (heads / kvHeads) * time : GROUPED_TIME;

  const rotated = rope(g, split('q', heads), cos, sin);
  const scaled = mul(g, rotated, g.scalar(1 / Math.sqrt(headDim)));
  const q = reshape(g, transpose(g, scaled, [0, 2, 1, 3]), [batch, kvHeads, grouped, headDim]);
  const k = rope(g, split('k', kvHeads), cos, sin);
  const { keys, values } = context.keysAndValues(layer, k, split('v', kvHeads));

  const scores = add(g, matMul(g, q, keys), mask);
  const mixed = reshape(g, matMul(g, softmax(g, scores), values), [batch, heads, time, headDim]);
  const rows: Dim = typeof time === 'number' ? batch * time : time;
  const merged = reshape(g, transpose(g, mixed, [0, 2, 1, 3]), [rows, heads * headDim]);
  return project(context, layer, 'o', merged);
}

function project(context: ForwardContext, layer: number, target: AdapterTarget, x: Value): Value {
  return linear(
    context.g,
    x,
    weight(context, linearWeightName(layer, target)),
    context.adapters(layer, target),
  );
}

function norm(context: ForwardContext, layer: number, which: 'input' | 'post_attention', x: Value): Value {
  return rmsNorm(context.g, x, weight(context, normWeightName(layer, which)), context.config.rmsNormEpsilon);
}

function weight(context: ForwardContext, name: string): Value {
  const value = context.weights.get(name);
  if (value === undefined) throw new Error(`weight ${name} was not declared`);
  return value;
}
