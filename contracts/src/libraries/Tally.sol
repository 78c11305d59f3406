// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IVerdicts} from "../interfaces/IVerdicts.sol";

/// @title The weighted majority of a committee.
library Tally {
    /// @notice Looks for a verdict that more than half of the committee's whole weight revealed alike.
    /// @param ballots One per member; unrevealed ones count for nobody but stay in the whole.
    /// @param weights Of the same members.
    /// @return found Whether there is one.
    /// @return winner Index of the first ballot that states it.
    function majority(IVerdicts.Ballot[] memory ballots, uint256[] calldata weights)
        internal
        pure
        returns (bool found, uint256 winner)
    {
        uint256 total;
        for (uint256 i; i < weights.length; ++i) {
            total += weights[i];
        }
        for (uint256 i; i < ballots.length; ++i) {
            if (!ballots[i].revealed) continue;
            uint256 behind;
            for (uint256 j; j < ballots.length; ++j) {
                if (ballots[j].revealed && same(ballots[i], ballots[j])) behind += weights[j];
            }
            if (behind * 2 > total) return (true, i);
        }
    }

    /// @notice Whether two revealed ballots state the same verdict.
    function same(IVerdicts.Ballot memory a, IVerdicts.Ballot memory b) internal pure returns (bool) {
        return a.pass == b.pass && a.utilityPpm == b.utilityPpm && a.digest == b.digest;
    }
}
