// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {CommitteeRules} from "../interfaces/IParameters.sol";
import {Count, Counts} from "./Counts.sol";

/// @title When a committee has a verdict.
library Leads {
    /// @notice The last stage that the rules use.
    function lastStage(CommitteeRules memory rules) internal pure returns (uint256 stage) {
        stage = 4;
        while (stage > 1 && rules.sizes[stage - 1] == 0) --stage;
    }

    /// @notice Whether the leading verdict decides. Before the last stage its seats must exceed those that stated another
    /// verdict by the lead of the stage; a missing reveal adds to neither side. In the last stage it needs more than half of all seats.
    function decides(CommitteeRules memory rules, Count count) internal pure returns (bool) {
        uint256 leading = Counts.size(count.leading());
        uint256 stage = count.stage();
        if (stage >= lastStage(rules)) return leading * 2 > count.seats();
        return leading != 0 && leading >= Counts.size(count.others()) + rules.leads[stage - 1];
    }
}
