// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IDisputeCourt} from "../interfaces/IDisputeCourt.sol";

/// @title A round of a dispute: its jury, their votes, the count.
library Jury {
    struct Round {
        /// Block after which the next block's hash draws the jury; 0 once it is drawn.
        uint64 requestedAt;
        uint8 size;
        uint40 voteEndsAt;
        uint40 revealEndsAt;
        /// Seats that committed, and that revealed.
        uint8 committed;
        uint8 revealed;
        uint8 overturn;
        uint8 deeper;
        /// Who appealed to this round, if anybody, against which ruling, and the bond.
        address appellant;
        IDisputeCourt.Ruling against;
        uint256 bond;
        /// Node number of each seat; a node can have several.
        uint32[] jurors;
        mapping(address juror => bytes32) commitments;
        mapping(address juror => IDisputeCourt.Ruling) votes;
    }

    /// @notice Seats of a node.
    function seatsOf(Round storage self, uint32 number) internal view returns (uint8 seats) {
        uint256 length = self.jurors.length;
        for (uint256 i; i < length; ++i) {
            if (self.jurors[i] == number) ++seats;
        }
    }

    /// @notice Vote until the time is over or every seat has committed, then Reveal.
    function stateAt(Round storage self, uint256 time)
        internal
        view
        returns (IDisputeCourt.State state, uint40 deadline)
    {
        if (self.requestedAt != 0) return (IDisputeCourt.State.Vote, 0);
        bool voting = time < self.voteEndsAt && self.committed < self.jurors.length;
        return voting ? (IDisputeCourt.State.Vote, self.voteEndsAt) : (IDisputeCourt.State.Reveal, self.revealEndsAt);
    }

    /// @notice Whether the votes can be counted.
    function countable(Round storage self, uint256 time) internal view returns (bool) {
        (IDisputeCourt.State state, uint40 deadline) = stateAt(self, time);
        return state == IDisputeCourt.State.Reveal && (self.revealed == self.committed || time >= deadline);
    }

    /// @notice What more than half of the revealed seats want; Uphold without such a majority: what is disputed stands
    /// unless it is shown to be wrong. None when nobody voted.
    function outcome(Round storage self) internal view returns (IDisputeCourt.Ruling) {
        uint256 revealed = self.revealed;
        if (revealed == 0) return IDisputeCourt.Ruling.None;
        if (2 * uint256(self.overturn) > revealed) return IDisputeCourt.Ruling.Overturn;
        if (2 * uint256(self.deeper) > revealed) return IDisputeCourt.Ruling.DeeperAudit;
        return IDisputeCourt.Ruling.Uphold;
    }
}
