// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IModules, Module} from "./interfaces/IModules.sol";

/// @title Implementation of IModules, where everything is described.
contract Modules is IModules {
    address[15] private _modules;

    /// @param modules_ Addresses in the order of `Module`. They are predicted: this contract is created first.
    constructor(address[15] memory modules_) {
        for (uint256 i; i < modules_.length; ++i) {
            if (modules_[i] == address(0)) revert NoCode(address(0));
            _modules[i] = modules_[i];
            emit ModuleReplaced(Module(i), address(0), modules_[i]);
        }
    }

    /// @inheritdoc IModules
    function replace(Module module, address now_) external {
        if (msg.sender != _modules[uint256(Module.Timelock)]) revert OnlyTimelock(msg.sender);
        if (module == Module.Token || module == Module.Timelock) revert FixedModule(module);
        if (now_.code.length == 0) revert NoCode(now_);
        emit ModuleReplaced(module, _modules[uint256(module)], now_);
        _modules[uint256(module)] = now_;
    }

    /// @inheritdoc IModules
    function at(Module module) external view returns (address) {
        return _modules[uint256(module)];
    }
}
