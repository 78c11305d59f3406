// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IDisputeCourt} from "../../src/interfaces/IDisputeCourt.sol";
import {CourtTest} from "./CourtTest.sol";

/// @notice close: who gets which bond
/// ├── not ruled, closed already → refused
/// ├── an appeal can still come → refused
/// ├── upheld: the opener's bond is lost, half to the jurors who said so, half to the pool
/// ├── overturned: the opener's bond comes back, the pool pays the jurors half of it, as far as it can
/// ├── appeals against the final ruling are lost in the same way, the others come back
/// ├── jurors of all rounds are paid by seats, those who voted otherwise get nothing
/// └── nothing stays in the court
contract CloseTest is CourtTest {
    IDisputeCourt.Ruling private constant UPHOLD = IDisputeCourt.Ruling.Uphold;
    IDisputeCourt.Ruling private constant OVERTURN = IDisputeCourt.Ruling.Overturn;

    /// @dev What the pool has free: fees of former fines.
    function _fillPool(uint256 amount) private {
        token.transfer(address(pool), amount);
    }

    function test_refusesOutOfState() public {
        _expectWrongState(9, IDisputeCourt.State.None, IDisputeCourt.State.Appeal);
        court.close(9);
        uint256 id = _openAboutData();
        _expectWrongState(id, IDisputeCourt.State.Vote, IDisputeCourt.State.Appeal);
        court.close(id);
        _ruleAs(id, UPHOLD);
        _close(id);
        _expectWrongState(id, IDisputeCourt.State.Closed, IDisputeCourt.State.Appeal);
        court.close(id);
    }

    function test_refusesWhileAnAppealCanCome() public {
        uint256 id = _openAboutData();
        _ruleAs(id, UPHOLD);
        uint256 end = vm.getBlockTimestamp() + 60;
        vm.warp(end - 1);
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.TooEarly.selector, end));
        court.close(id);
        vm.warp(end);
        vm.expectEmit(address(court));
        emit IDisputeCourt.DisputeClosed(id, UPHOLD);
        court.close(id);
        _assertState(id, IDisputeCourt.State.Closed, "closed");
    }

    function test_upheld_halfToTheJurors() public {
        uint256 id = _openAboutData();
        _ruleAs(id, UPHOLD);
        address[] memory jury = _jury(id);
        uint256 before = token.balanceOf(opener);
        _close(id);
        uint256 share = BOND / 2 / 3;
        for (uint256 i; i < jury.length; ++i) {
            assertEq(token.balanceOf(jury[i]), share * _seatsOf(id, jury[i]), "by seats");
        }
        assertEq(token.balanceOf(opener), before, "the opener gets nothing back");
        assertEq(token.balanceOf(address(pool)), BOND - 3 * share, "the rest");
        assertEq(token.balanceOf(address(court)), 0, "nothing stays");
    }

    function test_upheld_whoVotedOtherwiseGetsNothing() public {
        uint256 id = _openAboutData();
        _drawJury(id);
        address[] memory jury = _jury(id);
        assertEq(jury.length, 3, "three different jurors");
        IDisputeCourt.Ruling[] memory rulings = new IDisputeCourt.Ruling[](3);
        (rulings[0], rulings[1], rulings[2]) = (OVERTURN, UPHOLD, UPHOLD);
        _voteAll(id, rulings);
        court.rule(id);
        _close(id);
        assertEq(token.balanceOf(jury[0]), 0, "dissented");
        assertEq(token.balanceOf(jury[1]), BOND / 4, "half of the half");
        assertEq(token.balanceOf(jury[2]), BOND / 4, "half of the half");
    }

    function test_overturned_thePoolPaysTheJurors() public {
        _fillPool(1_000 * LOAM);
        uint256 before = token.balanceOf(opener);
        uint256 id = _openAboutData();
        _ruleAs(id, OVERTURN);
        address[] memory jury = _jury(id);
        _close(id);
        assertEq(token.balanceOf(opener), before, "the bond came back");
        uint256 share = BOND / 2 / 3;
        for (uint256 i; i < jury.length; ++i) {
            assertEq(token.balanceOf(jury[i]), share * _seatsOf(id, jury[i]), "as much as for the other ruling");
        }
        assertEq(token.balanceOf(address(pool)), 1_000 * LOAM - 3 * share, "from the pool");
        assertEq(token.balanceOf(address(court)), 0, "nothing stays");
    }

    function test_overturned_anEmptyPoolPaysNothing() public {
        uint256 id = _openAboutData();
        _ruleAs(id, OVERTURN);
        address[] memory jury = _jury(id);
        _close(id);
        assertEq(token.balanceOf(jury[0]), 0, "there is nothing");
        assertEq(token.balanceOf(address(court)), 0, "nothing stays");
    }

    function test_appealWon() public {
        _fillPool(1_000 * LOAM);
        uint256 before = token.balanceOf(opener);
        uint256 id = _openAboutData();
        _ruleAs(id, UPHOLD);
        address[] memory first = _jury(id);
        _appealBy(opener, id);
        _ruleAs(id, OVERTURN);
        address[] memory second = _jury(id);
        _close(id);
        assertEq(token.balanceOf(opener), before, "both bonds came back");
        uint256 share = BOND / 2 / 7;
        for (uint256 i; i < second.length; ++i) {
            assertEq(token.balanceOf(second[i]), share * _seatsOf(id, second[i]), "the second jury is paid");
        }
        for (uint256 i; i < first.length; ++i) {
            if (_seatsOf(id, first[i]) == 0) assertEq(token.balanceOf(first[i]), 0, "the first one was wrong");
        }
    }

    function test_appealLost() public {
        uint256 id = _openAboutData();
        _ruleAs(id, UPHOLD);
        _appealBy(opener, id);
        _ruleAs(id, UPHOLD);
        uint256 before = token.balanceOf(opener);
        _close(id);
        assertEq(token.balanceOf(opener), before, "nothing back");
        uint256 share = 3 * BOND / 2 / 10;
        assertEq(token.balanceOf(address(pool)), 3 * BOND - 10 * share, "half and what does not divide");
    }

    function test_bothSidesAppealed() public {
        _fillPool(1_000 * LOAM);
        uint256 before = token.balanceOf(opener);
        uint256 mine = token.balanceOf(address(this));
        uint256 id = _openAboutData();
        _ruleAs(id, UPHOLD);
        _appealBy(opener, id);
        _ruleAs(id, OVERTURN);
        token.approve(address(court), 4 * BOND);
        court.appeal(id);
        _ruleAs(id, OVERTURN);
        _close(id);
        assertEq(token.balanceOf(opener), before, "bond and appeal came back");
        assertEq(mine - token.balanceOf(address(this)), 4 * BOND, "the other appeal is lost");
        uint256 share = (BOND / 2 + 2 * BOND) / 22;
        assertEq(token.balanceOf(address(pool)), 1_000 * LOAM + 4 * BOND - 22 * share, "what the jurors leave");
        assertEq(token.balanceOf(address(court)), 0, "nothing stays");
    }

    /// @dev However the rounds go: the court keeps nothing of a closed dispute and all of an open one.
    function testFuzz_keepsNothing(uint256 votes, uint256 appeals, uint256 free) public {
        _fillPool(bound(free, 0, 1_000 * LOAM));
        uint256 other = _openAboutData();
        uint256 id = _openAboutData();
        token.approve(address(court), type(uint256).max);
        for (uint256 round;; ++round) {
            _drawJury(id);
            address[] memory jury = _jury(id);
            IDisputeCourt.Ruling[] memory rulings = new IDisputeCourt.Ruling[](jury.length);
            for (uint256 i; i < jury.length; ++i) {
                rulings[i] = IDisputeCourt.Ruling(votes & 3);
                votes >>= 2;
            }
            _voteAll(id, rulings);
            IDisputeCourt.Ruling ruling = court.rule(id);
            if (ruling == IDisputeCourt.Ruling.DeeperAudit) continue;
            if (round == 2 || appeals >> round & 1 == 0) break;
            _appealBy(ruling == UPHOLD ? opener : address(this), id);
        }
        _close(id);
        assertEq(token.balanceOf(address(court)), BOND, "the open one's bond");
        assertEq(court.disputeOf(IDisputeCourt.Kind.DataSet, court.dispute(other).subject), other, "still open");
    }
}
