// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IModelRegistry} from "../../src/interfaces/IModelRegistry.sol";
import {ModelsTest} from "./ModelsTest.sol";

/// @notice finalize
/// ├── no proposal, its epoch is not final, done already → refused
/// ├── otherwise by anybody: a version, the head, its maker can be paid
/// ├── the next epoch's first submission does it too
/// └── what it was built on is rolled back → on record, not the head, its maker is paid
contract FinalizeTest is ModelsTest {
    function test_refusesWithoutAProposal() public {
        vm.expectRevert(IModelRegistry.NothingToFinalize.selector);
        models.finalize();
        _toAggregate();
        _waitForPhaseEnd();
        assertTrue(!models.finalizable(), "nobody proposed");
        vm.expectRevert(IModelRegistry.NothingToFinalize.selector);
        models.finalize();
    }

    function test_afterTheChallenge() public {
        uint256 epoch = _toAggregate();
        _propose(aggregator, epoch);
        assertTrue(!models.finalizable(), "not yet");
        vm.expectRevert(IModelRegistry.NothingToFinalize.selector);
        models.finalize();
        _waitForPhaseEnd();
        assertTrue(models.finalizable(), "now");
        vm.expectEmit(address(models));
        emit IModelRegistry.VersionFinalized(1, epoch, 0, MANIFEST, ADAPTER, aggregator);
        assertEq(models.finalize(), 1, "number");
        assertEq(models.latest(), 1, "head");
        assertEq(models.versionCount(), 2, "count");
        assertEq(models.version(1).finalizedAt, vm.getBlockTimestamp(), "time");
        assertEq(models.version(1).manifestCid, MANIFEST, "manifest");
        assertEq(models.aggregatorOf(epoch), aggregator, "its maker can be paid");
        vm.expectRevert(IModelRegistry.NothingToFinalize.selector);
        models.finalize();
    }

    function test_theNextEpochDoesIt() public {
        _propose(aggregator, _toAggregate());
        _waitForPhaseEnd();
        _submit(LEARNER, 200 * LOAM);
        assertEq(models.latest(), 1, "finalised");
        assertEq(manager.epochInfo(_epoch()).baseVersion, 1, "and built on");
    }

    function test_versionsChain() public {
        for (uint256 i = 1; i < 4; ++i) {
            assertEq(_addVersion(), i, "number");
            assertEq(models.version(i).parent, i - 1, "on top of the one before");
            assertEq(models.version(i).epoch, i, "epoch");
        }
    }

    function test_builtOnWhatWasRolledBack() public {
        _addVersion();
        uint256 epoch = _toAggregate();
        _propose(aggregator2, epoch);
        _rollback(0);
        _waitForPhaseEnd();
        models.finalize();
        assertEq(models.version(2).parent, 1, "built on version 1");
        assertTrue(models.version(2).rolledBack, "falls with it");
        assertEq(models.latest(), 0, "the head stays");
        assertEq(models.aggregatorOf(epoch), aggregator2, "its maker did its work");
        assertEq(_addVersion(), 3, "the next one");
        assertEq(models.version(3).parent, 0, "is built on the head");
        assertEq(models.latest(), 3, "and is the head");
    }
}
