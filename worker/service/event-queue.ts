import { MAX_BUFFERED_EVENTS } from './limits.ts';

/**
 * Turns callbacks into a stream: `work` calls `emit`, the reader iterates. When the reader leaves, `work` is told
 * through the signal. Errors of `work` come out of the iteration.
 *
 * @param outer aborts the work as well
 */
export async function* streamOf<T>(
  work: (emit: (event: T) => void, signal: AbortSignal) => Promise<void>,
  outer?: AbortSignal,
): AsyncGenerator<T, void, void> {
  const left = new AbortController();
  const signal = outer === undefined ? left.signal : AbortSignal.any([left.signal, outer]);
  const queue: T[] = [];
  let wake: () => void = () => undefined;
  let ended = false;
  let failure: { error: unknown } | undefined;
  const running = work((event) => {
    if (queue.length >= MAX_BUFFERED_EVENTS) queue.shift();
    queue.push(event);
    wake();
  }, signal).then(
    () => {
      ended = true;
      wake();
    },
    (error: unknown) => {
      failure = { error };
      ended = true;
      wake();
    },
  );
  try {
    for (;;) {
      const event = queue.shift();
      if (event !== undefined) {
        yield event;
        continue;
      }
      if (ended) break;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    if (failure !== undefined) throw failure.error;
  } finally {
    left.abort();
    await running;
  }
}
