/** A value that any number of readers follow. They get the newest, never a backlog. */
export class Watched<T> {
  #value: T;
  #version = 0;
  readonly #waiting = new Set<() => void>();

  constructor(value: T) {
    this.#value = value;
  }

  get value(): T {
    return this.#value;
  }

  set(value: T): void {
    this.#value = value;
    this.#version++;
    for (const wake of [...this.#waiting]) wake();
  }

  /** The value now and after every change, until `signal` fires. */
  async *follow(signal: AbortSignal | undefined): AsyncGenerator<T, void, void> {
    let seen = -1;
    while (signal?.aborted !== true) {
      if (seen === this.#version) await this.#next(signal);
      else {
        seen = this.#version;
        yield this.#value;
      }
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
}
