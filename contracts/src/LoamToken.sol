// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ERC20Votes} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Votes.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {ILoamToken} from "./interfaces/ILoamToken.sol";

/// @title Implementation of ILoamToken, where everything is described.
contract LoamToken is ILoamToken, ERC20, ERC20Permit, ERC20Votes {
    /// @param to First holders; the reward pool is one of them.
    /// @param amounts What each of them gets, in wei (1e18 = 1 LOAM).
    constructor(address[] memory to, uint256[] memory amounts) ERC20("Loam", "LOAM") ERC20Permit("Loam") {
        if (to.length != amounts.length) revert AllocationLengthMismatch(to.length, amounts.length);
        for (uint256 i; i < to.length; ++i) {
            _mint(to[i], amounts[i]);
        }
        if (totalSupply() > type(uint96).max) revert SupplyTooLarge(totalSupply(), type(uint96).max);
    }

    /// @dev Required by Solidity: two parents define it.
    function _update(address from, address to, uint256 value) internal override(ERC20, ERC20Votes) {
        super._update(from, to, value);
    }

    /// @dev Required by Solidity: two parents define it.
    function nonces(address owner) public view override(ERC20Permit, Nonces) returns (uint256) {
        return super.nonces(owner);
    }
}
