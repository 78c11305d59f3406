// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IElections} from "../../src/interfaces/IElections.sol";
import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {ILoamGovernor} from "../../src/interfaces/ILoamGovernor.sol";
import {IModelRegistry} from "../../src/interfaces/IModelRegistry.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {GovernanceTest} from "../base/GovernanceTest.sol";

/// @notice The guard pauses settlement and aggregation; everything else goes on, and the pause ends by itself.
contract ExpiringPauseStory is GovernanceTest {
    address[] private _guards;

    function setUp() public override {
        super.setUp();
        _registerCast();
        _guards = _electNodes(IElections.Committee.Guard, 1, 3);
    }

    function test_settlementWaitsAndGoesOnByItself() public {
        _submit(LEARNER, 200 * LOAM);
        _drawAll();
        _commitAll();
        _revealAll();
        _pause(_guards);
        uint256[] memory pending = _pending(1);
        vm.expectRevert(IEpochManager.Paused.selector);
        manager.settle(1, pending);

        // Nobody lifts it.
        vm.warp(guardian.pausedUntil());
        assertTrue(!guardian.paused(), "it ended by itself");
        _settleAll();
        _finish();
        assertTrue(pool.claimLearner(1, 0) > 0, "and the epoch pays");
    }

    function test_aggregationWaits() public {
        _submit(LEARNER, 200 * LOAM);
        _judgeAll();
        _waitForPhaseEnd();
        _assertPhase(IEpochManager.Phase.Aggregate, "time to merge");
        _pause(_guards);
        vm.prank(vm.addr(AGGREGATOR));
        vm.expectRevert(IModelRegistry.Paused.selector);
        models.propose(1, keccak256("m"), keccak256("a"), 1, keccak256("e"));
        vm.prank(_guards[0]);
        guardian.approveLift();
        vm.prank(_guards[1]);
        guardian.approveLift();
        _proposeManifest();
        _assertPhase(IEpochManager.Phase.Challenge, "lifted in time, it goes on");
    }

    function test_submissionsAndVerdictsGoOn() public {
        _pause(_guards);
        _submit(LEARNER, 200 * LOAM);
        _drawAll();
        _commitAll();
        _revealAll();
        _assertPhase(IEpochManager.Phase.Settle, "everything but the settlement");
    }

    function test_claimsGoOn() public {
        uint256 epoch = _runEpoch(LEARNER, 200 * LOAM);
        _pause(_guards);
        assertTrue(pool.claimLearner(epoch, 0) > 0, "the learner is paid");
        uint256[] memory indices = new uint256[](1);
        address validator = registry.addressOf(verdicts.seatsOf(epoch, 0)[0]);
        vm.prank(validator);
        assertTrue(pool.claimValidator(epoch, validator, indices) > 0, "a validator is paid");
        assertTrue(pool.claimAggregator(epoch) > 0, "the aggregator is paid");
    }

    function test_exitsGoOn() public {
        address leaver = vm.addr(LEARNER_3);
        _pause(_guards);
        vm.prank(leaver);
        registry.requestUnbond(2_000 * LOAM);
        _wait(60);
        assertTrue(guardian.paused(), "still paused");
        vm.prank(leaver);
        registry.withdraw();
        assertEq(token.balanceOf(leaver), 2_000 * LOAM, "out, with everything");
    }

    /// @dev A pause holds the settlement, and an exit may wait for that: but never longer than MAX_HOLD.
    function test_noPauseHoldsAnExitForEver() public {
        _submit(LEARNER, 200 * LOAM);
        _drawAll();
        _commitAll();
        _revealAll();
        address leaver = vm.addr(LEARNER_3);
        vm.prank(leaver);
        registry.requestUnbond(2_000 * LOAM);
        _pause(_guards);
        _wait(30 days);
        vm.prank(leaver);
        registry.withdraw();
        assertEq(token.balanceOf(leaver), 2_000 * LOAM, "out, with everything");
    }

    function test_joiningVotingAndStakingGoOn() public {
        _pause(_guards);
        address node = _register(77, Roles.LEARNER, 200 * LOAM);
        token.transfer(node, 100 * LOAM);
        vm.prank(node);
        registry.addStake(50 * LOAM);
        _wait(1);
        uint256 id = _propose(_draft(address(governor), abi.encodeCall(ILoamGovernor.setDeposit, (1))));
        _startVote();
        vm.prank(node);
        assertEq(governor.castVote(id, FOR), 250 * LOAM, "votes count");
        token.transfer(address(1), 1);
        assertTrue(guardian.paused(), "all of it while paused");
    }
}
