import { LoamError } from '../../protocol/errors/loam-error.ts';

/** State of a {@link Random}: four unsigned 32-bit numbers. */
export type RandomState = readonly [number, number, number, number];

/** Seeded random numbers (xoshiro128**), the same on every machine. Not for secrets. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  private constructor([a, b, c, d]: RandomState) {
    this.#a = a | 0;
    this.#b = b | 0;
    this.#c = c | 0;
    this.#d = d | 0;
  }

  /** Starts from any number; its lower 32 bits count. */
  static fromSeed(seed: number): Random {
    let state = seed | 0;
    // splitmix32 spreads a small seed over all of the state
    const next = (): number => {
      state = (state + 0x9e3779b9) | 0;
      let z = state;
      z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
      z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
      return z ^ (z >>> 16);
    };
    return new Random([next(), next(), next(), next() | 1]);
  }

  /** Continues from {@link state}. @throws LoamError `RANDOM_STATE_INVALID` */
  static fromState(state: RandomState): Random {
    if (
      state.length !== 4 ||
      !state.every((word) => Number.isInteger(word) && word >= 0 && word <= 0xffffffff) ||
      state.every((word) => word === 0)
    ) {
      throw new LoamError(
        'RANDOM_STATE_INVALID',
        'The state of a random generator must be four 32-bit numbers, not all zero.',
      );
    }
    return new Random(state);
  }

  /** What {@link Random.fromState} continues from. */
  state(): RandomState {
    return [this.#a >>> 0, this.#b >>> 0, this.#c >>> 0, this.#d >>> 0];
  }

  /** A whole number from 0 to 2^32 − 1. */
  uint32(): number {
    const product = Math.imul(this.#b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result;
  }

  /** A number from 0 (included) to 1 (excluded), a multiple of 2^−53. */
  uniform(): number {
    return ((this.uint32() >>> 5) * 67108864 + (this.uint32() >>> 6)) / 9007199254740992;
  }

  /** A whole number from 0 to `bound` − 1, every one as likely. */
  below(bound: number): number {
    if (!Number.isInteger(bound) || bound < 1 || bound > 0x100000000) throw new RangeError(`bound ${bound}`);
    const limit = 0x100000000 - (0x100000000 % bound);
    let value = this.uint32();
    while (value >= limit) value = this.uint32();
    return value % bound;
  }

  /** A normally distributed number, mean 0 and standard deviation 1 (polar method). */
  normal(): number {
    for (;;) {
      const x = 2 * this.uniform() - 1;
      const y = 2 * this.uniform() - 1;
      const square = x * x + y * y;
      if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square);
    }
  }

  /** Shuffles an array in place. */
  shuffle<T>(items: T[]): T[] {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [items[i], items[j]] = [items[j] as T, items[i] as T];
    }
    return items;
  }
}
