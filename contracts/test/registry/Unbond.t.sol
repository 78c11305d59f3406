// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {INodeRegistry} from "../../src/interfaces/INodeRegistry.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {NetworkTest} from "../base/NetworkTest.sol";

contract UnbondTest is NetworkTest {
    address private node;

    function setUp() public override {
        super.setUp();
        node = _register(1, Roles.VALIDATOR | Roles.LEARNER, 500e18);
    }

    function test_unbond_takesTimeAndPaysOut() public {
        vm.startPrank(node);
        registry.requestUnbond(200e18);
        assertEq(registry.weightOf(node), 300e18, "weight falls at once");
        uint256 readyAt = block.timestamp + UNBOND_SECONDS;
        vm.warp(readyAt - 1);
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.StillUnbonding.selector, node, readyAt));
        registry.withdraw();
        vm.warp(readyAt);
        registry.withdraw();
        assertEq(token.balanceOf(node), 200e18, "paid");
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.NothingToWithdraw.selector, node));
        registry.withdraw();
    }

    function test_unbond_aSecondRequestRestartsTheTime() public {
        vm.startPrank(node);
        registry.requestUnbond(100e18);
        vm.warp(block.timestamp + UNBOND_SECONDS - 1);
        registry.requestUnbond(100e18);
        vm.warp(block.timestamp + 1);
        vm.expectRevert();
        registry.withdraw();
        vm.warp(block.timestamp + UNBOND_SECONDS - 1);
        registry.withdraw();
        assertEq(token.balanceOf(node), 200e18, "both at once");
    }

    function test_unbond_everythingLeavesTheRegistry() public {
        vm.startPrank(node);
        registry.requestUnbond(500e18);
        assertTrue(!registry.isActive(node, Roles.LEARNER), "inactive at once");
        vm.warp(block.timestamp + UNBOND_SECONDS);
        registry.withdraw();
        (,,,, uint8 roles, bytes memory key) = registry.nodes(node);
        assertEq(roles + key.length, 0, "gone");
        registry.register(Roles.VALIDATOR, 100e18, _gossipKey(1)); // needs the approval from before
        assertEq(registry.totalWeight(), 100e18, "may come back, in its old leaf");
    }

    function test_unbond_refusesToLeaveLessThanTheMinimum() public {
        vm.prank(node);
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.StakeBelowMinimum.selector, 50e18, MIN_STAKE));
        registry.requestUnbond(450e18);
    }

    function test_unbond_refusesLockedStakeAndZero() public {
        _submit(1, 200e18);
        vm.startPrank(node);
        vm.expectRevert(
            abi.encodeWithSelector(INodeRegistry.InsufficientFreeStake.selector, node, 300e18, 301e18)
        );
        registry.requestUnbond(301e18);
        vm.expectRevert(INodeRegistry.ZeroAmount.selector);
        registry.requestUnbond(0);
    }

    function test_unbond_waitsForOpenDuties() public {
        _register(LEARNER, Roles.LEARNER, 200e18);
        _submit(LEARNER, 200e18);
        _drawAll();
        assertEq(registry.dutiesOf(node), 1, "drawn");
        vm.startPrank(node);
        registry.requestUnbond(500e18);
        vm.warp(block.timestamp + UNBOND_SECONDS);
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.OnDuty.selector, node, 1));
        registry.withdraw();
        vm.warp(block.timestamp + 180); // nobody commits
        manager.settle(1, 1);
        assertEq(registry.dutiesOf(node), 0, "over");
        registry.withdraw();
        assertEq(token.balanceOf(node), 500e18, "paid");
    }

    function test_slash_takesUnbondingStakeToo() public {
        vm.prank(node);
        registry.requestUnbond(400e18);
        vm.prank(address(verdicts));
        assertEq(registry.slash(node, 250e18), 250e18, "taken");
        (uint256 stake,, uint256 unbonding,,,) = registry.nodes(node);
        assertEq(stake, 0, "free stake goes first");
        assertEq(unbonding, 250e18, "then unbonding");
        assertEq(registry.weightOf(node), 0, "out of the draw");
        assertEq(token.balanceOf(address(pool)), POOL + 250e18, "the pool has it");
    }

    function test_slash_takesLockedStakeLast() public {
        _submit(1, 400e18);
        vm.prank(address(verdicts));
        assertEq(registry.slash(node, 150e18), 150e18, "taken");
        assertEq(_lockedOf(node), 350e18, "lock shrinks with it");
        vm.prank(address(manager));
        registry.unlock(node, 400e18);
        assertEq(_lockedOf(node), 0, "unlock frees what is left");
        assertEq(_stakeOf(node), 350e18, "stake");
    }

    function testFuzz_slash_neverTakesMoreThanThereIs(uint128 unbond, uint128 amount) public {
        unbond = uint128(bound(unbond, 0, 400e18));
        if (unbond != 0) {
            vm.prank(node);
            registry.requestUnbond(unbond);
        }
        vm.prank(address(verdicts));
        uint256 taken = registry.slash(node, amount);
        assertEq(taken, amount < 500e18 ? amount : 500e18, "taken");
        (uint256 stake,, uint256 unbonding,,,) = registry.nodes(node);
        assertEq(stake + unbonding + taken, 500e18, "conserved");
        assertEq(token.balanceOf(address(registry)), stake + unbonding, "backed by tokens");
    }
}
