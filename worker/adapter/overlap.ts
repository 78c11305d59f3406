import type { AdapterPair } from '../llama/adapter-inputs.ts';
import type { Adapter } from './adapter.ts';
import { OVERLAPS_PROJECTED } from './limits.ts';

/** Directions that lie in the span of the earlier ones up to this part of their length add nothing to it. */
const DEPENDENT = 1e-6;

/**
 * Cosine of the angle between two updates as whole weight changes ΔW = B·A, −1 … 1; 0 when either changes nothing.
 * Neither rescaling nor another factorisation (A → R·A, B → B·R⁻¹) changes it. Uses + − × ÷ √ in double precision and in
 * a fixed order, so every machine gets the same bits; never forms a full matrix.
 */
export function cosine(left: Adapter, right: Adapter): number {
  const scale = Math.sqrt(innerProduct(left, left)) * Math.sqrt(innerProduct(right, right));
  return scale > 0 && Number.isFinite(scale) ? innerProduct(left, right) / scale : 0;
}

/** Positions of the largest cosines, sign aside, nearest first, at most {@link OVERLAPS_PROJECTED}; zeros do not count. */
export function nearest(cosines: readonly (number | null)[]): number[] {
  return cosines
    .flatMap((value, at) => (value === null || value === 0 ? [] : [{ at, size: Math.abs(value) }]))
    .sort((a, b) => b.size - a.size || a.at - b.at)
    .slice(0, OVERLAPS_PROJECTED)
    .map(({ at }) => at);
}

/**
 * Part of an update's energy that lies in the span of others, 0 … 1: a mixture of earlier updates is explained by them
 * together although none of them alone is near. By Cholesky's decomposition of their cosines.
 */
export function explained(adapter: Adapter, others: readonly Adapter[]): number {
  const rows: number[][] = [];
  const kept: Adapter[] = [];
  const coordinates: number[] = [];
  for (const other of others) {
    const row: number[] = [];
    let square = 1;
    let rest = cosine(adapter, other);
    for (const [k, before] of kept.entries()) {
      let value = cosine(other, before);
      const basis = rows[k] as number[];
      for (let j = 0; j < k; j++) value -= (row[j] as number) * (basis[j] as number);
      value /= basis[k] as number;
      row.push(value);
      square -= value * value;
      rest -= value * (coordinates[k] as number);
    }
    if (square < DEPENDENT) continue;
    const pivot = Math.sqrt(square);
    rows.push([...row, pivot]);
    kept.push(other);
    coordinates.push(rest / pivot);
  }
  return Math.min(
    1,
    coordinates.reduce((sum, value) => sum + value * value, 0),
  );
}

/** Σ over all layers of ⟨ΔW, ΔW'⟩, scalings included. */
export function innerProduct(left: Adapter, right: Adapter): number {
  let sum = 0;
  for (const [key, pair] of left.pairs) {
    const other = right.pairs.get(key);
    if (other !== undefined) sum += pairProduct(pair, other);
  }
  return (sum * left.alpha * right.alpha) / (left.rank * right.rank);
}

/** ⟨B·A, B'·A'⟩ = Σ (Bᵀ·B') ∘ (A·A'ᵀ) */
function pairProduct(left: AdapterPair, right: AdapterPair): number {
  const width = left.a.length / left.rank;
  const height = left.b.length / left.rank;
  const columns = new Float64Array(left.rank * right.rank);
  for (let row = 0; row < height; row++) {
    for (let i = 0; i < left.rank; i++) {
      const factor = left.b[row * left.rank + i] as number;
      for (let j = 0; j < right.rank; j++) {
        const at = i * right.rank + j;
        columns[at] = (columns[at] as number) + factor * (right.b[row * right.rank + j] as number);
      }
    }
  }
  let sum = 0;
  for (let i = 0; i < left.rank; i++) {
    for (let j = 0; j < right.rank; j++) {
      let dot = 0;
      for (let k = 0; k < width; k++)
        dot += (left.a[i * width + k] as number) * (right.a[j * width + k] as number);
      sum += (columns[i * right.rank + j] as number) * dot;
    }
  }
  return sum;
}
