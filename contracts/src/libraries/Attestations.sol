// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {Attestation} from "../interfaces/IVerdicts.sol";

/// @title The hashes of an attestation.
library Attestations {
    bytes32 internal constant TYPEHASH = keccak256(
        "Attestation(uint256 epoch,uint256 index,address validator,bool pass,int64 utilityPpm,bytes32 digest,bytes32 salt)"
    );

    /// @notice What the validator commits to before anyone may see the rest.
    function commitment(Attestation calldata self) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(self.epoch, self.index, self.validator, self.pass, self.utilityPpm, self.digest, self.salt)
        );
    }

    /// @notice EIP-712 struct hash.
    function structHash(Attestation calldata self) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                TYPEHASH,
                self.epoch,
                self.index,
                self.validator,
                self.pass,
                self.utilityPpm,
                self.digest,
                self.salt
            )
        );
    }
}
