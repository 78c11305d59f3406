import { encodeAbiParameters, keccak256 } from 'viem';
import type { Hex } from '../encoding/hex.ts';

/** Tries after which a drawn node is kept whatever has become of its weight. */
const MOST_TRIES = 16;
const HALF_BITS = 128n;
const HALF_MASK = (1n << HALF_BITS) - 1n;
const PPM = 1_000_000n;

/** A node on the line of weights. */
export interface LineNode {
  /** Number in the registry, from 1. */
  readonly number: number;
  /** Weight as it is written in the registry. */
  readonly weight: bigint;
}

/** A node with what its weight would be if it were written now. */
export interface SeatNode extends LineNode {
  readonly trueWeight: bigint;
}

/** A node with its reputation now, parts per million. */
export interface JuryNode extends LineNode {
  readonly reputationPpm: bigint;
}

/**
 * The seats that NodeRegistry.drawSeats draws, bit for bit: seat j from the j-th of `size` equal stretches of the line of
 * weights, thinned where a weight has decayed since it was written. A node can hold several seats.
 *
 * @param first number of the first seat, so that later stages draw others
 * @param nodes all nodes with weight, in any order
 * @param exclude node that never sits; 0 for nobody
 * @returns node numbers, one for each seat; empty when nobody else has weight
 */
export function drawSeats(
  seed: Hex,
  first: number,
  size: number,
  nodes: readonly SeatNode[],
  exclude: number,
): number[] {
  return draw(seed, first, size, nodes, [exclude], (node, word) => word % node.weight < node.trueWeight);
}

/** The jurors that NodeRegistry.drawJury draws: from the same line, kept in proportion to their reputation. */
export function drawJury(
  seed: Hex,
  size: number,
  nodes: readonly JuryNode[],
  exclude: readonly number[],
): number[] {
  return draw(seed, 0, size, nodes, exclude, (node, word) => word % PPM < node.reputationPpm);
}

function draw<Node extends LineNode>(
  seed: Hex,
  first: number,
  size: number,
  nodes: readonly Node[],
  exclude: readonly number[],
  keeps: (node: Node, word: bigint) => boolean,
): number[] {
  const line = nodes
    .filter(({ number, weight }) => weight > 0n && !exclude.includes(number))
    .sort((a, b) => a.number - b.number);
  let total = 0n;
  const ends = line.map(({ weight }) => {
    total += weight;
    return total;
  });
  if (total === 0n) return [];
  const stretch = (seat: number): bigint => (total * BigInt(seat)) / BigInt(size);
  return Array.from({ length: size }, (_, seat) => {
    const start = stretch(seat);
    const length = stretch(seat + 1) - start || 1n;
    for (let attempt = 0; ; attempt++) {
      const word = seatWord(seed, first + seat, attempt);
      const node = line[indexAt(ends, start + ((word & HALF_MASK) % length))] as Node;
      if (attempt + 1 === MOST_TRIES || keeps(node, word >> HALF_BITS)) return node.number;
    }
  });
}

/** keccak256(abi.encode(seed, seat, try)). */
function seatWord(seed: Hex, seat: number, attempt: number): bigint {
  return BigInt(
    keccak256(
      encodeAbiParameters(
        [{ type: 'bytes32' }, { type: 'uint256' }, { type: 'uint256' }],
        [seed, BigInt(seat), BigInt(attempt)],
      ),
    ),
  );
}

/** Index of the first end above a position. */
function indexAt(ends: readonly bigint[], position: bigint): number {
  let [low, high] = [0, ends.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] as bigint) > position) high = middle;
    else low = middle + 1;
  }
  return low;
}
