import { concatHex, keccak256 } from 'viem';
import type { Hex } from '../encoding/hex.ts';
import { LoamError } from '../errors/loam-error.ts';

/**
 * Root of a Merkle tree as OpenZeppelin's MerkleProof reads it: a pair is hashed in ascending order, the last node of an
 * odd level is carried up unchanged. A tree of one leaf has that leaf as its root.
 *
 * @param leaves leaf hashes of 32 bytes in lower case
 * @throws LoamError `MERKLE_EMPTY` without leaves
 */
export function merkleRoot(leaves: readonly Hex[]): Hex {
  const root = merkleLevels(leaves).at(-1)?.[0];
  if (root === undefined) throw new LoamError('MERKLE_EMPTY', 'A Merkle tree needs a leaf.');
  return root;
}

/**
 * What {@link verifyMerkleProof} needs to get from one leaf to the root, siblings from the bottom up.
 * @throws LoamError `MERKLE_POSITION` when there is no such leaf
 */
export function merkleProof(leaves: readonly Hex[], position: number): Hex[] {
  const proof = merkleProofs(leaves)[position];
  if (proof === undefined)
    throw new LoamError('MERKLE_POSITION', `There is no leaf ${position} among ${leaves.length}.`);
  return proof;
}

/** The proofs of all leaves, in their order; the tree is built once. */
export function merkleProofs(leaves: readonly Hex[]): Hex[][] {
  const levels = merkleLevels(leaves);
  return leaves.map((_leaf, position) =>
    levels.flatMap((level, height) => level[(position >> height) ^ 1] ?? []),
  );
}

/** Whether a leaf hash is in the tree of a root. */
export function verifyMerkleProof(root: Hex, leaf: Hex, proof: readonly Hex[]): boolean {
  return proof.reduce(hashPair, leaf) === root;
}

/** The levels from the leaves to the root. */
function merkleLevels(leaves: readonly Hex[]): Hex[][] {
  const levels = [[...leaves]];
  for (let level = levels[0] ?? []; level.length > 1; levels.push(level)) {
    const below = level;
    level = [];
    for (let i = 0; i < below.length; i += 2) {
      const [left, right] = [below[i] as Hex, below[i + 1]];
      level.push(right === undefined ? left : hashPair(left, right));
    }
  }
  return levels;
}

/** Lower-case hex of equal length sorts as its bytes do. */
function hashPair(a: Hex, b: Hex): Hex {
  return keccak256(concatHex(a < b ? [a, b] : [b, a]));
}
