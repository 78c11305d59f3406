/** Options of {@link createTokenBuckets}. */
export interface TokenBucketOptions {
  readonly perSecond: number;
  /** Tokens that a bucket holds at most, and has at first. */
  readonly burst: number;
  /** Buckets that are remembered; the one that was used longest ago makes room. */
  readonly maxKeys: number;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
}

/** One bucket of tokens per key, for example per peer. */
export interface TokenBuckets {
  /** Takes `amount` tokens; false, and nothing taken, when there are not enough. */
  take(key: string, amount?: number): boolean;
  /** Seconds after the last {@link take} of a key until it has one token; 0 when it has one. */
  secondsUntilOne(key: string): number;
  /** How many keys are remembered. */
  readonly size: number;
}

/** Makes the buckets. */
export function createTokenBuckets(options: TokenBucketOptions): TokenBuckets {
  const { perSecond, burst, maxKeys, now } = options;
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    take(key, amount = 1) {
      const time = now();
      const { tokens, at } = buckets.get(key) ?? { tokens: burst, at: time };
      const filled = Math.min(burst, tokens + (Math.max(0, time - at) / 1000) * perSecond);
      const enough = filled >= amount;
      buckets.delete(key);
      buckets.set(key, { tokens: enough ? filled - amount : filled, at: time });
      if (buckets.size > maxKeys) {
        const [oldest] = buckets.keys();
        if (oldest !== undefined) buckets.delete(oldest);
      }
      return enough;
    },
    secondsUntilOne: (key) => Math.max(0, 1 - (buckets.get(key)?.tokens ?? burst)) / perSecond,
    get size() {
      return buckets.size;
    },
  };
}
