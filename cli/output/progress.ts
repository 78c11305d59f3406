/** Where progress goes: a rewritten line on a terminal, plain lines elsewhere, always on standard error. */
export class Progress {
  readonly #stream: NodeJS.WriteStream;
  readonly #quiet: boolean;
  #last = '';
  #open = false;

  constructor(stream: NodeJS.WriteStream, quiet = false) {
    this.#stream = stream;
    this.#quiet = quiet;
  }

  /** Shows where the work is. On a terminal the line is replaced by the next call, elsewhere repeats are left out. */
  update(text: string): void {
    if (this.#quiet || text === this.#last) return;
    this.#last = text;
    if (this.#stream.isTTY) {
      const width = Math.max(20, this.#stream.columns ?? 80) - 1;
      this.#stream.write(`\r\u001b[2K${text.slice(0, width)}`);
      this.#open = true;
    } else {
      this.#stream.write(`${text}\n`);
    }
  }

  /** Ends the current line and prints one that stays. */
  line(text: string): void {
    if (this.#quiet) return;
    this.close();
    this.#stream.write(`${text}\n`);
    this.#last = text;
  }

  /** Leaves the terminal on a fresh line. */
  close(): void {
    if (this.#open) this.#stream.write('\r\u001b[2K');
    this.#open = false;
  }
}

/** A duration in words: `8 s`, `1 min 20 s`. @param ms milliseconds ≥ 0 */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  return seconds % 60 === 0
    ? `${Math.floor(seconds / 60)} min`
    : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
