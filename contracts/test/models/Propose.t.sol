// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {ModelRegistry} from "../../src/ModelRegistry.sol";
import {IElections} from "../../src/interfaces/IElections.sol";
import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {IModelRegistry} from "../../src/interfaces/IModelRegistry.sol";
import {Module} from "../../src/interfaces/IModules.sol";
import {Modular} from "../../src/Modular.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {ModelsTest} from "./ModelsTest.sol";

/// @notice constructor, propose, noteDispute
///
/// constructor
/// ├── no base model → refused
/// └── the base model is version 0
/// propose
/// ├── while the network is paused → refused
/// ├── not in phase Aggregate (too early, proposed already, too late, nothing accepted) → refused
/// ├── by anybody but an active aggregator → refused
/// ├── by one whose manifest fell in this epoch → refused; in the next one allowed
/// ├── without manifest, adapter or evaluation → refused
/// └── otherwise stands, built on the version that the epoch opened with
/// noteDispute
/// ├── by anybody but the court → refused
/// ├── begins and ends: the epoch waits
/// └── fell: the proposal is gone
contract ProposeTest is ModelsTest {
    function _expectWrongPhase(uint256 epoch, IEpochManager.Phase actual) private {
        vm.expectRevert(
            abi.encodeWithSelector(IModelRegistry.WrongPhase.selector, epoch, actual, IEpochManager.Phase.Aggregate)
        );
    }

    function test_baseModel() public {
        IModelRegistry.Version memory v = models.version(0);
        assertEq(v.manifestCid, BASE_MODEL, "digest");
        assertEq(v.parent, 0, "parent");
        assertEq(v.finalizedAt, 1_700_000_000, "final from the start");
        assertEq(models.latest(), 0, "head");
        assertEq(models.versionCount(), 1, "one version");
        vm.expectRevert(abi.encodeWithSelector(IModelRegistry.NoSuchVersion.selector, 1));
        models.version(1);
        vm.expectRevert(IModelRegistry.ZeroCid.selector);
        new ModelRegistry(modules, 0);
    }

    function test_stands() public {
        uint256 epoch = _toAggregate();
        vm.expectEmit(address(models));
        emit IModelRegistry.ManifestProposed(epoch, aggregator, MANIFEST, ADAPTER, 12_345, EVALUATION);
        _propose(aggregator, epoch);
        _assertPhase(IEpochManager.Phase.Challenge, "open to challenge");
        IModelRegistry.Version memory v = models.proposalOf(epoch);
        assertEq(v.epoch, epoch, "epoch");
        assertEq(v.parent, 0, "parent");
        assertEq(v.manifestCid, MANIFEST, "manifest");
        assertEq(v.adapterCid, ADAPTER, "adapter");
        assertEq(int256(v.utilityPpm) == 12_345 ? 1 : 0, 1, "utility");
        assertEq(v.evaluationDigest, EVALUATION, "evaluation");
        assertEq(v.aggregator, aggregator, "maker");
        assertEq(v.finalizedAt, 0, "not a version yet");
        assertEq(models.aggregatorOf(epoch), address(0), "nobody is paid yet");
        assertEq(models.versionCount(), 1, "not counted");
    }

    function test_refusesTooEarly() public {
        _submit(LEARNER, 200 * LOAM);
        _expectWrongPhase(1, IEpochManager.Phase.Submit);
        _propose(aggregator, 1);
        _expectWrongPhase(2, IEpochManager.Phase.None);
        _propose(aggregator, 2);
    }

    function test_theFirstOneStands() public {
        uint256 epoch = _toAggregate();
        _propose(aggregator, epoch);
        _expectWrongPhase(epoch, IEpochManager.Phase.Challenge);
        _propose(aggregator2, epoch);
    }

    function test_refusesTooLate() public {
        uint256 epoch = _toAggregate();
        _waitForPhaseEnd();
        _expectWrongPhase(epoch, IEpochManager.Phase.Final);
        _propose(aggregator, epoch);
    }

    function test_refusesWhereNothingWasAccepted() public {
        _setTruth(1, 0, false, -1, 0);
        _submit(LEARNER, 200 * LOAM);
        _judgeAll();
        _waitForPhaseEnd();
        _expectWrongPhase(1, IEpochManager.Phase.Final);
        _propose(aggregator, 1);
    }

    function test_refusesOthers() public {
        uint256 epoch = _toAggregate();
        address learner = vm.addr(LEARNER);
        vm.expectRevert(abi.encodeWithSelector(IModelRegistry.NotActive.selector, learner, Roles.AGGREGATOR));
        _propose(learner, epoch);
        vm.prank(aggregator);
        registry.requestUnbond(500 * LOAM);
        vm.expectRevert(abi.encodeWithSelector(IModelRegistry.NotActive.selector, aggregator, Roles.AGGREGATOR));
        _propose(aggregator, epoch);
    }

    function test_refusesWithoutContent() public {
        uint256 epoch = _toAggregate();
        vm.startPrank(aggregator);
        vm.expectRevert(IModelRegistry.ZeroCid.selector);
        models.propose(epoch, 0, ADAPTER, 0, EVALUATION);
        vm.expectRevert(IModelRegistry.ZeroCid.selector);
        models.propose(epoch, MANIFEST, 0, 0, EVALUATION);
        vm.expectRevert(IModelRegistry.ZeroCid.selector);
        models.propose(epoch, MANIFEST, ADAPTER, 0, 0);
        vm.stopPrank();
    }

    function test_refusesWhilePaused() public {
        address[] memory guards = new address[](3);
        for (uint256 i; i < 3; ++i) {
            guards[i] = vm.addr(VALIDATOR_1 + i);
            vm.prank(guards[i]);
            elections.stand(IElections.Committee.Guard);
        }
        elections.callElection(IElections.Committee.Guard);
        _wait(1);
        _wait(1);
        elections.elect(IElections.Committee.Guard);
        uint256 epoch = _toAggregate();
        for (uint256 i; i < 2; ++i) {
            vm.prank(guards[i]);
            guardian.approvePause(keccak256("reason"));
        }
        vm.expectRevert(IModelRegistry.Paused.selector);
        _propose(aggregator, epoch);
    }

    // ---- disputes

    function test_noteDispute_onlyTheCourt() public {
        uint256 epoch = _toAggregate();
        _propose(aggregator, epoch);
        vm.expectRevert(abi.encodeWithSelector(Modular.OnlyModule.selector, aggregator2, Module.Court));
        vm.prank(aggregator2);
        models.noteDispute(epoch, false, true);
    }

    function test_noteDispute_theEpochWaits() public {
        uint256 epoch = _toAggregate();
        _propose(aggregator, epoch);
        vm.prank(address(court));
        models.noteDispute(epoch, true, false);
        _wait(1 days);
        _assertPhase(IEpochManager.Phase.Challenge, "waits");
        vm.prank(address(court));
        models.noteDispute(epoch, false, false);
        _assertPhase(IEpochManager.Phase.Final, "goes on");
        assertTrue(models.finalizable(), "stands");
    }

    function test_noteDispute_fell() public {
        uint256 epoch = _toAggregate();
        _propose(aggregator, epoch);
        vm.startPrank(address(court));
        models.noteDispute(epoch, true, false);
        vm.expectEmit(address(models));
        emit IModelRegistry.ManifestFell(epoch, aggregator);
        models.noteDispute(epoch, false, true);
        vm.stopPrank();
        assertEq(models.proposalOf(epoch).aggregator, address(0), "gone");
        _assertPhase(IEpochManager.Phase.Aggregate, "open for another one");
        vm.expectRevert(abi.encodeWithSelector(IModelRegistry.ManifestFellBefore.selector, epoch, aggregator));
        _propose(aggregator, epoch);
        _propose(aggregator2, epoch);
        _waitForPhaseEnd();
        models.finalize();
        assertEq(models.aggregatorOf(epoch), aggregator2, "the other one's");
        _propose(aggregator, _toAggregate());
    }

    function test_noteDispute_fellAndNobodyTriesAgain() public {
        uint256 epoch = _toAggregate();
        _propose(aggregator, epoch);
        vm.startPrank(address(court));
        models.noteDispute(epoch, true, false);
        models.noteDispute(epoch, false, true);
        vm.stopPrank();
        _waitForPhaseEnd();
        _assertPhase(IEpochManager.Phase.Final, "ends");
        assertTrue(!models.finalizable(), "no version of this epoch");
    }
}
