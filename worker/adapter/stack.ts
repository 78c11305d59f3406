import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { AdapterPair, StackedAdapter } from '../llama/adapter-inputs.ts';
import type { Adapter } from './adapter.ts';
import { MAX_STACKED_ADAPTERS } from './limits.ts';

/** An adapter and how much of it counts. */
export interface WeightedAdapter {
  readonly adapter: Adapter;
  /** Default 1. */
  readonly weight?: number;
}

/**
 * Puts adapters on top of each other: the weight change of the result is the weighted sum of theirs. Ranks add up and
 * every scaling is folded into B, so nothing is lost but the rounding of that product.
 *
 * @throws LoamError `ADAPTER_STACK_TOO_LARGE`
 */
export function stackAdapters(entries: readonly WeightedAdapter[]): StackedAdapter {
  if (entries.length > MAX_STACKED_ADAPTERS) {
    throw new LoamError(
      'ADAPTER_STACK_TOO_LARGE',
      `At most ${MAX_STACKED_ADAPTERS} adapters can be stacked.`,
    );
  }
  const parts = new Map<string, AdapterPair[]>();
  for (const { adapter, weight = 1 } of entries) {
    const scale = (weight * adapter.alpha) / adapter.rank;
    for (const [key, { rank, a, b }] of adapter.pairs) {
      const list = parts.get(key) ?? [];
      list.push({ rank, a, b: b.map((value) => value * scale) });
      parts.set(key, list);
    }
  }
  return new Map([...parts].map(([key, list]) => [key, concatenate(list)]));
}

function concatenate(list: readonly AdapterPair[]): AdapterPair {
  const [first] = list;
  if (list.length === 1 && first !== undefined) return { ...first, a: first.a.slice() };
  const rank = list.reduce((sum, pair) => sum + pair.rank, 0);
  const height = (first?.b.length ?? 0) / (first?.rank ?? 1);
  const a = new Float32Array(list.reduce((sum, pair) => sum + pair.a.length, 0));
  const b = new Float32Array(height * rank);
  let column = 0;
  let filled = 0;
  for (const pair of list) {
    a.set(pair.a, filled);
    filled += pair.a.length;
    for (let row = 0; row < height; row++) {
      b.set(pair.b.subarray(row * pair.rank, (row + 1) * pair.rank), row * rank + column);
    }
    column += pair.rank;
  }
  return { rank, a, b };
}
