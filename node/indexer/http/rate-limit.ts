import { isIPv6 } from 'node:net';
import { MAX_COUNTED_ADDRESSES, REQUEST_BURST, REQUESTS_PER_SECOND } from './limits.ts';

/** Settings of {@link RateLimit}. */
export interface RateLimitOptions {
  /** Milliseconds, from any beginning. */
  readonly now: () => number;
  readonly burst?: number;
  readonly perSecond?: number;
  readonly addresses?: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** Requests per client: a bucket of tokens for each, in bounded memory. */
export class RateLimit {
  readonly #buckets = new Map<string, Bucket>();
  readonly #now: () => number;
  readonly #burst: number;
  readonly #perSecond: number;
  readonly #addresses: number;

  constructor(options: RateLimitOptions) {
    this.#now = options.now;
    this.#burst = options.burst ?? REQUEST_BURST;
    this.#perSecond = options.perSecond ?? REQUESTS_PER_SECOND;
    this.#addresses = options.addresses ?? MAX_COUNTED_ADDRESSES;
  }

  /** How many clients are remembered. */
  get size(): number {
    return this.#buckets.size;
  }

  /** Counts a request. @returns 0 when it may pass, otherwise the seconds (≥ 1) after which one may */
  take(client: string): number {
    const now = this.#now();
    const known = this.#buckets.get(client);
    const earned = known === undefined ? this.#burst : (Math.max(0, now - known.at) / 1000) * this.#perSecond;
    const tokens = Math.min(this.#burst, (known?.tokens ?? 0) + earned);
    const passes = tokens >= 1;
    // Deleted and set again, so that the first key is the one seen least lately.
    this.#buckets.delete(client);
    this.#buckets.set(client, { tokens: passes ? tokens - 1 : tokens, at: now });
    for (const oldest of this.#buckets.keys()) {
      if (this.#buckets.size <= this.#addresses) break;
      this.#buckets.delete(oldest);
    }
    return passes ? 0 : Math.max(1, Math.ceil((1 - tokens) / this.#perSecond));
  }
}

/**
 * Who a remote address counts as: IPv4 addresses are one client each, IPv6 by its first 64 bits, which is what one
 * household gets.
 */
export function clientOf(remote: string | undefined): string {
  const address = (remote ?? '').replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array<string>(zeros).fill('0'), ...after]
    .slice(0, 4)
    .map((part) => part.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':');
}
