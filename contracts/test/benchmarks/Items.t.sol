// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IBenchmarkRegistry} from "../../src/interfaces/IBenchmarkRegistry.sol";
import {IElections} from "../../src/interfaces/IElections.sol";
import {ItemDraw} from "../../src/libraries/ItemDraw.sol";
import {Merkle} from "../base/Merkle.sol";
import {BenchmarksTest} from "./BenchmarksTest.sol";

/// @notice drawnItems, openItem, retireItem
///
/// drawnItems
/// ├── no seed yet → refused
/// ├── distinct, ascending, in the pool, the same whenever asked
/// ├── without what was retired before the epoch opened
/// └── no free item within 64 tries → refused
/// openItem
/// ├── not drawn by that epoch → refused
/// ├── a wrong hash or proof → refused
/// └── otherwise by anybody, again too
/// retireItem
/// ├── unknown pool, not opened, retired already → refused
/// ├── by anybody but curators and the timelock, by a curator twice → refused
/// ├── less than twice an epoch's items would remain → refused
/// ├── by the timelock, or enough curators of one term → later epochs do not draw it, former ones did
/// └── agreements of a former term do not count
contract ItemsTest is BenchmarksTest {
    uint256 private _pool;

    function setUp() public override {
        super.setUp();
        _pool = _add("a", PER_EPOCH);
    }

    // ---- drawing

    function test_drawn_notBeforeTheSeed() public {
        vm.expectRevert(abi.encodeWithSelector(IBenchmarkRegistry.SeedNotFixed.selector, 1));
        benchmarks.drawnItems(_pool, 1);
    }

    function test_drawn_distinctAndAscending() public {
        uint256 epoch = _seedEpoch();
        uint256[] memory drawn = benchmarks.drawnItems(_pool, epoch);
        for (uint256 i; i < drawn.length; ++i) {
            assertTrue(drawn[i] < ITEMS, "in the pool");
            if (i != 0) assertTrue(drawn[i] > drawn[i - 1], "distinct, ascending");
        }
    }

    function test_drawn_asDescribed() public {
        uint256 epoch = _seedEpoch();
        bytes32 seed = manager.seedOf(epoch, 1);
        uint256[] memory drawn = benchmarks.drawnItems(_pool, epoch);
        bool[] memory taken = new bool[](ITEMS);
        for (uint256 j; j < PER_EPOCH; ++j) {
            uint256 item;
            uint256 t;
            do {
                item = uint256(keccak256(abi.encode(seed, _pool, j, t++))) % ITEMS;
            } while (taken[item]);
            taken[item] = true;
            assertTrue(_contains(drawn, item), "as the interface says");
        }
    }

    // ---- opening

    function test_open_byAnybody() public {
        uint256 epoch = _seedEpoch();
        uint256 item = benchmarks.drawnItems(_pool, epoch)[3];
        vm.expectEmit(address(benchmarks));
        emit IBenchmarkRegistry.ItemOpened(_pool, epoch, item, _leavesOf("a")[item]);
        _openItem("a", _pool, epoch, item);
        _openItem("a", _pool, epoch, item);
    }

    function test_open_onlyWhatWasDrawn() public {
        uint256 epoch = _seedEpoch();
        uint256[] memory drawn = benchmarks.drawnItems(_pool, epoch);
        for (uint256 item; item < ITEMS; ++item) {
            if (_contains(drawn, item)) continue;
            vm.expectRevert(abi.encodeWithSelector(IBenchmarkRegistry.NotDrawn.selector, _pool, epoch, item));
            _openItem("a", _pool, epoch, item);
        }
    }

    function test_open_onlyWhatIsInThePool() public {
        uint256 epoch = _seedEpoch();
        uint256[] memory drawn = benchmarks.drawnItems(_pool, epoch);
        bytes32[] memory proof = Merkle.proof(_leavesOf("a"), drawn[0]);
        vm.expectRevert(abi.encodeWithSelector(IBenchmarkRegistry.BadProof.selector, _pool, drawn[0]));
        benchmarks.openItem(_pool, epoch, drawn[0], keccak256("another item"), proof);
        vm.expectRevert(abi.encodeWithSelector(IBenchmarkRegistry.BadProof.selector, _pool, drawn[1]));
        benchmarks.openItem(_pool, epoch, drawn[1], _hashOf("a", drawn[1]), proof);
        vm.expectRevert(abi.encodeWithSelector(IBenchmarkRegistry.NoSuchPool.selector, 7));
        benchmarks.openItem(7, epoch, drawn[0], _hashOf("a", drawn[0]), proof);
    }

    // ---- retiring

    function _opened() private returns (uint256 epoch, uint256 item) {
        epoch = _seedEpoch();
        item = benchmarks.drawnItems(_pool, epoch)[0];
        _openItem("a", _pool, epoch, item);
    }

    function _retire(address by, uint256 item) private {
        vm.prank(by);
        benchmarks.retireItem(_pool, item);
    }

    function test_retire_byVote() public {
        (uint256 epoch, uint256 item) = _opened();
        vm.expectEmit(address(benchmarks));
        emit IBenchmarkRegistry.ItemRetired(_pool, item);
        _retire(address(timelock), item);
        assertTrue(benchmarks.isRetired(_pool, item), "retired");
        assertEq(benchmarks.pool(_pool).retired, 1, "counted");
        assertTrue(_contains(benchmarks.drawnItems(_pool, epoch), item), "this epoch did draw it");
        vm.expectRevert(abi.encodeWithSelector(IBenchmarkRegistry.AlreadyRetired.selector, _pool, item));
        _retire(address(timelock), item);
    }

    function test_retire_refusesUnopened() public {
        vm.expectRevert(abi.encodeWithSelector(IBenchmarkRegistry.NotOpened.selector, _pool, 3));
        _retire(address(timelock), 3);
        vm.expectRevert(abi.encodeWithSelector(IBenchmarkRegistry.NoSuchPool.selector, 9));
        vm.prank(address(timelock));
        benchmarks.retireItem(9, 3);
        assertTrue(!benchmarks.isRetired(_pool, 3), "not retired");
    }

    function test_retire_byCuratorsTogether() public {
        (, uint256 item) = _opened();
        address[] memory curators = _electCurators();
        _retire(curators[0], item);
        assertTrue(!benchmarks.isRetired(_pool, item), "one is not enough");
        vm.expectRevert(abi.encodeWithSelector(IBenchmarkRegistry.AlreadyAgreed.selector, curators[0]));
        _retire(curators[0], item);
        _retire(curators[1], item);
        assertTrue(benchmarks.isRetired(_pool, item), "two are");
    }

    function test_retire_refusesOthers() public {
        (, uint256 item) = _opened();
        address learner = vm.addr(LEARNER);
        vm.expectRevert(abi.encodeWithSelector(IBenchmarkRegistry.NotAllowed.selector, learner));
        _retire(learner, item);
    }

    function test_retire_aFormerTermDoesNotCount() public {
        (, uint256 item) = _opened();
        address[] memory curators = _electCurators();
        _retire(curators[0], item);
        _wait(_electionRules().termSeconds);
        vm.expectRevert(abi.encodeWithSelector(IBenchmarkRegistry.NotAllowed.selector, curators[1]));
        _retire(curators[1], item);
        elections.callElection(IElections.Committee.Curators);
        _wait(1);
        _wait(1);
        elections.elect(IElections.Committee.Curators);
        _retire(curators[1], item);
        assertTrue(!benchmarks.isRetired(_pool, item), "the first agreement is gone");
        _retire(curators[0], item);
        assertTrue(benchmarks.isRetired(_pool, item), "given again");
    }

    function test_retire_leavesTwiceAnEpochsItems() public {
        uint256 id = _add("b", ITEMS / 2);
        uint256 epoch = _seedEpoch();
        uint256 item = benchmarks.drawnItems(id, epoch)[0];
        _openItem("b", id, epoch, item);
        vm.expectRevert(abi.encodeWithSelector(IBenchmarkRegistry.PoolExhausted.selector, id));
        vm.prank(address(timelock));
        benchmarks.retireItem(id, item);
    }

    /// @dev Epoch after epoch everything drawn is retired, as long as the pool allows it: nothing comes twice.
    function test_retire_nothingComesTwice() public {
        bool[] memory seen = new bool[](ITEMS);
        for (uint256 round; round < 3; ++round) {
            uint256 epoch = _seedEpoch();
            uint256[] memory drawn = benchmarks.drawnItems(_pool, epoch);
            for (uint256 i; i < drawn.length; ++i) {
                assertTrue(!seen[drawn[i]], "new");
                seen[drawn[i]] = true;
                _openItem("a", _pool, epoch, drawn[i]);
                _retire(address(timelock), drawn[i]);
            }
            _finishEpoch();
        }
        assertEq(benchmarks.pool(_pool).retired, 24, "three epochs' worth");
        uint256 last = _seedEpoch();
        uint256 left = benchmarks.drawnItems(_pool, last)[0];
        _openItem("a", _pool, last, left);
        vm.expectRevert(abi.encodeWithSelector(IBenchmarkRegistry.PoolExhausted.selector, _pool));
        _retire(address(timelock), left);
    }
}

