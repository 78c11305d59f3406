// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {INodeRegistry} from "../../src/interfaces/INodeRegistry.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {RegistryTest} from "./RegistryTest.sol";

// setRoles  stranger · none · unknown · while committees are drawn
//           into and out of the draw · into and out of submitting · the same again
contract SetRolesTest is RegistryTest {
    address private node;

    function setUp() public override {
        super.setUp();
        node = _register(NODE, Roles.LEARNER, 150 * LOAM);
    }

    function test_setRoles_movesInAndOutOfTheDraw() public {
        vm.startPrank(node);
        registry.setRoles(Roles.ALL);
        assertEq(registry.totalWeight(), 150_000, "in");
        vm.expectEmit(address(registry));
        emit INodeRegistry.RolesChanged(node, Roles.AGGREGATOR);
        registry.setRoles(Roles.AGGREGATOR);
        assertEq(registry.totalWeight(), 0, "out");
        assertEq(registry.nodeOf(node).roles, Roles.AGGREGATOR, "roles");
    }

    function test_setRoles_movesOutOfAndIntoSubmitting() public {
        vm.prank(node);
        registry.setRoles(Roles.VALIDATOR);
        IEpochManager.Terms memory terms = _terms(MIN_STAKE, 1);
        vm.prank(node);
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.NotEligible.selector, node, 0, MIN_STAKE / UNIT));
        manager.submit(_cid(NODE), 0, terms);
        vm.prank(node);
        registry.setRoles(Roles.LEARNER);
        _submit(NODE, MIN_STAKE);
    }

    function test_setRoles_theSameChangesNoWeight() public {
        vm.startPrank(node);
        registry.setRoles(Roles.ALL);
        uint256 weight = registry.totalWeight();
        registry.setRoles(Roles.ALL);
        assertEq(registry.totalWeight(), weight, "no weight moved");
    }

    function test_setRoles_refusesUnknownOnes() public {
        vm.startPrank(node);
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.InvalidRoles.selector, 8));
        registry.setRoles(8);
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.InvalidRoles.selector, 0));
        registry.setRoles(0);
    }

    function test_setRoles_refusesStrangers() public {
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.NotRegistered.selector, address(this)));
        registry.setRoles(Roles.LEARNER);
    }

    function test_setRoles_waitsForARunningDraw() public {
        _registerCast();
        _stopWithinADraw();
        vm.prank(node);
        _expectDrawInProgress();
        registry.setRoles(Roles.ALL);
    }
}
