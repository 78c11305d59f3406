// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title LOAM, the token that is staked and earned.
/// @notice 18 decimals. The whole supply is minted once, when the network is created; nobody can mint later.
interface ILoamToken is IERC20 {
    /// @notice The lists of first holders and of their amounts differ in length.
    error AllocationLengthMismatch(uint256 holders, uint256 amounts);
    /// @notice Stakes are kept in 96 bits, so a supply above that cannot be created.
    error SupplyTooLarge(uint256 supply, uint256 maximum);
}
