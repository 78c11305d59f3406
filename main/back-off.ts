import { HEALTHY_MS, RESTART_MAX_MS, RESTART_MIN_MS } from './limits.ts';

/**
 * How long to wait before a process that ended by itself is started again: 250 ms, doubling to 30 s, and short
 * again once it had run for a minute.
 */
export class BackOff {
  #failures = 0;

  /**
   * @param ranMs how long the process ran before it ended
   * @returns milliseconds to wait
   */
  next(ranMs: number): number {
    if (ranMs >= HEALTHY_MS) this.#failures = 0;
    const delay = Math.min(RESTART_MAX_MS, RESTART_MIN_MS * 2 ** Math.min(this.#failures, 20));
    this.#failures += 1;
    return delay;
  }
}
