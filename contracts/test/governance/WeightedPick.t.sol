// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {WeightedPick} from "../../src/libraries/WeightedPick.sol";
import {TestBase} from "../base/TestBase.sol";

/// @notice WeightedPick.order
///
/// ├── no entries, no weights → empty
/// ├── entries without weight never come
/// ├── the others each once, whatever the seed
/// └── who comes first follows the weights
contract WeightedPickTest is TestBase {
    function test_empty() public pure {
        assertEq(WeightedPick.order(new uint256[](0), 0).length, 0, "nothing to pick");
        assertEq(WeightedPick.order(new uint256[](3), 0).length, 0, "nothing with weight");
    }

    function testFuzz_eachOnce(uint256[16] memory given, bytes32 seed) public pure {
        uint256[] memory weights = new uint256[](16);
        uint256 heavy;
        for (uint256 i; i < 16; ++i) {
            weights[i] = given[i] % 4 == 0 ? 0 : given[i] >> 8;
            if (weights[i] != 0) ++heavy;
        }
        uint256[] memory picks = WeightedPick.order(weights, seed);
        assertEq(picks.length, heavy, "all with weight");
        uint256 seen;
        for (uint256 k; k < picks.length; ++k) {
            assertTrue(weights[picks[k]] != 0, "has weight");
            assertEq(seen & (1 << picks[k]), 0, "once");
            seen |= 1 << picks[k];
        }
    }

    function test_followsTheWeights() public pure {
        uint256[] memory weights = new uint256[](3);
        (weights[0], weights[1], weights[2]) = (1, 2, 7);
        uint256[3] memory first;
        for (uint256 i; i < 2_000; ++i) {
            ++first[WeightedPick.order(weights, bytes32(i))[0]];
        }
        assertTrue(first[0] > 140 && first[0] < 260, "a tenth");
        assertTrue(first[1] > 330 && first[1] < 470, "two tenths");
        assertTrue(first[2] > 1_310 && first[2] < 1_490, "seven tenths");
    }
}
