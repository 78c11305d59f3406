// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {SumTree} from "../../src/libraries/SumTree.sol";
import {TestBase} from "../base/TestBase.sol";

/// @dev The library as calls, so that a test can see it revert.
contract SumTreeHarness {
    using SumTree for SumTree.Tree;

    SumTree.Tree private _tree;

    function set(uint256 leaf, uint256 weight) external {
        _tree.set(leaf, weight);
    }

    function depth() external view returns (uint256) {
        return _tree.depth;
    }

    function total() external view returns (uint256) {
        return _tree.total();
    }

    function weightOf(uint256 leaf) external view returns (uint256) {
        return _tree.weightOf(leaf);
    }

    function startOf(uint256 leaf) external view returns (uint256) {
        return _tree.startOf(leaf);
    }

    function find(uint256 position) external view returns (uint256 leaf, uint256 weight) {
        return _tree.find(position);
    }

    function findWithout(uint256[] calldata leaves, uint256 position)
        external
        view
        returns (uint256 leaf, uint256 weight)
    {
        (SumTree.Gap[] memory gaps,) = _tree.gapsOf(leaves);
        return _tree.find(gaps, position);
    }

    function gapsOf(uint256[] calldata leaves) external view returns (SumTree.Gap[] memory gaps, uint256 left) {
        return _tree.gapsOf(leaves);
    }
}

