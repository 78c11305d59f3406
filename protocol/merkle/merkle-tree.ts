import { concatHex, keccak256 } from 'viem';
import type { Hex } from '../encoding/hex.ts';
import { LoamError } from '../errors/loam-error.ts';

/** Hash of two neighbours in a Merkle tree, left and right. */
export type PairHash = (left: Hex, right: Hex) => Hex;

/** Hashes a pair in ascending order, as OpenZeppelin's MerkleProof: proofs need no position. */
export function sortedPair(left: Hex, right: Hex): Hex {
  return keccak256(concatHex(left < right ? [left, right] : [right, left]));
}

/** Hashes a pair left before right: the root fixes which leaf stands where. */
export function orderedPair(left: Hex, right: Hex): Hex {
  return keccak256(concatHex([left, right]));
}

/**
 * Root of a Merkle tree. The last node of an odd level is carried up unchanged; a tree of one leaf has that leaf as its root.
 *
 * @param leaves leaf hashes of 32 bytes in lower case
 * @throws LoamError `MERKLE_EMPTY` without leaves
 */
export function merkleRoot(leaves: readonly Hex[], pair: PairHash): Hex {
  const root = merkleLevels(leaves, pair).at(-1)?.[0];
  if (root === undefined) throw new LoamError('MERKLE_EMPTY', 'A Merkle tree needs a leaf.');
  return root;
}

/**
 * What leads from one leaf to the root: siblings from the bottom up, none where a node is carried up.
 * @throws LoamError `MERKLE_POSITION` when there is no such leaf
 */
export function merkleProof(leaves: readonly Hex[], position: number, pair: PairHash): Hex[] {
  const proof = merkleProofs(leaves, pair)[position];
  if (proof === undefined)
    throw new LoamError('MERKLE_POSITION', `There is no leaf ${position} among ${leaves.length}.`);
  return proof;
}

/** The proofs of all leaves, in their order; the tree is built once. */
export function merkleProofs(leaves: readonly Hex[], pair: PairHash): Hex[][] {
  const levels = merkleLevels(leaves, pair);
  return leaves.map((_leaf, position) =>
    levels.flatMap((level, height) => level[(position >> height) ^ 1] ?? []),
  );
}

/** Whether a leaf hash is under the root of a tree of {@link sortedPair}s, at whatever position. */
export function verifySortedProof(root: Hex, leaf: Hex, proof: readonly Hex[]): boolean {
  return proof.reduce(sortedPair, leaf) === root;
}

/** Whether a leaf hash stands at a position of the `count` leaves under the root of a tree of {@link orderedPair}s. */
export function verifyOrderedProof(
  root: Hex,
  count: number,
  position: number,
  leaf: Hex,
  proof: readonly Hex[],
): boolean {
  if (position < 0 || position >= count) return false;
  const siblings = proof[Symbol.iterator]();
  let hash = leaf;
  for (let at = position, width = count; width > 1; at >>= 1, width = (width + 1) >> 1) {
    if ((at ^ 1) >= width) continue;
    const { value: sibling } = siblings.next();
    if (sibling === undefined) return false;
    hash = (at & 1) === 0 ? orderedPair(hash, sibling) : orderedPair(sibling, hash);
  }
  return siblings.next().done === true && hash === root;
}

/** The levels from the leaves to the root. */
function merkleLevels(leaves: readonly Hex[], pair: PairHash): Hex[][] {
  const levels = [[...leaves]];
  for (let level = levels[0] ?? []; level.length > 1; levels.push(level)) {
    const below = level;
    level = [];
    for (let i = 0; i < below.length; i += 2) {
      const [left, right] = [below[i] as Hex, below[i + 1]];
      level.push(right === undefined ? left : pair(left, right));
    }
  }
  return levels;
}
