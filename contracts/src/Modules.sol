// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IModules, Module} from "./interfaces/IModules.sol";

/// @title Implementation of IModules, where everything is described.
/// @dev The addresses are the code of a contract that is written anew with each change: however many of them a transaction
/// looks up, it pays for one cold slot and one cold contract.
contract Modules is IModules {
    uint256 private constant COUNT = 15;
    uint256 private constant ADDRESS_BYTES = 20;
    /// @dev Creation code that returns what follows it. The first byte of that stops whoever calls it.
    bytes private constant PREFIX = hex"600b5981380380925939f300";

    address private _table;

    /// @param modules_ Addresses in the order of `Module`. They are predicted: this contract is created first.
    constructor(address[15] memory modules_) {
        for (uint256 i; i < COUNT; ++i) {
            if (modules_[i] == address(0)) revert NoCode(address(0));
            emit ModuleReplaced(Module(i), address(0), modules_[i]);
        }
        _write(modules_);
    }

    /// @inheritdoc IModules
    function replace(Module module, address now_) external {
        if (msg.sender != at(Module.Timelock)) revert OnlyTimelock(msg.sender);
        if (module == Module.Token || module == Module.Timelock) revert FixedModule(module);
        if (now_.code.length == 0) revert NoCode(now_);
        address[15] memory modules;
        for (uint256 i; i < COUNT; ++i) {
            modules[i] = at(Module(i));
        }
        emit ModuleReplaced(module, modules[uint256(module)], now_);
        modules[uint256(module)] = now_;
        _write(modules);
    }

    /// @inheritdoc IModules
    function at(Module module) public view returns (address module_) {
        address table = _table;
        assembly ("memory-safe") {
            mstore(0, 0)
            extcodecopy(table, 12, add(mul(module, ADDRESS_BYTES), 1), ADDRESS_BYTES)
            module_ := mload(0)
        }
    }

    function _write(address[15] memory modules) private {
        bytes memory code = PREFIX;
        for (uint256 i; i < COUNT; ++i) {
            code = abi.encodePacked(code, modules[i]);
        }
        address table;
        assembly ("memory-safe") {
            table := create(0, add(code, 32), mload(code))
        }
        if (table == address(0)) revert NoCode(table);
        _table = table;
    }
}
