/**
 * Tells any number of readers that something changed. Readers get the newest state, never a backlog:
 * many changes between two reads are one.
 */
export class ChangeHub {
  #version = 0;
  #waiting = new Set<() => void>();

  /** Something changed. */
  notify(): void {
    this.#version++;
    const waiting = this.#waiting;
    this.#waiting = new Set();
    for (const wake of waiting) wake();
  }

  /**
   * Yields once at the start and then after changes, at most every `minIntervalMs`.
   * Ends when `signal` aborts.
   */
  async *changes(signal: AbortSignal | undefined, minIntervalMs = 0): AsyncGenerator<void, void, void> {
    let seen = -1;
    while (signal?.aborted !== true) {
      if (seen === this.#version) {
        await this.#next(signal);
        continue;
      }
      seen = this.#version;
      yield;
      if (minIntervalMs > 0) await this.#pause(minIntervalMs, signal);
    }
  }

  #next(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#waiting.delete(wake);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal?.addEventListener('abort', wake, { once: true });
    });
  }

  #pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal?.addEventListener('abort', end, { once: true });
    });
  }
}
