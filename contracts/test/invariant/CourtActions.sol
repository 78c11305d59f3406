// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IDisputeCourt} from "../../src/interfaces/IDisputeCourt.sol";
import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {AfterActions} from "./AfterActions.sol";

/// @notice Disputes about everything that can be disputed, with jurors who vote at random or not at all.
abstract contract CourtActions is AfterActions {
    function dispute(uint256 who, uint256 random) public watched {
        if (_running() > 2) return;
        (bool found, IDisputeCourt.Kind kind, uint256 subject) = _disputable(random);
        if (!found || court.disputeOf(kind, subject) != 0) return;
        address opener = node(who);
        token.transfer(opener, 1_000 * LOAM);
        vm.prank(opener);
        try court.open(kind, subject, keccak256("evidence")) {
            _count("disputed");
        } catch (bytes memory refusal) {
            if (bytes4(refusal) != IDisputeCourt.NotDisputable.selector) broken = "a dispute could not be opened";
        }
    }

    /// @dev The next step of a dispute that is not closed.
    function courtStep(uint256 random) public watched {
        uint256 count = court.disputeCount();
        for (uint256 i; i < count; ++i) {
            uint256 id = 1 + (random % count + i) % count;
            IDisputeCourt.Dispute memory self = court.dispute(id);
            if (self.state == IDisputeCourt.State.Closed) continue;
            if (self.state == IDisputeCourt.State.Vote) _vote(id, self.round);
            else if (self.state == IDisputeCourt.State.Reveal) _reveal(id, self.round);
            else _appealOrClose(id, self, random);
            return;
        }
    }

    function _vote(uint256 id, uint256 round) private {
        uint32[] memory jurors = court.jurorsOf(id, round);
        if (jurors.length == 0) {
            _wait(1);
            _wait(1);
            court.drawJury(id);
            return;
        }
        for (uint256 i; i < jurors.length; ++i) {
            address juror = registry.addressOf(jurors[i]);
            uint256 vote = _voteOf(id, round, juror);
            if (vote == 0 || !_isFirst(jurors, i)) continue;
            bytes32 commitment = keccak256(abi.encode(id, round, juror, vote, bytes32("salt")));
            vm.prank(juror);
            court.commitVote(id, commitment);
        }
        _wait(_disputeRules().voteSeconds);
    }

    function _reveal(uint256 id, uint256 round) private {
        uint32[] memory jurors = court.jurorsOf(id, round);
        for (uint256 i; i < jurors.length; ++i) {
            address juror = registry.addressOf(jurors[i]);
            uint256 vote = _voteOf(id, round, juror);
            // Nobody votes twice, and some never committed because time had passed.
            if (vote == 0 || !_isFirst(jurors, i)) continue;
            try court.revealVote(id, juror, IDisputeCourt.Ruling(vote), bytes32("salt")) {
                _count("voted");
            } catch (bytes memory refusal) {
                if (bytes4(refusal) != IDisputeCourt.WrongVote.selector) broken = "a vote could not be opened";
            }
        }
        _wait(_disputeRules().revealSeconds + _disputeRules().voteSeconds);
        court.rule(id);
        _count("ruled");
    }

    function _appealOrClose(uint256 id, IDisputeCourt.Dispute memory self, uint256 random) private {
        bool upheld = self.ruling == IDisputeCourt.Ruling.Uphold;
        address loser = upheld ? self.opener : self.respondent;
        if (random & 256 == 0 && block.timestamp < self.deadline && loser != address(0)) {
            token.transfer(loser, self.bond << self.round);
            vm.prank(loser);
            court.appeal(id);
            _count("appealed");
            return;
        }
        if (block.timestamp < self.deadline) _wait(self.deadline - block.timestamp);
        court.close(id);
        _count(upheld ? bytes32("upheld") : bytes32("overturned"));
        if (!upheld && self.kind == IDisputeCourt.Kind.Manifest) fellOf[self.subject][self.respondent] = true;
    }

    /// @dev Most jurors of a round agree, some do not, some stay away (0).
    function _voteOf(uint256 id, uint256 round, address juror) private pure returns (uint256) {
        uint256 own = uint256(keccak256(abi.encode(id, round, juror)));
        if (own % 8 == 0) return 0;
        return 1 + (own % 8 == 1 ? own >> 8 : uint256(keccak256(abi.encode(id, round)))) % 3;
    }

    function _isFirst(uint32[] memory numbers, uint256 i) private pure returns (bool) {
        for (uint256 k; k < i; ++k) {
            if (numbers[k] == numbers[i]) return false;
        }
        return true;
    }

    function _disputable(uint256 random) private view returns (bool found, IDisputeCourt.Kind kind, uint256 subject) {
        kind = IDisputeCourt.Kind(random % 4);
        random >>= 8;
        if (kind == IDisputeCourt.Kind.Verdict) {
            uint256 epoch;
            uint256 index;
            (found, epoch, index) = _past(random);
            subject = epoch << 128 | index;
        } else if (kind == IDisputeCourt.Kind.Manifest) {
            (found, subject) = (_phase() == IEpochManager.Phase.Challenge, _epoch());
        } else if (kind == IDisputeCourt.Kind.Version) {
            (found, subject) = (true, random % models.versionCount());
        } else {
            (found, subject) = (true, random % 3);
        }
    }

    function _running() private view returns (uint256 running) {
        uint256 count = court.disputeCount();
        for (uint256 id = 1; id <= count; ++id) {
            if (court.dispute(id).state != IDisputeCourt.State.Closed) ++running;
        }
    }
}
