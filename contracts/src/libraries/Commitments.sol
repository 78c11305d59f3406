// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

/// @notice What a node has to give in a round, and has given, in one word.
type Commitment is uint256;

using Commitments for Commitment global;

/// @title The fields of a commitment.
/// @notice From the lowest bit: ballots opened 16, committed to 16, asked for 16, name of the round 32 (see Rounds), root 160
/// (the first bytes of the Merkle root: to open something else one would have to find a collision of 160 bits before
/// the commitment).
library Commitments {
    uint256 internal constant MOST_BALLOTS = type(uint16).max;

    uint256 private constant COMMITTED = 16;
    uint256 private constant DUE = 32;
    uint256 private constant NAME = 48;
    uint256 private constant ROOT = 96;

    function revealed(Commitment self) internal pure returns (uint256) {
        return uint16(Commitment.unwrap(self));
    }

    function committed(Commitment self) internal pure returns (uint256) {
        return uint16(Commitment.unwrap(self) >> COMMITTED);
    }

    function due(Commitment self) internal pure returns (uint256) {
        return uint16(Commitment.unwrap(self) >> DUE);
    }

    function name(Commitment self) internal pure returns (uint256) {
        return uint32(Commitment.unwrap(self) >> NAME);
    }

    function root(Commitment self) internal pure returns (bytes20) {
        return bytes20(uint160(Commitment.unwrap(self) >> ROOT));
    }

    /// @notice Whether a Merkle root begins with the root.
    function isOf(Commitment self, bytes32 root_) internal pure returns (bool) {
        return (Commitment.unwrap(self) ^ uint256(root_)) >> ROOT == 0;
    }

    /// @notice Nothing asked for yet in a round.
    function fresh(uint256 name_) internal pure returns (Commitment) {
        return Commitment.wrap(name_ << NAME);
    }

    function ask(Commitment self) internal pure returns (Commitment) {
        unchecked {
            return Commitment.wrap(Commitment.unwrap(self) + (1 << DUE));
        }
    }

    function commit(Commitment self, bytes32 root_, uint256 ballots) internal pure returns (Commitment) {
        uint256 kept = uint256(uint48(Commitment.unwrap(self) >> DUE)) << DUE | self.revealed();
        return Commitment.wrap(kept | ballots << COMMITTED | uint256(uint160(bytes20(root_))) << ROOT);
    }

    /// @notice One ballot more is open.
    function reveal(Commitment self) internal pure returns (Commitment) {
        unchecked {
            return Commitment.wrap(Commitment.unwrap(self) + 1);
        }
    }

    /// @notice What was not opened counts no more.
    function clear(Commitment self) internal pure returns (Commitment) {
        return Commitment.wrap(Commitment.unwrap(self) - self.revealed() + self.committed());
    }
}
