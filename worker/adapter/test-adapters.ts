import { parseLlamaConfig } from '../llama/config.ts';
import { Random } from '../random/random.ts';
import { type Adapter, adapterModules } from './adapter.ts';
import { type Matrix, multiply, zeros } from './matrix.ts';

/** A model small enough to compare with full matrices; every width is different. */
export const tinyConfig = parseLlamaConfig({
  hidden_size: 12,
  intermediate_size: 20,
  num_hidden_layers: 2,
  num_attention_heads: 2,
  num_key_value_heads: 1,
  vocab_size: 32,
  max_position_embeddings: 16,
});

/** An adapter with random values on every layer whose key passes `chosen`. */
export function randomAdapter(
  seed: number,
  options: { readonly rank: number; readonly alpha: number; readonly chosen?: (key: string) => boolean },
): Adapter {
  const random = Random.fromSeed(seed);
  const { rank, alpha, chosen = () => true } = options;
  const fill = (length: number): Float32Array => Float32Array.from({ length }, () => random.normal());
  const modules = adapterModules(tinyConfig).filter(({ key }) => chosen(key));
  return {
    rank,
    alpha,
    pairs: new Map(
      modules.map((module) => [module.key, { rank, a: fill(rank * module.in), b: fill(module.out * rank) }]),
    ),
  };
}

/** ΔW of one layer as a full matrix [out, in], in double precision; zeros when the adapter leaves the layer alone. */
export function denseChange(adapter: Adapter, key: string): Matrix {
  const module = adapterModules(tinyConfig).find((candidate) => candidate.key === key);
  if (module === undefined) throw new Error(key);
  const pair = adapter.pairs.get(key);
  if (pair === undefined) return zeros(module.out, module.in);
  const product = multiply(
    { rows: module.out, columns: pair.rank, data: Float64Array.from(pair.b) },
    { rows: pair.rank, columns: module.in, data: Float64Array.from(pair.a) },
  );
  return { ...product, data: product.data.map((value) => (value * adapter.alpha) / adapter.rank) };
}

/** Frobenius norm of left − factor · right. */
export function distance(left: Matrix, right: Matrix, factor = 1): number {
  let sum = 0;
  left.data.forEach((value, i) => {
    sum += (value - factor * (right.data[i] as number)) ** 2;
  });
  return Math.sqrt(sum);
}
