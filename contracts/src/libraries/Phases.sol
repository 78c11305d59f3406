// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../interfaces/IEpochManager.sol";

/// @title The phase of an epoch, derived from what happened and from the time.
library Phases {
    /// @notice What happened in an epoch so far. A time of 0 means "not yet".
    struct Progress {
        uint64 openedAt;
        /// The last committee was drawn.
        uint64 drawnAt;
        /// The last member committed.
        uint64 committedAt;
        /// The last submission was settled.
        uint64 settledAt;
        uint64 proposedAt;
        uint32 submissions;
        uint32 drawn;
        uint32 settled;
        uint32 accepted;
        uint32 seats;
        uint32 commits;
        uint32 reveals;
    }

    /// @notice Phase at `time`, and the time at which it ends at the latest (0 when only progress ends it).
    function phaseAt(Progress storage self, IEpochManager.Parameters memory p, uint256 time)
        internal
        view
        returns (IEpochManager.Phase, uint256 endsAt)
    {
        if (self.openedAt == 0) return (IEpochManager.Phase.None, 0);
        endsAt = self.openedAt + p.submitSeconds;
        if (time < endsAt) return (IEpochManager.Phase.Submit, endsAt);
        if (self.drawnAt == 0) return (IEpochManager.Phase.Draw, 0);

        bool allCommitted = self.committedAt != 0;
        endsAt = allCommitted ? self.committedAt : self.drawnAt + p.commitSeconds;
        if (!allCommitted && time < endsAt) return (IEpochManager.Phase.Commit, endsAt);
        endsAt += p.revealSeconds;
        if (self.reveals < self.commits && time < endsAt) return (IEpochManager.Phase.Reveal, endsAt);
        if (self.settledAt == 0) return (IEpochManager.Phase.Settle, 0);

        if (self.accepted == 0) return (IEpochManager.Phase.Final, 0);
        if (self.proposedAt == 0) {
            endsAt = self.settledAt + p.aggregateSeconds;
            return time < endsAt ? (IEpochManager.Phase.Aggregate, endsAt) : (IEpochManager.Phase.Final, 0);
        }
        endsAt = self.proposedAt + p.challengeSeconds;
        return time < endsAt ? (IEpochManager.Phase.Challenge, endsAt) : (IEpochManager.Phase.Final, 0);
    }
}
