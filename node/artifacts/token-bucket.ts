import { setTimeout as sleep } from 'node:timers/promises';

/** Paces bytes. */
export interface TokenBucket {
  /** True while nothing is held back. */
  readonly unlimited: boolean;
  /** Paces at another rate from now on; 0 lets everything pass. Who waits already waits on. */
  setRate(bytesPerSecond: number): void;
  /**
   * Resolves when `bytes` may pass. Callers are served in order. More bytes than a second's worth pass too, and the
   * next caller waits for them.
   *
   * @throws the signal's reason when aborted while waiting.
   */
  take(bytes: number, signal?: AbortSignal): Promise<void>;
}

/** What a bucket needs from outside. */
export interface TokenBucketOptions {
  /** 0 lets everything pass. */
  readonly bytesPerSecond: number;
  /** Milliseconds, monotone. */
  readonly now?: () => number;
  /** Waits so many milliseconds. */
  readonly wait?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** Bytes that may pass at once after a pause, as a part of a second's worth. */
const BURST_SECONDS = 0.25;

/** A token bucket that starts full. */
export function createTokenBucket({
  bytesPerSecond,
  now = () => performance.now(),
  wait = (ms, signal) => sleep(ms, undefined, signal === undefined ? {} : { signal }),
}: TokenBucketOptions): TokenBucket {
  let rate = bytesPerSecond;
  /** When everything promised so far has passed. */
  let free = now() - BURST_SECONDS * 1_000;
  return {
    get unlimited() {
      return rate <= 0;
    },
    setRate(next) {
      rate = next;
    },
    async take(bytes, signal) {
      if (bytes <= 0 || rate <= 0) return;
      signal?.throwIfAborted();
      const at = now();
      free = Math.max(free, at - BURST_SECONDS * 1_000) + (bytes / rate) * 1_000;
      const ms = free - at;
      if (ms > 0) await wait(ms, signal);
    },
  };
}
