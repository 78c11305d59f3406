import { isIPv6 } from 'node:net';
import { createTokenBuckets, type TokenBuckets } from '../../token-buckets.ts';
import { MAX_COUNTED_ADDRESSES, REQUEST_BURST, REQUESTS_PER_SECOND } from './limits.ts';

/** Settings of {@link RateLimit}. */
export interface RateLimitOptions {
  /** Milliseconds, from any beginning. */
  readonly now: () => number;
  readonly burst?: number;
  readonly perSecond?: number;
  readonly addresses?: number;
}

/** Requests per client: a bucket of tokens for each, in bounded memory. */
export class RateLimit {
  readonly #buckets: TokenBuckets;

  constructor(options: RateLimitOptions) {
    this.#buckets = createTokenBuckets({
      now: options.now,
      burst: options.burst ?? REQUEST_BURST,
      perSecond: options.perSecond ?? REQUESTS_PER_SECOND,
      maxKeys: options.addresses ?? MAX_COUNTED_ADDRESSES,
    });
  }

  /** How many clients are remembered. */
  get size(): number {
    return this.#buckets.size;
  }

  /** Counts a request. @returns 0 when it may pass, otherwise the seconds (≥ 1) after which one may */
  take(client: string): number {
    return this.#buckets.take(client) ? 0 : Math.max(1, Math.ceil(this.#buckets.secondsUntilOne(client)));
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
