// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {INodeRegistry} from "../../src/interfaces/INodeRegistry.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {NetworkTest} from "../base/NetworkTest.sol";

contract RegisterTest is NetworkTest {
    address private node;

    function setUp() public override {
        super.setUp();
        node = _fund(1, 1_000e18);
    }

    function test_register_keepsWhatTheNodeSaid() public {
        bytes memory key = _gossipKey(1);
        vm.expectEmit(address(registry));
        emit INodeRegistry.Registered(node, Roles.VALIDATOR, 150e18, key);
        vm.prank(node);
        registry.register(Roles.VALIDATOR, 150e18, key);

        (uint256 stake, uint256 locked, uint256 unbonding, uint256 unbondAt, uint8 roles, bytes memory kept) =
            registry.nodes(node);
        assertEq(stake, 150e18, "stake");
        assertEq(locked + unbonding + unbondAt, 0, "nothing else");
        assertEq(roles, Roles.VALIDATOR, "roles");
        assertEq(keccak256(kept), keccak256(key), "gossip key");
        assertEq(token.balanceOf(address(registry)), 150e18, "tokens moved");
        assertEq(registry.weightOf(node), 150e18, "in the draw");
        assertTrue(registry.isActive(node, Roles.VALIDATOR), "active");
        assertTrue(!registry.isActive(node, Roles.LEARNER), "only in its role");
    }

    function test_register_learnersAreNotDrawn() public {
        vm.prank(node);
        registry.register(Roles.LEARNER | Roles.AGGREGATOR, 150e18, _gossipKey(1));
        assertEq(registry.totalWeight(), 0, "weight");
    }

    function test_register_refusesASecondTime() public {
        vm.startPrank(node);
        registry.register(Roles.LEARNER, 150e18, _gossipKey(1));
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.AlreadyRegistered.selector, node));
        registry.register(Roles.LEARNER, 150e18, _gossipKey(1));
    }

    function test_register_refusesUnknownRoles() public {
        vm.startPrank(node);
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.InvalidRoles.selector, 0));
        registry.register(0, 150e18, _gossipKey(1));
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.InvalidRoles.selector, 9));
        registry.register(9, 150e18, _gossipKey(1));
    }

    function test_register_refusesTooLittleStake() public {
        vm.prank(node);
        vm.expectRevert(
            abi.encodeWithSelector(INodeRegistry.StakeBelowMinimum.selector, MIN_STAKE - 1, MIN_STAKE)
        );
        registry.register(Roles.LEARNER, MIN_STAKE - 1, _gossipKey(1));
    }

    function test_register_refusesWhatIsNoCompressedKey() public {
        bytes32 x = keccak256("x");
        bytes[3] memory wrong =
            [abi.encodePacked(x), abi.encodePacked(bytes1(0x04), x), abi.encodePacked(bytes1(0x02), x, x)];
        vm.startPrank(node);
        for (uint256 i; i < wrong.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(INodeRegistry.InvalidGossipKey.selector, wrong[i]));
            registry.register(Roles.LEARNER, MIN_STAKE, wrong[i]);
        }
    }

    function test_register_refusesWithoutApproval() public {
        token.transfer(vm.addr(2), MIN_STAKE);
        vm.prank(vm.addr(2));
        vm.expectRevert();
        registry.register(Roles.LEARNER, MIN_STAKE, _gossipKey(2));
    }

    function test_addStake_addsWeight() public {
        vm.startPrank(node);
        registry.register(Roles.VALIDATOR, 150e18, _gossipKey(1));
        registry.addStake(50e18);
        assertEq(registry.weightOf(node), 200e18, "weight");
        vm.expectRevert(INodeRegistry.ZeroAmount.selector);
        registry.addStake(0);
    }

    function test_addStake_refusesStrangers() public {
        vm.prank(node);
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.NotRegistered.selector, node));
        registry.addStake(1);
    }

    function test_setRoles_movesInAndOutOfTheDraw() public {
        vm.startPrank(node);
        registry.register(Roles.LEARNER, 150e18, _gossipKey(1));
        registry.setRoles(Roles.ALL);
        assertEq(registry.totalWeight(), 150e18, "in");
        vm.expectEmit(address(registry));
        emit INodeRegistry.RolesChanged(node, Roles.AGGREGATOR);
        registry.setRoles(Roles.AGGREGATOR);
        assertEq(registry.totalWeight(), 0, "out");
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.InvalidRoles.selector, 8));
        registry.setRoles(8);
    }

    function test_modulesOnly() public {
        address[] memory members = new address[](0);
        bytes memory notManager =
            abi.encodeWithSelector(INodeRegistry.OnlyModule.selector, address(this), address(manager));
        vm.expectRevert(notManager);
        registry.lock(node, 1);
        vm.expectRevert(notManager);
        registry.unlock(node, 1);
        vm.expectRevert(notManager);
        registry.engage(members);
        vm.expectRevert(notManager);
        registry.disengage(members);
        vm.expectRevert(
            abi.encodeWithSelector(INodeRegistry.OnlyModule.selector, address(this), address(verdicts))
        );
        registry.slash(node, 1);
    }
}
