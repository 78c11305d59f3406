// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {NodeRegistry} from "../../src/NodeRegistry.sol";
import {INodeRegistry} from "../../src/interfaces/INodeRegistry.sol";
import {Module} from "../../src/interfaces/IModules.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {RegistryTest} from "./RegistryTest.sol";

// withdraw  stranger · nothing unbonds · too early · time over but its epoch is not final · epoch final but time not over
//           · MAX_HOLD over though the epoch never ends · no epoch was ever open · a part: stays · all: leaves
//           · all unbonded stake was fined · while committees are drawn · from a registry that a vote replaced
contract WithdrawTest is RegistryTest {
    address private node;

    function setUp() public override {
        super.setUp();
        node = _register(NODE, Roles.VALIDATOR | Roles.LEARNER, 500 * LOAM);
    }

    function _request(uint256 amount) private {
        vm.prank(node);
        registry.requestUnbond(amount);
    }

    function _withdraw() private {
        vm.prank(node);
        registry.withdraw();
    }

    function _expectUnbonding() private {
        INodeRegistry.Node memory kept = registry.nodeOf(node);
        vm.prank(node);
        vm.expectRevert(
            abi.encodeWithSelector(INodeRegistry.StillUnbonding.selector, node, kept.unbondAt, kept.unbondEpoch)
        );
        registry.withdraw();
    }

    function test_withdraw_takesTimeAndPays() public {
        _request(200 * LOAM);
        _wait(59);
        _expectUnbonding();
        _wait(1);
        vm.expectEmit(address(registry));
        emit INodeRegistry.Withdrawn(node, 200 * LOAM);
        _withdraw();
        assertEq(token.balanceOf(node), 200 * LOAM, "paid");
        INodeRegistry.Node memory kept = registry.nodeOf(node);
        assertEq(kept.unbonding + kept.unbondAt + kept.unbondEpoch, 0, "nothing unbonds");
        assertEq(kept.stake, 300 * LOAM, "the rest stays");
        assertEq(kept.roles, Roles.VALIDATOR | Roles.LEARNER, "with its roles");
        vm.prank(node);
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.NothingToWithdraw.selector, node));
        registry.withdraw();
    }

    function test_withdraw_whoTakesEverythingLeaves() public {
        _request(500 * LOAM);
        _wait(60);
        vm.expectEmit(address(registry));
        emit INodeRegistry.RolesChanged(node, 0);
        _withdraw();
        INodeRegistry.Node memory kept = registry.nodeOf(node);
        assertEq(kept.roles + kept.gossipKey.length + kept.stake, 0, "gone");
        assertEq(kept.number, 1, "the number stays its own");
        assertEq(registry.totalWeight(), 0, "weight");
        vm.prank(node);
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.NotRegistered.selector, node));
        registry.withdraw();
    }

    function test_withdraw_waitsForItsEpoch() public {
        _registerCast();
        _submit(NODE, 100 * LOAM);
        _request(400 * LOAM);
        _judgeAll();
        _wait(60);
        _expectUnbonding();
        _finish();
        _withdraw();
        assertEq(token.balanceOf(node), 400 * LOAM, "paid");
    }

    function test_withdraw_ofAFinalEpochWaitsForTheTimeOnly() public {
        _registerCast();
        _runEpoch(NODE, 500 * LOAM);
        _request(100 * LOAM);
        assertEq(registry.nodeOf(node).unbondEpoch, 1, "the last epoch");
        _wait(59);
        _expectUnbonding();
        _wait(1);
        _withdraw();
    }

    function test_withdraw_nobodyHoldsItUpForEver() public {
        _submit(NODE, 100 * LOAM);
        _request(500 * LOAM);
        uint256 hold = registry.MAX_HOLD();
        assertEq(hold, 30 days, "as documented");
        _wait(hold - 1);
        assertEq(manager.finalAt(1), 0, "nobody moves the epoch on");
        _expectUnbonding();
        _wait(1);
        _withdraw();
        assertEq(token.balanceOf(node), 500 * LOAM, "paid");
    }

    function test_withdraw_alsoWhileCommitteesAreDrawn() public {
        _registerCast();
        _request(200 * LOAM);
        _wait(60);
        _stopWithinADraw();
        _withdraw();
        assertEq(token.balanceOf(node), 200 * LOAM, "paid");
    }

    function test_withdraw_whatWasFinedIsGone() public {
        _request(500 * LOAM);
        _slash(node, 500 * LOAM);
        _wait(60);
        vm.prank(node);
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.NothingToWithdraw.selector, node));
        registry.withdraw();
    }

    function test_withdraw_refusesStrangers() public {
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.NotRegistered.selector, address(this)));
        registry.withdraw();
    }

    /// @dev After a vote for another registry the old one pays out, whatever the rest of the network does.
    function test_withdraw_fromAReplacedRegistry() public {
        _registerCast();
        _stopWithinADraw();
        NodeRegistry next = new NodeRegistry(modules);
        vm.prank(address(timelock));
        modules.replace(Module.Registry, address(next));
        _request(500 * LOAM);
        _wait(registry.MAX_HOLD());
        _withdraw();
        assertEq(token.balanceOf(node), 500 * LOAM, "paid");
    }
}
