import { LoamError } from '../../protocol/errors/loam-error.ts';
import { type AdapterPair, adapterInputName, adapterKey } from '../llama/adapter-inputs.ts';
import type { LlamaConfig } from '../llama/config.ts';
import { ADAPTER_TARGETS, type AdapterTarget, linearShape } from '../llama/weight-shapes.ts';

/**
 * A low-rank change of some linear layers: ΔW = alpha / rank · B · A for each pair. The scaling is not folded in, as
 * in PEFT's files.
 */
export interface Adapter {
  readonly rank: number;
  readonly alpha: number;
  /** By `adapterKey`; every pair has the adapter's rank. a [rank, in], b [out, rank]. */
  readonly pairs: ReadonlyMap<string, AdapterPair>;
}

/** A linear layer's place in a model. */
export interface AdapterModule {
  readonly key: string;
  readonly layer: number;
  readonly target: AdapterTarget;
  readonly in: number;
  readonly out: number;
}

/** Every linear layer that an adapter can change, in the fixed order that files and merges use. */
export function adapterModules(config: LlamaConfig): AdapterModule[] {
  return Array.from({ length: config.layers }, (_, layer) =>
    ADAPTER_TARGETS.map((target) => ({
      key: adapterKey(layer, target),
      layer,
      target,
      ...linearShape(config, target),
    })),
  ).flat();
}

/**
 * An adapter from a trainer's values (`lora.<layer>.<target>.A` and `.B`), copied.
 * @throws LoamError `ADAPTER_SHAPE_MISMATCH` when a half is missing or of another size
 */
export function adapterFromValues(
  values: ReadonlyMap<string, Float32Array>,
  options: { readonly rank: number; readonly alpha: number; readonly config: LlamaConfig },
): Adapter {
  const { rank, alpha, config } = options;
  const pairs = new Map<string, AdapterPair>();
  for (const module of adapterModules(config)) {
    const a = values.get(adapterInputName('lora', module.layer, module.target, 'A'));
    const b = values.get(adapterInputName('lora', module.layer, module.target, 'B'));
    if (a === undefined && b === undefined) continue;
    if (a?.length !== rank * module.in || b?.length !== rank * module.out) {
      throw new LoamError('ADAPTER_SHAPE_MISMATCH', `The values of "${module.key}" do not fit the model.`);
    }
    pairs.set(module.key, { rank, a: a.slice(), b: b.slice() });
  }
  return { rank, alpha, pairs };
}

/** Kinds of layers that the adapter changes, in fixed order. */
export function adapterTargets(adapter: Adapter): AdapterTarget[] {
  const used = new Set([...adapter.pairs.keys()].map((key) => key.split('.')[1]));
  return ADAPTER_TARGETS.filter((target) => used.has(target));
}

/** Numbers in the adapter. */
export function adapterParameters(adapter: Adapter): number {
  let count = 0;
  for (const { a, b } of adapter.pairs.values()) count += a.length + b.length;
  return count;
}

/** Frobenius norm of the whole weight change, scaling included. Computed from r × r products, never from the full matrices. */
export function adapterNorm(adapter: Adapter): number {
  let sum = 0;
  for (const { rank, a, b } of adapter.pairs.values()) sum += pairSquaredNorm(rank, a, b);
  return (Math.sqrt(Math.max(0, sum)) * Math.abs(adapter.alpha)) / adapter.rank;
}

/** ‖B·A‖² = Σ (Bᵀ·B) ∘ (A·Aᵀ) */
function pairSquaredNorm(rank: number, a: Float32Array, b: Float32Array): number {
  const width = a.length / rank;
  const height = b.length / rank;
  let sum = 0;
  for (let i = 0; i < rank; i++) {
    for (let j = i; j < rank; j++) {
      let rows = 0;
      for (let k = 0; k < width; k++) rows += (a[i * width + k] as number) * (a[j * width + k] as number);
      let columns = 0;
      for (let k = 0; k < height; k++) columns += (b[k * rank + i] as number) * (b[k * rank + j] as number);
      sum += rows * columns * (i === j ? 1 : 2);
    }
  }
  return sum;
}
