// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IDisputeCourt} from "../../src/interfaces/IDisputeCourt.sol";
import {CourtTest} from "./CourtTest.sol";

/// @notice appeal
/// ├── before the ruling, after closing → refused
/// ├── after its time, in the last round → refused
/// ├── by anybody but the side that lost → refused
/// │   ├── upheld: the opener may
/// │   ├── overturned: the respondent may
/// │   ├── overturned verdict: each seat behind it may
/// │   └── overturned data set: anybody may
/// ├── without the bond → refused
/// └── otherwise 2n + 1 jurors, the bond doubles with each round
contract AppealTest is CourtTest {
    IDisputeCourt.Ruling private constant UPHOLD = IDisputeCourt.Ruling.Uphold;
    IDisputeCourt.Ruling private constant OVERTURN = IDisputeCourt.Ruling.Overturn;

    function _expectNotAParty(uint256 id, address account) private {
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.NotAParty.selector, id, account));
    }

    function test_refusesOutOfState() public {
        _expectWrongState(9, IDisputeCourt.State.None, IDisputeCourt.State.Appeal);
        _appealBy(opener, 9);
        uint256 id = _openAboutData();
        _expectWrongState(id, IDisputeCourt.State.Vote, IDisputeCourt.State.Appeal);
        _appealBy(opener, id);
        _ruleAs(id, UPHOLD);
        _close(id);
        _expectWrongState(id, IDisputeCourt.State.Closed, IDisputeCourt.State.Appeal);
        _appealBy(opener, id);
    }

    function test_refusesLate() public {
        uint256 id = _openAboutData();
        _ruleAs(id, UPHOLD);
        _wait(60);
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.NoAppealLeft.selector, id));
        _appealBy(opener, id);
    }

    function test_doublesAndGrowsUntilTheLastRound() public {
        uint256 id = _openAboutData();
        _ruleAs(id, UPHOLD);
        uint256 before = token.balanceOf(opener);
        vm.expectEmit(address(court));
        emit IDisputeCourt.Appealed(id, 1, opener, 2 * BOND);
        _appealBy(opener, id);
        assertEq(before - token.balanceOf(opener), 2 * BOND, "twice");
        assertEq(court.dispute(id).deadline, 0, "a jury is awaited");
        _ruleAs(id, UPHOLD);
        assertEq(court.jurorsOf(id, 2).length, 7, "2n + 1");
        _appealBy(opener, id);
        assertEq(before - token.balanceOf(opener), 6 * BOND, "and four times");
        _ruleAs(id, UPHOLD);
        assertEq(court.jurorsOf(id, 3).length, 15, "and again");
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.NoAppealLeft.selector, id));
        _appealBy(opener, id);
    }

    function test_upheld_onlyTheOpener() public {
        (, uint256 subject) = _finalEpoch(true);
        uint256 id = _open(IDisputeCourt.Kind.Verdict, subject);
        _ruleAs(id, UPHOLD);
        _expectNotAParty(id, learner);
        _appealBy(learner, id);
        _expectNotAParty(id, address(this));
        court.appeal(id);
        _appealBy(opener, id);
        assertEq(_round(id), 2, "appealed");
    }

    function test_overturned_theRespondent() public {
        (, uint256 subject) = _finalEpoch(true);
        uint256 id = _open(IDisputeCourt.Kind.Verdict, subject);
        _ruleAs(id, OVERTURN);
        _expectNotAParty(id, opener);
        _appealBy(opener, id);
        _expectNotAParty(id, aggregator);
        _appealBy(aggregator, id);
        _fund(LEARNER, 2 * BOND);
        _appealBy(learner, id);
        assertEq(_round(id), 2, "appealed");
    }

    function test_overturned_aSeatBehindTheVerdict() public {
        (uint256 epoch, uint256 subject) = _finalEpoch(false);
        uint256 id = _open(IDisputeCourt.Kind.Verdict, subject);
        _ruleAs(id, OVERTURN);
        uint32 number = verdicts.seatsOf(epoch, 0)[0];
        address seat = registry.addressOf(number);
        address other = vm.addr(VALIDATOR_1);
        for (uint256 i; verdicts.agreeingSeats(epoch, 0, registry.numberOf(other)) != 0; ++i) {
            other = vm.addr(VALIDATOR_1 + i);
        }
        _expectNotAParty(id, other);
        _appealBy(other, id);
        token.transfer(seat, 2 * BOND);
        vm.startPrank(seat);
        token.approve(address(court), 2 * BOND);
        court.appeal(id);
        vm.stopPrank();
        assertEq(_round(id), 2, "appealed");
    }

    function test_overturned_manifestByItsMaker() public {
        uint256 id = _open(IDisputeCourt.Kind.Manifest, _challengedEpoch());
        _ruleAs(id, OVERTURN);
        _expectNotAParty(id, learner);
        _appealBy(learner, id);
        _fund(AGGREGATOR, 2 * BOND);
        _appealBy(aggregator, id);
        assertEq(_round(id), 2, "appealed");
    }

    function test_overturned_dataSetByAnybody() public {
        uint256 id = _openAboutData();
        _ruleAs(id, OVERTURN);
        token.approve(address(court), 2 * BOND);
        court.appeal(id);
        assertEq(_round(id), 2, "appealed");
    }

    function test_refusesWithoutTheBond() public {
        uint256 id = _openAboutData();
        _ruleAs(id, OVERTURN);
        vm.expectRevert();
        _appealBy(address(0xdead), id);
        _assertState(id, IDisputeCourt.State.Appeal, "nothing happened");
    }
}
