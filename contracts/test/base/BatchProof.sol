// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

/// @notice Proofs in the tree of a batch: pairs in their order, an odd node goes up unchanged.
library BatchProof {
    uint256 private constant LEAF_BYTES = 36;

    function root(bytes memory leaves) internal pure returns (bytes32) {
        bytes32[] memory level = _level(leaves);
        while (level.length > 1) level = _up(level);
        return level[0];
    }

    function proof(bytes memory leaves, uint256 position) internal pure returns (bytes32[] memory path) {
        bytes32[] memory level = _level(leaves);
        path = new bytes32[](16);
        uint256 length;
        while (level.length > 1) {
            if (position ^ 1 < level.length) path[length++] = level[position ^ 1];
            level = _up(level);
            position /= 2;
        }
        assembly ("memory-safe") {
            mstore(path, length)
        }
    }

    function _level(bytes memory leaves) private pure returns (bytes32[] memory level) {
        level = new bytes32[](leaves.length / LEAF_BYTES);
        for (uint256 i; i < level.length; ++i) {
            bytes memory leaf = new bytes(LEAF_BYTES);
            for (uint256 j; j < LEAF_BYTES; ++j) {
                leaf[j] = leaves[i * LEAF_BYTES + j];
            }
            level[i] = keccak256(abi.encode(keccak256(leaf)));
        }
    }

    function _up(bytes32[] memory level) private pure returns (bytes32[] memory above) {
        above = new bytes32[]((level.length + 1) / 2);
        for (uint256 i; i < above.length; ++i) {
            above[i] = 2 * i + 1 < level.length
                ? keccak256(abi.encode(level[2 * i], level[2 * i + 1]))
                : level[2 * i];
        }
    }
}
