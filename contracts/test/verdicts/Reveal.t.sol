// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {Attestation, IVerdicts} from "../../src/interfaces/IVerdicts.sol";
import {Vm} from "../base/Vm.sol";
import {Merkle} from "../base/Merkle.sol";
import {VerdictsTest} from "./VerdictsTest.sol";

// reveal
// ├── while others commit, after its time, once all is open, in another epoch: WrongPhase
// ├── of a stranger, of who did not commit in this round: NotCommitted
// ├── not what the root says, in any member: WrongCommitment
// ├── utility above all of it, uniqueness above all of it: ValueOutOfRange
// ├── no seat there, a seat of an earlier stage: NotSeated
// ├── twice: AlreadyRevealed
// ├── more than were committed to: BallotsOutOfRange
// └── otherwise, sent by anybody
//     ├── the event tells everything, the tally has it, what is missing falls by one
//     ├── utility may be as low as it gets
//     ├── a verdict with more seats takes the lead, of equals the first stays
//     ├── pass, utility, uniqueness and digest must all be equal to be the same verdict
//     ├── salts are mixed
//     └── the last one ends the phase
// revealBatch
// ├── lengths differ: LengthMismatch
// └── opens what can be opened, tells why the rest cannot
// revealAll
// ├── nothing: LengthMismatch
// ├── not the whole list, another order, before its phase: WrongCommitment, WrongPhase
// └── opens what can be opened of the list, tells why the rest cannot
contract RevealTest is VerdictsTest {
    event Revealed(
        uint256 indexed epoch,
        uint256 indexed index,
        address indexed validator,
        bool pass,
        int32 utilityPpm,
        uint32 uniquenessPpm,
        bytes32 digest,
        bytes32 salt
    );
    event AttestationSkipped(uint256 indexed epoch, uint256 indexed index, address indexed validator, bytes4 reason);

    /// @dev One submission whose members committed to what `statement` makes of it.
    mapping(address validator => Attestation) private _stated;

    function _commitTo(Attestation memory a) private {
        _stated[a.validator] = a;
        bytes32 leaf = verdicts.leafOf(a);
        vm.prank(a.validator);
        verdicts.commit(epoch, leaf, 1);
    }

    function _commitHonestly(address validator) private {
        _commitTo(_honest(epoch, 0, validator));
    }

    function _commitThree() private {
        _drawOne();
        for (uint256 i; i < 3; ++i) {
            _commitHonestly(_member(i));
        }
    }

    function _reveal(address validator) private {
        verdicts.reveal(_stated[validator], _none());
    }

    function _refused(bytes memory error, Attestation memory a) private {
        vm.expectRevert(error);
        verdicts.reveal(a, _none());
    }

    function test_tooEarlyAndTooLate() public {
        _drawOne();
        address first = _member(0);
        _commitHonestly(first);
        _refused(_wrongPhase(IEpochManager.Phase.Commit, IEpochManager.Phase.Reveal), _stated[first]);
        _waitForPhaseEnd();
        _wait(_epochRules().revealSeconds - 1);
        _assertPhase(IEpochManager.Phase.Reveal, "the last second");
        _wait(1);
        _refused(_wrongPhase(IEpochManager.Phase.Settle, IEpochManager.Phase.Reveal), _stated[first]);
    }

    function test_onceAllIsOpen() public {
        _commitThree();
        for (uint256 i; i < 3; ++i) {
            _reveal(_member(i));
        }
        _refused(_wrongPhase(IEpochManager.Phase.Settle, IEpochManager.Phase.Reveal), _stated[_member(0)]);
    }

    function test_inAnotherEpoch() public {
        _commitThree();
        Attestation memory a = _stated[_member(0)];
        a.epoch = 7;
        _refused(
            abi.encodeWithSelector(
                IVerdicts.WrongPhase.selector, 7, IEpochManager.Phase.None, IEpochManager.Phase.Reveal
            ),
            a
        );
    }

    function test_withoutACommitment() public {
        _drawOne();
        _commitHonestly(_member(0));
        _waitForPhaseEnd();
        address late = _member(1);
        _refused(
            abi.encodeWithSelector(IVerdicts.NotCommitted.selector, epoch, late), _honest(epoch, 0, late)
        );
        address stranger = address(0xbeef);
        _refused(
            abi.encodeWithSelector(IVerdicts.NotCommitted.selector, epoch, stranger), _honest(epoch, 0, stranger)
        );
    }

    /// @dev Every member of an attestation is bound by the commitment.
    function test_notWhatWasCommittedTo(uint8 member) public {
        _commitThree();
        Attestation memory a = _stated[_member(0)];
        member = uint8(bound(member, 0, 5));
        if (member == 0) a.index = 1;
        if (member == 1) a.pass = !a.pass;
        if (member == 2) a.utilityPpm += 1;
        if (member == 3) a.uniquenessPpm -= 1;
        if (member == 4) a.digest = keccak256("another");
        if (member == 5) a.salt = keccak256("another");
        bytes20 root = bytes20(verdicts.leafOf(_stated[a.validator]));
        bytes20 given = bytes20(verdicts.leafOf(a));
        _refused(abi.encodeWithSelector(IVerdicts.WrongCommitment.selector, root, given), a);
    }

    function test_valuesOutOfRange() public {
        _drawOne();
        Attestation memory a = _honest(epoch, 0, _member(0));
        a.utilityPpm = 1_000_001;
        _commitTo(a);
        Attestation memory b = _honest(epoch, 0, _member(1));
        b.uniquenessPpm = 1_000_001;
        _commitTo(b);
        _waitForPhaseEnd();
        _refused(abi.encodeWithSelector(IVerdicts.ValueOutOfRange.selector, int256(1_000_001)), a);
        _refused(abi.encodeWithSelector(IVerdicts.ValueOutOfRange.selector, int256(1_000_001)), b);
    }

    function test_uncleanMembersAreRefused() public {
        _commitThree();
        bytes memory call = abi.encodeCall(verdicts.reveal, (_stated[_member(0)], _none()));
        // the words of pass, utility and uniqueness, each with a bit that its type does not have
        uint256[3] memory words = [uint256(3), 4, 5];
        for (uint256 i; i < words.length; ++i) {
            bytes memory unclean = bytes.concat(call);
            uint256 at = 4 + 32 * words[i];
            unclean[at] = 0x01;
            (bool done,) = address(verdicts).call(unclean);
            assertTrue(!done, "refused");
        }
        (bool clean,) = address(verdicts).call(call);
        assertTrue(clean, "as it should be it is taken");
    }

    function test_extremesInRange() public {
        _drawOne();
        Attestation memory a = _honest(epoch, 0, _member(0));
        (a.pass, a.utilityPpm, a.uniquenessPpm) = (false, type(int32).min, 0);
        _commitTo(a);
        Attestation memory b = _honest(epoch, 0, _member(1));
        (b.utilityPpm, b.uniquenessPpm) = (1_000_000, 1_000_000);
        _commitTo(b);
        _waitForPhaseEnd();
        _reveal(a.validator);
        IVerdicts.Tally memory tally = verdicts.tally(epoch, 0);
        assertTrue(!tally.pass && tally.utilityPpm == type(int32).min && tally.uniquenessPpm == 0, "the lowest");
        assertEq(bytes32(tally.digest), bytes32(bytes10(a.digest)), "its digest");
        _reveal(b.validator);
        assertEq(verdicts.tally(epoch, 0).leading, _bits(a.validator), "of equals the first leads");
    }

    function test_withoutASeatThere() public {
        _drawTwo();
        address validator = _voters(epoch)[0];
        uint256 other = _newMembers(epoch, 0)[0] == validator ? 1 : 0;
        uint32 node = registry.numberOf(validator);
        uint32[] memory seats = verdicts.seatsOf(epoch, other);
        for (uint256 i; i < seats.length; ++i) {
            if (seats[i] == node) other = 7; // sits in both: an index that nobody has
        }
        Attestation memory a = _honest(epoch, other, validator);
        _commitTo(a);
        _waitForPhaseEnd();
        _refused(abi.encodeWithSelector(IVerdicts.NotSeated.selector, epoch, other, validator), a);
    }

    /// @dev A member that kept silent in the first stage cannot speak in the second, whatever it commits to there.
    function test_anEarlierStageIsOver() public {
        _drawTwo();
        _setTruth(epoch, 1, true, 10_000, 1_000_000);
        address silent = _newMembers(epoch, 0)[0];
        moodOf[silent] = Mood.Silent;
        moodOf[_newMembers(epoch, 0)[1]] = Mood.Liar;
        _playRound();
        _drawAll();
        // whoever is asked in this round for anything commits to a statement about the first submission, too
        address[] memory voters = _voters(epoch);
        for (uint256 i; i < voters.length; ++i) {
            if (voters[i] == silent) {
                _commitTo(_honest(epoch, 0, silent));
                _waitForPhaseEnd();
                _refused(
                    abi.encodeWithSelector(IVerdicts.NotSeated.selector, epoch, 0, silent), _stated[silent]
                );
                return;
            }
        }
        vm.expectRevert(abi.encodeWithSelector(IVerdicts.BallotsOutOfRange.selector, 1, 0));
        vm.prank(silent);
        verdicts.commit(epoch, keccak256("late"), 1);
    }

    function test_twice() public {
        _commitThree();
        address first = _member(0);
        _reveal(first);
        _refused(
            abi.encodeWithSelector(IVerdicts.AlreadyRevealed.selector, epoch, 0, first), _stated[first]
        );
    }

    function test_moreThanCommittedTo() public {
        for (uint256 i; i < 4; ++i) {
            _register(500 + i, 1, 500 * LOAM);
            _submit(500 + i, 200 * LOAM);
        }
        epoch = _epoch();
        _drawAll();
        address validator;
        Attestation[] memory list;
        for (uint256 i; list.length < 2; ++i) {
            validator = _voters(epoch)[i];
            list = _ballots(epoch, validator);
        }
        bytes32 root = Merkle.root(_leaves(list));
        vm.prank(validator);
        verdicts.commit(epoch, root, 1);
        address another = _voters(epoch)[0] == validator ? _voters(epoch)[1] : _voters(epoch)[0];
        vm.prank(another);
        verdicts.commit(epoch, root, 1);
        _waitForPhaseEnd();
        bytes32[] memory proof = _proof(validator, 0);
        verdicts.reveal(list[0], proof);
        proof = _proof(validator, 1);
        vm.expectRevert(abi.encodeWithSelector(IVerdicts.BallotsOutOfRange.selector, 2, 1));
        verdicts.reveal(list[1], proof);
    }

    function test_tellsEverything() public {
        _commitThree();
        Attestation memory a = _stated[_member(1)];
        vm.expectEmit(address(verdicts));
        emit Revealed(
            a.epoch, a.index, a.validator, a.pass, a.utilityPpm, a.uniquenessPpm, a.digest, a.salt
        );
        vm.prank(address(0xbeef));
        verdicts.reveal(a, _none());
        IVerdicts.Tally memory tally = verdicts.tally(epoch, 0);
        assertEq(tally.stage, 1, "the first stage");
        assertEq(tally.seats, 3, "three seats");
        assertEq(tally.leading, _bits(a.validator), "its seat leads");
        assertEq(tally.revealed, _bits(a.validator), "its seat revealed");
        assertTrue(tally.pass && tally.utilityPpm == 20_000 && tally.uniquenessPpm == 1_000_000, "what it stated");
        assertEq(_unrevealed(), 2, "two are missing");
        assertEq(bytes32(verdicts.saltMix(epoch)), bytes32(bytes10(a.salt)), "its salt is in the mix");
        assertEq(bytes32(verdicts.saltMix(epoch + 1)), 0, "of this epoch only");
    }

    function test_theMajorityLeads() public {
        _drawOne();
        Attestation memory wrong = _honest(epoch, 0, _member(0));
        wrong.utilityPpm = 30_000;
        _commitTo(wrong);
        _commitHonestly(_member(1));
        _commitHonestly(_member(2));
        _reveal(_member(0));
        assertEq(verdicts.tally(epoch, 0).leading, _bits(_member(0)), "the first leads");
        _reveal(_member(1));
        assertEq(verdicts.tally(epoch, 0).leading, _bits(_member(0)), "and stays with as many");
        _reveal(_member(2));
        IVerdicts.Tally memory tally = verdicts.tally(epoch, 0);
        assertEq(tally.leading, _bits(_member(1)) | _bits(_member(2)), "until others are more");
        assertTrue(tally.utilityPpm == 20_000, "with their verdict");
        assertEq(tally.revealed, 7, "all revealed");
    }

    /// @dev Verdicts that differ in one part only are different.
    function test_everyPartMustAgree(uint8 part) public {
        _drawOne();
        _commitHonestly(_member(0));
        Attestation memory other = _honest(epoch, 0, _member(1));
        part = uint8(bound(part, 0, 3));
        if (part == 0) other.pass = false;
        if (part == 1) other.utilityPpm -= 1;
        if (part == 2) other.uniquenessPpm -= 1;
        if (part == 3) other.digest = other.digest ^ bytes32(uint256(1) << 176);
        _commitTo(other);
        _commitHonestly(_member(2));
        _reveal(_member(0));
        _reveal(other.validator);
        assertEq(verdicts.tally(epoch, 0).leading, _bits(_member(0)), "not the same verdict");
    }

    function test_theLastEndsThePhase() public {
        _commitThree();
        _reveal(_member(0));
        _reveal(_member(1));
        _assertPhase(IEpochManager.Phase.Reveal, "one is missing");
        _wait(1);
        _reveal(_member(2));
        _assertPhase(IEpochManager.Phase.Settle, "all is open");
    }

    // ---- revealBatch

    function test_batchesMustMatch() public {
        _commitThree();
        Attestation[] memory list = new Attestation[](2);
        bytes32[][] memory proofs = new bytes32[][](1);
        vm.expectRevert(abi.encodeWithSelector(IVerdicts.LengthMismatch.selector, 2, 1));
        verdicts.revealBatch(list, proofs);
    }

    function test_aBatchSkipsWhatItCannotOpen() public {
        _commitThree();
        Attestation[] memory list = new Attestation[](4);
        bytes32[][] memory proofs = new bytes32[][](4);
        list[0] = _stated[_member(0)];
        list[1] = _stated[_member(0)];
        list[2] = _stated[_member(1)];
        list[2].salt = 0;
        list[3] = _stated[_member(2)];
        vm.recordLogs();
        verdicts.revealBatch(list, proofs);
        bytes4[] memory reasons = _skipped();
        assertEq(reasons.length, 2, "two are skipped");
        assertEq(bytes32(reasons[0]), bytes32(IVerdicts.AlreadyRevealed.selector), "the second is there already");
        assertEq(bytes32(reasons[1]), bytes32(IVerdicts.WrongCommitment.selector), "the third is not as committed");
        assertEq(_unrevealed(), 1, "two are open");
    }

    // ---- revealAll

    function test_allOfNothing() public {
        vm.expectRevert(abi.encodeWithSelector(IVerdicts.LengthMismatch.selector, 0, 0));
        verdicts.revealAll(new Attestation[](0));
    }

    function test_allInItsPhase() public {
        _drawOne();
        Attestation[] memory list = _ballots(epoch, _member(0));
        vm.expectRevert(_wrongPhase(IEpochManager.Phase.Commit, IEpochManager.Phase.Reveal));
        verdicts.revealAll(list);
    }

    function test_allOfAList() public {
        Attestation[] memory list = _manyBallots();
        address validator = list[0].validator;
        verdicts.revealAll(list);
        (,,,,, uint256 revealed) = verdicts.commitmentOf(registry.numberOf(validator));
        assertEq(revealed, list.length, "all are open");
        bytes32 mix;
        for (uint256 i; i < list.length; ++i) {
            assertEq(verdicts.tally(epoch, list[i].index).revealed, _bitsOn(list[i].index, validator), "counted");
            mix ^= list[i].salt;
        }
        assertEq(bytes32(verdicts.saltMix(epoch)), bytes32(bytes10(mix)), "every salt is in the mix");
        verdicts.revealAll(list);
        (,,,,, revealed) = verdicts.commitmentOf(registry.numberOf(validator));
        assertEq(revealed, list.length, "once more opens nothing");
    }

    function test_allMeansAll() public {
        Attestation[] memory list = _manyBallots();
        bytes20 root = bytes20(Merkle.root(_leaves(list)));
        Attestation[] memory fewer = new Attestation[](list.length - 1);
        for (uint256 i; i < fewer.length; ++i) {
            fewer[i] = list[i];
        }
        bytes20 given = bytes20(Merkle.root(_leaves(fewer)));
        vm.expectRevert(abi.encodeWithSelector(IVerdicts.WrongCommitment.selector, root, given));
        verdicts.revealAll(fewer);
    }

    /// @dev A list with leaves that cannot be opened: of a stranger, of another epoch, twice, one too many.
    function test_allSkipsWhatItCannotOpen() public {
        _drawOne();
        address validator = _member(0);
        Attestation[] memory list = new Attestation[](5);
        list[0] = _honest(epoch, 5, validator);
        list[1] = _honest(epoch, 0, _member(1));
        list[2] = _honest(epoch + 1, 0, validator);
        list[3] = _honest(epoch, 0, validator);
        list[4] = _honest(epoch, 0, validator);
        bytes32 root = Merkle.root(_leaves(list));
        vm.prank(validator);
        verdicts.commit(epoch, root, 1);
        _commitHonestly(_member(1));
        _waitForPhaseEnd();
        vm.recordLogs();
        verdicts.revealAll(list);
        bytes4[] memory reasons = _skipped();
        assertEq(reasons.length, 4, "four are skipped");
        for (uint256 i; i < 3; ++i) {
            assertEq(bytes32(reasons[i]), bytes32(IVerdicts.NotSeated.selector), "not a seat of this validator");
        }
        assertEq(bytes32(reasons[3]), bytes32(IVerdicts.AlreadyRevealed.selector), "there already");
        assertEq(verdicts.tally(epoch, 0).revealed, _bits(validator), "one is open");
    }

    function _manyBallots() private returns (Attestation[] memory list) {
        for (uint256 i; i < 9; ++i) {
            _register(500 + i, 1, 500 * LOAM);
            _submit(500 + i, 200 * LOAM);
        }
        epoch = _epoch();
        _drawAll();
        address[] memory voters = _voters(epoch);
        for (uint256 i; i < voters.length; ++i) {
            _commitOf(voters[i]);
            Attestation[] memory own = _ballots(epoch, voters[i]);
            if (own.length > list.length) list = own;
        }
        assertTrue(list.length > 2, "somebody sits often");
    }

    function _skipped() private returns (bytes4[] memory reasons) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        reasons = new bytes4[](logs.length);
        uint256 count;
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].topics[0] != AttestationSkipped.selector) continue;
            reasons[count++] = abi.decode(logs[i].data, (bytes4));
        }
        assembly ("memory-safe") {
            mstore(reasons, count)
        }
    }

    function _bits(address validator) private view returns (uint256) {
        return _bitsOn(0, validator);
    }

    function _bitsOn(uint256 index, address validator) private view returns (uint256 bits) {
        uint32[] memory seats = verdicts.seatsOf(epoch, index);
        for (uint256 i; i < seats.length; ++i) {
            if (registry.addressOf(seats[i]) == validator) bits |= 1 << i;
        }
    }
}
