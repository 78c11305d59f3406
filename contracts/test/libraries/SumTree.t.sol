// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {SumTree} from "../../src/libraries/SumTree.sol";
import {TestBase} from "../base/TestBase.sol";

contract SumTreeTest is TestBase {
    using SumTree for SumTree.Tree;

    uint256 private constant MAX_LEAVES = 260; // four levels, so that the root moves up three times

    SumTree.Tree private tree;
    uint256[] private plain;

    function _fill(uint256 seed, uint256 leaves) private {
        for (uint256 i; i < leaves; ++i) {
            uint256 weight = uint256(keccak256(abi.encode(seed, i))) % 1_000;
            if (weight < 200) weight = 0;
            assertEq(tree.push(weight), i, "leaf index");
            plain.push(weight);
        }
    }

    function _referenceTotal() private view returns (uint256 sum) {
        for (uint256 i; i < plain.length; ++i) {
            sum += plain[i];
        }
    }

    /// @dev The same question answered by walking along all leaves.
    function _referenceFind(bool[] memory taken, uint256 target) private view returns (uint256) {
        for (uint256 i; i < plain.length; ++i) {
            if (taken[i]) continue;
            if (target < plain[i]) return i;
            target -= plain[i];
        }
        revert("target beyond the total");
    }

    function test_emptyTreeHasNoWeight() public view {
        assertEq(tree.total(), 0, "total");
        assertEq(tree.weightOf(3), 0, "leaf");
    }

    function test_rootGrowsLevelByLevel() public {
        _fill(1, 37);
        assertEq(tree.depth, 3, "37 leaves need three levels of arity 6");
        assertEq(tree.total(), _referenceTotal(), "total");
    }

    function testFuzz_totalIsTheSumAfterUpdates(uint256 seed, uint16 leaves_, uint16 updates_) public {
        uint256 leaves = bound(leaves_, 1, MAX_LEAVES);
        _fill(seed, leaves);
        for (uint256 i; i < bound(updates_, 0, 40); ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, "update", i)));
            uint256 leaf = random % leaves;
            uint256 weight = (random >> 128) % 1e24;
            tree.set(leaf, weight);
            plain[leaf] = weight;
            assertEq(tree.weightOf(leaf), weight, "leaf");
        }
        assertEq(tree.total(), _referenceTotal(), "total");
    }

    function testFuzz_findAgreesWithALinearWalk(uint256 seed, uint16 leaves_, uint256 target, uint8 takes_) public {
        uint256 leaves = bound(leaves_, 1, MAX_LEAVES);
        _fill(seed, leaves);
        tree.set(0, 7); // never empty
        plain[0] = 7;
        bool[] memory taken = new bool[](leaves);
        uint256 takes = bound(takes_, 0, 12);
        SumTree.Taken memory out = SumTree.newTaken(takes);
        for (uint256 i; i < takes; ++i) {
            uint256 left = tree.total() - out.total;
            if (left == 0) return;
            uint256 position = uint256(keccak256(abi.encode(seed, target, i))) % left;
            uint256 leaf = tree.find(out, position);
            assertEq(leaf, _referenceFind(taken, position), "leaf");
            assertTrue(!taken[leaf] && plain[leaf] != 0, "distinct and weighted");
            tree.take(out, leaf);
            taken[leaf] = true;
        }
    }

    function test_findCoversEveryPosition() public {
        uint256[5] memory weights = [uint256(2), 0, 3, 1, 0];
        for (uint256 i; i < weights.length; ++i) {
            tree.push(weights[i]);
        }
        uint256[6] memory expected = [uint256(0), 0, 2, 2, 2, 3];
        for (uint256 position; position < 6; ++position) {
            assertEq(tree.find(SumTree.newTaken(0), position), expected[position], "leaf at position");
        }
    }
}
