// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {INodeRegistry} from "../../src/interfaces/INodeRegistry.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {RegistryTest} from "./RegistryTest.sol";

// addStake  stranger · nothing · no whole unit · beyond 64 bits · while committees are drawn · not approved
//           more weight and votes at once · a learner can stake more · after a fine it becomes active again
contract AddStakeTest is RegistryTest {
    address private node;

    function setUp() public override {
        super.setUp();
        node = _register(NODE, Roles.VALIDATOR | Roles.LEARNER, 150 * LOAM);
        token.transfer(node, 1_000 * LOAM);
    }

    function test_addStake_addsWeightAndVotes() public {
        _wait(1);
        vm.expectEmit(address(registry));
        emit INodeRegistry.StakeChanged(node, 200 * LOAM, 0);
        vm.prank(node);
        registry.addStake(50 * LOAM);
        assertEq(_stakeOf(node), 200 * LOAM, "stake");
        assertEq(registry.weightOf(node), 200_000, "weight");
        (uint256 stake,) = registry.pastVotesOf(node, vm.getBlockTimestamp());
        assertEq(stake, 200 * LOAM, "votes");
        assertEq(token.balanceOf(address(registry)), 200 * LOAM, "tokens");
        _submit(NODE, 200 * LOAM);
    }

    function test_addStake_refusesStrangersAndWhoLeft() public {
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.NotRegistered.selector, address(this)));
        registry.addStake(LOAM);
        vm.startPrank(node);
        registry.requestUnbond(150 * LOAM);
        _wait(60);
        registry.withdraw();
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.NotRegistered.selector, node));
        registry.addStake(LOAM);
    }

    function test_addStake_refusesAmountsThatAreNone() public {
        uint256[3] memory wrong = [uint256(0), LOAM + 1, (uint256(type(uint64).max) + 1) * UNIT];
        vm.startPrank(node);
        for (uint256 i; i < wrong.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(INodeRegistry.InvalidAmount.selector, wrong[i]));
            registry.addStake(wrong[i]);
        }
    }

    function test_addStake_refusesWithoutApproval() public {
        vm.startPrank(node);
        token.approve(address(registry), 0);
        vm.expectRevert();
        registry.addStake(LOAM);
    }

    function test_addStake_waitsForARunningDraw() public {
        _registerCast();
        _stopWithinADraw();
        vm.prank(node);
        _expectDrawInProgress();
        registry.addStake(LOAM);
    }

    function test_addStake_whoFellBelowTheMinimumComesBack() public {
        _slash(node, 60 * LOAM);
        assertTrue(!registry.isActive(node, Roles.VALIDATOR), "90 LOAM are too few");
        assertEq(registry.weightOf(node), 0, "no weight");
        vm.startPrank(node);
        registry.addStake(9 * LOAM);
        assertEq(registry.weightOf(node), 0, "99 LOAM are");
        registry.addStake(LOAM);
        assertEq(registry.weightOf(node), 100_000, "100 LOAM are not");
        assertTrue(registry.isActive(node, Roles.VALIDATOR), "active");
    }
}