/// @notice The draw by itself, with any numbers.
contract ItemDrawTest is BenchmarksTest {
    mapping(uint256 item => uint256) private _states;

    function testFuzz_distinctAndFree(bytes32 seed, uint256 items, uint256 size, uint256 retired) public {
        size = bound(size, 1, 256);
        items = bound(items, 4 * size, 4 * size + 1_000);
        for (uint256 i; i < size; ++i) {
            _states[uint256(keccak256(abi.encode(retired, i))) % items] = 5;
        }
        uint256[] memory drawn = ItemDraw.draw(_states, seed, 1, 5, items, size);
        for (uint256 i; i < size; ++i) {
            assertTrue(drawn[i] < items, "in the pool");
            assertEq(_states[drawn[i]], 0, "not retired");
            _states[drawn[i]] = 5;
        }
    }

    function test_whatIsRetiredLaterIsDrawn() public {
        _states[0] = 6;
        _states[1] = 6;
        assertEq(ItemDraw.draw(_states, "seed", 1, 5, 2, 1).length, 1, "epoch 5 has both");
    }

    function test_noneFree() public {
        (_states[0], _states[1]) = (5, 4);
        vm.expectRevert(abi.encodeWithSelector(IBenchmarkRegistry.PoolExhausted.selector, 1));
        this.drawFromOutside();
    }

    function drawFromOutside() external view returns (uint256[] memory) {
        return ItemDraw.draw(_states, "seed", 1, 5, 2, 1);
    }
}
