/** The part of an AbortSignal that streams need. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/**
 * Ends a stream as soon as `signal` fires, even while its source is still busy with the next item: the reader
 * is released at once and the source's `return` is called, so that its `finally` runs when it next can.
 * Errors go through `mapError`.
 */
export function endOnAbort<T>(
  source: AsyncIterator<T>,
  signal: AbortSignalLike | undefined,
  mapError: (error: unknown) => unknown,
): AsyncIteratorObject<T, undefined, unknown> {
  let ended = false;
  let release: ((result: IteratorResult<T, undefined>) => void) | undefined;
  const end = () => {
    if (ended) return;
    ended = true;
    signal?.removeEventListener('abort', end);
    release?.({ done: true, value: undefined });
    // The source may be in the middle of a step; it ends when it comes to its next yield.
    void Promise.resolve(source.return?.()).catch(() => undefined);
  };
  if (signal?.aborted) end();
  else signal?.addEventListener('abort', end, { once: true });

  const iterator: AsyncIteratorObject<T, undefined, unknown> = {
    async next() {
      if (ended) return { done: true, value: undefined };
      const aborted = new Promise<IteratorResult<T, undefined>>((resolve) => {
        release = resolve;
      });
      try {
        const step = await Promise.race([source.next(), aborted]);
        if (!step.done) return step;
        ended = true;
      } catch (error) {
        if (ended) return { done: true, value: undefined };
        ended = true;
        throw mapError(error);
      } finally {
        release = undefined;
        if (ended) signal?.removeEventListener('abort', end);
      }
      return { done: true, value: undefined };
    },
    async return() {
      end();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return iterator;
    },
    async [Symbol.asyncDispose]() {
      end();
    },
  };
  return iterator;
}

/** Whether a procedure's output is a stream. */
export function isStream(value: unknown): value is AsyncIterator<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Symbol.asyncIterator in value &&
    'next' in value &&
    typeof value.next === 'function'
  );
}
