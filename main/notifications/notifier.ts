import type { Notice } from '../../protocol/desktop/notice.ts';
import type { NotificationLimiter } from './notification-limiter.ts';

/** What the notifier works with. */
export interface NotifierParts {
  readonly limiter: NotificationLimiter;
  /** Whether the owner wants to be told of this kind. */
  readonly wants: (notice: Notice) => boolean;
  /** Whether the owner is looking at Loam: then the page tells it. */
  readonly isWatched: () => boolean;
  readonly show: (notice: Notice) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Turns notices into notifications of the system: those that are wanted, while nobody looks, and not too many. */
export class Notifier {
  readonly #parts: NotifierParts;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: NotifierParts) {
    this.#parts = parts;
  }

  tell(notice: Notice): void {
    const { limiter, wants, isWatched, show, now } = this.#parts;
    if (!wants(notice) || isWatched()) return;
    const shown = limiter.offer(notice, now());
    if (shown !== null) show(shown);
    this.#wait();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #wait(): void {
    const { limiter, show, now } = this.#parts;
    clearTimeout(this.#timer);
    const at = limiter.nextAt(now());
    if (at === null) return;
    this.#timer = setTimeout(
      () => {
        const shown = limiter.due(now());
        if (shown !== null) show(shown);
        this.#wait();
      },
      Math.max(50, at - now()),
    );
    this.#timer.unref();
  }
}
