// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

/// @notice The running round of committees in one word, so that a commitment or an opening asks nobody for the phase.
type Round is uint256;

using Rounds for Round global;

/// @title The fields of a round.
/// @notice From the lowest bit: epoch 24, round 8 (together the name), ballots to commit to 32, committed ballots to open 32,
/// end of committing 40 (0 while committees are drawn), end of revealing 40, mix of salts 80.
library Rounds {
    uint256 private constant UNCOMMITTED = 32;
    uint256 private constant UNREVEALED = 64;
    uint256 private constant COMMIT_END = 96;
    uint256 private constant REVEAL_END = 136;
    uint256 private constant MIX = 176;
    uint256 private constant COUNT_MASK = 0xffffffff;
    uint256 private constant TIME_MASK = 0xffffffffff;

    /// @notice Epoch and round as one number.
    function nameOf(uint256 epoch_, uint256 round) internal pure returns (uint256) {
        return epoch_ | round << 24;
    }

    /// @notice The first or a later round of an epoch: nothing asked for yet. The mix goes on through an epoch.
    function next(Round self, uint256 epoch_, uint256 round_) internal pure returns (Round) {
        uint256 kept = self.epoch() == epoch_ ? Round.unwrap(self) >> MIX << MIX : 0;
        return Round.wrap(kept | nameOf(epoch_, round_));
    }

    function name(Round self) internal pure returns (uint256) {
        return uint32(Round.unwrap(self));
    }

    function epoch(Round self) internal pure returns (uint256) {
        return uint24(Round.unwrap(self));
    }

    function number(Round self) internal pure returns (uint256) {
        return uint8(Round.unwrap(self) >> 24);
    }

    function uncommitted(Round self) internal pure returns (uint256) {
        return Round.unwrap(self) >> UNCOMMITTED & COUNT_MASK;
    }

    function unrevealed(Round self) internal pure returns (uint256) {
        return Round.unwrap(self) >> UNREVEALED & COUNT_MASK;
    }

    function commitEndsAt(Round self) internal pure returns (uint256) {
        return Round.unwrap(self) >> COMMIT_END & TIME_MASK;
    }

    function revealEndsAt(Round self) internal pure returns (uint256) {
        return Round.unwrap(self) >> REVEAL_END & TIME_MASK;
    }

    function mix(Round self) internal pure returns (bytes10) {
        return bytes10(uint80(Round.unwrap(self) >> MIX));
    }

    /// @notice More ballots are asked for.
    function ask(Round self, uint256 ballots) internal pure returns (Round) {
        return Round.wrap(Round.unwrap(self) + (ballots << UNCOMMITTED));
    }

    function commit(Round self, uint256 ballots) internal pure returns (Round) {
        return Round.wrap(Round.unwrap(self) - (ballots << UNCOMMITTED) + (ballots << UNREVEALED));
    }

    /// @param salts Exclusive or of the salts.
    function reveal(Round self, uint256 ballots, bytes32 salts) internal pure returns (Round) {
        unchecked {
            return Round.wrap(Round.unwrap(self) - (ballots << UNREVEALED) ^ uint256(uint80(bytes10(salts))) << MIX);
        }
    }

    function withEnds(Round self, uint256 commitEndsAt_, uint256 revealEndsAt_) internal pure returns (Round) {
        uint256 cleared = Round.unwrap(self) & ~(TIME_MASK << COMMIT_END | TIME_MASK << REVEAL_END);
        return Round.wrap(cleared | commitEndsAt_ << COMMIT_END | revealEndsAt_ << REVEAL_END);
    }
}
