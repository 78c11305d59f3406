// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {Modules} from "../../src/Modules.sol";
import {IModules, Module} from "../../src/interfaces/IModules.sol";
import {Modular} from "../../src/Modular.sol";
import {TestBase} from "../base/TestBase.sol";

contract Caller is Modular {
    constructor(IModules modules_) Modular(modules_) {}

    function onlyCourt() external view only(Module.Court) returns (address) {
        return _at(Module.Registry);
    }
}

// constructor  a missing address · all there
// at           every module
// replace      stranger · token · timelock · not a contract · a contract: found from then on
// Modular      caller is the module · is not · was before it was replaced
contract ModulesTest is TestBase {
    Modules private modules;
    address[15] private where;

    function setUp() public {
        for (uint256 i; i < where.length; ++i) {
            where[i] = address(uint160(0x1000 + i));
        }
        modules = new Modules(where);
    }

    function _replace(Module module, address now_) private {
        vm.prank(where[uint256(Module.Timelock)]);
        modules.replace(module, now_);
    }

    function test_constructor_keepsTheOrderOfTheEnum() public {
        for (uint256 i; i < where.length; ++i) {
            assertEq(modules.at(Module(i)), where[i], "module");
        }
        assertEq(where.length, uint256(type(Module).max) + 1, "all of them");
        where[7] = address(0);
        vm.expectRevert(abi.encodeWithSelector(IModules.NoCode.selector, address(0)));
        new Modules(where);
    }

    function test_replace_onlyTheTimelock() public {
        vm.expectRevert(abi.encodeWithSelector(IModules.OnlyTimelock.selector, address(this)));
        modules.replace(Module.Court, address(this));
    }

    function test_replace_neverTokenOrTimelock() public {
        Module[2] memory fixed_ = [Module.Token, Module.Timelock];
        for (uint256 i; i < 2; ++i) {
            vm.prank(where[uint256(Module.Timelock)]);
            vm.expectRevert(abi.encodeWithSelector(IModules.FixedModule.selector, fixed_[i]));
            modules.replace(fixed_[i], address(this));
        }
    }

    function test_replace_onlyByAContract() public {
        vm.prank(where[uint256(Module.Timelock)]);
        vm.expectRevert(abi.encodeWithSelector(IModules.NoCode.selector, address(0xBEEF)));
        modules.replace(Module.Court, address(0xBEEF));
    }

    function test_replace_everyOtherModule() public {
        for (uint256 i; i < where.length; ++i) {
            Module module = Module(i);
            if (module == Module.Token || module == Module.Timelock) continue;
            vm.expectEmit(address(modules));
            emit IModules.ModuleReplaced(module, where[i], address(this));
            _replace(module, address(this));
            assertEq(modules.at(module), address(this), "replaced");
        }
    }

    function test_modular_knowsWhoCalls() public {
        Caller caller = new Caller(modules);
        vm.expectRevert(abi.encodeWithSelector(Modular.OnlyModule.selector, address(this), Module.Court));
        caller.onlyCourt();
        vm.prank(where[uint256(Module.Court)]);
        assertEq(caller.onlyCourt(), where[uint256(Module.Registry)], "the court");
        _replace(Module.Court, address(this));
        assertEq(caller.onlyCourt(), where[uint256(Module.Registry)], "the new court");
        vm.prank(where[uint256(Module.Court)]);
        vm.expectRevert(
            abi.encodeWithSelector(Modular.OnlyModule.selector, where[uint256(Module.Court)], Module.Court)
        );
        caller.onlyCourt();
    }
}
