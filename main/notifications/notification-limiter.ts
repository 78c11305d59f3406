import type { Notice, NoticeKind } from '../../protocol/desktop/notice.ts';
import { MAX_HELD_NOTICES, MAX_NOTIFICATIONS_PER_HOUR, NOTICE_GROUP_MS } from '../limits.ts';

const HOUR_MS = 3_600_000;

/**
 * Decides which notices become notifications, and when. The first of a kind is shown at once; more of it within
 * {@link NOTICE_GROUP_MS} are told together; above {@link MAX_NOTIFICATIONS_PER_HOUR} everything waits and is told
 * together once there is room. Nothing is lost but the wording. Times are milliseconds by the caller's clock.
 */
export class NotificationLimiter {
  #shown: number[] = [];
  #held: Notice[] = [];
  #dropped = 0;
  readonly #lastOfKind = new Map<NoticeKind, number>();

  /** @returns what is to be shown now, if anything; otherwise it waits for {@link due} */
  offer(notice: Notice, now: number): Notice | null {
    const last = this.#lastOfKind.get(notice.kind);
    const isGrouped = last !== undefined && now - last < NOTICE_GROUP_MS;
    if (!isGrouped && this.#held.length === 0 && this.#hasRoom(now)) return this.#show(notice, now);
    this.#held.push(notice);
    if (this.#held.length > MAX_HELD_NOTICES) {
      this.#held.shift();
      this.#dropped++;
    }
    return null;
  }

  /** What waited and may be told now, as one notification. */
  due(now: number): Notice | null {
    const at = this.nextAt(now);
    if (at === null || at > now) return null;
    const held = this.#held.splice(0);
    const dropped = this.#dropped;
    this.#dropped = 0;
    return this.#show(together(held, dropped), now);
  }

  /** When {@link due} has something to say, at the earliest; null when nothing waits. */
  nextAt(now: number): number | null {
    const [first] = this.#held;
    if (first === undefined) return null;
    const grouped = (this.#lastOfKind.get(first.kind) ?? Number.NEGATIVE_INFINITY) + NOTICE_GROUP_MS;
    this.#forget(now);
    const oldest = this.#shown.length < MAX_NOTIFICATIONS_PER_HOUR ? undefined : this.#shown[0];
    return Math.max(now, grouped, oldest === undefined ? now : oldest + HOUR_MS);
  }

  #show(notice: Notice, now: number): Notice {
    this.#shown.push(now);
    this.#lastOfKind.set(notice.kind, now);
    return notice;
  }

  #hasRoom(now: number): boolean {
    this.#forget(now);
    return this.#shown.length < MAX_NOTIFICATIONS_PER_HOUR;
  }

  #forget(now: number): void {
    this.#shown = this.#shown.filter((at) => now - at < HOUR_MS);
  }
}

function together(held: readonly Notice[], dropped: number): Notice {
  const newest = held.at(-1) as Notice;
  const count = held.length + dropped;
  if (count === 1) return newest;
  const sameKind = held.every(({ kind }) => kind === newest.kind);
  return {
    ...newest,
    title: sameKind ? `${newest.title} (${count})` : `${count} things happened`,
    sentence: sameKind
      ? `The newest of ${count}: ${newest.sentence}`.slice(0, 400)
      : [...new Set(held.map(({ title }) => title))].join(' · ').slice(0, 400),
  };
}
