// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {EpochTest} from "../base/EpochTest.sol";

/// @notice Reads what contracts/script/vectors.ts computed with the TypeScript twins of the formulas.
abstract contract VectorTest is EpochTest {
    string private _json;

    function _file() internal pure virtual returns (string memory);

    function setUp() public virtual override {
        super.setUp();
        _json = vm.readFile(string.concat("test/vectors/", _file()));
    }

    /// @dev The ABI encoding of a group's cases.
    function _encoded(string memory group) internal view returns (bytes memory) {
        return vm.parseJsonBytes(_json, string.concat(".", group, ".encoded"));
    }

    function _uint(string memory key) internal view returns (uint256) {
        return vm.parseJsonUint(_json, string.concat(".", key));
    }

    function _address(string memory key) internal view returns (address) {
        return vm.parseJsonAddress(_json, string.concat(".", key));
    }

    function _case(string memory what, uint256 i) internal pure returns (string memory) {
        return string.concat(what, " ", vm.toString(i));
    }
}
