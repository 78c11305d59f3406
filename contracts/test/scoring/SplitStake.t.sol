// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {ScoringTest} from "./ScoringTest.sol";

/// @notice What a stake earns in one hand and split into k = 2 … 100 identities, for stakes from the least that k identities
/// need up to ten times the cap.
contract SplitStakeTest is ScoringTest {
    uint256 private constant MOST = 100;
    uint256 private constant ONE = 1_000_000;
    int256 private constant UTILITY = 400_000;

    uint256 private _minStake;
    uint256 private _stakeCap;

    function setUp() public override {
        super.setUp();
        (_minStake, _stakeCap) = (_stakeRules().minStake, _stakeRules().stakeCap);
    }

    /// @dev Weight of a lesson that met its prediction.
    function _weight(int256 utilityPpm, uint256 stake, uint256 uniquenessPpm) private view returns (uint256) {
        return scoring.weight(utilityPpm, uint256(utilityPpm) * 2, stake, uniquenessPpm, 0);
    }

    /// @dev Weight of k identities with equal parts of a stake.
    function _split(uint256 stake, uint256 k, int256 utilityPpm) private view returns (uint256) {
        return k * _weight(utilityPpm, stake / k, ONE);
    }

    function _stakes(uint256 k) private view returns (uint256[5] memory) {
        uint256 least = k * _minStake;
        return [least, least + 1, least * 3 / 2, _stakeCap > least ? _stakeCap : least, 10 * _stakeCap + least];
    }

    function test_copiesNeverGain() public view {
        for (uint256 k = 2; k <= MOST; ++k) {
            uint256[5] memory stakes = _stakes(k);
            for (uint256 i; i < stakes.length; ++i) {
                uint256 whole = _weight(UTILITY, stakes[i], ONE);
                // the first keeps its uniqueness, the copies have none
                uint256 parts = _weight(UTILITY, stakes[i] / k, ONE) + (k - 1) * _weight(UTILITY, stakes[i] / k, 0);
                assertTrue(parts <= whole, "copies add nothing");
            }
        }
    }

    /// @dev The same work in k parts has a k-th of the utility each.
    function test_dividedWorkNeverGains() public view {
        for (uint256 k = 2; k <= MOST; ++k) {
            uint256[5] memory stakes = _stakes(k);
            for (uint256 i; i < stakes.length; ++i) {
                if (stakes[i] > _stakeCap) continue;
                uint256 parts = _dividedScore(k) * k * scoring.stakeFactor(stakes[i] / k);
                uint256 whole = _dividedScore(1) * scoring.stakeFactor(stakes[i]);
                assertTrue(parts <= whole, "parts are less than the whole");
            }
        }
    }

    /// @dev A stake above the cap is idle in one hand. Split, it earns the proper score's wage once for each accepted part, and
    /// nothing else: this is what alpha must stay small for.
    function test_aboveTheCapDividedWorkGainsNoMoreThanTheWage() public view {
        uint256 wage = scoring.score(UTILITY, uint256(UTILITY) * 2) - uint256(UTILITY);
        assertEq(wage, 25_000, "a twentieth of the utility's cap");
        for (uint256 k = 2; k <= MOST; ++k) {
            uint256 parts = _dividedScore(k) * k;
            uint256 whole = _dividedScore(1);
            assertTrue(parts <= whole + (k - 1) * wage, "no more than the wages");
        }
    }

    /// @dev Even if each identity did as much work as the one would.
    function test_distinctLessonsUpToTheCapNeverGain() public view {
        for (uint256 k = 2; k <= MOST; ++k) {
            for (uint256 step; step <= 20; ++step) {
                uint256 stake = k * _minStake;
                if (stake > _stakeCap) break;
                stake += (_stakeCap - stake) * step / 20;
                assertTrue(_split(stake, k, UTILITY) < _weight(UTILITY, stake, ONE), "each pays the entry");
            }
        }
    }

    function test_theLogarithmPaysForSplitting() public {
        _useLogarithm();
        for (uint256 k = 2; k <= MOST; ++k) {
            uint256 stake = k * _minStake;
            assertTrue(_split(stake, k, UTILITY) > _weight(UTILITY, stake, ONE), "which is why it is not the default");
        }
    }

    function _dividedScore(uint256 k) private view returns (uint256) {
        return scoring.score(UTILITY / int256(k), uint256(UTILITY) * 2 / k);
    }
}
