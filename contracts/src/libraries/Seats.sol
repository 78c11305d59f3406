// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

/// @title The seats of a committee: node numbers, eight to a word.
library Seats {
    uint256 private constant PER_WORD = 8;

    /// @notice Bits of the seats below `count` that a node holds.
    function maskOf(uint256[6] storage self, uint256 count, uint32 node) internal view returns (uint256 mask) {
        unchecked {
            uint256 word;
            for (uint256 i; i < count; ++i) {
                word = i % PER_WORD == 0 ? self[i / PER_WORD] : word >> 32;
                if (uint32(word) == node) mask |= 1 << i;
            }
        }
    }

    /// @notice The first `count` seats, with room for `more`.
    function load(uint256[6] storage self, uint256 count, uint256 more) internal view returns (uint32[] memory seats) {
        unchecked {
            seats = new uint32[](count + more);
            uint256 word;
            for (uint256 i; i < count; ++i) {
                word = i % PER_WORD == 0 ? self[i / PER_WORD] : word >> 32;
                seats[i] = uint32(word);
            }
        }
    }

    /// @notice Writes the words that hold seats from `first` on.
    function store(uint256[6] storage self, uint32[] memory seats, uint256 first) internal {
        unchecked {
            for (uint256 at = first / PER_WORD; at * PER_WORD < seats.length; ++at) {
                uint256 word;
                for (uint256 i = at * PER_WORD; i < seats.length && i < (at + 1) * PER_WORD; ++i) {
                    word |= uint256(seats[i]) << i % PER_WORD * 32;
                }
                self[at] = word;
            }
        }
    }
}
