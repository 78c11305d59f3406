import { encodeAbiParameters, keccak256 } from 'viem';
import type { Hex } from '../encoding/hex.ts';
import { LoamError } from '../errors/loam-error.ts';

/** Tries for each item. */
const MOST_TRIES = 64n;

/** A pool as an epoch finds it. */
export interface ItemPool {
  readonly pool: bigint;
  /** Items in the pool, retired ones included. */
  readonly items: bigint;
  /** How many the epoch draws. */
  readonly perEpoch: number;
  readonly isRetired: (item: bigint) => boolean;
}

/**
 * The benchmark items that BenchmarkRegistry.drawnItems draws with an epoch's first seed: distinct, ascending, none retired.
 * @throws LoamError `POOL_EXHAUSTED` when some item is not found in 64 tries, as on chain
 */
export function drawItems(seed: Hex, { pool, items, perEpoch, isRetired }: ItemPool): bigint[] {
  const drawn = new Set<bigint>();
  for (let slot = 0n; slot < perEpoch; slot++) {
    const item = firstFree((attempt) => {
      const word = encodeAbiParameters(
        [{ type: 'bytes32' }, { type: 'uint256' }, { type: 'uint256' }, { type: 'uint256' }],
        [seed, pool, slot, attempt],
      );
      const candidate = BigInt(keccak256(word)) % items;
      return isRetired(candidate) || drawn.has(candidate) ? undefined : candidate;
    });
    if (item === undefined) throw new LoamError('POOL_EXHAUSTED', `Pool ${pool} has too few items left.`);
    drawn.add(item);
  }
  return [...drawn].sort((a, b) => (a < b ? -1 : 1));
}

function firstFree(candidate: (attempt: bigint) => bigint | undefined): bigint | undefined {
  for (let attempt = 0n; attempt < MOST_TRIES; attempt++) {
    const item = candidate(attempt);
    if (item !== undefined) return item;
  }
  return undefined;
}
