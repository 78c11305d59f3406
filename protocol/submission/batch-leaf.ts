import { concatHex, keccak256, numberToHex, slice } from 'viem';
import type { Hex } from '../encoding/hex.ts';
import { LoamError } from '../errors/loam-error.ts';

/** Bytes of a batch's leaf: node number (4, big endian) and EIP-712 struct hash (32). */
const LEAF_BYTES = 36;
const NODE_BYTES = 4;

/** One submission of a batch. */
export interface BatchLeaf {
  /** Number of the learner's node. */
  readonly node: number;
  /** EIP-712 struct hash of the submission. */
  readonly structHash: Hex;
}

/** The leaves of a batch as `submitBatch` takes them, 36 bytes each. */
export function encodeBatch(leaves: readonly BatchLeaf[]): Hex {
  return concatHex(leaves.map(encodeLeaf));
}

/** Reads {@link encodeBatch} back. @throws LoamError `BATCH_LENGTH` when the bytes are no whole leaves */
export function decodeBatch(bytes: Hex): BatchLeaf[] {
  const length = (bytes.length - 2) / 2;
  if (!Number.isInteger(length) || length % LEAF_BYTES !== 0)
    throw new LoamError('BATCH_LENGTH', `${length} bytes are no whole leaves of ${LEAF_BYTES}.`);
  return Array.from({ length: length / LEAF_BYTES }, (_, i) => {
    const leaf = slice(bytes, i * LEAF_BYTES, (i + 1) * LEAF_BYTES);
    return { node: Number(slice(leaf, 0, NODE_BYTES)), structHash: slice(leaf, NODE_BYTES) };
  });
}

/** Leaf hash of the batch's Merkle tree (of ordered pairs): keccak-256 twice, so that no inner node passes as a leaf. */
export function batchLeafHash(leaf: BatchLeaf): Hex {
  return keccak256(keccak256(encodeLeaf(leaf)));
}

function encodeLeaf({ node, structHash }: BatchLeaf): Hex {
  return concatHex([numberToHex(node, { size: NODE_BYTES }), structHash]);
}
