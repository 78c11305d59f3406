import type { Hex } from '../encoding/hex.ts';

/** What a seat can state. Two are the same only when every part is; of the digest the chain compares the first ten bytes. */
export interface Verdict {
  readonly pass: boolean;
  /** Parts per million, signed 32-bit. */
  readonly utilityPpm: number;
  readonly uniquenessPpm: number;
  readonly digest: Hex;
}

/** One opened ballot of a node. */
export interface Ballot {
  readonly node: number;
  readonly verdict: Verdict;
}

/** Votes of a committee. */
export interface Tally {
  /** The verdict with most seats; among equals the one that was ahead first. */
  readonly verdict: Verdict | undefined;
  readonly leading: number;
  readonly others: number;
}

/** Hex characters of a digest that the chain compares, `0x` included. */
const DIGEST_CHARS = 2 + 2 * 10;

/**
 * Counts ballots by seats, in the order in which they were opened on chain (which only decides between equals).
 *
 * @param seats node numbers, one per seat; a node can hold several
 * @param ballots at most one per node
 */
export function tally(seats: readonly number[], ballots: readonly Ballot[]): Tally {
  const counts = new Map<string, { readonly verdict: Verdict; seats: number }>();
  let first: { readonly verdict: Verdict; seats: number } | undefined;
  let revealed = 0;
  for (const { node, verdict } of ballots) {
    const held = seats.filter((seat) => seat === node).length;
    const key = verdictKey(verdict);
    const count = counts.get(key) ?? { verdict, seats: 0 };
    counts.set(key, count);
    count.seats += held;
    revealed += held;
    if (first === undefined || count.seats > first.seats) first = count;
  }
  const leading = first?.seats ?? 0;
  return { verdict: first?.verdict, leading, others: revealed - leading };
}

/** Equal for equal verdicts and for no others. */
export function verdictKey({ pass, utilityPpm, uniquenessPpm, digest }: Verdict): string {
  return `${pass} ${utilityPpm} ${uniquenessPpm} ${digest.slice(0, DIGEST_CHARS).toLowerCase()}`;
}
