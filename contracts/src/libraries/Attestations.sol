// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {Attestation} from "../interfaces/IVerdicts.sol";
import {SortedTree} from "./SortedTree.sol";

/// @title The hash of an attestation.
library Attestations {
    bytes32 internal constant TYPEHASH = keccak256(
        "Attestation(uint256 epoch,uint256 index,address validator,bool pass,int32 utilityPpm,uint32 uniquenessPpm,bytes32 digest,bytes32 salt)"
    );

    bytes32 private constant REVEALED = keccak256("Revealed(uint256,uint256,address,bool,int32,uint32,bytes32,bytes32)");
    /// @dev One more than all, parts per million.
    uint256 private constant MORE = 1_000_001;
    uint256 private constant BODY = 8 * 32;
    /// @dev Where the verdict begins, and its length.
    uint256 private constant VERDICT = 3 * 32;
    uint256 private constant VERDICT_BYTES = 5 * 32;

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

    /// @notice Root of the commitment to all of them, at least one, in their order.
    function root(Attestation[] calldata self) internal pure returns (bytes32) {
        bytes32[] memory leaves = new bytes32[](self.length);
        bytes32 typehash = TYPEHASH;
        assembly ("memory-safe") {
            let at := mload(0x40)
            mstore(at, typehash)
            let from := self.offset
            let end := add(leaves, shl(5, add(self.length, 1)))
            for { let to := add(leaves, 32) } lt(to, end) { to := add(to, 32) } {
                calldatacopy(add(at, 32), from, BODY)
                mstore(to, keccak256(at, add(BODY, 32)))
                from := add(from, BODY)
            }
        }
        return SortedTree.root(leaves);
    }

    /// @notice Whether it is of this epoch and validator.
    function isOf(Attestation calldata self, uint256 epoch, address validator) internal pure returns (bool same) {
        assembly ("memory-safe") {
            same := and(eq(calldataload(self), epoch), eq(calldataload(add(self, 64)), validator))
        }
    }

    /// @notice The part of the verdict that must agree, as the lowest 133 bits of a count (see Counts).
    /// @return word The 133 bits.
    /// @return inRange Utility and uniqueness are at most all of it, and no member has bits beyond its type.
    function verdict(Attestation calldata self) internal pure returns (uint256 word, bool inRange) {
        assembly ("memory-safe") {
            let passes := calldataload(add(self, 96))
            let utility := calldataload(add(self, 128))
            let uniqueness := calldataload(add(self, 160))
            inRange :=
                and(and(lt(passes, 2), eq(utility, signextend(3, utility))), and(slt(utility, MORE), lt(uniqueness, MORE)))
            word := or(and(utility, 0xffffffff), shl(32, uniqueness))
            word := or(or(word, shl(132, passes)), shl(52, shr(176, calldataload(add(self, 192)))))
        }
    }

    /// @notice Emits IVerdicts.Revealed: its data are the members after the validator, in their order.
    /// @dev For an attestation whose members were read before, so that they are clean.
    function emitRevealed(Attestation calldata self) internal {
        bytes32 topic = REVEALED;
        assembly ("memory-safe") {
            let at := mload(0x40)
            calldatacopy(at, add(self, VERDICT), VERDICT_BYTES)
            log4(
                at, VERDICT_BYTES, topic, calldataload(self), calldataload(add(self, 32)), calldataload(add(self, 64))
            )
        }
    }
}
