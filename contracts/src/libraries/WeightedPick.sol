// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

/// @title A random order in which heavier entries tend to come first.
library WeightedPick {
    /// @notice Positions of the entries with weight, each drawn from those that remain in proportion to their weights. Draw
    /// k uses keccak256(abi.encode(seed, k)).
    function order(uint256[] memory weights, bytes32 seed) internal pure returns (uint256[] memory picks) {
        uint256 count = weights.length;
        uint256[] memory left = new uint256[](count);
        uint256 total;
        uint256 heavy;
        for (uint256 i; i < count; ++i) {
            left[i] = weights[i];
            total += weights[i];
            if (weights[i] != 0) ++heavy;
        }
        picks = new uint256[](heavy);
        for (uint256 k; k < heavy; ++k) {
            uint256 point = uint256(keccak256(abi.encode(seed, k))) % total;
            uint256 i;
            while (point >= left[i]) point -= left[i++];
            picks[k] = i;
            total -= left[i];
            left[i] = 0;
        }
    }
}
