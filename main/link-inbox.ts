import type { DeepLink } from '../protocol/desktop/deep-link-schema.ts';
import { parseDeepLink } from './deep-link.ts';
import { MAX_LINKS_PER_MINUTE, MAX_WAITING_LINKS } from './limits.ts';
import { Watched } from './watched.ts';

/** Links that came from outside, until a page reads them. Each is read once. */
export class LinkInbox {
  readonly #waiting: DeepLink[] = [];
  readonly #changed = new Watched(0);
  readonly #now: () => number;
  readonly #log: (line: string) => void;
  #recent: number[] = [];

  /**
   * @param now milliseconds
   * @param log told of links that are refused; never their text, which a stranger chose
   */
  constructor(now: () => number, log: (line: string) => void) {
    this.#now = now;
    this.#log = log;
  }

  /** Takes a link in. True when it is one of ours and a page will see it. */
  take(text: string): boolean {
    const now = this.#now();
    this.#recent = this.#recent.filter((at) => now - at < 60_000);
    const link = parseDeepLink(text);
    if (link === null) {
      this.#log(`A link of ${text.length} characters was refused: it is none of Loam's.`);
      return false;
    }
    if (this.#recent.length >= MAX_LINKS_PER_MINUTE) {
      this.#log('A link was refused: too many came in one minute.');
      return false;
    }
    this.#recent.push(now);
    this.open(link);
    return true;
  }

  /** Opens something on the shell's own account: a notice that was clicked. */
  open(link: DeepLink): void {
    this.#waiting.push(link);
    if (this.#waiting.length > MAX_WAITING_LINKS) this.#waiting.shift();
    this.#changed.set(this.#waiting.length);
  }

  /** Links as they come, until `signal` fires. */
  async *read(signal: AbortSignal | undefined): AsyncGenerator<DeepLink, void, void> {
    for await (const _ of this.#changed.follow(signal)) {
      for (let link = this.#waiting.shift(); link !== undefined; link = this.#waiting.shift()) yield link;
    }
  }
}
