// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IDisputeCourt} from "../../src/interfaces/IDisputeCourt.sol";
import {DisputeRules} from "../../src/interfaces/IParameters.sol";
import {CourtTest} from "./CourtTest.sol";

/// @notice rule
/// ├── while voting, ruled already → refused
/// ├── commitments are unopened and there is time → refused
/// ├── more than half of the revealed seats for Overturn → Overturn
/// ├── more than half for DeeperAudit → a jury of 2n + 1, no bond; in the last round Uphold
/// ├── nobody voted → as DeeperAudit
/// ├── otherwise (a tie too) → Uphold
/// ├── a jury has at most 127 seats
/// ├── who did not commit, or not reveal, pays once
/// └── in the last round nobody can appeal
contract RuleTest is CourtTest {
    IDisputeCourt.Ruling private constant UPHOLD = IDisputeCourt.Ruling.Uphold;
    IDisputeCourt.Ruling private constant OVERTURN = IDisputeCourt.Ruling.Overturn;
    IDisputeCourt.Ruling private constant DEEPER = IDisputeCourt.Ruling.DeeperAudit;

    uint256 private _id;

    function setUp() public override {
        super.setUp();
        _id = _openAboutData();
    }

    function test_refusesWhileVoting() public {
        _expectWrongState(_id, IDisputeCourt.State.Vote, IDisputeCourt.State.Reveal);
        court.rule(_id);
        _drawJury(_id);
        _expectWrongState(_id, IDisputeCourt.State.Vote, IDisputeCourt.State.Reveal);
        court.rule(_id);
    }

    function test_refusesTwice() public {
        _ruleAs(_id, OVERTURN);
        _expectWrongState(_id, IDisputeCourt.State.Appeal, IDisputeCourt.State.Reveal);
        court.rule(_id);
    }

    function test_refusesWhileThereIsTimeToReveal() public {
        _drawJury(_id);
        uint256 end = vm.getBlockTimestamp() + 120;
        address[] memory jury = _jury(_id);
        for (uint256 i; i < jury.length; ++i) {
            _commitVote(_id, jury[i], UPHOLD);
        }
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.TooEarly.selector, end));
        court.rule(_id);
        vm.warp(end - 1);
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.TooEarly.selector, end));
        court.rule(_id);
        vm.warp(end);
        court.rule(_id);
    }

    function test_endsEarlyWhenAllHaveVoted() public {
        _drawJury(_id);
        uint256 before = vm.getBlockTimestamp();
        _voteAs(_id, OVERTURN);
        vm.expectEmit(address(court));
        emit IDisputeCourt.Ruled(_id, 1, OVERTURN);
        assertEq(uint256(court.rule(_id)), uint256(OVERTURN), "returned");
        assertEq(vm.getBlockTimestamp(), before, "no waiting");
        _assertState(_id, IDisputeCourt.State.Appeal, "may be appealed");
        assertEq(court.dispute(_id).deadline, before + 60, "for this long");
    }

    function test_deeperAuditDrawsALargerJuryWithoutABond() public {
        uint256 before = token.balanceOf(address(court));
        _ruleAs(_id, DEEPER);
        _assertState(_id, IDisputeCourt.State.Vote, "another round");
        assertEq(_round(_id), 2, "second");
        assertTrue(court.drawing(), "its jury is awaited");
        _drawJury(_id);
        assertEq(court.jurorsOf(_id, 2).length, 7, "2n + 1");
        assertEq(token.balanceOf(address(court)), before, "no bond");
    }

    function test_deeperAuditInTheLastRoundUpholds() public {
        _ruleAs(_id, DEEPER);
        _ruleAs(_id, DEEPER);
        _ruleAs(_id, DEEPER);
        _assertRuling(_id, UPHOLD, "it was not shown");
        assertEq(court.jurorsOf(_id, 3).length, 15, "the last jury");
        assertEq(court.dispute(_id).deadline, vm.getBlockTimestamp(), "no appeal");
    }

    function test_nobodyVoted() public {
        _drawJury(_id);
        _wait(60);
        assertEq(uint256(court.rule(_id)), uint256(DEEPER), "a larger jury");
    }

    function test_committedButNeverRevealed() public {
        _drawJury(_id);
        address[] memory jury = _jury(_id);
        for (uint256 i; i < jury.length; ++i) {
            _commitVote(_id, jury[i], OVERTURN);
        }
        _wait(120);
        assertEq(uint256(court.rule(_id)), uint256(DEEPER), "a larger jury");
    }

    function test_atMost127Seats() public {
        DisputeRules memory rules = _disputeRules();
        (rules.jurors, rules.maxAppeals) = (127, 0);
        _setRules(rules);
        uint256 id = _openAboutData();
        _drawJury(id);
        assertEq(court.jurorsOf(id, 1).length, 127, "largest of the rules");
        (rules.jurors, rules.maxAppeals) = (3, 1);
        _setRules(rules);
        _wait(60);
        court.rule(id);
        _drawJury(id);
        assertEq(court.jurorsOf(id, 2).length, 127, "not larger");
    }

    /// @dev New rules, and an epoch that opens with them.
    function _setRules(DisputeRules memory rules) private {
        vm.prank(address(timelock));
        parameters.setDisputeRules(rules);
        vm.prank(address(manager));
        parameters.activate();
    }

    function test_theAbsentPayOnce() public {
        _drawJury(_id);
        address[] memory jury = _jury(_id);
        address hidden = jury[jury.length - 1];
        for (uint256 i; i + 1 < jury.length; ++i) {
            _commitVote(_id, jury[i], OVERTURN);
        }
        _wait(60);
        // The first one commits and does not reveal, the last one does nothing.
        for (uint256 i = 1; i + 1 < jury.length; ++i) {
            _revealVote(_id, jury[i], OVERTURN);
        }
        _wait(60);
        uint256 before = token.balanceOf(address(pool));
        court.rule(_id);
        uint256 fine = STAKE * 200 / 10_000;
        assertEq(_stakeOf(jury[0]), STAKE - fine, "withheld");
        assertEq(_stakeOf(hidden), STAKE - fine, "absent");
        for (uint256 i = 1; i + 1 < jury.length; ++i) {
            assertEq(_stakeOf(jury[i]), STAKE, "voted");
        }
        assertEq(token.balanceOf(address(pool)) - before, 2 * fine, "to the pool");
    }

    function test_theAbsentPayOnceWhateverTheirSeats() public {
        DisputeRules memory rules = _disputeRules();
        (rules.jurors, rules.maxAppeals) = (15, 0);
        _setRules(rules);
        uint256 id = _openAboutData();
        _drawJury(id);
        address[] memory jury = _jury(id);
        assertTrue(jury.length < 15, "somebody has two seats");
        _wait(60);
        court.rule(id);
        for (uint256 i; i < jury.length; ++i) {
            assertEq(_stakeOf(jury[i]), STAKE - STAKE * 200 / 10_000, "once");
        }
    }

    /// @dev Any votes of any larger jury: the ruling is what a count by hand gives.
    function testFuzz_majorityOfRevealedSeats(uint256 votes, uint256 evidence) public {
        uint256 set = _addDataSet();
        vm.prank(opener);
        _id = court.open(IDisputeCourt.Kind.DataSet, set, bytes32(evidence | 1));
        _ruleAs(_id, DEEPER);
        vm.roll(vm.getBlockNumber() + evidence % 200);
        _drawJury(_id);
        address[] memory jury = _jury(_id);
        IDisputeCourt.Ruling[] memory rulings = new IDisputeCourt.Ruling[](jury.length);
        uint256[4] memory seats;
        for (uint256 i; i < jury.length; ++i) {
            rulings[i] = IDisputeCourt.Ruling(votes >> (2 * i) & 3);
            seats[uint256(rulings[i])] += _seatsOf(_id, jury[i]);
        }
        uint256 revealed = seats[1] + seats[2] + seats[3];
        assertEq(seats[0] + revealed, 7, "a seat is a vote");
        _voteAll(_id, rulings);
        IDisputeCourt.Ruling expected = UPHOLD;
        if (revealed == 0 || 2 * seats[uint256(DEEPER)] > revealed) expected = DEEPER;
        if (2 * seats[uint256(OVERTURN)] > revealed) expected = OVERTURN;
        assertEq(uint256(court.rule(_id)), uint256(expected), "ruling");
    }

    function test_aTieUpholds() public {
        DisputeRules memory rules = _disputeRules();
        rules.jurors = 2;
        _setRules(rules);
        uint256 id = _openAboutData();
        _drawJury(id);
        IDisputeCourt.Ruling[] memory rulings = new IDisputeCourt.Ruling[](2);
        (rulings[0], rulings[1]) = (OVERTURN, UPHOLD);
        assertEq(_jury(id).length, 2, "two jurors");
        _voteAll(id, rulings);
        assertEq(uint256(court.rule(id)), uint256(UPHOLD), "what is not shown stands");
    }
}
