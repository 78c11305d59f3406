// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IParameters, ScoreMethod, ScoreRules, StakeCurve, StakeRules} from "../../src/interfaces/IParameters.sol";
import {NetworkTest} from "../base/NetworkTest.sol";

/// @notice Scoring under rules that a test sets as a vote would.
abstract contract ScoringTest is NetworkTest {
    function _useScore(ScoreRules memory rules) internal {
        vm.prank(address(timelock));
        parameters.setScoreRules(rules);
        _activate();
    }

    function _useStake(StakeRules memory rules) internal {
        vm.prank(address(timelock));
        parameters.setStakeRules(rules);
        _activate();
    }

    function _useSigmoid() internal {
        ScoreRules memory rules = _scoreRules();
        rules.method = ScoreMethod.Sigmoid;
        _useScore(rules);
    }

    function _useLogarithm() internal {
        StakeRules memory rules = _stakeRules();
        rules.curve = StakeCurve.Logarithm;
        _useStake(rules);
    }

    function _record(int256 utilityPpm, uint256 confidencePpm) internal {
        vm.prank(address(manager));
        scoring.record(utilityPpm, confidencePpm);
    }

    function _activate() private {
        vm.prank(address(manager));
        parameters.activate();
    }
}
