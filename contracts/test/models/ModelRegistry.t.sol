// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {IModelRegistry} from "../../src/interfaces/IModelRegistry.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {ModelRegistry} from "../../src/ModelRegistry.sol";
import {NetworkTest} from "../base/NetworkTest.sol";

contract ModelRegistryTest is NetworkTest {
    bytes32 private constant MANIFEST = keccak256("manifest");
    bytes32 private constant ADAPTER = keccak256("adapter");
    address private aggregator;

    function setUp() public override {
        super.setUp();
        _registerCast();
        aggregator = vm.addr(AGGREGATOR);
    }

    function _toAggregate() private {
        _submit(LEARNER, 200e18);
        _drawAll();
        _unanimous(20_000);
        _settleAll();
    }

    function test_versionZero_isTheBaseModel() public {
        IModelRegistry.Version memory v = models.version(0);
        assertEq(v.manifestCid, BASE_MODEL, "digest");
        assertEq(v.parent, 0, "parent");
        assertTrue(v.finalizedAt != 0, "final from the start");
        assertEq(models.latest(), 0, "latest");
        vm.expectRevert(abi.encodeWithSelector(IModelRegistry.NoSuchVersion.selector, 1));
        models.version(1);
        vm.expectRevert(IModelRegistry.ZeroCid.selector);
        new ModelRegistry(manager, registry, 0);
    }

    function test_propose_standsThroughTheChallenge() public {
        _toAggregate();
        vm.expectEmit(address(models));
        emit IModelRegistry.ManifestProposed(1, aggregator, MANIFEST, ADAPTER);
        vm.prank(aggregator);
        models.propose(1, MANIFEST, ADAPTER);
        assertEq(models.latest(), 0, "not counted");
        assertEq(models.version(1).finalizedAt, 0, "visible but open");
        assertEq(models.aggregatorOf(1), aggregator, "aggregator");
        assertTrue(!models.finalizable(), "not yet");
        vm.expectRevert(IModelRegistry.NothingToFinalize.selector);
        models.finalize();

        _wait(5);
        assertTrue(models.finalizable(), "now");
        vm.expectEmit(address(models));
        emit IModelRegistry.VersionFinalized(1, 1, MANIFEST, ADAPTER, aggregator);
        assertEq(models.finalize(), 1, "version");
        IModelRegistry.Version memory v = models.version(1);
        assertEq(v.epoch, 1, "epoch");
        assertEq(v.parent, 0, "parent");
        assertEq(v.manifestCid, MANIFEST, "manifest");
        assertEq(v.adapterCid, ADAPTER, "adapter");
        assertEq(v.finalizedAt, block.timestamp, "time");
        assertEq(models.latest(), 1, "latest");
        vm.expectRevert(IModelRegistry.NothingToFinalize.selector);
        models.finalize();
    }

    function test_propose_firstStands() public {
        _toAggregate();
        _propose();
        vm.prank(aggregator);
        vm.expectRevert(
            abi.encodeWithSelector(
                IModelRegistry.WrongPhase.selector,
                1,
                IEpochManager.Phase.Challenge,
                IEpochManager.Phase.Aggregate
            )
        );
        models.propose(1, MANIFEST, ADAPTER);
    }

    function test_propose_aggregatorsOnly() public {
        _toAggregate();
        vm.prank(vm.addr(LEARNER));
        vm.expectRevert(
            abi.encodeWithSelector(IModelRegistry.NotActive.selector, vm.addr(LEARNER), Roles.AGGREGATOR)
        );
        models.propose(1, MANIFEST, ADAPTER);
    }

    function test_propose_refusesZero() public {
        _toAggregate();
        vm.startPrank(aggregator);
        vm.expectRevert(IModelRegistry.ZeroCid.selector);
        models.propose(1, 0, ADAPTER);
        vm.expectRevert(IModelRegistry.ZeroCid.selector);
        models.propose(1, MANIFEST, 0);
    }

    function test_propose_refusesTooLate() public {
        _toAggregate();
        _wait(120);
        vm.prank(aggregator);
        vm.expectRevert(
            abi.encodeWithSelector(
                IModelRegistry.WrongPhase.selector, 1, IEpochManager.Phase.Final, IEpochManager.Phase.Aggregate
            )
        );
        models.propose(1, MANIFEST, ADAPTER);
        assertTrue(!models.finalizable(), "no version of this epoch");
    }

    function test_versionsChain() public {
        _acceptedEpoch(200e18, 20_000);
        models.finalize();
        _acceptedEpoch(200e18, 20_000);
        models.finalize();
        assertEq(models.latest(), 2, "two");
        assertEq(models.version(2).parent, 1, "on top of the first");
        assertEq(models.version(2).epoch, 2, "epoch");
    }
}
