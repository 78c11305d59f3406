import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { AdapterPair } from '../llama/adapter-inputs.ts';
import type { LlamaConfig } from '../llama/config.ts';
import { type Adapter, type AdapterModule, adapterModules } from './adapter.ts';
import { MAX_STACKED_ADAPTERS } from './limits.ts';
import { type Matrix, multiply, transpose, zeros } from './matrix.ts';
import { qr } from './qr.ts';
import { svd } from './svd.ts';

/** An adapter and its exact weight, numerator / denominator. */
export interface MergePart {
  readonly adapter: Adapter;
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** A merged adapter and how far it is from the exact sum. */
export interface MergedAdapter {
  /** alpha equals rank, so its scaling is 1. */
  readonly adapter: Adapter;
  /** Frobenius norm of the difference, divided by that of the exact sum; 0 when both are zero. */
  readonly residual: number;
}

/** The two factors of a weight change in double precision: b [out, rank], a [rank, in]. */
interface Factors {
  readonly b: Matrix;
  readonly a: Matrix;
}

/**
 * The weighted sum of adapters, as one adapter. While the ranks add up to `maxRank` at most it is their stack, exact up
 * to the rounding of the files' float32; above, each layer is the best approximation of rank `maxRank`. Parts count in
 * the order given. Uses + − × ÷ √ in double precision in a fixed order: every machine gets the same bytes.
 *
 * @throws LoamError `MERGE_EMPTY`, `MERGE_WEIGHT` (denominator 0), `ADAPTER_STACK_TOO_LARGE`, `ADAPTER_SHAPE_MISMATCH`
 */
export function mergeAdapters(
  parts: readonly MergePart[],
  options: { readonly config: LlamaConfig; readonly maxRank: number },
): MergedAdapter {
  requireParts(parts);
  const factors = adapterModules(options.config).flatMap((module) => {
    const stacked = stackInDouble(parts, module);
    return stacked === undefined ? [] : [{ module, stacked }];
  });
  if (factors.length === 0) throw new LoamError('MERGE_EMPTY', 'The adapters to merge change no layer.');
  const widest = factors.reduce((most, { stacked }) => Math.max(most, stacked.a.rows), 0);
  const rank = Math.min(widest, options.maxRank);
  const pairs = new Map<string, AdapterPair>();
  let difference = 0;
  let total = 0;
  for (const { module, stacked } of factors) {
    const pair = roundToPair(stacked.a.rows > rank ? truncate(stacked, rank) : stacked, rank);
    pairs.set(module.key, pair);
    const squares = compare(stacked, pair);
    difference += squares.difference;
    total += squares.total;
  }
  const residual = total === 0 ? 0 : Math.sqrt(difference) / Math.sqrt(total);
  return { adapter: { rank, alpha: rank, pairs }, residual };
}

function requireParts(parts: readonly MergePart[]): void {
  if (parts.length === 0) throw new LoamError('MERGE_EMPTY', 'There are no adapters to merge.');
  if (parts.length > MAX_STACKED_ADAPTERS) {
    throw new LoamError('ADAPTER_STACK_TOO_LARGE', `At most ${MAX_STACKED_ADAPTERS} adapters can be merged.`);
  }
  if (parts.some(({ denominator }) => denominator <= 0n)) {
    throw new LoamError('MERGE_WEIGHT', 'A weight has a denominator that is not positive.');
  }
}

/** All parts of one layer side by side, the weights folded into b; undefined when no part changes the layer. */
function stackInDouble(parts: readonly MergePart[], module: AdapterModule): Factors | undefined {
  const present = parts.flatMap(({ adapter, numerator, denominator }) => {
    const pair = adapter.pairs.get(module.key);
    const scale = (Number(numerator) / Number(denominator)) * (adapter.alpha / adapter.rank);
    return pair === undefined ? [] : [{ pair, scale }];
  });
  if (present.length === 0) return undefined;
  const rank = present.reduce((sum, { pair }) => sum + pair.rank, 0);
  const b = zeros(module.out, rank);
  const a = zeros(rank, module.in);
  let start = 0;
  for (const { pair, scale } of present) {
    if (pair.a.length !== pair.rank * module.in || pair.b.length !== pair.rank * module.out) {
      throw new LoamError(
        'ADAPTER_SHAPE_MISMATCH',
        `The adapter's pair "${module.key}" does not fit the model.`,
      );
    }
    a.data.set(pair.a, start * module.in);
    for (let row = 0; row < module.out; row++) {
      for (let k = 0; k < pair.rank; k++) {
        b.data[row * rank + start + k] = (pair.b[row * pair.rank + k] as number) * scale;
      }
    }
    start += pair.rank;
  }
  return { a, b };
}

/** The closest factors of a lower rank (Frobenius norm), each side carrying the root of the singular values. */
function truncate({ a, b }: Factors, rank: number): Factors {
  const left = qr(b);
  const right = qr(transpose(a));
  const core = svd(multiply(left.r, transpose(right.r)));
  const kept = Math.min(rank, core.values.length);
  const weighted = (vectors: Matrix): Matrix => {
    const out = zeros(vectors.rows, kept);
    for (let i = 0; i < vectors.rows; i++) {
      for (let k = 0; k < kept; k++) {
        out.data[i * kept + k] =
          (vectors.data[i * vectors.columns + k] as number) * Math.sqrt(core.values[k] as number);
      }
    }
    return out;
  };
  return { b: multiply(left.q, weighted(core.u)), a: transpose(multiply(right.q, weighted(core.v))) };
}

/** Rounds to float32 and fills up with zeros to `rank`. */
function roundToPair({ a, b }: Factors, rank: number): AdapterPair {
  const paddedB = new Float32Array(b.rows * rank);
  for (let row = 0; row < b.rows; row++) {
    for (let k = 0; k < b.columns; k++) paddedB[row * rank + k] = b.data[row * b.columns + k] as number;
  }
  const paddedA = new Float32Array(rank * a.columns);
  paddedA.set(a.data);
  return { rank, a: paddedA, b: paddedB };
}

/** Squared Frobenius norms of b·a and of its difference to the pair, row by row. */
function compare({ a, b }: Factors, pair: AdapterPair): { difference: number; total: number } {
  const stored: Factors = {
    a: { rows: pair.rank, columns: a.columns, data: Float64Array.from(pair.a) },
    b: { rows: b.rows, columns: pair.rank, data: Float64Array.from(pair.b) },
  };
  let difference = 0;
  let total = 0;
  for (let row = 0; row < b.rows; row++) {
    const wanted = multiply(rowOf(b, row), a).data;
    const got = multiply(rowOf(stored.b, row), stored.a).data;
    for (let column = 0; column < a.columns; column++) {
      const exact = wanted[column] as number;
      const apart = exact - (got[column] as number);
      total += exact * exact;
      difference += apart * apart;
    }
  }
  return { difference, total };
}

function rowOf(m: Matrix, row: number): Matrix {
  return { rows: 1, columns: m.columns, data: m.data.subarray(row * m.columns, (row + 1) * m.columns) };
}
