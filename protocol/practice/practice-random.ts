import { concat, hexToBytes, keccak256, numberToHex, stringToHex } from 'viem';

const DOMAIN = stringToHex('loam/practice/1');
const WORD_BYTES = 4;

/**
 * Whole numbers that depend on the seed and the index alone: successive 32-bit big-endian words of
 * `keccak(domain ‖ uint32 index ‖ keccak(seed text) ‖ uint32 block)`.
 */
export class PracticeRandom {
  readonly #prefix: `0x${string}`;
  #block = 0;
  #bytes: Uint8Array = new Uint8Array(0);
  #at = 0;

  /** @param seed any text; a hash from the chain is passed as its lower-case hex */
  constructor(seed: string, index: number) {
    this.#prefix = concat([DOMAIN, numberToHex(index, { size: 4 }), keccak256(stringToHex(seed))]);
  }

  /** A whole number of 0 to `bound` − 1, `bound` up to 65,536. */
  below(bound: number): number {
    return this.#word() % bound;
  }

  /** One element of a list that is not empty. */
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  /** `count` different elements of a list, in random order. */
  pickDistinct<T>(list: readonly T[], count: number): T[] {
    const rest = [...list];
    return Array.from({ length: count }, () => rest.splice(this.below(rest.length), 1)[0] as T);
  }

  #word(): number {
    if (this.#at >= this.#bytes.length) {
      this.#bytes = hexToBytes(keccak256(concat([this.#prefix, numberToHex(this.#block++, { size: 4 })])));
      this.#at = 0;
    }
    const start = this.#at;
    this.#at += WORD_BYTES;
    return this.#bytes.subarray(start, this.#at).reduce((word, byte) => word * 256 + byte, 0);
  }
}
