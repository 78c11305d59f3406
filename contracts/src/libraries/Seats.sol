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
                mask |= _sitting(self[first / PER_WORD], node) << first;
            }
        }
    }

    /// @notice The same of words in memory, whose lanes from `count` on are 0.
    function heldBy(uint256[6] memory self, uint256 count, uint32 node) internal pure returns (uint256 mask) {
        unchecked {
            for (uint256 first; first < count; first += PER_WORD) {
                mask |= _sitting(self[first / PER_WORD], node) << first;
            }
        }
    }

    /// @notice The first `count` seats.
    function list(uint256[6] storage self, uint256 count) internal view returns (uint32[] memory seats) {
        unchecked {
            seats = new uint32[](count);
            uint256 word;
            for (uint256 i; i < count; ++i) {
                word = i % PER_WORD == 0 ? self[i / PER_WORD] : word >> 32;
                seats[i] = uint32(word);
            }
        }
    }

    /// @notice The words that hold the first `count` seats; the others are 0.
    function load(uint256[6] storage self, uint256 count) internal view returns (uint256[6] memory words) {
        unchecked {
            for (uint256 at; at * PER_WORD < count; ++at) {
                words[at] = self[at];
            }
        }
    }

    /// @notice Gives a seat that nobody holds to a node.
    function put(uint256[6] memory self, uint256 seat, uint32 node) internal pure {
        unchecked {
            self[seat / PER_WORD] |= uint256(node) << seat % PER_WORD * 32;
        }
    }

    /// @notice Writes the words that hold the seats from `first` up to `end`, without it.
    function store(uint256[6] storage self, uint256[6] memory words, uint256 first, uint256 end) internal {
        unchecked {
            for (uint256 at = first / PER_WORD; at * PER_WORD < end; ++at) {
                self[at] = words[at];
            }
        }
    }

    /// @dev Bits of the lanes that hold a node.
    function _sitting(uint256 word, uint32 node) private pure returns (uint256) {
        unchecked {
            // A lane is 0 where the node sits; the highest bit of such lanes is set, then all of them are gathered.
            uint256 lanes = word ^ node * LOWEST;
            uint256 sitting = ~((lanes & BELOW_HIGHEST) + BELOW_HIGHEST | lanes | BELOW_HIGHEST) >> 31;
            return sitting * GATHER >> 224 & 0xff;
        }
    }
}
