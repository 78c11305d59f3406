// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {Module} from "../../src/interfaces/IModules.sol";
import {Modular} from "../../src/Modular.sol";
import {EpochTest} from "../base/EpochTest.sol";

/// @notice reopen, noteCanary
/// - only Verdicts, only in Contest, only what is settled
/// - reopened: pending again, weight and count leave the epoch; the contest lasts its time, then the next round draws the
///   next stage; its verdict brings another contest; recorded once in the running mean
/// - refused when the submission had its largest committee, or after the twelfth round
/// - a canary keeps no weight, and alone it leaves nothing to aggregate
contract ReopenTest is EpochTest {
    function setUp() public override {
        super.setUp();
        _registerCast();
    }

    function _contest(uint256 submissions) private {
        for (uint256 i; i < submissions; ++i) {
            _submit(LEARNER + i, 200 * LOAM);
        }
        _judgeAll();
        _assertPhase(IEpochManager.Phase.Contest, "contest");
    }

    function _reopen(uint256 index) private {
        vm.prank(address(verdicts));
        manager.reopen(1, index);
    }

    function test_reopen_onlyVerdicts() public {
        _contest(1);
        vm.expectRevert(abi.encodeWithSelector(Modular.OnlyModule.selector, address(this), Module.Verdicts));
        manager.reopen(1, 0);
        vm.expectRevert(abi.encodeWithSelector(Modular.OnlyModule.selector, address(this), Module.Verdicts));
        manager.noteCanary(1, 0);
    }

    function test_reopen_onlyInContestAndOnlyWhatIsSettled() public {
        _contest(1);
        vm.startPrank(address(verdicts));
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.NotSettled.selector, 1, 1));
        manager.reopen(1, 1);
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.NotSettled.selector, 1, 1));
        manager.noteCanary(1, 1);
        manager.reopen(1, 0);
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.NotSettled.selector, 1, 0));
        manager.reopen(1, 0);
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.NotSettled.selector, 1, 0));
        manager.noteCanary(1, 0);
        vm.stopPrank();
        _wait(3);
        bytes memory reason = abi.encodeWithSelector(
            IEpochManager.WrongPhase.selector, 1, IEpochManager.Phase.Draw, IEpochManager.Phase.Contest
        );
        vm.startPrank(address(verdicts));
        vm.expectRevert(reason);
        manager.reopen(1, 0);
        vm.expectRevert(reason);
        manager.noteCanary(1, 0);
        vm.stopPrank();
    }

    function test_reopen_takesTheWeightOutUntilTheNextVerdict() public {
        _contest(2);
        IEpochManager.EpochInfo memory before = manager.epochInfo(1);
        uint256 weight = manager.submission(1, 0).weight;
        vm.expectEmit(address(manager));
        emit IEpochManager.SubmissionEscalated(1, 0, 2);
        _reopen(0);
        IEpochManager.EpochInfo memory info = manager.epochInfo(1);
        assertEq(info.totalWeight, before.totalWeight - weight, "total weight");
        assertEq(info.accepted, 1, "accepted");
        assertEq(info.settled, 1, "settled");
        assertEq(info.pending, 1, "pending");
        assertEq(info.undrawn, 1, "undrawn");
        assertEq(uint256(info.phase), uint256(IEpochManager.Phase.Contest), "the contest goes on");
        assertEq(uint256(manager.submission(1, 0).status), uint256(IEpochManager.Status.Pending), "pending");
        assertEq(manager.submission(1, 0).weight, 0, "no weight");
        assertTrue(!manager.drawing(), "no draw yet");

        _wait(3);
        assertEq(uint256(manager.epochInfo(1).phase), uint256(IEpochManager.Phase.Draw), "then the next draw");
        assertEq(manager.epochInfo(1).round, 2, "of the next round");
        assertTrue(manager.drawing(), "weights stand still");
        _judgeAll();
        _assertPhase(IEpochManager.Phase.Contest, "another contest");
        assertEq(verdicts.seatsOf(1, 0).length, 6, "by the next stage");
        assertEq(manager.epochInfo(1).totalWeight, before.totalWeight, "all count again");
        assertEq(manager.epochInfo(1).settled, 2, "settled");
        (, uint256 recorded) = scoring.meanOf(0);
        assertEq(recorded, 2, "each is recorded once");
    }

    function test_reopen_theOnlySubmission() public {
        _contest(1);
        _reopen(0);
        _wait(3);
        _assertPhase(IEpochManager.Phase.Draw, "judged again");
        _judgeAll();
        _finish();
        assertEq(manager.epochInfo(1).accepted, 1, "accepted in the end");
    }

    function test_reopen_refusesBeyondTheLargestCommittee() public {
        _contest(1);
        for (uint256 i; i < 2; ++i) {
            _reopen(0);
            _wait(3);
            _judgeAll();
        }
        assertEq(verdicts.seatsOf(1, 0).length, 12, "the largest");
        vm.prank(address(verdicts));
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.NoRoundLeft.selector, 1, 0));
        manager.reopen(1, 0);
    }

    /// @dev A contest can lead to another one eleven times; then verdicts stand.
    function test_reopen_refusesAfterTheTwelfthRound() public {
        for (uint256 i; i < 13; ++i) {
            _register(3_000 + i, 1, 200 * LOAM);
        }
        _wait(1);
        for (uint256 i; i < 13; ++i) {
            _submit(3_000 + i, 200 * LOAM);
        }
        _judgeAll();
        for (uint256 i; i < 12; ++i) {
            _reopen(i);
            _wait(3);
            _judgeAll();
        }
        assertEq(manager.epochInfo(1).round, 13, "round");
        vm.prank(address(verdicts));
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.NoRoundLeft.selector, 1, 12));
        manager.reopen(1, 12);
        _finish();
    }

    function test_noteCanary_keepsNoWeight() public {
        _contest(2);
        uint256 weight = manager.submission(1, 1).weight;
        vm.prank(address(verdicts));
        manager.noteCanary(1, 0);
        IEpochManager.EpochInfo memory info = manager.epochInfo(1);
        assertEq(uint256(manager.submission(1, 0).status), uint256(IEpochManager.Status.Canary), "canary");
        assertEq(manager.submission(1, 0).weight, 0, "no weight");
        assertEq(info.totalWeight, weight, "the other's alone");
        assertEq(info.accepted, 1, "one to merge");
        assertEq(info.settled, 2, "both have a verdict");
    }

    function test_noteCanary_aloneLeavesNothingToAggregate() public {
        _contest(1);
        vm.prank(address(verdicts));
        manager.noteCanary(1, 0);
        _waitForPhaseEnd();
        _assertPhase(IEpochManager.Phase.Final, "final");
    }

    function test_noteCanary_ofARejectedOne() public {
        _setTruth(1, 0, false, -5_000, 1_000_000);
        _contest(1);
        vm.prank(address(verdicts));
        manager.noteCanary(1, 0);
        assertEq(uint256(manager.submission(1, 0).status), uint256(IEpochManager.Status.Canary), "canary");
        assertEq(manager.epochInfo(1).accepted, 0, "as before");
    }
}
