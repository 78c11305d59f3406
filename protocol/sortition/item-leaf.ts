import { encodeAbiParameters, keccak256 } from 'viem';
import type { Hex } from '../encoding/hex.ts';

/**
 * Leaf hash of an item in a benchmark pool's Merkle tree (of sorted pairs): keccak-256 twice over number and hash.
 * @param hash of the item's content
 */
export function itemLeaf(item: bigint, hash: Hex): Hex {
  return keccak256(keccak256(encodeAbiParameters([{ type: 'uint256' }, { type: 'bytes32' }], [item, hash])));
}
