// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

/// @title The root of a Merkle tree with sorted pairs, as MerkleProof checks it.
library SortedTree {
    /// @notice Root over at least one node; an odd node goes up unchanged. Writes over `nodes`.
    function root(bytes32[] memory nodes) internal pure returns (bytes32 top) {
        assembly ("memory-safe") {
            let start := add(nodes, 32)
            for { let count := mload(nodes) } gt(count, 1) { count := shr(1, add(count, 1)) } {
                let to := start
                let end := add(start, shl(5, and(count, not(1))))
                for { let from := start } lt(from, end) { from := add(from, 64) } {
                    let left := mload(from)
                    let right := mload(add(from, 32))
                    let swap := shl(5, gt(left, right))
                    mstore(swap, left)
                    mstore(xor(swap, 32), right)
                    mstore(to, keccak256(0, 64))
                    to := add(to, 32)
                }
                if and(count, 1) { mstore(to, mload(end)) }
            }
            top := mload(start)
        }
    }

    /// @notice Root that a leaf and its siblings, from the leaf up, lead to.
    function rootOf(bytes32 leaf, bytes32[] calldata proof) internal pure returns (bytes32 hash) {
        hash = leaf;
        assembly ("memory-safe") {
            let end := add(proof.offset, shl(5, proof.length))
            for { let at := proof.offset } lt(at, end) { at := add(at, 32) } {
                let sibling := calldataload(at)
                // The smaller of the two comes first.
                let place := shl(5, gt(hash, sibling))
                mstore(place, hash)
                mstore(xor(place, 32), sibling)
                hash := keccak256(0, 64)
            }
        }
    }
}
