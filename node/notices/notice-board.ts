import type { Notice } from '../../protocol/desktop/notice.ts';
import type { NodeContext } from '../node-context.ts';
import { MAX_UNREAD_NOTICES, NOTICE_LOOK_MS } from './limits.ts';
import { type NoticeState, noticesBetween } from './notices-between.ts';

/** Finds what is worth telling in the node's changes, for every reader from the moment it came. */
export class NoticeBoard {
  readonly #context: NodeContext;
  readonly #read: () => Promise<NoticeState>;
  readonly #readers = new Set<(notice: Notice) => void>();
  #work: Promise<void> = Promise.resolve();

  /** @param read the state that notices are about */
  constructor(context: NodeContext, read: () => Promise<NoticeState>) {
    this.#context = context;
    this.#read = read;
  }

  /** Looks until the node stops. */
  start(): void {
    this.#work = this.#run();
  }

  /** Resolves when nothing of it runs any more; the node must be stopping. */
  stopped(): Promise<void> {
    return this.#work;
  }

  /** Notices from now on. */
  async *follow(signal: AbortSignal | undefined): AsyncGenerator<Notice, void, void> {
    const { stopping } = this.#context;
    const stop = signal === undefined ? stopping : AbortSignal.any([signal, stopping]);
    const unread: Notice[] = [];
    let wake: () => void = () => undefined;
    const hear = (notice: Notice): void => {
      unread.push(notice);
      if (unread.length > MAX_UNREAD_NOTICES) unread.shift();
      wake();
    };
    const end = (): void => wake();
    this.#readers.add(hear);
    stop.addEventListener('abort', end, { once: true });
    try {
      while (!stop.aborted) {
        for (let next = unread.shift(); next !== undefined; next = unread.shift()) yield next;
        if (stop.aborted) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (unread.length > 0) resolve();
        });
      }
    } finally {
      this.#readers.delete(hear);
      stop.removeEventListener('abort', end);
    }
  }

  async #run(): Promise<void> {
    const { hub, stopping, log } = this.#context;
    let before: NoticeState | undefined;
    for await (const _ of hub.changes(stopping, NOTICE_LOOK_MS)) {
      try {
        const now = await this.#read();
        if (before !== undefined)
          for (const notice of noticesBetween(before, now)) for (const hear of this.#readers) hear(notice);
        before = now;
      } catch (error) {
        if (!stopping.aborted) log.warn('looking for notices', error);
      }
    }
  }
}
