import { RATE_WINDOW_MS } from './limits.ts';

/** Speed over the last seconds. Times are milliseconds of any clock that does not turn back. */
export class RateMeter {
  #samples: { at: number; total: number }[] = [];

  /** Notes how many bytes there are in all. Fewer than before begin anew. */
  note(total: number, at: number): void {
    if (total < (this.#samples.at(-1)?.total ?? 0)) this.#samples = [];
    this.#samples.push({ at, total });
    while ((this.#samples[1]?.at ?? at) < at - RATE_WINDOW_MS) this.#samples.shift();
  }

  /** Bytes a second up to now; 0 while nothing arrives. */
  perSecond(now: number): number {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (first === undefined || last === undefined || now - last.at > RATE_WINDOW_MS) return 0;
    const seconds = (Math.max(now, last.at) - first.at) / 1_000;
    return seconds <= 0 ? 0 : (last.total - first.total) / seconds;
  }
}
