import { MAX_HELD_TOKENS } from './limits.ts';

/**
 * Turns ids that arrive one by one into text. A character whose bytes are spread over several tokens comes out
 * whole, with its last token. Works with any decoder, because it compares the decoded text of a short window with
 * and without the new tokens.
 */
export class TokenStream {
  readonly #decode: (ids: readonly number[]) => string;
  /** Ids whose text is out already but which the decoder needs as context, then ids whose text is held back. */
  #window: number[] = [];
  #shown = 0;

  /**
   * @param decode turns ids into text, special tokens left out
   * @param before ids whose text is out already, so that a space between it and what comes is not lost
   */
  constructor(decode: (ids: readonly number[]) => string, before: readonly number[] = []) {
    this.#decode = decode;
    this.#window = before.slice(-MAX_HELD_TOKENS);
    this.#shown = this.#window.length;
  }

  /** Takes the next id and returns the text that became complete, often one word, sometimes ''. */
  push(id: number): string {
    this.#window.push(id);
    const fresh = this.#fresh();
    const held = this.#window.length - this.#shown;
    if (fresh === '' || (fresh.endsWith('\ufffd') && held < MAX_HELD_TOKENS)) return '';
    this.#window = this.#window.slice(this.#shown);
    this.#shown = this.#window.length;
    return fresh;
  }

  /** Returns what is still held back (bytes that never became a character show as U+FFFD) and starts anew. */
  end(): string {
    const fresh = this.#fresh();
    this.#window = [];
    this.#shown = 0;
    return fresh;
  }

  #fresh(): string {
    const before = this.#decode(this.#window.slice(0, this.#shown));
    return this.#decode(this.#window).slice(before.length);
  }
}
