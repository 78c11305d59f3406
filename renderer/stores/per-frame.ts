/** Gathers values and hands them over together, at most once per frame of the screen. */
export interface PerFrame<T> {
  add(value: T): void;
  /** Hands over at once what waits. */
  flush(): void;
}

/** Milliseconds after which values are handed over even when no frame is drawn, for example in a hidden window. */
const NO_FRAME_MS = 100;

/** @param schedule calls back before the next frame */
export function perFrame<T>(
  apply: (values: readonly T[]) => void,
  schedule: (run: () => void) => void = beforeNextFrame,
): PerFrame<T> {
  let waiting: T[] = [];
  const flush = (): void => {
    if (waiting.length === 0) return;
    const values = waiting;
    waiting = [];
    apply(values);
  };
  return {
    add(value) {
      waiting.push(value);
      if (waiting.length === 1) schedule(flush);
    },
    flush,
  };
}

function beforeNextFrame(run: () => void): void {
  if (typeof requestAnimationFrame === 'function') requestAnimationFrame(run);
  setTimeout(run, NO_FRAME_MS);
}
