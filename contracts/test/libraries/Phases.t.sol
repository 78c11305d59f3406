// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {EpochRules} from "../../src/interfaces/IParameters.sol";
import {Phases} from "../../src/libraries/Phases.sol";
import {TestBase} from "../base/TestBase.sol";

/// @notice at
/// - every phase at its first and last second, with and without an early end
/// - for any record of an epoch: with time alone (round, phase) never goes back
/// - since ≤ time < endsAt wherever they are told
contract PhasesTest is TestBase {
    using Phases for Phases.Progress;

    struct Recorded {
        uint16[8] gaps;
        uint16[8] durations;
        uint8 steps;
        uint8 flags;
        uint8 round;
    }

    Phases.Progress private _progress;

    function _at(EpochRules memory rules, uint256 time) private view returns (Phases.State memory) {
        return _progress.at(rules, time);
    }

    function _rules() private pure returns (EpochRules memory) {
        return EpochRules(10, 20, 30, 40, 50, 60, 70, 80);
    }

    function _assertPhase(uint256 time, IEpochManager.Phase phase, uint256 since, uint256 endsAt) private view {
        Phases.State memory state = _at(_rules(), time);
        assertEq(uint256(state.phase), uint256(phase), "phase");
        assertEq(state.since, since, "since");
        assertEq(state.endsAt, endsAt, "ends at");
    }

    function test_at_beforeItOpens() public view {
        _assertPhase(1_000, IEpochManager.Phase.None, 0, 0);
    }

    function test_at_firstRound() public {
        _progress.tail.openedAt = 1_000;
        _progress.times.submitEndsAt = 1_010;
        _assertPhase(1_009, IEpochManager.Phase.Submit, 1_000, 1_010);
        _assertPhase(1_010, IEpochManager.Phase.Salt, 1_010, 1_030);
        _assertPhase(1_029, IEpochManager.Phase.Salt, 1_010, 1_030);
        _assertPhase(1_030, IEpochManager.Phase.Draw, 1_030, 0);

        _progress.times.round = 1;
        _progress.times.mark = Phases.Mark.Seeded;
        _assertPhase(1_040, IEpochManager.Phase.Draw, 0, 0);
        _progress.times.chainOpenedAt = 1_040;
        _assertPhase(1_041, IEpochManager.Phase.Draw, 1_040, 1_070);
        _assertPhase(9_999, IEpochManager.Phase.Draw, 1_040, 1_070);
        _progress.times.drawnAt = 1_050;
        _assertPhase(1_050, IEpochManager.Phase.Commit, 1_050, 1_090);
        _assertPhase(1_089, IEpochManager.Phase.Commit, 1_050, 1_090);
        _assertPhase(1_090, IEpochManager.Phase.Reveal, 1_090, 1_140);
        _assertPhase(1_139, IEpochManager.Phase.Reveal, 1_090, 1_140);
        _assertPhase(1_140, IEpochManager.Phase.Settle, 1_140, 0);
    }

    function test_at_phasesThatEndEarly() public {
        _progress.times = Phases.Times(1_010, 1_040, 1_050, 1_060, 0, 0, 1, Phases.Mark.Seeded);
        _assertPhase(1_059, IEpochManager.Phase.Commit, 1_050, 1_060);
        _assertPhase(1_060, IEpochManager.Phase.Reveal, 1_060, 1_110);
        _progress.times.revealedAt = 1_070;
        _assertPhase(1_069, IEpochManager.Phase.Reveal, 1_060, 1_070);
        _assertPhase(1_070, IEpochManager.Phase.Settle, 1_070, 0);
    }

    function test_at_afterTheVerdicts() public {
        _progress.times = Phases.Times(1_010, 1_040, 1_050, 1_060, 1_070, 1_100, 2, Phases.Mark.Seeded);
        _assertPhase(1_100, IEpochManager.Phase.Final, 1_100, 0);
        _progress.counts.settled = 1;
        _assertPhase(1_159, IEpochManager.Phase.Contest, 1_100, 1_160);
        _assertPhase(1_160, IEpochManager.Phase.Final, 1_160, 0);
        _progress.counts.accepted = 1;
        _assertPhase(1_160, IEpochManager.Phase.Aggregate, 1_160, 1_230);
        _assertPhase(1_229, IEpochManager.Phase.Aggregate, 1_160, 1_230);
        _assertPhase(1_230, IEpochManager.Phase.Final, 1_230, 0);
        _progress.tail.challengeEndsAt = 1_300;
        _assertPhase(1_299, IEpochManager.Phase.Challenge, 1_160, 1_300);
        _assertPhase(1_300, IEpochManager.Phase.Final, 1_300, 0);
        _progress.tail.disputed = true;
        _assertPhase(9_999, IEpochManager.Phase.Challenge, 1_160, 0);
        _progress.tail.disputed = false;
        _progress.tail.challengeEndsAt = 0;
        _progress.tail.fallenAt = 1_400;
        _assertPhase(1_469, IEpochManager.Phase.Aggregate, 1_400, 1_470);
        _assertPhase(1_470, IEpochManager.Phase.Final, 1_470, 0);
    }

    function test_at_reopenedSubmissionsWaitForTheContest() public {
        _progress.times = Phases.Times(1_010, 1_040, 1_050, 1_060, 1_070, 1_100, 2, Phases.Mark.Seeded);
        _progress.counts.undrawn = 1;
        _assertPhase(1_159, IEpochManager.Phase.Contest, 1_100, 1_160);
        assertEq(_at(_rules(), 1_159).round, 2, "the contest is the old round's");
        _assertPhase(1_160, IEpochManager.Phase.Draw, 1_160, 0);
        assertEq(_at(_rules(), 1_160).round, 3, "the draw is the next one's");
    }

    function test_at_closed() public {
        _progress.times = Phases.Times(1_010, 1_040, 0, 0, 0, 0, 1, Phases.Mark.Closed);
        _progress.tail.finalAt = 1_234;
        _assertPhase(1, IEpochManager.Phase.Final, 1_234, 0);
    }

    /// @dev Any record that can come about: times in their order, the first `steps` of them noted.
    function _record(Recorded memory recorded) private returns (EpochRules memory rules) {
        uint16[8] memory d = recorded.durations;
        rules = EpochRules(d[0], d[1], d[2], d[3], d[4], d[5], d[6], d[7]);
        uint40[8] memory at;
        uint40 time = 1_000_000;
        for (uint256 i; i < 8; ++i) {
            at[i] = time;
            time += recorded.gaps[i];
        }
        uint256 steps = recorded.steps % 8;
        Phases.Times memory times;
        times.submitEndsAt = at[0] + 1;
        if (steps > 0) (times.round, times.mark) = (recorded.round % 15 + 1, Phases.Mark.Seeded);
        if (steps > 1) times.chainOpenedAt = at[1] + 1;
        if (steps > 2) times.drawnAt = at[2] + 1;
        if (steps > 3) times.committedAt = recorded.flags & 1 == 0 ? 0 : at[3] + 1;
        if (steps > 4) times.revealedAt = recorded.flags & 2 == 0 ? 0 : at[4] + 1;
        if (steps > 5) times.settledAt = at[5] + 1;
        _progress.times = times;
        _progress.tail.openedAt = at[0];
        if (steps > 6) _progress.tail.challengeEndsAt = at[6] + 1;
        _progress.tail.disputed = recorded.flags & 4 != 0;
        _progress.tail.fallenAt = recorded.flags & 8 != 0 ? at[7] + 1 : 0;
        _progress.counts.undrawn = recorded.flags & 16 != 0 ? 1 : 0;
        _progress.counts.accepted = recorded.flags & 32 != 0 ? 1 : 0;
        _progress.counts.settled = recorded.flags & 64 != 0 ? 1 : 0;
    }

    function testFuzz_at_timeAloneNeverGoesBack(Recorded memory recorded, uint32 first, uint32 later) public {
        EpochRules memory rules = _record(recorded);
        uint256 time = 1_000_000 + first % 2_000_000;
        Phases.State memory a = _at(rules, time);
        Phases.State memory b = _at(rules, time + later % 1_000_000);
        assertTrue(a.round * 16 + uint256(a.phase) <= b.round * 16 + uint256(b.phase), "never back");
        if (a.round == b.round && a.phase == b.phase) {
            assertEq(a.since, b.since, "began once");
            assertEq(a.endsAt, b.endsAt, "ends once");
        }
        bool ends = a.endsAt != 0 && a.phase != IEpochManager.Phase.Draw;
        if (ends) assertTrue(time < a.endsAt, "a phase that ends is left at its end");
        if (ends) {
            Phases.State memory c = _at(rules, a.endsAt);
            assertTrue(c.round != a.round || c.phase != a.phase, "and not later");
        }
    }
}
