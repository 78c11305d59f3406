import { isAppUrl } from './app-url.ts';
import { MAX_CONNECTS_PER_MINUTE } from './limits.ts';

/** What is known of whoever asked for a connection to the node. */
export interface ConnectSender {
  /** Identifies the web contents. */
  readonly id: number;
  /** Address of the frame that asked; null when the frame is gone. */
  readonly frameUrl: string | null;
  readonly isMainFrame: boolean;
  /** Ports that came with the message. */
  readonly ports: number;
  /** The message's own payload, which must be empty. */
  readonly payload: unknown;
}

/** Why a connection was refused, or null when it may be made. */
export type ConnectRefusal =
  | 'no-frame'
  | 'foreign-page'
  | 'not-main-frame'
  | 'bad-message'
  | 'too-many'
  | null;

/** Decides who may be connected to the node: the main frame of our own page, with one port, not too often. */
export class ConnectGuard {
  readonly #now: () => number;
  readonly #recent = new Map<number, number[]>();

  /** @param now milliseconds */
  constructor(now: () => number) {
    this.#now = now;
  }

  check(sender: ConnectSender): ConnectRefusal {
    if (sender.frameUrl === null) return 'no-frame';
    if (!isAppUrl(sender.frameUrl)) return 'foreign-page';
    if (!sender.isMainFrame) return 'not-main-frame';
    if (sender.ports !== 1 || (sender.payload !== null && sender.payload !== undefined)) return 'bad-message';
    const now = this.#now();
    const recent = (this.#recent.get(sender.id) ?? []).filter((at) => now - at < 60_000);
    if (recent.length >= MAX_CONNECTS_PER_MINUTE) return 'too-many';
    recent.push(now);
    this.#recent.set(sender.id, recent);
    return null;
  }

  /** Forgets a web contents that is gone. */
  forget(id: number): void {
    this.#recent.delete(id);
  }
}
