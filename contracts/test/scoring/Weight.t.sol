// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {
    ReputationRules,
    ScoreMethod,
    ScoreRules,
    StakeCurve,
    StakeRules
} from "../../src/interfaces/IParameters.sol";
import {ScoringTest} from "./ScoringTest.sol";

// stakeFactor
// ├── CappedLinear: nothing up to the entry, then linear, constant from the cap on
// └── Logarithm: ln(1 + whole tokens)
// weight
// ├── score · factor · uniqueness · (1 + bonus · reputation), truncated at each division
// ├── a copy (uniqueness 0) has none
// └── fits 96 bits with every rule and argument at its highest
contract WeightTest is ScoringTest {
    /// @dev All tokens that there can ever be, in units of stake.
    uint256 private constant ALL = 1e15;

    function test_cappedLinear() public view {
        assertEq(scoring.stakeFactor(0), 0, "nothing");
        assertEq(scoring.stakeFactor(50e6), 0, "the entry");
        assertEq(scoring.stakeFactor(50e6 + 1), 1, "above it");
        assertEq(scoring.stakeFactor(1_000e6), 950e6, "the cap");
        assertEq(scoring.stakeFactor(type(uint64).max), 950e6, "more than the cap");
    }

    function test_logarithm() public {
        _useLogarithm();
        assertEq(scoring.stakeFactor(0), 0, "ln 1");
        assertEq(scoring.stakeFactor(1e6), 693_147, "ln 2");
        assertEq(scoring.stakeFactor(100e6), 4_615_120, "ln 101");
        assertEq(scoring.stakeFactor(type(uint64).max), 30_545_908, "ln of the largest stake");
    }

    function test_weightByHand() public view {
        // score 2 %, factor 450 tokens, half new, half a reputation: · (1 + 5 % · 1/2)
        assertEq(scoring.weight(20_000, 40_000, 500e6, 500_000, 500_000), 4_612_500, "by hand");
        assertEq(scoring.weight(20_000, 40_000, 500e6, 0, 1_000_000), 0, "a copy");
        assertEq(scoring.weight(20_000, 40_000, 50e6, 1_000_000, 1_000_000), 0, "the entry alone");
    }

    /// @dev Doubled by reputation.
    function test_theHighestWeightFits() public {
        _raiseAll(ScoreMethod.Proper);
        assertEq(scoring.weight(1_000_000, 1_000_000, ALL, 1_000_000, 1_000_000), 2 * ALL, "a score of one");
        uint256 none = type(uint64).max;
        assertEq(scoring.weight(1_000_000, 1_000_000, none, 1_000_000, 1_000_000), none, "more than there are: the most");
    }

    function test_theHighestSigmoidWeightFits() public {
        _raiseAll(ScoreMethod.Sigmoid);
        _record(type(int32).min, 1_000_000);
        uint256 weight = scoring.weight(1_000_000, 1_000_000, ALL, 1_000_000, 1_000_000);
        assertTrue(weight <= 4 * ALL, "a score of two at most");
        assertTrue(weight > 3 * ALL, "and nearly that");
    }

    function _raiseAll(ScoreMethod method) private {
        ReputationRules memory reputation = _reputationRules();
        reputation.bonusPpm = 1_000_000;
        vm.prank(address(timelock));
        parameters.setReputationRules(reputation);
        _useScore(ScoreRules(method, 1_000_000, 1_000_000, 10_000_000));
        _useStake(StakeRules(1_000, type(uint64).max, 0, 1, StakeCurve.CappedLinear));
    }

    /// @dev score 19,078,400 / 10^9 of 100.000001 tokens: 1,907,840.019… · 0.333333 = 635,946.03… · 1.049999, each cut.
    function test_roundsDownAfterEachFactor() public view {
        assertEq(scoring.weight(20_000, 1_000_000, 150e6 + 1, 333_333, 999_999), 667_742, "by hand");
    }

    function test_neverFails(int32 utility, uint256 confidence, uint64 stake, uint256 uniqueness, uint256 reputation)
        public
        view
    {
        scoring.weight(
            utility,
            bound(confidence, 0, 1_000_000),
            stake,
            bound(uniqueness, 0, 1_000_000),
            bound(reputation, 0, 1_000_000)
        );
    }
}
