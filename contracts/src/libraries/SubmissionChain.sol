// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../interfaces/IEpochManager.sol";

/// @title The hash chain of an epoch's submissions.
library SubmissionChain {
    /// @notice EIP-712 type of what a learner signs.
    bytes32 internal constant TYPEHASH = keccak256(
        "Submission(bytes32 cid,bytes32 metricsHash,uint32 epoch,uint32 baseVersion,uint32 confidencePpm,uint64 stake,address learner)"
    );

    /// @notice Chain value after one more link: the first 18 bytes of keccak256(abi.encode(previous, learner, cid, metricsHash,
    /// epoch, baseVersion, confidencePpm, stake, leaves)).
    function append(
        bytes18 previous,
        address learner,
        bytes32 cid,
        bytes32 metricsHash,
        IEpochManager.Terms memory terms,
        uint16 leaves
    ) internal pure returns (bytes18) {
        return bytes18(keccak256(abi.encode(previous, learner, cid, metricsHash, terms, leaves)));
    }

    /// @notice Appends a single submission and emits its event from the same memory. Every submission pays for this; with
    /// Solidity's encoder it would cost 4 % more.
    function appendAndEmit(
        bytes18 previous,
        uint256 index,
        address learner,
        bytes32 cid,
        bytes32 metricsHash,
        IEpochManager.Terms calldata terms
    ) internal returns (bytes18 chain) {
        bytes32 topic = IEpochManager.Submitted.selector;
        assembly ("memory-safe") {
            let data := mload(0x40)
            mstore(data, previous)
            mstore(add(data, 0x20), learner)
            mstore(add(data, 0x40), cid)
            mstore(add(data, 0x60), metricsHash)
            calldatacopy(add(data, 0x80), terms, 0x80)
            mstore(add(data, 0x100), 0)
            chain := shl(112, shr(112, keccak256(data, 0x120)))
            log3(add(data, 0x40), 0xc0, topic, index, learner)
        }
    }

    /// @notice EIP-712 struct hash of a submission, which a batch's leaf carries.
    function structHash(bytes32 cid, bytes32 metricsHash, IEpochManager.Terms memory terms, address learner)
        internal
        pure
        returns (bytes32)
    {
        return keccak256(
            abi.encode(
                TYPEHASH,
                cid,
                metricsHash,
                terms.epoch,
                terms.baseVersion,
                terms.confidencePpm,
                terms.stake,
                learner
            )
        );
    }
}
