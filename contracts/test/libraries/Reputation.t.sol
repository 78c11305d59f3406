// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {Reputation} from "../../src/libraries/Reputation.sol";
import {TestBase} from "../base/TestBase.sol";

// decayed      nothing to decay · no epoch · one · many · decay of 0, of 1
// power        n = 0 · bits set and not · falls to 0 and stops
// weight       no reputation · full · rounding
contract ReputationTest is TestBase {
    uint256 private constant ONE = 1_000_000;

    function test_decayed_edges() public pure {
        assertEq(Reputation.decayed(0, 980_000, 100), 0, "nothing");
        assertEq(Reputation.decayed(777_777, 980_000, 0), 777_777, "no time");
        assertEq(Reputation.decayed(777_777, 980_000, 1), 762_221, "one epoch, rounded down");
        assertEq(Reputation.decayed(ONE, 980_000, 34), 503_133, "about half after 34 epochs");
        assertEq(Reputation.decayed(ONE, 0, 1), 0, "all gone");
        assertEq(Reputation.decayed(123_456, ONE, type(uint32).max), 123_456, "no decay");
        assertEq(Reputation.decayed(ONE, 999_999, type(uint256).max), 0, "gone in the end");
    }

    function test_power_small() public pure {
        assertEq(Reputation.power(980_000, 0), ONE, "0");
        assertEq(Reputation.power(980_000, 1), 980_000, "1");
        assertEq(Reputation.power(980_000, 2), 960_400, "2");
        assertEq(Reputation.power(980_000, 3), 941_192, "3");
        assertEq(Reputation.power(0, 0), ONE, "0^0");
        assertEq(Reputation.power(0, 5), 0, "0^5");
    }

    /// @dev Each of the at most 2·log2(n) divisions loses less than a ppm, which later squares multiply by at most n.
    function testFuzz_decayed_againstStepByStep(uint256 value, uint256 decay, uint256 epochs) public pure {
        value = bound(value, 0, ONE);
        decay = bound(decay, 0, ONE);
        epochs = bound(epochs, 0, 500);
        uint256 exact = value * 1e30;
        for (uint256 i; i < epochs; ++i) {
            exact = exact * decay / ONE;
        }
        exact /= 1e30;
        uint256 fast = Reputation.decayed(value, decay, epochs);
        assertTrue(fast <= exact, "never more than exact");
        assertTrue(exact - fast <= 2 * epochs + 2, "close");
    }

    function testFuzz_decayed_neverGrowsWithTime(uint256 value, uint256 decay, uint256 a) public pure {
        value = bound(value, 0, ONE);
        decay = bound(decay, 0, ONE);
        a = bound(a, 0, 100_000);
        // Squaring rounds differently for neighbours: within the bound of the rounding.
        assertTrue(
            Reputation.decayed(value, decay, a + 1) <= Reputation.decayed(value, decay, a) + 2 * a + 2, "not up"
        );
        assertTrue(Reputation.decayed(value, decay, a) <= value, "bounded");
    }

    function test_weight_isStakeTimesReputation() public pure {
        assertEq(Reputation.weight(100_000_000, 0), 100_000, "100 LOAM are 100,000 thousandths");
        assertEq(Reputation.weight(100_000_000, ONE), 200_000, "full reputation doubles");
        assertEq(Reputation.weight(1_999, 0), 1, "rounded down");
        assertEq(Reputation.weight(1_999, 500_500), 2, "rounded once, at the end");
        assertEq(Reputation.weight(type(uint64).max, ONE), 2 * uint256(type(uint64).max) / 1_000, "the most fits");
    }
}
