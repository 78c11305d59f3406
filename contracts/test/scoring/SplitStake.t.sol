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

    /// @dev The same work in k parts: their utilities add up to the whole's.
    function test_dividedWorkNeverGains() public view {
        for (uint256 k = 2; k <= MOST; ++k) {
            uint256[5] memory stakes = _stakes(k);
            int256 part = UTILITY / int256(k);
            for (uint256 i; i < stakes.length; ++i) {
                uint256 parts = (k - 1) * _weight(part, stakes[i] / k, ONE)
                    + _weight(UTILITY - part * int256(k - 1), stakes[i] / k, ONE);
                assertTrue(parts <= _weight(UTILITY, stakes[i], ONE), "parts are no more than the whole");
            }
        }
    }

    /// @dev Whatever the parts are, whatever is staked on each and whatever confidence the parts state.
    function test_unevenPartsNeverGain(uint256 whole, uint256 cut, uint64[2] memory stakes, uint256[2] memory stated)
        public
        view
    {
        whole = bound(whole, 2, 500_000);
        cut = bound(cut, 1, whole - 1);
        uint256 first = scoring.weight(int256(cut), bound(stated[0], 0, ONE), stakes[0], ONE, 0);
        uint256 second = scoring.weight(int256(whole - cut), bound(stated[1], 0, ONE), stakes[1], ONE, 0);
        uint256 together = uint256(stakes[0]) + stakes[1];
        assertTrue(first + second <= _weight(int256(whole), together, ONE), "parts are no more than the whole");
    }

    /// @dev Who is wrong about the whole and right about each part saves the penalty, and never more than it.
    function test_whoIsUnsureSavesAtMostThePenalty(uint256 whole, uint256 k, uint256 stated) public view {
        whole = bound(whole, 1_000, 500_000);
        k = bound(k, 2, MOST);
        uint256 parts = k * scoring.score(int256(whole / k), whole / k * 2);
        uint256 penalty = uint256(_scoreRules().penaltyPpm) * 1_000;
        assertTrue(parts <= scoring.score(int256(whole), bound(stated, 0, ONE)) + penalty, "no more than the penalty");
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
}
