// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../interfaces/IEpochManager.sol";
import {EpochRules} from "../interfaces/IParameters.sol";

/// @title The phase of an epoch, derived from what happened and from the time.
library Phases {
    enum Mark {
        Unseeded,
        /// The seed of the round is fixed.
        Seeded,
        /// A later epoch is open.
        Closed
    }

    /// @notice What happened in the current round. One slot. A time of 0 means "not yet".
    struct Times {
        uint40 submitEndsAt;
        /// All links are opened; only leaves of batches can still come.
        uint40 chainOpenedAt;
        uint40 drawnAt;
        uint40 committedAt;
        uint40 revealedAt;
        uint40 settledAt;
        /// From 1; 0 before the first seed.
        uint8 round;
        Mark mark;
    }

    /// @notice What happens once in an epoch. One slot.
    struct Tail {
        uint40 openedAt;
        /// The last proposal fell.
        uint40 fallenAt;
        /// End of the challenge of the open proposal; 0 without one.
        uint40 challengeEndsAt;
        uint40 finalAt;
        uint24 baseVersion;
        bool disputed;
    }

    /// @notice Numbers of submissions, below 2^16, and their weight. One slot, so that settling finds it written.
    struct Counts {
        /// Positions.
        uint16 count;
        /// Positions whose link is not opened yet.
        uint16 left;
        /// Unopened leaves of opened batches.
        uint16 leaves;
        /// Drawn submissions that await a larger committee.
        uint16 undrawn;
        /// Those whose committee of this round has not been counted yet.
        uint16 seated;
        uint16 accepted;
        uint16 settled;
        /// Sum of the reward weights: at most 2^16 of 96 bits.
        uint112 totalWeight;
    }

    struct Progress {
        Times times;
        Tail tail;
        Counts counts;
    }

    /// @param round Round of committees that the phase belongs to.
    /// @param since When it began.
    /// @param endsAt When it ends at the latest; 0 when only progress ends it. In Draw: when leaves cannot be opened any more.
    struct State {
        IEpochManager.Phase phase;
        uint256 round;
        uint256 since;
        uint256 endsAt;
    }

    /// @notice State at `time` if nobody acts until then, and if salts take all of finalitySeconds.
    function at(Progress storage self, EpochRules memory rules, uint256 time)
        internal
        view
        returns (State memory state)
    {
        Times memory times = self.times;
        if (times.submitEndsAt == 0) return state;
        state.round = times.round;
        if (times.mark == Mark.Closed) return _in(state, IEpochManager.Phase.Final, self.tail.finalAt, 0);
        if (time < times.submitEndsAt) {
            return _in(state, IEpochManager.Phase.Submit, self.tail.openedAt, times.submitEndsAt);
        }
        if (times.round == 0) {
            uint256 drawAt = uint256(times.submitEndsAt) + rules.finalitySeconds;
            if (time < drawAt) return _in(state, IEpochManager.Phase.Salt, times.submitEndsAt, drawAt);
            return _in(state, IEpochManager.Phase.Draw, drawAt, 0);
        }
        if (times.settledAt != 0) return _afterVerdicts(self, state, rules, times.settledAt, time);
        return _inRound(state, rules, times, time);
    }

    function _inRound(State memory state, EpochRules memory rules, Times memory times, uint256 time)
        private
        pure
        returns (State memory)
    {
        uint256 since = times.drawnAt;
        if (since == 0) {
            uint256 opened = times.chainOpenedAt;
            return _in(state, IEpochManager.Phase.Draw, opened, opened == 0 ? 0 : opened + rules.drawSeconds);
        }
        uint256 endsAt = times.committedAt == 0 ? since + rules.commitSeconds : times.committedAt;
        if (time < endsAt) return _in(state, IEpochManager.Phase.Commit, since, endsAt);
        since = endsAt;
        endsAt = times.revealedAt == 0 ? since + rules.revealSeconds : times.revealedAt;
        if (time < endsAt) return _in(state, IEpochManager.Phase.Reveal, since, endsAt);
        return _in(state, IEpochManager.Phase.Settle, endsAt, 0);
    }

    function _afterVerdicts(
        Progress storage self,
        State memory state,
        EpochRules memory rules,
        uint256 since,
        uint256 time
    ) private view returns (State memory) {
        Counts memory counts = self.counts;
        if (counts.settled == 0 && counts.undrawn == 0) return _in(state, IEpochManager.Phase.Final, since, 0);
        uint256 endsAt = since + rules.contestSeconds;
        if (time < endsAt) return _in(state, IEpochManager.Phase.Contest, since, endsAt);
        since = endsAt;
        if (counts.undrawn != 0) {
            ++state.round;
            return _in(state, IEpochManager.Phase.Draw, since, 0);
        }
        if (counts.accepted == 0) return _in(state, IEpochManager.Phase.Final, since, 0);
        Tail memory tail = self.tail;
        if (tail.challengeEndsAt == 0) {
            if (tail.fallenAt > since) since = tail.fallenAt;
            endsAt = since + rules.aggregateSeconds;
            if (time < endsAt) return _in(state, IEpochManager.Phase.Aggregate, since, endsAt);
            return _in(state, IEpochManager.Phase.Final, endsAt, 0);
        }
        if (tail.disputed) return _in(state, IEpochManager.Phase.Challenge, since, 0);
        if (time < tail.challengeEndsAt) {
            return _in(state, IEpochManager.Phase.Challenge, since, tail.challengeEndsAt);
        }
        return _in(state, IEpochManager.Phase.Final, tail.challengeEndsAt, 0);
    }

    function _in(State memory state, IEpochManager.Phase phase, uint256 since, uint256 endsAt)
        private
        pure
        returns (State memory)
    {
        (state.phase, state.since, state.endsAt) = (phase, since, endsAt);
        return state;
    }
}
