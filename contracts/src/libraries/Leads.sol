// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {Count, Counts} from "./Counts.sol";

/// @title When a committee has a verdict.
library Leads {
    /// @notice Whether the leading verdict decides. Its seats must exceed those that stated another verdict by `lead`; a missing
    /// reveal adds to neither side. In the last stage (`lead` 0) it needs more than half of all seats.
    function decides(Count count, uint256 lead) internal pure returns (bool) {
        uint256 leading = Counts.size(count.leading());
        if (lead == 0) return leading * 2 > count.seats();
        return leading >= Counts.size(count.others()) + lead;
    }
}
