// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IModelRegistry} from "../../src/interfaces/IModelRegistry.sol";
import {IModules, Module} from "../../src/interfaces/IModules.sol";
import {GovernanceTest} from "../base/GovernanceTest.sol";
import {ModelRegistryV2} from "./ModelRegistryV2.sol";
import {ScoringV2} from "./ScoringV2.sol";

/// @notice A vote replaces the scoring and the model registry by new contracts, with their data, while the network runs.
///
/// ├── before the vote: nobody puts them in place, anyone may move data over and compare
/// ├── the proposal moves the rest and puts them in place in one transaction
/// ├── afterwards: every version, mean and unpaid share is as before, and nothing can be moved over any more
/// └── the next epoch runs on the new contracts, the old ones stand still
contract ReplaceModulesTest is GovernanceTest {
    ScoringV2 private _scoring2;
    ModelRegistryV2 private _models2;

    function setUp() public override {
        super.setUp();
        _registerCast();
        _runEpoch(LEARNER, 200 * LOAM);
        _runEpoch(LEARNER_2, 300 * LOAM);
        vm.startPrank(address(0x57A6E));
        _scoring2 = new ScoringV2(modules, scoring);
        _models2 = new ModelRegistryV2(modules, models);
        _models2.migrate(1);
        _scoring2.migrate();
        vm.stopPrank();
    }

    function _proposal() private view returns (Draft memory draft) {
        draft = _draft(address(_models2), abi.encodeCall(ModelRegistryV2.migrate, (type(uint128).max)));
        draft = _and(draft, address(_scoring2), abi.encodeCall(ScoringV2.migrate, ()));
        draft = _and(draft, address(modules), abi.encodeCall(IModules.replace, (Module.Models, address(_models2))));
        draft = _and(draft, address(modules), abi.encodeCall(IModules.replace, (Module.Scoring, address(_scoring2))));
    }

    /// @dev The vote takes a week, in which the network goes on: a third epoch.
    function _upgrade() private {
        Draft memory draft = _proposal();
        uint256 id = _propose(draft);
        _startVote();
        governor.castVote(id, FOR);
        _runEpoch(LEARNER_3, 250 * LOAM);
        _endVote();
        _queue(draft);
        _wait(TIMELOCK_SECONDS);
        _execute(draft);
    }

    function _assertSameData() private view {
        uint256 versions = models.versionCount();
        assertEq(_models2.versionCount(), versions, "number of versions");
        assertEq(_models2.latest(), models.latest(), "head");
        for (uint256 i; i < versions; ++i) {
            IModelRegistry.Version memory before = models.version(i);
            assertEq(
                keccak256(abi.encode(_models2.version(i))), keccak256(abi.encode(before)), "every version as before"
            );
            assertEq(_models2.aggregatorOf(before.epoch), models.aggregatorOf(before.epoch), "who is paid");
        }
        for (uint256 i; i < 10; ++i) {
            (int256 mean, uint256 count) = scoring.meanOf(i);
            (int256 mean2, uint256 count2) = _scoring2.meanOf(i);
            assertTrue(mean == mean2 && count == count2, "every mean as before");
        }
    }

    function test_onlyAVotePutsThemInPlace() public {
        vm.expectRevert(abi.encodeWithSelector(IModules.OnlyTimelock.selector, address(this)));
        modules.replace(Module.Scoring, address(_scoring2));
    }

    function test_theDataMovesOver() public {
        _upgrade();
        assertEq(modules.at(Module.Models), address(_models2), "in place");
        assertEq(modules.at(Module.Scoring), address(_scoring2), "in place");
        assertEq(models.versionCount(), 4, "three epochs, one of them during the vote");
        _assertSameData();
        assertEq(_scoring2.lessons(), 3, "the lessons of all three");
    }

    function test_nothingMovesOverAfterwards() public {
        _upgrade();
        vm.expectRevert(ModelRegistryV2.InPlace.selector);
        _models2.migrate(1);
        vm.expectRevert(ScoringV2.InPlace.selector);
        _scoring2.migrate();
    }

    function test_anUnpaidShareIsStillPaid() public {
        _upgrade();
        uint256 before = token.balanceOf(vm.addr(AGGREGATOR));
        uint256 amount = pool.claimAggregator(2);
        assertTrue(amount > 0, "something was due");
        assertEq(token.balanceOf(vm.addr(AGGREGATOR)) - before, amount, "and is paid");
        assertTrue(pool.claimLearner(3, 0) > 0, "the learner's share too");
    }

    function test_anEpochRunsOn() public {
        _upgrade();
        IModelRegistry old = models;
        (, uint256 before) = scoring.meanOf(0);
        models = _models2; // the cast now talks to what the directory names
        uint256 epoch = _runEpoch(LEARNER, 200 * LOAM);
        assertEq(epoch, 4, "the fourth epoch");
        _models2.finalize();
        assertEq(_models2.latest(), 4, "the next version");
        assertEq(_models2.version(4).parent, 3, "built on the last one");
        assertEq(_models2.versionsOf(vm.addr(AGGREGATOR)), 3, "counted by the new contract while it moved data");
        assertEq(_scoring2.lessons(), 4, "and the new scoring learned");
        assertTrue(pool.claimLearner(4, 0) > 0, "it pays");
        (, uint256 after_) = scoring.meanOf(0);
        assertEq(after_, before, "the old scoring stands still");
        assertEq(old.versionCount(), 4, "the old registry too");
    }
}
