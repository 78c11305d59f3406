// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {Modular} from "../../src/Modular.sol";
import {INodeRegistry} from "../../src/interfaces/INodeRegistry.sol";
import {Module} from "../../src/interfaces/IModules.sol";
import {ReputationRules} from "../../src/interfaces/IParameters.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {RegistryTest} from "./RegistryTest.sol";

// addReputation  not the rewards · nobody's number · the epoch's limit not reached, reached, passed by one gain
//                · decays before it grows · a new epoch, a new limit · never above all of it · weight stays as written
// reputationOf   decays with epochs, without a transaction
contract AddReputationTest is RegistryTest {
    address private node;

    function setUp() public override {
        super.setUp();
        node = _register(NODE, Roles.VALIDATOR, 500 * LOAM);
        _registerCast();
    }

    function test_addReputation_onlyTheRewards() public {
        vm.expectRevert(abi.encodeWithSelector(Modular.OnlyModule.selector, address(this), Module.Rewards));
        registry.addReputation(1, 1);
    }

    function test_addReputation_refusesNobody() public {
        vm.startPrank(address(pool));
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.NotRegistered.selector, address(0)));
        registry.addReputation(0, 1);
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.NotRegistered.selector, address(0)));
        registry.addReputation(100, 1);
    }

    function test_addReputation_atMostTheLimitInAnEpoch() public {
        vm.expectEmit(address(registry));
        emit INodeRegistry.ReputationChanged(node, 60_000, 0);
        _addReputation(node, 60_000);
        _addReputation(node, 30_000);
        assertEq(_reputationOf(node), 90_000, "below the limit");
        _addReputation(node, 30_000);
        assertEq(_reputationOf(node), 100_000, "cut at the limit");
        _addReputation(node, 30_000);
        assertEq(_reputationOf(node), 100_000, "nothing more");
    }

    function test_addReputation_doesNotWriteTheWeight() public {
        _addReputation(node, 100_000);
        assertEq(registry.weightOf(node), 500_000, "written");
        assertEq(registry.trueWeightOf(node), 550_000, "true");
        _refresh(node);
        assertEq(registry.weightOf(node), 550_000, "refreshed");
    }

    function test_reputationOf_decaysByItself() public {
        _addReputation(node, 100_000);
        _epochs(1);
        assertEq(_reputationOf(node), 98_000, "one epoch");
        _epochs(2);
        assertEq(_reputationOf(node), 94_119, "three epochs");
        assertEq(registry.nodeOf(node).reputationPpm, 94_119, "the same in the whole view");
        _addReputation(node, 100_000);
        assertEq(_reputationOf(node), 194_119, "decayed, then a new epoch's gain");
    }

    /// @dev However it is added and however long it takes.
    function test_addReputation_staysWhatTheRulesSay() public {
        uint256 expected;
        for (uint256 i; i < 12; ++i) {
            uint256 gained;
            for (uint256 j; j < 3; ++j) {
                uint256 gain = uint256(keccak256(abi.encode(i, j))) % 90_000;
                _addReputation(node, gain);
                uint256 added = gain < 100_000 - gained ? gain : 100_000 - gained;
                gained += added;
                expected += added;
                assertEq(_reputationOf(node), expected, "sum of what was let in");
            }
            _epochs(1);
            expected = expected * 980_000 / 1e6;
            assertEq(_reputationOf(node), expected, "decayed");
        }
    }
}

/// @dev Rules under which one epoch can add everything.
contract AddReputationAtOnceTest is RegistryTest {
    function _reputationRules() internal pure override returns (ReputationRules memory rules) {
        rules = super._reputationRules();
        rules.maxGainPpm = 1_000_000;
    }

    function test_addReputation_neverAboveAllOfIt() public {
        _registerCast();
        address node = vm.addr(VALIDATOR_1);
        _addReputation(node, 600_000);
        _epochs(1);
        assertEq(_reputationOf(node), 588_000, "decayed");
        _addReputation(node, 600_000);
        assertEq(_reputationOf(node), 1_000_000, "not 1,188,000");
    }
}
