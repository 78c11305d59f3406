// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IDisputeCourt} from "../../src/interfaces/IDisputeCourt.sol";
import {IModelRegistry} from "../../src/interfaces/IModelRegistry.sol";
import {GovernanceTest} from "../base/GovernanceTest.sol";
import {CourtTest} from "../court/CourtTest.sol";

/// @notice A version does harm. By dispute: it and what was built on it are rolled back, its maker pays and is not paid. What
/// is merged meanwhile on top of it stays on record and is built on no more.
contract RollbackByDisputeStory is CourtTest {
    function test_theHeadGoesBack() public {
        for (uint256 i; i < 3; ++i) {
            _runEpoch(LEARNER, 200 * LOAM);
            models.finalize();
        }
        uint256 id = _open(IDisputeCourt.Kind.Version, 2);
        _ruleAs(id, IDisputeCourt.Ruling.Overturn);

        // Meanwhile an epoch runs on top of it.
        _submit(LEARNER, 200 * LOAM);
        assertEq(manager.epochInfo(4).baseVersion, 3, "built on what is the head now");
        _close(id);
        assertEq(models.latest(), 1, "the parent is the head");
        assertEq(_stakeOf(aggregator), STAKE * 8 / 10, "its maker pays");
        _judgeAll();
        _finish();
        models.finalize();
        assertEq(models.latest(), 1, "what was built on it changes nothing");
        assertTrue(models.version(4).rolledBack, "on record");

        vm.expectRevert();
        pool.claimAggregator(2);
        assertTrue(pool.claimAggregator(3) != 0, "the maker of the next one did its work");
        assertTrue(pool.claimAggregator(4) != 0, "the maker of the last one too");
        assertTrue(pool.claimLearner(4, 0) != 0, "and the learners");
        _runEpoch(LEARNER, 200 * LOAM);
        models.finalize();
        assertEq(models.version(5).parent, 1, "the line goes on from the good one");
        assertEq(models.latest(), 5, "and is the head");
    }
}

/// @notice The same by vote: from proposal to execution.
contract RollbackByVoteStory is GovernanceTest {
    function test_theHeadGoesBack() public {
        _registerCast();
        for (uint256 i; i < 2; ++i) {
            _runEpoch(LEARNER, 200 * LOAM);
            models.finalize();
        }
        _decide(_draft(address(models), abi.encodeCall(IModelRegistry.rollback, (0))));
        assertEq(models.latest(), 0, "the base model");
        assertTrue(models.version(1).rolledBack && models.version(2).rolledBack, "both on record");
        assertTrue(pool.claimAggregator(1) != 0, "a vote takes nobody's pay");
        _submit(LEARNER, 200 * LOAM);
        assertEq(manager.epochInfo(3).baseVersion, 0, "the next lessons build on it");
    }
}
