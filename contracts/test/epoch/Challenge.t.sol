// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {Module} from "../../src/interfaces/IModules.sol";
import {Modular} from "../../src/Modular.sol";
import {EpochTest} from "../base/EpochTest.sol";

/// @notice noteProposal, noteDispute, noteFallen, noteCommitted, noteRevealed, finalAt
/// - each only by its module and in its phase
/// - a proposal is challenged for challengeSeconds; a dispute holds the epoch; upheld late: final at that moment; upheld early:
///   the challenge goes on; fallen: another time to aggregate
/// - final at the moment the last phase ended, however late somebody looks
contract ChallengeTest is EpochTest {
    function setUp() public override {
        super.setUp();
        _registerCast();
    }

    function _aggregate() private {
        _submit(LEARNER, 200 * LOAM);
        _judgeAll();
        _waitForPhaseEnd();
        _assertPhase(IEpochManager.Phase.Aggregate, "aggregate");
    }

    function _dispute(bool open) private {
        vm.prank(address(models));
        manager.noteDispute(1, open);
    }

    function test_notes_onlyByTheirModules() public {
        bytes memory byVerdicts =
            abi.encodeWithSelector(Modular.OnlyModule.selector, address(this), Module.Verdicts);
        bytes memory byModels = abi.encodeWithSelector(Modular.OnlyModule.selector, address(this), Module.Models);
        vm.expectRevert(byVerdicts);
        manager.noteCommitted(1);
        vm.expectRevert(byVerdicts);
        manager.noteRevealed(1);
        vm.expectRevert(byModels);
        manager.noteProposal(1);
        vm.expectRevert(byModels);
        manager.noteDispute(1, true);
        vm.expectRevert(byModels);
        manager.noteFallen(1);
        vm.expectRevert(abi.encodeWithSelector(Modular.OnlyModule.selector, address(this), Module.Registry));
        manager.noteLearner(address(this), 1, 1);
    }

    function _wrong(IEpochManager.Phase expected) private view returns (bytes memory) {
        return abi.encodeWithSelector(IEpochManager.WrongPhase.selector, 1, manager.phase(1), expected);
    }

    function test_notes_onlyInTheirPhases() public {
        _submit(LEARNER, 200 * LOAM);
        vm.startPrank(address(verdicts));
        vm.expectRevert(_wrong(IEpochManager.Phase.Commit));
        manager.noteCommitted(1);
        vm.expectRevert(_wrong(IEpochManager.Phase.Reveal));
        manager.noteRevealed(1);
        vm.stopPrank();
        vm.startPrank(address(models));
        vm.expectRevert(_wrong(IEpochManager.Phase.Aggregate));
        manager.noteProposal(1);
        vm.expectRevert(_wrong(IEpochManager.Phase.Challenge));
        manager.noteDispute(1, true);
        vm.expectRevert(_wrong(IEpochManager.Phase.Challenge));
        manager.noteFallen(1);
        vm.stopPrank();
    }

    function test_noteFallen_notOnceTheNextEpochIsOpen() public {
        _runEpoch(LEARNER, 200 * LOAM);
        _submit(LEARNER, 200 * LOAM);
        bytes memory reason = _wrong(IEpochManager.Phase.Challenge);
        vm.prank(address(models));
        vm.expectRevert(reason);
        manager.noteFallen(1);
    }

    function test_finalAt_withoutAProposal() public {
        _aggregate();
        uint256 end = manager.epochInfo(1).phaseEndsAt;
        assertEq(manager.finalAt(1), 0, "not final");
        vm.warp(end + 1_000);
        _assertPhase(IEpochManager.Phase.Final, "nobody proposed");
        assertEq(manager.finalAt(1), end, "since the end of its time");
        assertEq(manager.finalAt(2), 0, "no such epoch");
    }

    function test_noteProposal_startsTheChallenge() public {
        _aggregate();
        _proposeManifest();
        _assertPhase(IEpochManager.Phase.Challenge, "challenge");
        uint256 end = block.timestamp + 5;
        assertEq(manager.epochInfo(1).phaseEndsAt, end, "for its time");
        vm.warp(end + 500);
        assertEq(manager.finalAt(1), end, "final at its end");
    }

    function test_noteDispute_holdsTheEpoch() public {
        _aggregate();
        _proposeManifest();
        _dispute(true);
        _wait(10_000);
        _assertPhase(IEpochManager.Phase.Challenge, "held");
        assertEq(manager.epochInfo(1).phaseEndsAt, 0, "no time ends it");
        _dispute(false);
        _assertPhase(IEpochManager.Phase.Final, "upheld: final");
        assertEq(manager.finalAt(1), block.timestamp, "now");
    }

    function test_noteDispute_upheldEarlyTheChallengeGoesOn() public {
        _aggregate();
        _proposeManifest();
        uint256 end = block.timestamp + 5;
        _dispute(true);
        _wait(1);
        _dispute(false);
        _assertPhase(IEpochManager.Phase.Challenge, "open to others");
        assertEq(manager.epochInfo(1).phaseEndsAt, end, "until its time");
    }

    function test_noteFallen_givesAnotherTimeToAggregate() public {
        _aggregate();
        _proposeManifest();
        _dispute(true);
        _wait(10_000);
        _dispute(false);
        vm.prank(address(models));
        manager.noteFallen(1);
        _assertPhase(IEpochManager.Phase.Aggregate, "again");
        assertEq(manager.epochInfo(1).phaseEndsAt, block.timestamp + 120, "a whole time");
        uint256 end = block.timestamp + 120;
        vm.warp(end);
        assertEq(manager.finalAt(1), end, "nobody proposes: final");
    }

    function test_noteFallen_anotherProposalIsChallengedAnew() public {
        _aggregate();
        _proposeManifest();
        _dispute(true);
        _dispute(false);
        vm.startPrank(address(models));
        manager.noteFallen(1);
        manager.noteProposal(1);
        vm.stopPrank();
        _assertPhase(IEpochManager.Phase.Challenge, "challenge");
        assertEq(manager.epochInfo(1).phaseEndsAt, block.timestamp + 5, "anew");
    }
}
