// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {FixedPointMathLib} from "solady/utils/FixedPointMathLib.sol";
import {StakeCurve, StakeRules} from "../interfaces/IParameters.sol";

/// @title What a stake counts, described in IScoring.
library StakeCurves {
    /// @param stake Units of 10^12 wei, as the result.
    function factor(uint256 stake, StakeRules memory rules) internal pure returns (uint256) {
        if (rules.curve == StakeCurve.Logarithm) {
            return uint256(FixedPointMathLib.lnWad(int256(1e18 + stake * 1e12))) / 1e12;
        }
        uint256 counted = stake < rules.stakeCap ? stake : rules.stakeCap;
        return counted > rules.entryStake ? counted - rules.entryStake : 0;
    }
}
