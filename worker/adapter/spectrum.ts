import type { LlamaConfig } from '../llama/config.ts';
import { linearWeightName } from '../llama/weight-shapes.ts';
import type { LlamaWeights } from '../llama/weights.ts';
import { type Adapter, adapterModules } from './adapter.ts';
import { multiply, transpose } from './matrix.ts';
import { qr } from './qr.ts';
import { svd } from './svd.ts';

/** What the singular values of an update's layers say of it. */
export interface Spectrum {
  /** Largest ‖ΔW‖ / ‖W‖ of any layer (Frobenius norms): how much of a layer the update overwrites. */
  readonly strength: number;
  /** Part of the energy in the largest singular value, mean over layers; 1 / rank when no direction stands out. */
  readonly concentration: number;
  /** Singular values that count, exp of their entropy, divided by the rank; mean over layers, 0 … 1. */
  readonly evenness: number;
}

/**
 * The spectral signature of an update. Trained updates put most of a layer's change into few directions; noise spreads
 * it evenly. Strength and concentration use + − × ÷ √ in a fixed order only, so every machine gets the same bits;
 * evenness is for looking.
 */
export function spectrum(adapter: Adapter, model: { config: LlamaConfig; norms: LayerNorms }): Spectrum {
  const scale = adapter.alpha / adapter.rank;
  let strength = 0;
  let concentration = 0;
  let evenness = 0;
  let layers = 0;
  for (const module of adapterModules(model.config)) {
    const pair = adapter.pairs.get(module.key);
    if (pair === undefined) continue;
    const left = qr({ rows: module.out, columns: pair.rank, data: Float64Array.from(pair.b) });
    const right = qr(transpose({ rows: pair.rank, columns: module.in, data: Float64Array.from(pair.a) }));
    const squares = svd(multiply(left.r, transpose(right.r))).values.map((value) => value * value);
    const energy = squares.reduce((sum, square) => sum + square, 0);
    if (energy === 0) continue;
    strength = Math.max(strength, (Math.sqrt(energy) * Math.abs(scale)) / (model.norms.get(module.key) ?? 1));
    concentration += (squares[0] as number) / energy;
    evenness += Math.exp(entropy(squares, energy)) / squares.length;
    layers++;
  }
  if (layers === 0) return { strength: 0, concentration: 0, evenness: 0 };
  return { strength, concentration: concentration / layers, evenness: evenness / layers };
}

/** Frobenius norms of a model's linear layers by adapter key. */
export type LayerNorms = ReadonlyMap<string, number>;

/** Norms of all layers that an adapter can change; summed in a fixed order. */
export function layerNorms(config: LlamaConfig, weights: LlamaWeights): LayerNorms {
  return new Map(
    adapterModules(config).map(({ key, layer, target }): [string, number] => {
      let sum = 0;
      for (const value of weights.get(linearWeightName(layer, target)) ?? []) sum += value * value;
      return [key, Math.sqrt(sum)];
    }),
  );
}

function entropy(squares: Float64Array, energy: number): number {
  let sum = 0;
  for (const square of squares) {
    const part = square / energy;
    if (part > 0) sum -= part * Math.log(part);
  }
  return sum;
}
