// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {Phases} from "../../src/libraries/Phases.sol";
import {VectorTest} from "./VectorTest.sol";

/// @notice The phase of an epoch is what the TypeScript twin derives.
contract PhasesTest is VectorTest {
    using Phases for Phases.Progress;

    struct PhaseCase {
        uint40 openedAt;
        uint40 submitEndsAt;
        uint40 chainOpenedAt;
        uint40 drawnAt;
        uint40 committedAt;
        uint40 revealedAt;
        uint40 settledAt;
        uint8 round;
        bool closed;
        uint40 fallenAt;
        uint40 challengeEndsAt;
        uint40 finalAt;
        bool disputed;
        uint16 undrawn;
        uint16 accepted;
        uint16 settled;
        uint256 time;
        uint8 phase;
        uint256 phaseRound;
        uint256 since;
        uint256 endsAt;
    }

    Phases.Progress private _progress;

    function _file() internal pure override returns (string memory) {
        return "phases.json";
    }

    function test_phases() public {
        PhaseCase[] memory cases = abi.decode(_encoded("phases"), (PhaseCase[]));
        assertTrue(cases.length > 80, "there are cases");
        for (uint256 i; i < cases.length; ++i) {
            PhaseCase memory c = cases[i];
            _set(c);
            Phases.State memory state = _progress.at(_epochRules(), c.time);
            assertEq(uint256(state.phase), c.phase, _case("phase", i));
            assertEq(state.round, c.phaseRound, _case("round", i));
            assertEq(state.since, c.since, _case("since", i));
            assertEq(state.endsAt, c.endsAt, _case("endsAt", i));
        }
    }

    function _set(PhaseCase memory c) private {
        Phases.Mark mark = c.round == 0 ? Phases.Mark.Unseeded : Phases.Mark.Seeded;
        if (c.closed) mark = Phases.Mark.Closed;
        _progress.times = Phases.Times(
            c.submitEndsAt, c.chainOpenedAt, c.drawnAt, c.committedAt, c.revealedAt, c.settledAt, c.round, mark
        );
        _progress.tail = Phases.Tail(c.openedAt, c.fallenAt, c.challengeEndsAt, c.finalAt, 0, c.disputed);
        _progress.counts = Phases.Counts(c.settled, 0, 0, c.undrawn, 0, c.accepted, c.settled, 0);
    }
}
