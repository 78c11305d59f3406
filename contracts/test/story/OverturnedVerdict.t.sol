// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IDisputeCourt} from "../../src/interfaces/IDisputeCourt.sol";
import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {CourtTest} from "../court/CourtTest.sol";

/// @notice A whole committee lies and a harmful lesson is accepted. Days later somebody shows it: the jury overturns, the
/// learner's reward is taken out of its claim, or out of its stake when it was paid, and everybody who lied pays.
contract OverturnedVerdictStory is CourtTest {
    uint256 private _epochNumber;
    uint256 private _subject;
    address[] private _liars;

    function setUp() public override {
        super.setUp();
        (_epochNumber,) = manager.nextTerms();
        _setTruth(_epochNumber, 0, false, -30_000, 1_000_000);
        _submit(LEARNER, 500 * LOAM);
        _drawAll();
        // Chance, or the work of a year: all seats are the liars'.
        uint32[] memory seats = verdicts.seatsOf(_epochNumber, 0);
        for (uint256 i; i < seats.length; ++i) {
            address node = registry.addressOf(seats[i]);
            if (moodOf[node] != Mood.Liar) _liars.push(node);
            moodOf[node] = Mood.Liar;
        }
        _commitAll();
        _revealAll();
        _settleAll();
        _finish();
        _subject = _verdictOf(_epochNumber, 0);
        assertEq(_status(), uint256(IEpochManager.Status.Accepted), "the lie is the verdict");
    }

    function _status() private view returns (uint256) {
        return uint256(manager.submission(_epochNumber, 0).status);
    }

    /// @dev The opener disputes it, the jury votes sealed, opens its votes, and everybody who lied pays.
    function _overturn() private {
        uint256 before = token.balanceOf(opener);
        uint256 bond = registry.bondOf(learner);
        uint256 id = _open(IDisputeCourt.Kind.Verdict, _subject);
        court.addEvidence(id, keccak256("the losses, item by item"));
        _drawJury(id);
        address[] memory jury = _jury(id);
        for (uint256 i; i < jury.length; ++i) {
            assertTrue(moodOf[jury[i]] == Mood.Honest, "no liar judges its own lie");
            _commitVote(id, jury[i], IDisputeCourt.Ruling.Overturn);
        }
        for (uint256 i; i < jury.length; ++i) {
            _revealVote(id, jury[i], IDisputeCourt.Ruling.Overturn);
        }
        court.rule(id);
        _close(id);
        assertEq(_status(), uint256(IEpochManager.Status.Rejected), "overturned");
        uint256 fines;
        for (uint256 i; i < _liars.length; ++i) {
            assertEq(_stakeOf(_liars[i]), STAKE * 8 / 10, "each liar pays a fifth");
            fines += STAKE / 5;
        }
        assertTrue(registry.bondOf(learner) < bond, "so does the learner");
        assertTrue(token.balanceOf(opener) - before >= fines / 2, "half of it for the one who saw it");
        assertEq(token.balanceOf(address(court)), 0, "the court keeps nothing");
    }

    function test_beforeThePayment() public {
        _overturn();
        assertEq(registry.bondOf(learner), 1_600 * LOAM, "the learner's fine");
        assertEq(pool.learnerDue(_epochNumber, 0), 0, "nothing is due");
        vm.expectRevert();
        pool.claimLearner(_epochNumber, 0);
        assertEq(token.balanceOf(learner), 0, "nothing was paid");
    }

    function test_afterThePayment() public {
        uint256 paid = pool.claimLearner(_epochNumber, 0);
        assertTrue(paid != 0, "paid");
        uint256 before = token.balanceOf(address(pool));
        _overturn();
        assertEq(registry.bondOf(learner), (2_000 * LOAM - paid) * 8 / 10, "reward and fine come out of the stake");
        assertTrue(token.balanceOf(address(pool)) >= before + paid, "and are in the pool again");
        vm.expectRevert();
        pool.claimLearner(_epochNumber, 0);
    }
}
