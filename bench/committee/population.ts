import type { Random } from '../../worker/random/random.ts';

/** Cells of the table that shortens the search along the line. */
const CELLS = 4096;

/**
 * Validators side by side on the line of weights, as the registry has them, some of them colluding. Seats are drawn as
 * NodeRegistry.drawSeats draws them, with a seeded generator in the place of keccak-256.
 */
export class Population {
  /** Whether a node colludes, by its place on the line. */
  readonly colluding: Uint8Array;
  readonly #weights: Float64Array;
  readonly #ends: Float64Array;
  readonly #firstOfCell: Uint16Array;
  readonly #random: Random;
  #total = 0;

  /**
   * @param weights whole numbers
   * @param share part of all weight that colludes
   */
  constructor(weights: readonly number[], share: number, random: Random) {
    this.#weights = Float64Array.from(weights);
    this.#ends = new Float64Array(weights.length);
    this.#firstOfCell = new Uint16Array(CELLS + 1);
    this.colluding = new Uint8Array(weights.length);
    this.#random = random;
    this.shuffle();
    let left = share * weights.reduce((a, b) => a + b, 0);
    // Heavier ones first would leave a coarser rest: in random order, the rest is filled by whoever still fits.
    for (const [i, weight] of this.#weights.entries()) {
      if (weight > left) continue;
      this.colluding[i] = 1;
      left -= weight;
    }
    this.shuffle();
  }

  /** Validators with stakes of one to ten minimum stakes and any reputation. */
  static varied(count: number, share: number, random: Random): Population {
    const weights = Array.from({ length: count }, () => {
      const stake = 1_000_000 * (1 + 9 * random.uniform() ** 2);
      return Math.floor(stake * (1 + random.uniform()));
    });
    return new Population(weights, share, random);
  }

  /** Other neighbours on the line. */
  shuffle(): void {
    for (let i = this.#weights.length - 1; i > 0; i--) {
      const j = this.#random.below(i + 1);
      swap(this.#weights, i, j);
      swap(this.colluding, i, j);
    }
    this.#total = 0;
    for (const [i, weight] of this.#weights.entries()) {
      this.#total += weight;
      this.#ends[i] = this.#total;
    }
    let node = 0;
    for (let cell = 0; cell <= CELLS; cell++) {
      while (node < this.#ends.length - 1 && (this.#ends[node] as number) <= (cell * this.#total) / CELLS)
        node++;
      this.#firstOfCell[cell] = node;
    }
  }

  /** A colluding node, whose own submission is judged. */
  colluder(): number {
    for (;;) {
      const node = this.#random.below(this.colluding.length);
      if (this.colluding[node] === 1) return node;
    }
  }

  /** A node that does not collude. */
  honest(): number {
    for (;;) {
      const node = this.#random.below(this.colluding.length);
      if (this.colluding[node] === 0) return node;
    }
  }

  /**
   * The node of seat `seat` of `size`: from its stretch of the line without `exclude`.
   * @param exclude a node's place, or −1 for nobody
   */
  draw(seat: number, size: number, exclude: number): number {
    const gap = exclude < 0 ? 0 : (this.#weights[exclude] as number);
    const gapStart = exclude < 0 ? Number.POSITIVE_INFINITY : (this.#ends[exclude] as number) - gap;
    const total = this.#total - gap;
    const start = Math.floor((total * seat) / size);
    const length = Math.floor((total * (seat + 1)) / size) - start;
    const position = start + Math.floor(this.#random.uniform() * length);
    return this.#at(position < gapStart ? position : position + gap);
  }

  #at(position: number): number {
    let node = this.#firstOfCell[Math.floor((position * CELLS) / this.#total)] as number;
    while ((this.#ends[node] as number) <= position) node++;
    return node;
  }
}

function swap(list: Float64Array | Uint8Array, i: number, j: number): void {
  const kept = list[i] as number;
  list[i] = list[j] as number;
  list[j] = kept;
}
