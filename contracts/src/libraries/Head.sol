// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

/// @notice The running epoch as a submission sees it, in one word: end of submitting 40 bits | epoch 24 | base version 24 |
/// positions 24 | chain value 144.
type Head is uint256;

using Heads for Head global;

/// @title Reads and writes a head.
library Heads {
    uint256 private constant END_SHIFT = 216;
    uint256 private constant EPOCH_SHIFT = 192;
    uint256 private constant BASE_SHIFT = 168;
    uint256 private constant COUNT_SHIFT = 144;
    uint256 private constant MASK_24 = (1 << 24) - 1;

    /// @notice The head of an epoch that opens. The version is cut to its bits.
    function opened(uint40 submitEndsAt_, uint24 epoch_, uint256 baseVersion_) internal pure returns (Head) {
        return Head.wrap(
            uint256(submitEndsAt_) << END_SHIFT | uint256(epoch_) << EPOCH_SHIFT
                | (baseVersion_ & MASK_24) << BASE_SHIFT
        );
    }

    /// @notice The same head with other positions, below 2^24, and another chain value.
    function with(Head self, uint256 count_, bytes18 chain_) internal pure returns (Head) {
        return Head.wrap(Head.unwrap(self) >> BASE_SHIFT << BASE_SHIFT | count_ << COUNT_SHIFT | uint144(chain_));
    }

    function submitEndsAt(Head self) internal pure returns (uint256) {
        return Head.unwrap(self) >> END_SHIFT;
    }

    function epoch(Head self) internal pure returns (uint256) {
        return (Head.unwrap(self) >> EPOCH_SHIFT) & MASK_24;
    }

    function baseVersion(Head self) internal pure returns (uint256) {
        return (Head.unwrap(self) >> BASE_SHIFT) & MASK_24;
    }

    function count(Head self) internal pure returns (uint256) {
        return (Head.unwrap(self) >> COUNT_SHIFT) & MASK_24;
    }

    function chain(Head self) internal pure returns (bytes18) {
        return bytes18(uint144(Head.unwrap(self)));
    }
}
