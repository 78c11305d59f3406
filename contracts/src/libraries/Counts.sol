// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../interfaces/IEpochManager.sol";

/// @notice How a submission stands with its committee, in one word.
type Count is uint256;

using Counts for Count global;

/// @title The fields of a count.
/// @notice From the lowest bit: utility 32, uniqueness 20, digest 80, pass 1 (these are the leading verdict), seats of the
/// leading verdict 48, seats that revealed another 48, number of seats 6, of those before the current stage 6, stage
/// 3, status 3 (None until decided), enforced 1, canary 2, re-run 1.
library Counts {
    /// @dev What is known of a canary.
    uint256 internal constant NO_CANARY = 0;
    uint256 internal constant OPEN_CANARY = 1;
    uint256 internal constant PROVEN_CANARY = 2;
    uint256 internal constant FALSE_CANARY = 3;

    uint256 internal constant MAX_SEATS = 48;

    uint256 private constant PASS = 132;
    uint256 private constant LEADING = 133;
    uint256 private constant OTHERS = 181;
    uint256 private constant SEATS = 229;
    uint256 private constant BEFORE = 235;
    uint256 private constant STAGE = 241;
    uint256 private constant STATUS = 244;
    uint256 private constant ENFORCED = 247;
    uint256 private constant CANARY = 248;
    uint256 private constant RERUN = 250;

    uint256 private constant VERDICT_MASK = (1 << 133) - 1;
    uint256 private constant SEAT_MASK = (1 << 48) - 1;
    uint256 private constant DIGEST_MASK = (1 << 80) - 1;

    /// @notice A verdict other than the leading one with the seats that stated it.
    function alternative(uint256 verdict_, uint256 seats_) internal pure returns (uint256) {
        return verdict_ | seats_ << LEADING;
    }

    function verdict(Count self) internal pure returns (uint256) {
        return Count.unwrap(self) & VERDICT_MASK;
    }

    function utilityPpm(Count self) internal pure returns (int32) {
        return int32(uint32(Count.unwrap(self)));
    }

    function uniquenessPpm(Count self) internal pure returns (uint32) {
        return uint32(Count.unwrap(self) >> 32 & 0xfffff);
    }

    function digest(Count self) internal pure returns (bytes10) {
        return bytes10(uint80(Count.unwrap(self) >> 52 & DIGEST_MASK));
    }

    function pass(Count self) internal pure returns (bool) {
        return Count.unwrap(self) >> PASS & 1 != 0;
    }

    /// @notice Bits of seats that stated the leading verdict.
    function leading(Count self) internal pure returns (uint256) {
        return Count.unwrap(self) >> LEADING & SEAT_MASK;
    }

    /// @notice Bits of seats that stated another.
    function others(Count self) internal pure returns (uint256) {
        return Count.unwrap(self) >> OTHERS & SEAT_MASK;
    }

    function seats(Count self) internal pure returns (uint256) {
        return Count.unwrap(self) >> SEATS & 63;
    }

    /// @notice Seats of the stages before the current one.
    function before(Count self) internal pure returns (uint256) {
        return Count.unwrap(self) >> BEFORE & 63;
    }

    function stage(Count self) internal pure returns (uint256) {
        return Count.unwrap(self) >> STAGE & 7;
    }

    function status(Count self) internal pure returns (IEpochManager.Status) {
        return IEpochManager.Status(Count.unwrap(self) >> STATUS & 7);
    }

    function decided(Count self) internal pure returns (bool) {
        return Count.unwrap(self) >> STATUS & 7 != 0;
    }

    function enforced(Count self) internal pure returns (bool) {
        return Count.unwrap(self) >> ENFORCED & 1 != 0;
    }

    function canary(Count self) internal pure returns (uint256) {
        return Count.unwrap(self) >> CANARY & 3;
    }

    function rerun(Count self) internal pure returns (bool) {
        return Count.unwrap(self) >> RERUN & 1 != 0;
    }

    /// @notice More seats for the verdict that leads, or for the first one.
    function follow(Count self, uint256 verdict_, uint256 seats_) internal pure returns (Count) {
        return Count.wrap(Count.unwrap(self) | verdict_ | seats_ << LEADING);
    }

    /// @notice Whether a node with these seats still has its turn: it does not sit from an earlier stage, and nothing is decided.
    function mayReveal(Count self, uint256 seats_) internal pure returns (bool) {
        uint256 word = Count.unwrap(self);
        unchecked {
            uint256 former = (1 << (word >> BEFORE & 63)) - 1;
            return seats_ != 0 && seats_ & former == 0 && word >> STATUS & 7 == 0;
        }
    }

    /// @notice Bits of seats that revealed.
    function revealed(Count self) internal pure returns (uint256) {
        return (Count.unwrap(self) >> LEADING | Count.unwrap(self) >> OTHERS) & SEAT_MASK;
    }

    /// @notice Sets the leading verdict and who stated it, and who stated another.
    function lead(Count self, uint256 verdict_, uint256 leading_, uint256 others_) internal pure returns (Count) {
        uint256 cleared = Count.unwrap(self) & ~(VERDICT_MASK | SEAT_MASK << LEADING | SEAT_MASK << OTHERS);
        return Count.wrap(cleared | verdict_ | leading_ << LEADING | others_ << OTHERS);
    }

    /// @notice A new stage: `added` seats more, undecided.
    function grow(Count self, uint256 stage_, uint256 added) internal pure returns (Count) {
        uint256 present = self.seats();
        uint256 cleared = Count.unwrap(self) & ~uint256(63 << SEATS | 63 << BEFORE | 7 << STAGE | 7 << STATUS);
        return Count.wrap(cleared | present + added << SEATS | present << BEFORE | stage_ << STAGE);
    }

    function withStatus(Count self, IEpochManager.Status status_) internal pure returns (Count) {
        return Count.wrap(Count.unwrap(self) & ~uint256(7 << STATUS) | uint256(status_) << STATUS);
    }

    function withCanary(Count self, uint256 canary_) internal pure returns (Count) {
        return Count.wrap(Count.unwrap(self) & ~uint256(3 << CANARY) | canary_ << CANARY);
    }

    function withEnforced(Count self) internal pure returns (Count) {
        return Count.wrap(Count.unwrap(self) | 1 << ENFORCED);
    }

    function withRerun(Count self) internal pure returns (Count) {
        return Count.wrap(Count.unwrap(self) | 1 << RERUN);
    }

    /// @notice Number of bits set in a seat mask.
    function size(uint256 mask) internal pure returns (uint256) {
        unchecked {
            mask = mask - (mask >> 1 & 0x5555555555555555);
            mask = (mask & 0x3333333333333333) + (mask >> 2 & 0x3333333333333333);
            mask = mask + (mask >> 4) & 0x0f0f0f0f0f0f0f0f;
            return mask * 0x0101010101010101 >> 56 & 0xff;
        }
    }
}
