// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IModules, Module} from "./interfaces/IModules.sol";

/// @title A contract of the network: finds the others and knows who calls.
abstract contract Modular {
    /// @notice The call belongs to another contract of the network.
    error OnlyModule(address caller, Module module);

    /// @notice The directory of the network.
    IModules public immutable modules;

    modifier only(Module module) {
        if (msg.sender != _at(module)) revert OnlyModule(msg.sender, module);
        _;
    }

    constructor(IModules modules_) {
        modules = modules_;
    }

    /// @dev modules.at(module) without the general encoding: every call between contracts begins with this one.
    function _at(Module module) internal view returns (address module_) {
        IModules directory = modules;
        bytes4 selector = IModules.at.selector;
        assembly ("memory-safe") {
            mstore(0x00, selector)
            mstore(0x04, module)
            if iszero(staticcall(gas(), directory, 0x00, 0x24, 0x00, 0x20)) { revert(0x00, 0x00) }
            module_ := mload(0x00)
        }
    }
}
