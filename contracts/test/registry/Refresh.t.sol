// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {EpochManager} from "../../src/EpochManager.sol";
import {INodeRegistry} from "../../src/interfaces/INodeRegistry.sol";
import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {Module} from "../../src/interfaces/IModules.sol";
import {StakeRules} from "../../src/interfaces/IParameters.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {RegistryTest} from "./RegistryTest.sol";

// refresh  nobody's number · nothing changed: no weight moves, no checkpoint · grown · decayed · new least stake
//          · several nodes · a new epoch manager learns its learners · while committees are drawn (Slash.t.sol)
//          · a replaced registry keeps votes and tells nobody
contract RefreshTest is RegistryTest {
    address private node;

    function setUp() public override {
        super.setUp();
        node = _register(NODE, Roles.VALIDATOR | Roles.LEARNER, 500 * LOAM);
    }

    function test_refresh_refusesNobody() public {
        uint32[] memory numbers = new uint32[](2);
        (numbers[0], numbers[1]) = (1, 2);
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.NotRegistered.selector, address(0)));
        registry.refresh(numbers);
    }

    function test_refresh_nothingNewChangesNothing() public {
        vm.roll(vm.getBlockNumber() + 1);
        vm.recordLogs();
        _refresh(node);
        assertEq(vm.getRecordedLogs().length, 0, "no event");
    }

    function test_refresh_writesWhatGrewAndWhatDecayed() public {
        _registerCast();
        _addReputation(node, 100_000);
        vm.expectEmit(address(registry));
        emit INodeRegistry.WeightChanged(node, 550_000);
        _refresh(node);
        _epochs(1);
        assertEq(registry.weightOf(node), 550_000, "written");
        assertEq(registry.trueWeightOf(node), 549_000, "decayed");
        _refresh(node);
        assertEq(registry.weightOf(node), 549_000, "written now");
        (, uint256 reputation) = registry.pastVotesOf(node, vm.getBlockTimestamp());
        assertEq(reputation, 98_000, "votes too");
    }

    function test_refresh_followsANewLeastStake() public {
        _registerCast();
        StakeRules memory rules = _stakeRules();
        rules.minStake = uint64(600 * LOAM / UNIT);
        rules.stakeCap = rules.minStake;
        vm.prank(address(timelock));
        parameters.setStakeRules(rules);
        _submit(LEARNER, 2_000 * LOAM); // opens an epoch
        assertTrue(!registry.isActive(node, Roles.VALIDATOR), "500 LOAM are too few now");
        assertEq(registry.weightOf(node), 500_000, "written");
        uint32[] memory numbers = new uint32[](registry.nodeCount());
        for (uint32 i; i < numbers.length; ++i) {
            numbers[i] = i + 1;
        }
        registry.refresh(numbers);
        assertEq(registry.weightOf(node), 0, "out of the draw");
        assertEq(registry.totalWeight(), 0, "as all validators");
    }

    function test_refresh_tellsANewEpochManager() public {
        EpochManager next = new EpochManager(modules);
        vm.prank(address(timelock));
        modules.replace(Module.Epochs, address(next));
        IEpochManager.Terms memory terms = IEpochManager.Terms(1, 0, 1, uint64(MIN_STAKE / UNIT));
        vm.prank(node);
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.NotEligible.selector, node, 0, MIN_STAKE / UNIT));
        next.submit(_cid(NODE), 0, terms);
        _refresh(node);
        vm.prank(node);
        next.submit(_cid(NODE), 0, terms);
    }

    function test_refresh_ofAReplacedRegistryTellsNobody() public {
        _addReputation(node, 100_000);
        vm.prank(address(timelock));
        modules.replace(Module.Registry, address(this));
        _refresh(node);
        (, uint256 reputation) = registry.pastVotesOf(node, vm.getBlockTimestamp());
        assertEq(reputation, 100_000, "votes");
        assertEq(registry.weightOf(node), 500_000, "its weights draw nobody any more");
    }
}
