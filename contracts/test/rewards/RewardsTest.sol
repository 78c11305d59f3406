// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {EpochTest} from "../base/EpochTest.sol";

/// @notice Three learners, three validators, an aggregator, and epochs that come to their end.
abstract contract RewardsTest is EpochTest {
    function setUp() public virtual override {
        super.setUp();
        _registerCast();
    }

    /// @dev An epoch with a lesson of each of the first `lessons` learners; ends in phase Final.
    function _epochWith(uint256 lessons) internal returns (uint256 epoch) {
        for (uint256 i; i < lessons; ++i) {
            _submit(LEARNER + i, 500 * LOAM);
        }
        epoch = _epoch();
        _judgeAll();
        _finish();
    }

    /// @dev An epoch in which nothing is accepted.
    function _epochForNothing() internal returns (uint256 epoch) {
        (uint256 next,) = manager.nextTerms();
        _setTruth(next, 0, true, 0, 1_000_000);
        return _epochWith(1);
    }

    function _first(uint256 count) internal pure returns (uint256[] memory indices) {
        indices = new uint256[](count);
        for (uint256 i; i < count; ++i) {
            indices[i] = i;
        }
    }

    function _claimSeats(uint256 epoch, address validator, uint256 lessons) internal returns (uint256) {
        uint256[] memory indices = _first(lessons);
        vm.prank(validator);
        return pool.claimValidator(epoch, validator, indices);
    }

    /// @dev A validator with a seat on the first lesson.
    function _seated(uint256 epoch) internal view returns (address) {
        return registry.addressOf(verdicts.seatsOf(epoch, 0)[0]);
    }

    function _assertStatus(uint256 epoch, uint256 index, IEpochManager.Status expected) internal view {
        assertEq(uint256(manager.submission(epoch, index).status), uint256(expected), "its status");
    }
}
