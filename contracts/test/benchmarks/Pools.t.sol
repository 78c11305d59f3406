// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {BenchmarkRegistry} from "../../src/BenchmarkRegistry.sol";
import {Modular} from "../../src/Modular.sol";
import {IBenchmarkRegistry, PoolSeed} from "../../src/interfaces/IBenchmarkRegistry.sol";
import {Module} from "../../src/interfaces/IModules.sol";
import {BenchmarksTest} from "./BenchmarksTest.sol";

/// @notice constructor, addPool, rotatePool, removePool, pool
///
/// constructor
/// ├── pools to begin with, drawn by the first epoch
/// └── an impossible one → refused
/// addPool
/// ├── by anybody but the timelock → refused
/// ├── without root or CID, no or too many items per epoch, less than twice as many items, sealed without a keeper → refused
/// └── otherwise drawn from the next epoch on
/// rotatePool
/// ├── by anybody but the timelock, unknown or removed, impossible → refused
/// └── otherwise the next epoch draws the new items, what was drawn stays
/// removePool
/// ├── by anybody but the timelock, unknown or removed → refused
/// └── otherwise the next epoch does not draw from it, what was drawn stays
contract PoolsTest is BenchmarksTest {
    IBenchmarkRegistry.PoolKind private constant PUBLIC = IBenchmarkRegistry.PoolKind.Public;
    IBenchmarkRegistry.PoolKind private constant SEALED = IBenchmarkRegistry.PoolKind.Sealed;

    function _expectOnlyTimelock() private {
        vm.expectRevert(abi.encodeWithSelector(Modular.OnlyModule.selector, address(this), Module.Timelock));
    }

    function _expectNoSuchPool(uint256 id) private {
        vm.expectRevert(abi.encodeWithSelector(IBenchmarkRegistry.NoSuchPool.selector, id));
    }

    function test_onlyTheTimelock() public {
        _expectOnlyTimelock();
        benchmarks.addPool(PUBLIC, CID, CID, ITEMS, PER_EPOCH, address(0));
        _add("a", PER_EPOCH);
        _expectOnlyTimelock();
        benchmarks.rotatePool(0, CID, CID, ITEMS);
        _expectOnlyTimelock();
        benchmarks.removePool(0);
    }

    function test_add() public {
        bytes32 root = _rootOf("a");
        vm.expectEmit(address(benchmarks));
        emit IBenchmarkRegistry.PoolAdded(0, SEALED, root, CID, ITEMS, PER_EPOCH, KEEPER);
        vm.prank(address(timelock));
        assertEq(benchmarks.addPool(SEALED, root, CID, ITEMS, PER_EPOCH, KEEPER), 0, "first id");
        IBenchmarkRegistry.Pool memory p = benchmarks.pool(0);
        assertEq(uint256(p.kind), uint256(SEALED), "kind");
        assertEq(p.root, root, "root");
        assertEq(p.cid, CID, "cid");
        assertEq(p.items, ITEMS, "items");
        assertEq(p.retired, 0, "retired");
        assertEq(p.perEpoch, PER_EPOCH, "per epoch");
        assertEq(p.keeper, KEEPER, "keeper");
        assertTrue(p.active, "in use");
        (uint256 pools,) = benchmarks.counts();
        assertEq(pools, 1, "count");
    }

    function _expectInvalid(PoolSeed memory p) private {
        vm.expectRevert(IBenchmarkRegistry.InvalidPool.selector);
        vm.prank(address(timelock));
        benchmarks.addPool(p.kind, p.root, p.cid, p.items, p.perEpoch, p.keeper);
    }

    function _valid() private pure returns (PoolSeed memory) {
        return PoolSeed(PUBLIC, CID, CID, ITEMS, PER_EPOCH, address(0));
    }

    function test_add_refusesImpossible() public {
        PoolSeed memory p = _valid();
        p.root = 0;
        _expectInvalid(p);
        p = _valid();
        p.cid = 0;
        _expectInvalid(p);
        p = _valid();
        p.perEpoch = 0;
        _expectInvalid(p);
        p = _valid();
        (p.perEpoch, p.items) = (257, 10_000);
        _expectInvalid(p);
        p = _valid();
        p.items = 2 * PER_EPOCH - 1;
        _expectInvalid(p);
        p = _valid();
        p.kind = SEALED;
        _expectInvalid(p);
    }

    function test_add_theBoundsThemselves() public {
        vm.startPrank(address(timelock));
        benchmarks.addPool(PUBLIC, CID, CID, 512, 256, address(0));
        benchmarks.addPool(PUBLIC, CID, CID, 2, 1, address(0));
        vm.stopPrank();
        _finishFirst();
        uint256 epoch = _seedEpoch();
        assertEq(benchmarks.drawnItems(0, epoch).length, 256, "half of all");
        assertEq(benchmarks.drawnItems(1, epoch).length, 1, "one of two");
    }

    function _finishFirst() private {
        _seedEpoch();
        _finishEpoch();
    }

    function test_add_fromTheNextEpochOn() public {
        uint256 running = _seedEpoch();
        uint256 id = _add("a", PER_EPOCH);
        _expectNoSuchPool(id);
        benchmarks.drawnItems(id, running);
        _finishEpoch();
        assertEq(benchmarks.drawnItems(id, _seedEpoch()).length, PER_EPOCH, "drawn");
    }

    function test_rotate() public {
        uint256 id = _add("a", PER_EPOCH);
        uint256 epoch = _seedEpoch();
        uint256[] memory before = benchmarks.drawnItems(id, epoch);
        bytes32 root = _rootOf("b");
        vm.expectEmit(address(benchmarks));
        emit IBenchmarkRegistry.PoolRotated(id, root, CID, ITEMS);
        vm.prank(address(timelock));
        benchmarks.rotatePool(id, root, CID, ITEMS);
        assertEq(benchmarks.pool(id).root, root, "the new items");
        uint256[] memory after_ = benchmarks.drawnItems(id, epoch);
        for (uint256 i; i < before.length; ++i) {
            assertEq(after_[i], before[i], "what was drawn stays");
        }
        _openItem("a", id, epoch, before[0]);
        vm.expectRevert(abi.encodeWithSelector(IBenchmarkRegistry.BadProof.selector, id, before[1]));
        _openItem("b", id, epoch, before[1]);
        _finishEpoch();
        epoch = _seedEpoch();
        _openItem("b", id, epoch, benchmarks.drawnItems(id, epoch)[0]);
    }

    function test_rotate_refusesImpossible() public {
        uint256 id = _add("a", PER_EPOCH);
        vm.startPrank(address(timelock));
        vm.expectRevert(IBenchmarkRegistry.InvalidPool.selector);
        benchmarks.rotatePool(id, 0, CID, ITEMS);
        vm.expectRevert(IBenchmarkRegistry.InvalidPool.selector);
        benchmarks.rotatePool(id, CID, CID, 2 * PER_EPOCH - 1);
        _expectNoSuchPool(1);
        benchmarks.rotatePool(1, CID, CID, ITEMS);
        vm.stopPrank();
    }

    function test_remove() public {
        uint256 id = _add("a", PER_EPOCH);
        uint256 epoch = _seedEpoch();
        vm.expectEmit(address(benchmarks));
        emit IBenchmarkRegistry.PoolRemoved(id);
        vm.prank(address(timelock));
        benchmarks.removePool(id);
        assertTrue(!benchmarks.pool(id).active, "removed");
        assertEq(benchmarks.drawnItems(id, epoch).length, PER_EPOCH, "what was drawn stays");
        _finishEpoch();
        epoch = _seedEpoch();
        _expectNoSuchPool(id);
        benchmarks.drawnItems(id, epoch);
        vm.startPrank(address(timelock));
        _expectNoSuchPool(id);
        benchmarks.removePool(id);
        _expectNoSuchPool(id);
        benchmarks.rotatePool(id, CID, CID, ITEMS);
        vm.stopPrank();
    }

    function test_unknown() public {
        _expectNoSuchPool(0);
        benchmarks.pool(0);
        _expectNoSuchPool(0);
        benchmarks.isRetired(0, 0);
        _expectNoSuchPool(0);
        benchmarks.drawnItems(0, 1);
        vm.prank(address(timelock));
        _expectNoSuchPool(0);
        benchmarks.removePool(0);
    }

    function test_constructor_refusesImpossible() public {
        PoolSeed[] memory pools = new PoolSeed[](1);
        pools[0] = _valid();
        pools[0].items = 0;
        vm.expectRevert(IBenchmarkRegistry.InvalidPool.selector);
        new BenchmarkRegistry(modules, pools);
    }
}

/// @notice A network that begins with a pool.
contract GenesisPoolTest is BenchmarksTest {
    function _pools() internal pure override returns (PoolSeed[] memory pools) {
        pools = new PoolSeed[](1);
        pools[0] = PoolSeed(IBenchmarkRegistry.PoolKind.Public, _rootOf("genesis"), CID, ITEMS, PER_EPOCH, address(0));
    }

    function test_theFirstEpochDraws() public {
        uint256 epoch = _seedEpoch();
        assertEq(epoch, 1, "the first");
        uint256[] memory drawn = benchmarks.drawnItems(0, epoch);
        assertEq(drawn.length, PER_EPOCH, "as many as it says");
        _openItem("genesis", 0, epoch, drawn[0]);
    }
}
