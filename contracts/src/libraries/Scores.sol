// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {FixedPointMathLib} from "solady/utils/FixedPointMathLib.sol";
import {ScoreRules} from "../interfaces/IParameters.sol";

/// @title What an accepted utility is worth, described in IScoring.
library Scores {
    uint256 private constant PPM = 1e6;
    /// @dev Parts per 10^9 in a part per million.
    uint256 private constant PPB_PER_PPM = 1e3;
    int256 private constant WAD = 1e18;
    int256 private constant MOST_X = 40 * WAD;

    /// @notice Utility between 0 and the cap.
    function clip(int256 utilityPpm, uint256 capPpm) internal pure returns (uint256) {
        if (utilityPpm <= 0) return 0;
        return uint256(utilityPpm) < capPpm ? uint256(utilityPpm) : capPpm;
    }

    function proper(uint256 u, uint256 confidencePpm, ScoreRules memory rules) internal pure returns (uint256) {
        uint256 square = uint256(rules.utilityCapPpm) * rules.utilityCapPpm;
        (uint256 met, uint256 stated) = (u * PPM, confidencePpm * rules.utilityCapPpm);
        uint256 d = met > stated ? met - stated : stated - met;
        (uint256 earned, uint256 lost) = (u * PPM * PPM * square, rules.penaltyPpm * d * d);
        return earned > lost ? (earned - lost) / (PPM * PPB_PER_PPM * square) : 0;
    }

    function sigmoid(uint256 u, int256 meanPpm, ScoreRules memory rules) internal pure returns (uint256) {
        int256 x = int256(uint256(rules.steepnessMilli)) * (int256(u) - meanPpm) * 1e9;
        if (x > MOST_X) x = MOST_X;
        if (x < -MOST_X) x = -MOST_X;
        int256 factor = 2 * WAD * WAD / (WAD + FixedPointMathLib.expWad(-x));
        return u * PPB_PER_PPM * uint256(factor) / uint256(WAD);
    }
}
