// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

/// @title The Merkle tree of a batch, in which every position has one leaf.
/// @notice A leaf is 36 bytes: node number (4, big endian) and EIP-712 struct hash (32). A pair is hashed left before right
/// (not sorted), so that root, number of leaves and position fix the leaf: whoever opens a batch cannot choose where a
/// leaf stands or which of two leaves stands there. The last node of an odd level is carried up unchanged.
library BatchTree {
    uint256 internal constant LEAF_BYTES = 36;

    /// @notice Hash of a leaf: keccak256 twice, so that no inner node passes as a leaf.
    function leafHash(uint32 node, bytes32 structHash) internal pure returns (bytes32) {
        return keccak256(abi.encode(keccak256(abi.encodePacked(node, structHash))));
    }

    /// @notice Root of the leaves that lie side by side in `leaves`.
    /// @param leaves A positive multiple of 36 bytes.
    function rootOf(bytes calldata leaves) internal pure returns (bytes32) {
        uint256 count = leaves.length / LEAF_BYTES;
        bytes32[] memory level = new bytes32[](count);
        unchecked {
            for (uint256 i; i < count; ++i) {
                level[i] = _hash(keccak256(leaves[i * LEAF_BYTES:(i + 1) * LEAF_BYTES]));
            }
            while (count > 1) {
                uint256 half = count >> 1;
                for (uint256 i; i < half; ++i) {
                    level[i] = _hash(level[2 * i], level[2 * i + 1]);
                }
                if (count & 1 == 1) level[half++] = level[count - 1];
                count = half;
            }
        }
        return level[0];
    }

    /// @notice Whether `leaf` stands at `position` of the `count` leaves under `root`.
    function verify(bytes32 root, uint256 count, uint256 position, bytes32 leaf, bytes32[] calldata proof)
        internal
        pure
        returns (bool)
    {
        if (position >= count) return false;
        uint256 used;
        for (; count > 1; count = (count + 1) >> 1) {
            if (position ^ 1 < count) {
                if (used == proof.length) return false;
                bytes32 sibling = proof[used++];
                leaf = position & 1 == 0 ? _hash(leaf, sibling) : _hash(sibling, leaf);
            }
            position >>= 1;
        }
        return used == proof.length && leaf == root;
    }

    function _hash(bytes32 value) private pure returns (bytes32) {
        return keccak256(abi.encode(value));
    }

    function _hash(bytes32 left, bytes32 right) private pure returns (bytes32) {
        return keccak256(abi.encode(left, right));
    }
}
