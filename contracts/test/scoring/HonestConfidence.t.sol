// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {ScoringTest} from "./ScoringTest.sol";

/// @notice Beliefs about the utility of one's own lesson are discrete distributions like Beta(a, b) over the range of utilities.
/// With the proper score stating the expected utility is the best answer for every belief on the grid; with the published
/// factor alone it is for none, and stating less pays.
contract HonestConfidenceTest is ScoringTest {
    uint256 private constant CAP_PPM = 500_000;
    uint256 private constant POINTS = 20;
    uint256 private constant ANSWERS = 50;
    uint256 private constant GRID = 6;

    /// @dev Weights like those of Beta(a, b): x^(a-1) (1-x)^(b-1) at the middle of each of POINTS stretches.
    function _belief(uint256 a, uint256 b) private pure returns (uint256[] memory weights, uint256 total, uint256 mean) {
        weights = new uint256[](POINTS);
        uint256 sum;
        for (uint256 i; i < POINTS; ++i) {
            uint256 x = 2 * i + 1;
            weights[i] = x ** (a - 1) * (2 * POINTS - x) ** (b - 1);
            total += weights[i];
            sum += weights[i] * _utility(i);
        }
        mean = sum / total;
    }

    function _utility(uint256 point) private pure returns (uint256) {
        return CAP_PPM * (2 * point + 1) / (2 * POINTS);
    }

    /// @dev Expected score of an answer, times the total of the weights.
    function _expected(uint256[] memory weights, uint256 confidencePpm) private view returns (uint256 sum) {
        for (uint256 i; i < POINTS; ++i) {
            sum += weights[i] * scoring.score(int256(_utility(i)), confidencePpm);
        }
    }

    function test_honestyIsTheBestAnswerEverywhere() public view {
        uint256 cells;
        for (uint256 a = 1; a <= GRID; ++a) {
            for (uint256 b = 1; b <= GRID; ++b) {
                (uint256[] memory weights, uint256 total, uint256 mean) = _belief(a, b);
                uint256 confidence = mean * 1_000_000 / CAP_PPM;
                uint256 honest = _expected(weights, confidence);
                for (uint256 answer; answer <= ANSWERS; ++answer) {
                    uint256 stated = answer * 1_000_000 / ANSWERS;
                    uint256 other = _expected(weights, stated);
                    uint256 away = stated > confidence ? stated - confidence : confidence - stated;
                    // a thousandth of the cap costs 1 ppb, which truncation can hide
                    if (away < 2_000) assertTrue(other <= honest + total, "no answer is better than the honest one");
                    else assertTrue(other < honest, "the honest answer is the only best one");
                }
                ++cells;
            }
        }
        assertEq(cells, 36, "the whole grid");
    }

    function test_farFromHonestIsWorse() public view {
        for (uint256 a = 1; a <= GRID; ++a) {
            for (uint256 b = 1; b <= GRID; ++b) {
                (uint256[] memory weights, uint256 total, uint256 mean) = _belief(a, b);
                uint256 honest = mean * 1_000_000 / CAP_PPM;
                uint256 away = honest < 500_000 ? honest + 200_000 : honest - 200_000;
                uint256 cost = _expected(weights, honest) - _expected(weights, away);
                // a fifth of the cap away costs 0.04 of 1,000 ppm, give or take truncations
                assertTrue(cost > 39_995 * total && cost < 40_005 * total, "it costs what it should");
            }
        }
    }

    /// @dev E[u | c] is as it is once everybody states the truth: the bucket's mean is its middle.
    function test_thePublishedFactorAlonePaysForUnderstatement() public {
        _useSigmoid();
        for (uint256 bucket; bucket < 10; ++bucket) {
            _record(int256(CAP_PPM * (2 * bucket + 1) / 20), bucket * 100_000);
        }
        for (uint256 a = 1; a <= GRID; ++a) {
            for (uint256 b = 1; b <= GRID; ++b) {
                (uint256[] memory weights,, uint256 mean) = _belief(a, b);
                uint256 honest = mean * 1_000_000 / CAP_PPM;
                if (honest < 100_000) continue;
                assertTrue(
                    _expected(weights, 0) > _expected(weights, honest), "stating nothing beats the honest answer"
                );
            }
        }
    }
}
