import type { Adapter } from './adapter.ts';

/**
 * The adapter with its whole weight change multiplied by `factor`. Exact for positive factors, which only change alpha;
 * others go into B, because PEFT's files want a positive alpha.
 */
export function scaleAdapter(adapter: Adapter, factor: number): Adapter {
  if (factor > 0) return { ...adapter, alpha: adapter.alpha * factor };
  const pairs = [...adapter.pairs].map(
    ([key, pair]) => [key, { ...pair, b: pair.b.map((value) => value * factor) }] as const,
  );
  return { ...adapter, pairs: new Map(pairs) };
}
