// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {IVerdicts} from "../../src/interfaces/IVerdicts.sol";
import {VerdictsTest} from "./VerdictsTest.sol";

// enforce
// ├── before the contest is over: WrongPhase
// ├── of nothing, of what nobody deserves anything for, twice: NothingToEnforce
// ├── a seat that stated another verdict: dissentBps of the bond
// ├── a seat whose ballot was committed to and not opened: the same
// ├── a seat that did not commit: silenceBps
// ├── several seats of one node: once
// ├── no verdict at all: silence costs, dissent does not
// ├── does not pass: rejectBps of the submission's stake; merely useless: nothing
// ├── who has nothing left, or left: skipped
// └── the bounty goes to the caller, the rest to the pool
contract EnforceTest is VerdictsTest {
    uint256 private constant STAKE = 500 * LOAM;
    address private constant KEEPER = address(0xca11e4);

    event SeatsFined(
        uint256 indexed epoch, uint256 indexed index, uint256 dissenting, uint256 silent, uint256 taken
    );

    function _enforce() private {
        vm.prank(KEEPER);
        verdicts.enforce(epoch, 0);
    }

    function _nothing() private view returns (bytes memory) {
        return abi.encodeWithSelector(IVerdicts.NothingToEnforce.selector, epoch, 0);
    }

    /// @dev One of the first three is of another mood; later ones are honest.
    function _playWith(Mood mood) private returns (address odd) {
        _drawOne();
        odd = _member(1);
        moodOf[odd] = mood;
        _playRound();
        if (_phase() == IEpochManager.Phase.Draw) _judgeAll();
        _assertStatus(0, IEpochManager.Status.Accepted, "the truth wins");
    }

    function _lost(address validator) private view returns (uint256) {
        return STAKE - registry.bondOf(validator);
    }

    function test_tooEarly() public {
        _playWith(Mood.Liar);
        vm.expectRevert(_wrongPhase(IEpochManager.Phase.Contest, IEpochManager.Phase.Aggregate));
        _enforce();
    }

    function test_nothingToDo() public {
        _playWith(Mood.Honest);
        _waitForPhaseEnd();
        vm.expectRevert(_nothing());
        _enforce();
        assertTrue(!verdicts.enforced(epoch, 0), "not done");
        vm.expectRevert(abi.encodeWithSelector(IVerdicts.NothingToEnforce.selector, epoch, 3));
        verdicts.enforce(epoch, 3);
    }

    function test_dissent() public {
        address odd = _playWith(Mood.Liar);
        _waitForPhaseEnd();
        uint256 inPool = token.balanceOf(address(pool));
        vm.expectEmit(address(verdicts));
        emit SeatsFined(epoch, 0, 1, 0, 100 * LOAM);
        _enforce();
        assertEq(_lost(odd), 100 * LOAM, "a fifth of the bond");
        assertEq(token.balanceOf(KEEPER), 5 * LOAM, "a twentieth for the caller");
        assertEq(token.balanceOf(address(pool)) - inPool, 95 * LOAM, "the rest for the pool");
        assertTrue(verdicts.enforced(epoch, 0), "done");
        vm.expectRevert(_nothing());
        _enforce();
        assertEq(_lost(odd), 100 * LOAM, "once");
    }

    function test_withholding() public {
        address odd = _playWith(Mood.Withholding);
        _waitForPhaseEnd();
        _enforce();
        assertEq(_lost(odd), 100 * LOAM, "as dear as dissent");
    }

    function test_silence() public {
        address odd = _playWith(Mood.Silent);
        _waitForPhaseEnd();
        vm.expectEmit(address(verdicts));
        emit SeatsFined(epoch, 0, 0, 1, 5 * LOAM);
        _enforce();
        assertEq(_lost(odd), 5 * LOAM, "a hundredth");
    }

    /// @dev What was withheld in one round is not forgotten in the next, and not charged for more seats than it was.
    function test_withheldInAnEarlierRound() public {
        _drawTwo();
        address odd = _newMembers(epoch, 0)[0];
        moodOf[odd] = Mood.Withholding;
        moodOf[_newMembers(epoch, 0)[1]] = Mood.Liar;
        moodOf[_newMembers(epoch, 1)[1]] = Mood.Liar;
        uint256 seatsOfOdd = _ballots(epoch, odd).length;
        _playRound();
        moodOf[odd] = Mood.Silent;
        if (_phase() == IEpochManager.Phase.Draw) _judgeAll();
        _waitForPhaseEnd();
        uint256 bond = registry.bondOf(odd);
        _enforce();
        assertEq(registry.bondOf(odd), bond * 8 / 10, "withheld here");
        if (seatsOfOdd == 2) {
            bond = registry.bondOf(odd);
            verdicts.enforce(epoch, 1);
            assertEq(registry.bondOf(odd), bond * 8 / 10, "and there");
        }
    }

    /// @dev A node with several seats on a submission pays once for it.
    function test_onceForAllSeats() public {
        // a bond far larger than that of all others together: several of the seats
        address whale = _register(900, 2, 100_000 * LOAM);
        _drawOne();
        uint32[] memory seats = verdicts.seatsOf(epoch, 0);
        uint256 held;
        for (uint256 i; i < seats.length; ++i) {
            if (registry.addressOf(seats[i]) == whale) ++held;
        }
        assertTrue(held > 1, "several seats");
        moodOf[whale] = Mood.Silent;
        _playRound();
        if (_phase() == IEpochManager.Phase.Draw) _judgeAll();
        if (_phase() == IEpochManager.Phase.Contest) _waitForPhaseEnd();
        _enforce();
        assertEq(100_000 * LOAM - registry.bondOf(whale), 1_000 * LOAM, "a hundredth of its bond, once");
    }

    function test_withoutAVerdictOnlySilenceCosts() public {
        for (uint256 i; i < VALIDATORS; ++i) {
            moodOf[vm.addr(VALIDATOR_1 + i)] = Mood.Silent;
        }
        _drawOne();
        address speaks = _member(0);
        address lies = _member(1);
        (moodOf[speaks], moodOf[lies]) = (Mood.Honest, Mood.Liar);
        _playRound();
        _judgeAll();
        _assertStatus(0, IEpochManager.Status.Unresolved, "no verdict");
        _waitForPhaseEnd();
        _enforce();
        assertEq(_lost(speaks), 0, "one statement");
        assertEq(_lost(lies), 0, "another statement");
        uint32[] memory seats = verdicts.seatsOf(epoch, 0);
        for (uint256 i; i < seats.length; ++i) {
            address member = registry.addressOf(seats[i]);
            if (member != speaks && member != lies) assertEq(_lost(member), 5 * LOAM, "silence");
        }
        assertEq(verdicts.agreeingSeats(epoch, 0, registry.numberOf(speaks)), 0, "nobody is paid for it");
        assertEq(registry.bondOf(vm.addr(LEARNER)), 1_000 * LOAM, "the learner loses nothing");
    }

    function test_aRejectedLearner() public {
        _setTruth(1, 0, false, -5, 1_000_000);
        _drawOne();
        _playRound();
        _waitForPhaseEnd();
        _enforce();
        assertEq(1_000 * LOAM - registry.bondOf(vm.addr(LEARNER)), 50 * LOAM, "a tenth of what it staked on it");
        assertEq(token.balanceOf(KEEPER), 5 * LOAM / 2, "a twentieth of it for the caller");
    }

    function test_aUselessLesson() public {
        _setTruth(1, 0, true, 999, 1_000_000);
        _drawOne();
        _playRound();
        _assertStatus(0, IEpochManager.Status.Rejected, "useless");
        _waitForPhaseEnd();
        vm.expectRevert(_nothing());
        _enforce();
    }

    /// @dev Nobody can stop the fines of others by having nothing left.
    function test_whoLeftIsSkipped() public {
        _drawOne();
        (address leaver, address stays) = (_member(0), _member(1));
        (moodOf[leaver], moodOf[stays]) = (Mood.Silent, Mood.Silent);
        _playRound();
        if (_phase() == IEpochManager.Phase.Draw) _judgeAll();
        vm.prank(leaver);
        registry.requestUnbond(STAKE);
        _finish();
        _wait(_stakeRules().unbondSeconds);
        vm.prank(leaver);
        registry.withdraw();
        _enforce();
        assertEq(_lost(stays), 5 * LOAM, "the other one pays");
    }

    function test_aLearnerThatLeft() public {
        _setTruth(1, 0, false, -5, 1_000_000);
        _drawOne();
        address odd = _member(0);
        moodOf[odd] = Mood.Silent;
        vm.prank(vm.addr(LEARNER));
        registry.requestUnbond(1_000 * LOAM);
        _playRound();
        _assertPhase(IEpochManager.Phase.Contest, "two agree");
        _waitForPhaseEnd();
        _assertPhase(IEpochManager.Phase.Final, "nothing to merge");
        _wait(_stakeRules().unbondSeconds);
        vm.prank(vm.addr(LEARNER));
        registry.withdraw();
        _enforce();
        assertEq(_lost(odd), 5 * LOAM, "the others pay");
    }

    function test_whoeverEnforcesItOnItselfStillPays() public {
        address odd = _playWith(Mood.Liar);
        _waitForPhaseEnd();
        vm.prank(odd);
        verdicts.enforce(epoch, 0);
        assertEq(_lost(odd) - token.balanceOf(odd), 95 * LOAM, "all but the bounty");
    }
}
