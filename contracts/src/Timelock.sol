// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

/// @title Where decided proposals wait before they are carried out.
/// @notice The governor proposes and cancels, anybody executes, and with no administrator (the zero address) roles change
/// only by a vote that went through here.
contract Timelock is TimelockController {
    /// @param minDelay Seconds between a decision and its execution.
    /// @param proposers The governor.
    /// @param executors The zero address: anybody.
    /// @param admin The zero address: nobody.
    constructor(uint256 minDelay, address[] memory proposers, address[] memory executors, address admin)
        TimelockController(minDelay, proposers, executors, admin)
    {} // solhint-disable-line no-empty-blocks
}
