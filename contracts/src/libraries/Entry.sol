// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../interfaces/IEpochManager.sol";

/// @notice A submission that counts, in one word.
type Entry is uint256;

using Entries for Entry global;

/// @title The fields of an entry.
/// @notice From the lowest bit: weight 64, stake 50 (all tokens that can ever be, in units), node 32, confidence 20, status 3,
/// stage of its committee 3 (from 1), paid 1, seated (its committee of the current round is drawn) 1, recorded (its
/// utility is in the running means) 1, seal 80.
///
/// The seal is the first part of the hash of the metrics hash and the epoch's seed. Nobody knows the seed while metrics
/// hashes can still be chosen, so other metrics that fit have to be searched for among 2^80, not among pairs of 2^40.
library Entries {
    uint256 private constant STAKE = 64;
    uint256 private constant NODE = 114;
    uint256 private constant CONFIDENCE = 146;
    uint256 private constant STATUS = 166;
    uint256 private constant STAGE = 169;
    uint256 private constant PAID = 172;
    uint256 private constant SEATED = 173;
    uint256 private constant RECORDED = 174;
    uint256 private constant SEAL = 176;

    uint256 private constant MASK_3 = 7;
    uint256 private constant MASK_20 = (1 << 20) - 1;
    uint256 private constant MASK_50 = (1 << 50) - 1;

    /// @notice A submission whose first committee is about to be drawn.
    /// @param stake_ Below 2^50.
    /// @param confidencePpm_ At most 10^6.
    function pending(uint32 node_, uint256 stake_, uint256 confidencePpm_, bytes10 seal_) internal pure returns (Entry) {
        return Entry.wrap(
            uint256(bytes32(seal_)) | uint256(IEpochManager.Status.Pending) << STATUS | confidencePpm_ << CONFIDENCE
                | uint256(node_) << NODE | stake_ << STAKE
        );
    }

    /// @notice What is kept of a metrics hash.
    function sealOf(bytes32 metricsHash, bytes32 seed) internal pure returns (bytes10 seal_) {
        assembly ("memory-safe") {
            mstore(0x00, metricsHash)
            mstore(0x20, seed)
            seal_ := and(keccak256(0x00, 0x40), shl(176, 0xffffffffffffffffffff))
        }
    }

    function weight(Entry self) internal pure returns (uint64) {
        return uint64(Entry.unwrap(self));
    }

    /// @notice Units of 10^12 wei.
    function stake(Entry self) internal pure returns (uint64) {
        return uint64(Entry.unwrap(self) >> STAKE & MASK_50);
    }

    function node(Entry self) internal pure returns (uint32) {
        return uint32(Entry.unwrap(self) >> NODE);
    }

    function confidencePpm(Entry self) internal pure returns (uint32) {
        return uint32(Entry.unwrap(self) >> CONFIDENCE & MASK_20);
    }

    function status(Entry self) internal pure returns (IEpochManager.Status) {
        return IEpochManager.Status(Entry.unwrap(self) >> STATUS & MASK_3);
    }

    function stage(Entry self) internal pure returns (uint256) {
        return Entry.unwrap(self) >> STAGE & MASK_3;
    }

    function paid(Entry self) internal pure returns (bool) {
        return Entry.unwrap(self) >> PAID & 1 != 0;
    }

    function seated(Entry self) internal pure returns (bool) {
        return Entry.unwrap(self) >> SEATED & 1 != 0;
    }

    function recorded(Entry self) internal pure returns (bool) {
        return Entry.unwrap(self) >> RECORDED & 1 != 0;
    }

    function seal(Entry self) internal pure returns (bytes10) {
        return bytes10(bytes32(Entry.unwrap(self)));
    }

    function withWeight(Entry self, uint64 weight_) internal pure returns (Entry) {
        return Entry.wrap(Entry.unwrap(self) >> STAKE << STAKE | weight_);
    }

    function withStatus(Entry self, IEpochManager.Status status_) internal pure returns (Entry) {
        return Entry.wrap(Entry.unwrap(self) & ~(MASK_3 << STATUS) | uint256(status_) << STATUS);
    }

    /// @notice The committee of the next stage is drawn.
    function withSeats(Entry self) internal pure returns (Entry) {
        unchecked {
            return Entry.wrap(Entry.unwrap(self) + (1 << STAGE) | 1 << SEATED);
        }
    }

    /// @notice The committee of this round is counted, or another is needed.
    function withoutSeats(Entry self) internal pure returns (Entry) {
        return Entry.wrap(Entry.unwrap(self) & ~(uint256(1) << SEATED));
    }

    function withPaid(Entry self) internal pure returns (Entry) {
        return Entry.wrap(Entry.unwrap(self) | 1 << PAID);
    }

    function withRecorded(Entry self) internal pure returns (Entry) {
        return Entry.wrap(Entry.unwrap(self) | 1 << RECORDED);
    }
}
