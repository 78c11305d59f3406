import { IDLE_REPORT_LASTS_MS } from './limits.ts';

/** What the desktop shell says about keyboard and mouse; a node cannot see them by itself. */
export class IdleReport {
  readonly #now: () => number;
  #seconds = 0;
  #at = Number.NEGATIVE_INFINITY;

  /** @param now milliseconds since 1970 */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Nobody has touched the computer for so many seconds. */
  tell(seconds: number): void {
    this.#seconds = seconds;
    this.#at = this.#now();
  }

  /** Minutes since keyboard or mouse were used; null where nobody has told lately. */
  minutes(): number | null {
    return this.#now() - this.#at > IDLE_REPORT_LASTS_MS ? null : this.#seconds / 60;
  }
}
