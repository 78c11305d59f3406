// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {Attestation} from "../../src/interfaces/IVerdicts.sol";
import {Merkle} from "./Merkle.sol";
import {NetworkTest} from "./NetworkTest.sol";

/// @notice Plays committees: what each validator finds and how it behaves.
abstract contract EpochTest is NetworkTest {
    /// @notice How a validator behaves. Liars agree with each other.
    enum Mood {
        Honest,
        Liar,
        Silent,
        Withholding
    }

    struct Truth {
        bool known;
        bool pass;
        int32 utilityPpm;
        uint32 uniquenessPpm;
    }

    mapping(address validator => Mood) internal moodOf;
    mapping(uint256 epoch => mapping(uint256 index => Truth)) internal truthOf;

    // ---- truth

    function _setTruth(uint256 epoch, uint256 index, bool pass, int32 utilityPpm, uint32 uniquenessPpm) internal {
        truthOf[epoch][index] = Truth(true, pass, utilityPpm, uniquenessPpm);
    }

    /// @dev What an honest validator finds; by default a pass with a utility of 2 %, all of it new.
    function _truth(uint256 epoch, uint256 index) internal view virtual returns (Truth memory truth) {
        truth = truthOf[epoch][index];
        if (!truth.known) truth = Truth(true, true, 20_000, 1_000_000);
    }

    function _honest(uint256 epoch, uint256 index, address validator) internal view returns (Attestation memory) {
        Truth memory truth = _truth(epoch, index);
        return Attestation({
            epoch: epoch,
            index: index,
            validator: validator,
            pass: truth.pass,
            utilityPpm: truth.utilityPpm,
            uniquenessPpm: truth.uniquenessPpm,
            digest: keccak256(abi.encode("digest", epoch, index)),
            salt: keccak256(abi.encode("salt", epoch, index, validator))
        });
    }

    /// @dev What this validator states: a liar claims the opposite.
    function _statement(uint256 epoch, uint256 index, address validator) internal view returns (Attestation memory a) {
        a = _honest(epoch, index, validator);
        if (moodOf[validator] == Mood.Liar) {
            a.pass = !a.pass;
            a.utilityPpm = -a.utilityPpm;
            a.digest = keccak256(abi.encode("lie", epoch, index));
        }
    }

    // ---- seats

    /// @dev Validators that must commit a ballot on a submission in the current round: those seated now and not before.
    function _newMembers(uint256 epoch, uint256 index) internal view returns (address[] memory members) {
        uint32[] memory seats = verdicts.seatsOf(epoch, index);
        uint256 stage = verdicts.tally(epoch, index).stage;
        uint256 before = stage > 1 ? _committeeRules().sizes[stage - 2] : 0;
        members = new address[](seats.length);
        uint256 count;
        for (uint256 i = before; i < seats.length; ++i) {
            bool first = true;
            for (uint256 j; j < i; ++j) {
                if (seats[j] == seats[i]) first = false;
            }
            if (first) members[count++] = registry.addressOf(seats[i]);
        }
        assembly ("memory-safe") {
            mstore(members, count)
        }
    }

    /// @dev Attestations that a validator owes in the current round.
    function _ballots(uint256 epoch, address validator) internal view returns (Attestation[] memory list) {
        uint256[] memory pending = _pending(epoch);
        list = new Attestation[](pending.length);
        uint256 count;
        for (uint256 i; i < pending.length; ++i) {
            address[] memory members = _newMembers(epoch, pending[i]);
            for (uint256 j; j < members.length; ++j) {
                if (members[j] == validator) list[count++] = _statement(epoch, pending[i], validator);
            }
        }
        assembly ("memory-safe") {
            mstore(list, count)
        }
    }

    /// @dev Everybody who owes an attestation in the current round.
    function _voters(uint256 epoch) internal view returns (address[] memory voters) {
        uint256[] memory pending = _pending(epoch);
        voters = new address[](pending.length * 48);
        uint256 count;
        for (uint256 i; i < pending.length; ++i) {
            address[] memory members = _newMembers(epoch, pending[i]);
            for (uint256 j; j < members.length; ++j) {
                bool known;
                for (uint256 k; k < count; ++k) {
                    if (voters[k] == members[j]) known = true;
                }
                if (!known) voters[count++] = members[j];
            }
        }
        assembly ("memory-safe") {
            mstore(voters, count)
        }
    }

    function _leaves(Attestation[] memory list) internal view returns (bytes32[] memory leaves) {
        leaves = new bytes32[](list.length);
        for (uint256 i; i < list.length; ++i) {
            leaves[i] = verdicts.leafOf(list[i]);
        }
    }

    // ---- steps

    function _commitOf(address validator) internal {
        uint256 epoch = _epoch();
        Attestation[] memory list = _ballots(epoch, validator);
        bytes32 root = Merkle.root(_leaves(list));
        vm.prank(validator);
        verdicts.commit(epoch, root, uint16(list.length));
    }

    /// @dev All that are not silent commit; then the commit phase is over.
    function _commitAll() internal {
        address[] memory voters = _voters(_epoch());
        for (uint256 i; i < voters.length; ++i) {
            if (moodOf[voters[i]] != Mood.Silent) _commitOf(voters[i]);
        }
        if (_phase() == IEpochManager.Phase.Commit) _waitForPhaseEnd();
    }

    /// @dev What a validator can open in the current round: as many ballots as it committed to.
    function _committedBallots(uint256 epoch, address validator) internal view returns (Attestation[] memory list) {
        list = _ballots(epoch, validator);
        (,,,, uint256 committed,) = verdicts.commitmentOf(registry.numberOf(validator));
        assembly ("memory-safe") {
            mstore(list, committed)
        }
    }

    /// @dev All who committed reveal, but those who withhold; then the reveal phase is over.
    function _revealAll() internal {
        uint256 epoch = _epoch();
        address[] memory voters = _voters(epoch);
        for (uint256 i; i < voters.length; ++i) {
            Mood mood = moodOf[voters[i]];
            if (mood == Mood.Honest || mood == Mood.Liar) verdicts.revealAll(_ballots(epoch, voters[i]));
        }
        if (_phase() == IEpochManager.Phase.Reveal) _waitForPhaseEnd();
    }

    /// @dev Draws, commits, reveals and settles round after round until no submission is pending.
    function _judgeAll() internal {
        do {
            _drawAll();
            _commitAll();
            _revealAll();
            _settleAll();
        } while (_phase() == IEpochManager.Phase.Draw);
    }

    /// @dev From a settled epoch to phase Final, with a manifest when something was accepted.
    function _finish() internal {
        if (_phase() == IEpochManager.Phase.Contest) _waitForPhaseEnd();
        if (_phase() == IEpochManager.Phase.Aggregate) _proposeManifest();
        if (_phase() == IEpochManager.Phase.Challenge) _waitForPhaseEnd();
        _assertPhase(IEpochManager.Phase.Final, "the epoch is final");
    }

    /// @dev One whole epoch of one learner's submission; ends in phase Final.
    function _runEpoch(uint256 key, uint256 stake) internal returns (uint256 epoch) {
        _submit(key, stake);
        epoch = _epoch();
        _judgeAll();
        _finish();
    }
}
