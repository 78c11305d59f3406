// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

/// @title The seats of a committee: node numbers, eight to a word.
library Seats {
    uint256 private constant PER_WORD = 8;
    /// @dev The lowest bit of each lane of 32 bits, and all bits but the highest.
    uint256 private constant LOWEST = 0x0000000100000001000000010000000100000001000000010000000100000001;
    uint256 private constant BELOW_HIGHEST = 0x7fffffff7fffffff7fffffff7fffffff7fffffff7fffffff7fffffff7fffffff;
    /// @dev Multiplied with lanes of one bit each, it brings bit 32 i to bit 224 + i: the sum of 2^(224 - 31 j), j < 8.
    uint256 private constant GATHER = 1 << 224 | 1 << 193 | 1 << 162 | 1 << 131 | 1 << 100 | 1 << 69 | 1 << 38 | 1 << 7;

    /// @notice Bits of the seats below `count` that a node (never 0) holds.
    function maskOf(uint256[6] storage self, uint256 count, uint32 node) internal view returns (uint256 mask) {
        unchecked {
            for (uint256 first; first < count; first += PER_WORD) {
                // A lane is 0 where the node sits; the highest bit of such lanes is set, then all of them are gathered.
                uint256 lanes = self[first / PER_WORD] ^ node * LOWEST;
                uint256 sitting = ~((lanes & BELOW_HIGHEST) + BELOW_HIGHEST | lanes | BELOW_HIGHEST) >> 31;
                mask |= (sitting * GATHER >> 224 & 0xff) << first;
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
