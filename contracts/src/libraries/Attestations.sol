// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {Attestation} from "../interfaces/IVerdicts.sol";

/// @title The hash of an attestation.
library Attestations {
    bytes32 internal constant TYPEHASH = keccak256(
        "Attestation(uint256 epoch,uint256 index,address validator,bool pass,int32 utilityPpm,uint32 uniquenessPpm,bytes32 digest,bytes32 salt)"
    );

    uint256 private constant BODY = 8 * 32;

    /// @notice EIP-712 struct hash, the leaf of a commitment.
    /// @dev The body is copied as it came: whoever reads its members afterwards refuses unclean ones.
    function leaf(Attestation calldata self) internal pure returns (bytes32 hash) {
        bytes32 typehash = TYPEHASH;
        assembly ("memory-safe") {
            let at := mload(0x40)
            mstore(at, typehash)
            calldatacopy(add(at, 32), self, BODY)
            hash := keccak256(at, add(BODY, 32))
        }
    }
}
