// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {INodeRegistry} from "../../src/interfaces/INodeRegistry.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {RegistryTest} from "./RegistryTest.sol";

// requestUnbond  stranger · nothing, no whole unit · more than there is · leaves less than the minimum · leaves the minimum
//                · everything · all that a fine left · a second time: the time begins anew · while committees are drawn
//                · while a submission is judged: allowed, it cannot submit again
contract RequestUnbondTest is RegistryTest {
    address private node;

    function setUp() public override {
        super.setUp();
        node = _register(NODE, Roles.VALIDATOR | Roles.LEARNER, 500 * LOAM);
    }

    function test_requestUnbond_weightAndVotesFallAtOnce() public {
        uint256 now_ = vm.getBlockTimestamp();
        vm.expectEmit(address(registry));
        emit INodeRegistry.UnbondRequested(node, 200 * LOAM, now_ + 60, 0);
        vm.expectEmit(address(registry));
        emit INodeRegistry.StakeChanged(node, 300 * LOAM, 200 * LOAM);
        vm.prank(node);
        registry.requestUnbond(200 * LOAM);
        INodeRegistry.Node memory kept = registry.nodeOf(node);
        assertEq(kept.stake, 300 * LOAM, "stake");
        assertEq(kept.unbonding, 200 * LOAM, "unbonding");
        assertEq(kept.unbondAt, now_ + 60, "time");
        assertEq(registry.bondOf(node), 500 * LOAM, "all of it answers for fines");
        assertEq(registry.weightOf(node), 300_000, "weight");
        (uint256 stake,) = registry.pastVotesOf(node, now_);
        assertEq(stake, 300 * LOAM, "votes");
    }

    function test_requestUnbond_notesTheRunningEpoch() public {
        _submit(NODE, 500 * LOAM);
        vm.prank(node);
        registry.requestUnbond(500 * LOAM);
        assertEq(registry.nodeOf(node).unbondEpoch, 1, "epoch");
        assertTrue(!registry.isActive(node, Roles.LEARNER), "inactive at once");
    }

    function test_requestUnbond_aSecondOneBeginsAnew() public {
        vm.startPrank(node);
        registry.requestUnbond(100 * LOAM);
        _wait(59);
        registry.requestUnbond(50 * LOAM);
        INodeRegistry.Node memory kept = registry.nodeOf(node);
        assertEq(kept.unbonding, 150 * LOAM, "together");
        assertEq(kept.unbondAt, vm.getBlockTimestamp() + 60, "from now");
    }

    function test_requestUnbond_leavesNothingOrTheMinimum() public {
        vm.startPrank(node);
        vm.expectRevert(
            abi.encodeWithSelector(INodeRegistry.StakeBelowMinimum.selector, MIN_STAKE - UNIT, MIN_STAKE)
        );
        registry.requestUnbond(400 * LOAM + UNIT);
        registry.requestUnbond(400 * LOAM);
        assertTrue(registry.isActive(node, Roles.ALL ^ Roles.AGGREGATOR), "the minimum stays active");
        registry.requestUnbond(100 * LOAM);
        assertEq(_stakeOf(node), 0, "nothing left");
    }

    function test_requestUnbond_whatAFineLeft() public {
        _slash(node, 450 * LOAM);
        vm.prank(node);
        registry.requestUnbond(50 * LOAM);
        assertEq(_unbondingOf(node), 50 * LOAM, "below the minimum, but all of it");
    }

    function test_requestUnbond_refusesMoreThanThereIs() public {
        vm.startPrank(node);
        registry.requestUnbond(100 * LOAM);
        vm.expectRevert(
            abi.encodeWithSelector(INodeRegistry.InsufficientStake.selector, node, 400 * LOAM, 400 * LOAM + UNIT)
        );
        registry.requestUnbond(400 * LOAM + UNIT);
    }

    function test_requestUnbond_refusesAmountsThatAreNone() public {
        vm.startPrank(node);
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.InvalidAmount.selector, 0));
        registry.requestUnbond(0);
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.InvalidAmount.selector, 1));
        registry.requestUnbond(1);
    }

    function test_requestUnbond_refusesStrangers() public {
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.NotRegistered.selector, address(this)));
        registry.requestUnbond(LOAM);
    }

    function test_requestUnbond_waitsForARunningDraw() public {
        _registerCast();
        _stopWithinADraw();
        vm.prank(node);
        _expectDrawInProgress();
        registry.requestUnbond(100 * LOAM);
        _endTheDraw();
        vm.prank(node);
        registry.requestUnbond(100 * LOAM);
    }
}
