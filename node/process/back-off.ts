import { LoamError } from '../../protocol/errors/loam-error.ts';
import {
  BACK_OFF_FIRST_MS,
  BACK_OFF_MAX_MS,
  CRASH_LOOP_ENDS,
  CRASH_LOOP_REST_MS,
  CRASH_LOOP_WINDOW_MS,
  LAST_WORDS_CHARACTERS,
  SETTLED_MS,
} from '../limits.ts';

/** Settings of {@link BackOff}. */
export interface BackOffOptions {
  /** Who is started again, as a sentence begins: `The model process`. */
  readonly name: string;
  /** What a person can do about one that stops again and again. */
  readonly advice: string;
  /** First pause, milliseconds; default {@link BACK_OFF_FIRST_MS}. */
  readonly firstMs?: number;
  /** How long one that stops again and again is left alone, milliseconds; default {@link CRASH_LOOP_REST_MS}. */
  readonly restMs?: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A number from 0 (inclusive) to 1: many that died together do not all come back together. */
  readonly random: () => number;
}

/** What is to be done after an end. */
export interface NextStart {
  /** Milliseconds until the next start. */
  readonly waitMs: number;
  /** Set when it stopped so often that it rests; in words for a person. */
  readonly trouble: LoamError | undefined;
}

/**
 * Decides when a process that ended is started again: the pause doubles with every end in a row up to a limit, and begins
 * anew when one has lived for {@link SETTLED_MS}. One that stops {@link CRASH_LOOP_ENDS} times within
 * {@link CRASH_LOOP_WINDOW_MS} rests for longer, and says so. It is never given up.
 */
export class BackOff {
  readonly #options: BackOffOptions;
  #inRow = 0;
  #ends: number[] = [];

  constructor(options: BackOffOptions) {
    this.#options = options;
  }

  /** Ends since the last one that lived long. */
  get inRow(): number {
    return this.#inRow;
  }

  /**
   * Notes an end.
   *
   * @param startedAt when the process that ended was started; milliseconds since 1970
   * @param lastWords what it said at the end, for the person
   */
  ended(startedAt: number, lastWords = ''): NextStart {
    const { now, random, firstMs = BACK_OFF_FIRST_MS, restMs = CRASH_LOOP_REST_MS } = this.#options;
    const at = now();
    this.#inRow = at - startedAt >= SETTLED_MS ? 1 : this.#inRow + 1;
    this.#ends = [...this.#ends.filter((end) => at - end < CRASH_LOOP_WINDOW_MS), at];
    if (this.#ends.length < CRASH_LOOP_ENDS) {
      const pause = Math.min(firstMs * 2 ** (this.#inRow - 1), BACK_OFF_MAX_MS);
      return { waitMs: pause * (0.5 + random() / 2), trouble: undefined };
    }
    const times = this.#ends.length;
    // One more try after the rest, and the next rest comes only after as many ends again.
    this.#ends = [];
    this.#inRow = 0;
    return { waitMs: restMs, trouble: this.#trouble(times, at + restMs, lastWords) };
  }

  #trouble(times: number, until: number, lastWords: string): LoamError {
    const { name, advice } = this.#options;
    const time = new Date(until).toTimeString().slice(0, 8);
    const minutes = CRASH_LOOP_WINDOW_MS / 60_000;
    const words = lastWords.trim().split('\n').at(-1)?.trim().slice(-LAST_WORDS_CHARACTERS) ?? '';
    const said = words === '' ? 'It said nothing at the end.' : `Its last words: “${words}”.`;
    return new LoamError(
      'CRASH_LOOP',
      `${name} stopped ${times} times in ${minutes} minutes; it rests until ${time}. ${said}`,
      { hint: advice, data: { times, restsUntil: until } },
    );
  }
}
