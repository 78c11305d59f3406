import { IP_WINDOW_MS, MAX_RATE_ENTRIES } from './limits.ts';

/** Counts events per key in fixed windows. */
export interface ConnectionRates {
  /** Counts one event of `key`; false when it is more than `limit` in this window. */
  allow(key: string, limit: number): boolean;
}

/**
 * Counts in windows of {@link IP_WINDOW_MS}. All keys share one window, so that forgetting costs nothing; a flood of
 * different keys fills the memory at most once per window, and keys beyond that are refused until the next.
 *
 * @param now milliseconds, monotonic
 */
export function createConnectionRates(now: () => number): ConnectionRates {
  let window = Number.NEGATIVE_INFINITY;
  const counts = new Map<string, number>();
  return {
    allow(key, limit) {
      if (now() - window >= IP_WINDOW_MS) {
        window = now();
        counts.clear();
      }
      const count = counts.get(key) ?? 0;
      if (count === 0 && counts.size >= MAX_RATE_ENTRIES) return false;
      counts.set(key, count + 1);
      return count < limit;
    },
  };
}
