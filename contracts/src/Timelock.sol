// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

/// @title Where decided proposals wait before they are carried out.
/// @notice The governor proposes and cancels, anybody executes, nobody is administrator but the timelock itself: roles
/// change only by a vote that went through it.
contract Timelock is TimelockController {
    /// @param minDelay Seconds between a decision and its execution.
    /// @param governor The contract that decides.
    constructor(uint256 minDelay, address governor)
        TimelockController(minDelay, _only(governor), _only(address(0)), address(0))
    {}

    function _only(address account) private pure returns (address[] memory list) {
        list = new address[](1);
        list[0] = account;
    }
}
