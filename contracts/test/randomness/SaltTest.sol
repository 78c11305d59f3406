// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {EpochTest} from "../base/EpochTest.sol";

/// @notice Salts of the validators of the cast.
abstract contract SaltTest is EpochTest {
    function setUp() public virtual override {
        super.setUp();
        _registerCast();
    }

    function _node(uint256 i) internal view returns (uint32) {
        return registry.numberOf(vm.addr(VALIDATOR_1 + i));
    }

    function _salt(uint256 i) internal pure returns (bytes32) {
        return keccak256(abi.encode("salt", i));
    }

    /// @dev The epoch of the next submission, with the salts of the first `count` validators.
    function _commitSalts(uint256 count) internal {
        _submit(LEARNER, 200 * LOAM);
        uint256 epoch = _epoch();
        for (uint256 i; i < count; ++i) {
            bytes32 commitment = keccak256(abi.encode(epoch, _node(i), _salt(i)));
            vm.prank(vm.addr(VALIDATOR_1 + i));
            randomness.commitSalt(epoch, commitment);
        }
    }
}
