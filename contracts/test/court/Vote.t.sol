// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IDisputeCourt} from "../../src/interfaces/IDisputeCourt.sol";
import {CourtTest} from "./CourtTest.sol";

/// @notice commitVote, revealVote
///
/// commitVote
/// ├── unknown dispute, revealing, ruled → refused
/// ├── the jury is not drawn → refused
/// ├── by nobody of this round's jury → refused
/// ├── nothing → refused
/// ├── twice → refused
/// └── otherwise counts the juror's seats; the last one ends the phase
/// revealVote, by anybody
/// ├── while voting, after the ruling → refused
/// ├── None → refused
/// ├── twice → refused
/// ├── another ruling, salt or juror than committed, no commitment → refused
/// └── otherwise counts
contract VoteTest is CourtTest {
    IDisputeCourt.Ruling private constant UPHOLD = IDisputeCourt.Ruling.Uphold;
    IDisputeCourt.Ruling private constant OVERTURN = IDisputeCourt.Ruling.Overturn;

    uint256 private _id;
    address[] private _members;

    function setUp() public override {
        super.setUp();
        _id = _openAboutData();
        _drawJury(_id);
        _members = _jury(_id);
    }

    function _commitAll(IDisputeCourt.Ruling ruling) private {
        for (uint256 i; i < _members.length; ++i) {
            _commitVote(_id, _members[i], ruling);
        }
    }

    function test_commit_tellsOfIt() public {
        bytes32 commitment = keccak256("sealed");
        vm.expectEmit(address(court));
        emit IDisputeCourt.VoteCommitted(_id, 1, _members[0]);
        vm.prank(_members[0]);
        court.commitVote(_id, commitment);
    }

    function test_commit_theLastOneEndsThePhase() public {
        for (uint256 i; i < _members.length; ++i) {
            _assertState(_id, IDisputeCourt.State.Vote, "not all yet");
            _commitVote(_id, _members[i], UPHOLD);
        }
        _assertState(_id, IDisputeCourt.State.Reveal, "all");
        assertEq(court.dispute(_id).deadline, vm.getBlockTimestamp() + 120, "both times are there for revealing");
    }

    function test_commit_refusesOutOfPhase() public {
        _expectWrongState(9, IDisputeCourt.State.None, IDisputeCourt.State.Vote);
        court.commitVote(9, keccak256("sealed"));
        _commitAll(UPHOLD);
        _expectWrongState(_id, IDisputeCourt.State.Reveal, IDisputeCourt.State.Vote);
        vm.prank(_members[0]);
        court.commitVote(_id, keccak256("sealed"));
        for (uint256 i; i < _members.length; ++i) {
            _revealVote(_id, _members[i], UPHOLD);
        }
        court.rule(_id);
        _expectWrongState(_id, IDisputeCourt.State.Appeal, IDisputeCourt.State.Vote);
        vm.prank(_members[0]);
        court.commitVote(_id, keccak256("sealed"));
    }

    function test_commit_refusesLate() public {
        _wait(60);
        _expectWrongState(_id, IDisputeCourt.State.Reveal, IDisputeCourt.State.Vote);
        vm.prank(_members[0]);
        court.commitVote(_id, keccak256("sealed"));
    }

    function test_commit_refusesBeforeTheDraw() public {
        uint256 id = _openAboutData();
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.SeedNotReady.selector, vm.getBlockNumber() + 2));
        vm.prank(_members[0]);
        court.commitVote(id, keccak256("sealed"));
    }

    function test_commit_refusesStrangers() public {
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.NotAJuror.selector, _id, opener));
        vm.prank(opener);
        court.commitVote(_id, keccak256("sealed"));
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.NotAJuror.selector, _id, learner));
        vm.prank(learner);
        court.commitVote(_id, keccak256("sealed"));
    }

    function test_commit_refusesNothing() public {
        vm.expectRevert(IDisputeCourt.ZeroCommitment.selector);
        vm.prank(_members[0]);
        court.commitVote(_id, 0);
    }

    function test_commit_refusesTwice() public {
        _commitVote(_id, _members[0], UPHOLD);
        bytes32 commitment = keccak256("other");
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.AlreadyVoted.selector, _id, _members[0]));
        vm.prank(_members[0]);
        court.commitVote(_id, commitment);
    }

    function test_reveal_tellsOfIt() public {
        _commitAll(OVERTURN);
        vm.expectEmit(address(court));
        emit IDisputeCourt.VoteRevealed(_id, 1, _members[0], OVERTURN);
        _revealVote(_id, _members[0], OVERTURN);
    }

    function test_reveal_refusesWhileOthersVote() public {
        _commitVote(_id, _members[0], UPHOLD);
        _expectWrongState(_id, IDisputeCourt.State.Vote, IDisputeCourt.State.Reveal);
        _revealVote(_id, _members[0], UPHOLD);
    }

    function test_reveal_refusesAfterTheRuling() public {
        _commitAll(UPHOLD);
        _wait(120);
        court.rule(_id);
        _drawJury(_id);
        _expectWrongState(_id, IDisputeCourt.State.Vote, IDisputeCourt.State.Reveal);
        _revealVote(_id, _members[0], UPHOLD);
    }

    function test_reveal_refusesNone() public {
        _commitAll(IDisputeCourt.Ruling.None);
        vm.expectRevert(IDisputeCourt.InvalidRuling.selector);
        _revealVote(_id, _members[0], IDisputeCourt.Ruling.None);
    }

    function test_reveal_refusesTwice() public {
        _commitAll(UPHOLD);
        _revealVote(_id, _members[0], UPHOLD);
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.AlreadyVoted.selector, _id, _members[0]));
        _revealVote(_id, _members[0], UPHOLD);
    }

    function _expectWrongVote(bytes32 committed, address juror, IDisputeCourt.Ruling ruling, bytes32 salt) private {
        bytes32 given = keccak256(abi.encode(_id, uint256(1), juror, ruling, salt));
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.WrongVote.selector, committed, given));
        court.revealVote(_id, juror, ruling, salt);
    }

    function test_reveal_refusesWhatWasNotCommitted() public {
        _commitAll(UPHOLD);
        address juror = _members[0];
        bytes32 salt = _salt(juror);
        bytes32 committed = keccak256(abi.encode(_id, uint256(1), juror, UPHOLD, salt));
        _expectWrongVote(committed, juror, OVERTURN, salt);
        _expectWrongVote(committed, juror, UPHOLD, keccak256("other salt"));
        _expectWrongVote(0, opener, UPHOLD, salt);
    }

    /// @dev A commitment that was copied from another juror opens nothing.
    function test_reveal_aCopiedCommitmentIsWorthNothing() public {
        address copied = _members[0];
        bytes32 commitment = keccak256(abi.encode(_id, uint256(1), copied, OVERTURN, _salt(copied)));
        vm.prank(_members[1]);
        court.commitVote(_id, commitment);
        _wait(60);
        _expectWrongVote(commitment, _members[1], OVERTURN, _salt(copied));
    }
}
