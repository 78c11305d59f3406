// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {Attestation, IVerdicts} from "../../src/interfaces/IVerdicts.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {EpochTest} from "../base/EpochTest.sol";
import {Merkle} from "../base/Merkle.sol";

/// @notice Two learners and thirty validators of equal stake, committees of 3, 6 and 12.
abstract contract VerdictsTest is EpochTest {
    uint256 internal constant VALIDATORS = 30;

    uint256 internal epoch;

    function setUp() public virtual override {
        super.setUp();
        _register(LEARNER, Roles.LEARNER, 1_000 * LOAM);
        _register(LEARNER_2, Roles.LEARNER, 1_000 * LOAM);
        _registerValidators(VALIDATORS, 500 * LOAM);
        _register(AGGREGATOR, Roles.AGGREGATOR, 500 * LOAM);
    }

    /// @dev One submission, drawn; phase Commit.
    function _drawOne() internal {
        _submit(LEARNER, 500 * LOAM);
        epoch = _epoch();
        _drawAll();
        _assertPhase(IEpochManager.Phase.Commit, "the committee is drawn");
    }

    /// @dev Two submissions, drawn; phase Commit.
    function _drawTwo() internal {
        _submit(LEARNER, 500 * LOAM);
        _submit(LEARNER_2, 500 * LOAM);
        epoch = _epoch();
        _drawAll();
    }

    function _toReveal() internal {
        _drawOne();
        _commitAll();
        _assertPhase(IEpochManager.Phase.Reveal, "all have committed");
    }

    /// @dev One round without a look at what follows.
    function _playRound() internal {
        _commitAll();
        _revealAll();
        _settleAll();
    }

    /// @dev The k-th validator that is asked for the first submission now.
    function _member(uint256 k) internal view returns (address) {
        return _newMembers(epoch, 0)[k];
    }

    function _nonMember() internal view returns (address) {
        uint32[] memory seats = verdicts.seatsOf(epoch, 0);
        for (uint256 i; i < VALIDATORS; ++i) {
            address validator = vm.addr(VALIDATOR_1 + i);
            bool sits;
            for (uint256 j; j < seats.length; ++j) {
                if (registry.addressOf(seats[j]) == validator) sits = true;
            }
            if (!sits) return validator;
        }
        return address(0);
    }

    function _keyOf(address validator) internal pure returns (uint256) {
        for (uint256 i; i < VALIDATORS; ++i) {
            if (vm.addr(VALIDATOR_1 + i) == validator) return VALIDATOR_1 + i;
        }
        return 0;
    }

    function _proof(address validator, uint256 position) internal view returns (bytes32[] memory) {
        return Merkle.proof(_leaves(_ballots(epoch, validator)), position);
    }

    function _none() internal pure returns (bytes32[] memory) {
        return new bytes32[](0);
    }

    function _one(Attestation memory a) internal pure returns (Attestation[] memory list) {
        list = new Attestation[](1);
        list[0] = a;
    }

    function _statusOf(uint256 index) internal view returns (IEpochManager.Status) {
        return manager.submission(epoch, index).status;
    }

    function _assertStatus(uint256 index, IEpochManager.Status expected, string memory message) internal view {
        assertEq(uint256(_statusOf(index)), uint256(expected), message);
    }

    function _wrongPhase(IEpochManager.Phase actual, IEpochManager.Phase expected) internal view returns (bytes memory) {
        return abi.encodeWithSelector(IVerdicts.WrongPhase.selector, epoch, actual, expected);
    }

    function _uncommitted() internal view returns (uint256 uncommitted) {
        (uncommitted,) = verdicts.outstanding(epoch);
    }

    function _unrevealed() internal view returns (uint256 unrevealed) {
        (, unrevealed) = verdicts.outstanding(epoch);
    }
}