// set          the weight it has: nothing · first leaf · leaf within the room · one level more · several levels more ·
//              up, down, to zero · a sum beyond 41 bits reverts
// total        empty · filled
// weightOf     never set, within and beyond the room · set
// find         first and last position of a leaf · weightless leaves are passed over · every level
// find, gaps   before, within, behind a gap · several gaps · adjacent gaps
// gapsOf       none · weightless · repeated · in any order · all
// startOf      first, middle, last leaf · beyond the room
contract SumTreeTest is TestBase {
    uint256 private constant ROOM = 260; // four levels, so that the root moves up three times
    uint256 private constant MOST_SETS = 40;
    uint256 private constant MOST = (1 << 41) - 1;

    SumTreeHarness private tree;

    function setUp() public {
        tree = new SumTreeHarness();
    }

    /// @dev Sets random leaves, some of them twice or to nothing; returns what an array would hold.
    function _fill(uint256 seed, uint256 sets, uint256 most) private returns (uint256[] memory plain) {
        plain = new uint256[](ROOM);
        for (uint256 i; i < bound(sets, 1, MOST_SETS); ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, i)));
            uint256 leaf = random % ROOM;
            if (random >> 252 == 0) leaf = (leaf + i) % 5;
            uint256 weight = (random >> 64) % 5 == 0 ? 0 : uint256((random >> 128) % most);
            tree.set(leaf, weight);
            plain[leaf] = weight;
        }
    }

    function _total(uint256[] memory plain) private pure returns (uint256 sum) {
        for (uint256 i; i < plain.length; ++i) {
            sum += plain[i];
        }
    }

    /// @dev The same question answered by walking along all leaves.
    function _find(uint256[] memory plain, uint256[] memory without, uint256 position) private pure returns (uint256) {
        for (uint256 i; i < plain.length; ++i) {
            bool left = true;
            for (uint256 j; j < without.length; ++j) {
                if (without[j] == i) left = false;
            }
            if (!left) continue;
            if (position < plain[i]) return i;
            position -= plain[i];
        }
        revert("position beyond the total");
    }

    function _list(uint256 a, uint256 b) private pure returns (uint256[] memory list) {
        list = new uint256[](2);
        (list[0], list[1]) = (a, b);
    }

    function test_set_theEmptyTreeHasNoWeight() public {
        assertEq(tree.total(), 0, "total");
        assertEq(tree.weightOf(3), 0, "leaf");
        assertEq(tree.startOf(3), 0, "start");
        tree.set(70, 0);
        assertEq(tree.depth(), 0, "a leaf without weight needs no room");
    }

    function test_set_theRootGrowsLevelByLevel() public {
        uint8[6] memory depths = [1, 1, 2, 2, 3, 4];
        uint8[6] memory leaves = [0, 5, 6, 35, 36, 216];
        for (uint256 i; i < leaves.length; ++i) {
            tree.set(leaves[i], 5);
            assertEq(tree.depth(), depths[i], "depth");
            assertEq(tree.total(), 5 * (i + 1), "total");
        }
    }

    function test_set_growsSeveralLevelsAtOnce() public {
        tree.set(2, 7);
        tree.set(5_000, 11);
        assertEq(tree.depth(), 5, "6^4 < 5,000 < 6^5");
        assertEq(tree.total(), 18, "total");
        assertEq(tree.startOf(5_000), 7, "start");
        (uint256 leaf,) = tree.find(7);
        assertEq(leaf, 5_000, "far leaf");
        (leaf,) = tree.find(6);
        assertEq(leaf, 2, "near leaf");
    }

    function test_set_refusesASumBeyond41Bits() public {
        tree.set(0, MOST - 1);
        tree.set(1, 1);
        assertEq(tree.total(), MOST, "the most");
        vm.expectRevert();
        tree.set(2, 1);
        vm.expectRevert();
        tree.set(100, 1);
        tree.set(0, 5);
        tree.set(100, 1);
        assertEq(tree.total(), 7, "room again");
    }

    function testFuzz_set_everyLeafAndTheTotal(uint256 seed, uint256 sets) public {
        uint256[] memory plain = _fill(seed, sets, 5e10);
        assertEq(tree.total(), _total(plain), "total");
        uint256 sum;
        for (uint256 i; i < ROOM; i += 1 + (seed % 7)) {
            assertEq(tree.weightOf(i), plain[i], "leaf");
        }
        uint256 until = seed % ROOM;
        for (uint256 i; i < until; ++i) {
            sum += plain[i];
        }
        if (tree.depth() == 4) assertEq(tree.startOf(until), sum, "start");
    }

    function testFuzz_find_agreesWithALinearWalk(uint256 seed, uint256 sets, uint256 a, uint256 b) public {
        uint256[] memory plain = _fill(seed, sets, 1_000);
        tree.set(1, 7); // never empty
        plain[1] = 7;
        uint256[] memory none = new uint256[](0);
        uint256[] memory without = _list(bound(a, 2, ROOM), bound(b, 2, ROOM));
        (, uint256 left) = tree.gapsOf(without);
        for (uint256 i; i < 4; ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, "position", i)));
            uint256 position = random % _total(plain);
            (uint256 leaf, uint256 weight) = tree.find(position);
            assertEq(leaf, _find(plain, none, position), "leaf");
            assertEq(weight, plain[leaf], "weight");
            position = random % left;
            (leaf, weight) = tree.findWithout(without, position);
            assertEq(leaf, _find(plain, without, position), "leaf outside the gaps");
            assertEq(weight, plain[leaf], "weight outside the gaps");
        }
    }

    function test_startOf_isTheSumBefore() public {
        for (uint256 i; i < 20; ++i) {
            tree.set(i, uint256(i));
        }
        for (uint256 i; i < 20; ++i) {
            assertEq(tree.startOf(i), i * (i - (i == 0 ? 0 : 1)) / 2, "start");
        }
    }

    function test_find_coversEveryPosition() public {
        uint256[6] memory weights = [uint256(2), 0, 3, 1, 0, 1];
        for (uint256 i; i < weights.length; ++i) {
            tree.set(i, weights[i]);
        }
        uint8[7] memory expected = [0, 0, 2, 2, 2, 3, 5];
        for (uint256 position; position < 7; ++position) {
            (uint256 leaf, uint256 weight) = tree.find(position);
            assertEq(leaf, expected[position], "leaf at position");
            assertEq(weight, weights[leaf], "weight");
        }
    }

    function test_gapsOf_adjacentRepeatedWeightlessAndUnordered() public {
        for (uint256 i; i < 6; ++i) {
            tree.set(i, 10);
        }
        tree.set(5, 0);
        uint256[] memory without = new uint256[](5);
        (without[0], without[1], without[2], without[3], without[4]) = (3, 2, 5, 3, 0);
        (SumTree.Gap[] memory gaps, uint256 left) = tree.gapsOf(without);
        assertEq(gaps.length, 3, "the repeated and the weightless one make none");
        assertEq(left, 20, "what is left");
        uint256[3] memory starts = [uint256(0), 20, 30];
        for (uint256 i; i < 3; ++i) {
            assertEq(gaps[i].start, starts[i], "ascending");
            assertEq(gaps[i].weight, 10, "weight");
        }
        for (uint256 position; position < 20; ++position) {
            (uint256 leaf,) = tree.findWithout(without, position);
            assertEq(leaf, position < 10 ? 1 : 4, "the others");
        }
    }

    function test_gapsOf_everythingLeavesNothing() public {
        tree.set(0, 10);
        tree.set(4, 10);
        (, uint256 left) = tree.gapsOf(_list(4, 0));
        assertEq(left, 0, "left");
        (, left) = tree.gapsOf(new uint256[](0));
        assertEq(left, 20, "without gaps");
    }
}
