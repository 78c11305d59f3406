// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {IParameters, EpochRules} from "../../src/interfaces/IParameters.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {EpochTest} from "../base/EpochTest.sol";

/// @notice Opening an epoch on the way of a submission
/// - the first submission opens epoch 1; a refused one opens nothing
/// - the first after a final epoch opens the next: its version is finalized, set rules become valid, it builds on the head
/// - nextTerms says beforehand what will be right, also while the version is not finalized yet
/// - a batch opens an epoch too
/// - rules that are set while an epoch runs change nothing in it
/// - a closed epoch stays final from the second on in which it became so, whatever the rules say later
contract OpenEpochTest is EpochTest {
    function setUp() public override {
        super.setUp();
        _registerCast();
    }

    function _slowerRules() private {
        EpochRules memory rules = _epochRules();
        rules.submitSeconds = 1_000;
        rules.commitSeconds = 10_000;
        rules.aggregateSeconds = 100_000;
        rules.contestSeconds = 1_000;
        vm.prank(address(timelock));
        parameters.setEpochRules(rules);
    }

    function test_open_theFirst() public {
        (uint256 next, uint256 baseVersion) = manager.nextTerms();
        assertEq(next, 1, "stated number");
        assertEq(baseVersion, 0, "stated version");
        assertEq(uint256(manager.phase(1)), uint256(IEpochManager.Phase.None), "not open");
        IEpochManager.Terms memory terms = _terms(200 * LOAM, 0);
        vm.expectEmit(address(manager));
        emit IEpochManager.EpochOpened(1, block.timestamp + 15, 0);
        vm.prank(vm.addr(LEARNER));
        manager.submit(keccak256("x"), 0, terms);
        IEpochManager.EpochInfo memory info = manager.epochInfo(1);
        assertEq(uint256(info.phase), uint256(IEpochManager.Phase.Submit), "phase");
        assertEq(info.openedAt, block.timestamp, "opened");
        assertEq(info.submitEndsAt, block.timestamp + 15, "end of submitting");
        assertEq(info.phaseEndsAt, block.timestamp + 15, "end of the phase");
        assertEq(info.round, 0, "no round yet");
        (next,) = manager.nextTerms();
        assertEq(next, 1, "still this one");
    }

    function test_open_finalizesTheVersionAndBuildsOnIt() public {
        _runEpoch(LEARNER, 200 * LOAM);
        assertEq(models.latest(), 0, "not finalized yet");
        assertTrue(models.finalizable(), "but it can be");
        (uint256 next, uint256 baseVersion) = manager.nextTerms();
        assertEq(next, 2, "next number");
        assertEq(baseVersion, 1, "the version that will be the head");
        IEpochManager.Terms memory terms = _terms(200 * LOAM, 0);
        terms.baseVersion = 0;
        vm.prank(vm.addr(LEARNER));
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.StaleBaseVersion.selector, 0, 1));
        manager.submit(keccak256("x"), 0, terms);
        assertEq(models.latest(), 0, "a refused submission changes nothing");
        _submit(LEARNER, 200 * LOAM);
        assertEq(models.latest(), 1, "finalized on the way");
        assertEq(manager.epochInfo(2).baseVersion, 1, "built on");
        assertEq(manager.currentEpoch(), 2, "epoch");
    }

    function test_open_afterARejectedEpochBuildsOnTheOldHead() public {
        _setTruth(1, 0, false, -5_000, 1_000_000);
        _runEpoch(LEARNER, 200 * LOAM);
        (uint256 next, uint256 baseVersion) = manager.nextTerms();
        assertEq(next, 2, "next number");
        assertEq(baseVersion, 0, "old head");
        _submit(LEARNER, 200 * LOAM);
        assertEq(manager.epochInfo(2).baseVersion, 0, "built on");
    }

    function test_nextTerms_whenTheProposalIsBuiltOnARolledBackVersion() public {
        _runEpoch(LEARNER, 200 * LOAM);
        _submit(LEARNER, 200 * LOAM);
        _judgeAll();
        _waitForPhaseEnd();
        _proposeManifest();
        vm.prank(address(timelock));
        models.rollback(0);
        _waitForPhaseEnd();
        (uint256 next, uint256 baseVersion) = manager.nextTerms();
        assertEq(next, 3, "next number");
        assertEq(baseVersion, 0, "version 2 is built on version 1, which is gone");
        _submit(LEARNER, 200 * LOAM);
        assertEq(manager.epochInfo(3).baseVersion, 0, "as foretold");
    }

    function test_open_activatesRules() public {
        _submit(LEARNER, 200 * LOAM);
        _slowerRules();
        assertEq(manager.epochInfo(1).phaseEndsAt, block.timestamp + 15, "nothing changes in a running epoch");
        _judgeAll();
        _finish();
        uint256 finalAt = manager.finalAt(1);
        assertTrue(finalAt != 0, "final");
        assertEq(finalAt, block.timestamp, "now");
        _wait(7);
        _submit(LEARNER, 200 * LOAM);
        assertEq(manager.epochInfo(2).phaseEndsAt, block.timestamp + 1_000, "the new rules");
        assertEq(manager.finalAt(1), finalAt, "the old epoch stays as it was");
        assertEq(uint256(manager.phase(1)), uint256(IEpochManager.Phase.Final), "and final");
        assertEq(uint256(manager.phaseAt(1, 1)), uint256(IEpochManager.Phase.Final), "at any time");
    }

    function test_open_byABatch() public {
        _runEpoch(LEARNER, 200 * LOAM);
        address batcher = _register(500, Roles.AGGREGATOR, 500 * LOAM);
        vm.prank(batcher);
        assertEq(manager.submitRoot(keccak256("root"), 3, keccak256("list")), 0, "first position");
        assertEq(manager.currentEpoch(), 2, "opened");
        assertEq(manager.epochInfo(2).baseVersion, 1, "and finalized");
    }

    function test_open_asksForTheNextNumber() public {
        _runEpoch(LEARNER, 200 * LOAM);
        IEpochManager.Terms memory terms = _terms(200 * LOAM, 0);
        terms.epoch = 1;
        vm.prank(vm.addr(LEARNER));
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.WrongEpoch.selector, 1, 2));
        manager.submit(keccak256("x"), 0, terms);
    }
}
