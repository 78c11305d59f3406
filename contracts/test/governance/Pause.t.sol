// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IElections} from "../../src/interfaces/IElections.sol";
import {IGuardian} from "../../src/interfaces/IGuardian.sol";
import {GovernanceTest} from "../base/GovernanceTest.sol";

/// @notice approvePause, approveLift
///
/// approvePause
/// ├── no member, a former member, after the term → refused
/// ├── twice within a day → refused
/// ├── while paused, while resting → refused
/// ├── below the threshold → noted only
/// ├── approvals older than a day, or of members who left, do not count
/// └── the threshold-th → paused for pauseSeconds
/// approveLift
/// ├── not paused → refused
/// ├── no member → refused
/// ├── below the threshold → noted only
/// ├── the threshold-th, or the timelock alone → over, and the rest begins
/// └── approvals of one pause do not count for the next
contract PauseTest is GovernanceTest {
    bytes32 private constant REASON = keccak256("reason");

    address[] private _guards;

    function setUp() public override {
        super.setUp();
        _guards = _electNodes(IElections.Committee.Guard, 1, 3);
    }

    function _approve(address guard) private {
        vm.prank(guard);
        guardian.approvePause(REASON);
    }

    function _lift(address guard) private {
        vm.prank(guard);
        guardian.approveLift();
    }

    function test_twoOfThree() public {
        vm.expectEmit(address(guardian));
        emit IGuardian.PauseApproved(_guards[0], 1, 2, REASON);
        _approve(_guards[0]);
        assertTrue(!guardian.paused(), "one is not enough");
        vm.expectEmit(address(guardian));
        emit IGuardian.Paused(vm.getBlockTimestamp() + 3_600, REASON);
        _approve(_guards[2]);
        assertTrue(guardian.paused(), "paused");
        assertEq(guardian.pausedUntil(), vm.getBlockTimestamp() + 3_600, "for an hour");
    }

    function test_notAMember() public {
        vm.expectRevert(abi.encodeWithSelector(IGuardian.NotAMember.selector, address(this)));
        guardian.approvePause(REASON);
    }

    function test_aFormerMember() public {
        vm.prank(_guards[0]);
        registry.requestUnbond(500 * LOAM);
        vm.expectRevert(abi.encodeWithSelector(IGuardian.NotAMember.selector, _guards[0]));
        _approve(_guards[0]);
    }

    function test_afterTheTerm() public {
        _wait(1 days);
        vm.expectRevert(abi.encodeWithSelector(IGuardian.NotAMember.selector, _guards[0]));
        _approve(_guards[0]);
    }

    function test_twice() public {
        _approve(_guards[0]);
        vm.expectRevert(abi.encodeWithSelector(IGuardian.AlreadyApproved.selector, _guards[0]));
        _approve(_guards[0]);
    }

    function test_anApprovalLastsADay() public {
        // A term of a day ends with the approval, so the next term's guard is the one that finds it too old.
        _approve(_guards[0]);
        _wait(1 days);
        _elect(IElections.Committee.Guard);
        address[] memory again = elections.membersOf(IElections.Committee.Guard);
        vm.prank(again[0]);
        vm.expectEmit(address(guardian));
        emit IGuardian.PauseApproved(again[0], 1, 2, REASON);
        guardian.approvePause(REASON);
        assertTrue(!guardian.paused(), "yesterday's approval does not count");
    }

    function test_anApprovalOfOneWhoLeftDoesNotCount() public {
        _approve(_guards[0]);
        vm.prank(_guards[0]);
        registry.requestUnbond(500 * LOAM);
        _approve(_guards[1]);
        assertTrue(!guardian.paused(), "one of two");
        _approve(_guards[2]);
        assertTrue(guardian.paused(), "two of two");
    }

    function test_whilePausedAndResting() public {
        _pause(_guards);
        uint256 until = guardian.pausedUntil();
        vm.expectRevert(abi.encodeWithSelector(IGuardian.AlreadyPaused.selector, until));
        _approve(_guards[2]);
        _wait(3_600);
        assertTrue(!guardian.paused(), "over by itself");
        vm.expectRevert(abi.encodeWithSelector(IGuardian.Resting.selector, until + 3_600));
        _approve(_guards[2]);
        _wait(3_600);
        _approve(_guards[2]);
        assertTrue(!guardian.paused(), "approvals of the last pause are gone");
        _approve(_guards[1]);
        assertTrue(guardian.paused(), "a second pause");
    }

    function test_lift_byMembers() public {
        _pause(_guards);
        vm.expectEmit(address(guardian));
        emit IGuardian.LiftApproved(_guards[0], 1, 2);
        _lift(_guards[0]);
        assertTrue(guardian.paused(), "one is not enough");
        vm.expectRevert(abi.encodeWithSelector(IGuardian.AlreadyApproved.selector, _guards[0]));
        _lift(_guards[0]);
        vm.expectEmit(address(guardian));
        emit IGuardian.PauseLifted(vm.getBlockTimestamp());
        _lift(_guards[2]);
        assertTrue(!guardian.paused(), "lifted");
        vm.expectRevert(abi.encodeWithSelector(IGuardian.Resting.selector, vm.getBlockTimestamp() + 3_600));
        _approve(_guards[0]);
    }

    function test_lift_byTheTimelock() public {
        _pause(_guards);
        vm.prank(address(timelock));
        guardian.approveLift();
        assertTrue(!guardian.paused(), "one vote is enough");
    }

    function test_lift_notPaused() public {
        vm.expectRevert(IGuardian.NotPaused.selector);
        _lift(_guards[0]);
    }

    function test_lift_notAMember() public {
        _pause(_guards);
        vm.expectRevert(abi.encodeWithSelector(IGuardian.NotAMember.selector, address(this)));
        guardian.approveLift();
    }

    function test_lift_approvalsOfAnEarlierPauseDoNotCount() public {
        _pause(_guards);
        _lift(_guards[0]);
        _wait(7_200);
        _pause(_guards);
        _lift(_guards[1]);
        assertTrue(guardian.paused(), "one of two");
    }
}
