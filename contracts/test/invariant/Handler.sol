// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IDisputeCourt} from "../../src/interfaces/IDisputeCourt.sol";
import {IElections} from "../../src/interfaces/IElections.sol";
import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {ILoamGovernor} from "../../src/interfaces/ILoamGovernor.sol";
import {INodeRegistry} from "../../src/interfaces/INodeRegistry.sol";
import {CourtActions} from "./CourtActions.sol";

/// @notice Everything that users, attackers and time can do.
contract Handler is CourtActions {
    IElections.Committee private constant GUARD = IElections.Committee.Guard;

    Draft private _asked;
    uint256 private _proposal;

    // ---- time

    function wait(uint256 duration) public watched {
        uint256 kind = duration % 8;
        duration >>= 8;
        if (kind < 6) _wait(bound(duration, 1, 30));
        else if (kind == 6) _wait(bound(duration, 60, 900));
        else _wait(bound(duration, 1 days, 9 days));
    }

    /// @dev Whatever brings the epoch to its next phase.
    function advance(uint256 random) public {
        IEpochManager.Phase phase = _phase();
        if (phase == IEpochManager.Phase.None || phase == IEpochManager.Phase.Final) {
            submit(random, random >> 8);
            submit(random % NODES + 1, random >> 8);
        } else if (phase == IEpochManager.Phase.Draw) {
            drawAll();
        } else if (phase == IEpochManager.Phase.Commit) {
            commitAll();
        } else if (phase == IEpochManager.Phase.Reveal) {
            revealAll();
        } else if (phase == IEpochManager.Phase.Settle) {
            if (guardian.paused()) _pass(guardian.pausedUntil());
            else settleAll();
        } else if (phase == IEpochManager.Phase.Contest && random % 4 == 0) {
            forceRerun(random >> 8, random >> 16);
        } else if (phase == IEpochManager.Phase.Contest && random % 4 == 1) {
            openCanary(random >> 8);
        } else if (phase == IEpochManager.Phase.Aggregate && random % 4 != 0) {
            proposeManifest(random >> 8);
        } else if (phase == IEpochManager.Phase.Challenge && manager.epochInfo(_epoch()).phaseEndsAt == 0) {
            courtStep(random >> 8);
        } else {
            _pass(manager.epochInfo(_epoch()).phaseEndsAt);
        }
        if (_phase() == IEpochManager.Phase.Final) _count("final");
    }

    function _pass(uint256 until) private watched {
        _wait(until > block.timestamp ? until - block.timestamp : 1);
    }

    // ---- leaving

    /// @notice However things stand, a node gets out with all that it has, at the latest MAX_HOLD after it asked. Tried, and
    /// taken back.
    function exit(uint256 who) public {
        address n = node(who);
        if (registry.bondOf(n) == 0) return;
        _count("exit");
        uint256 before = vm.snapshotState();
        _endDraws();
        INodeRegistry.Node memory self = registry.nodeOf(n);
        uint256 held = token.balanceOf(n);
        if (self.stake != 0) {
            vm.prank(n);
            registry.requestUnbond(self.stake);
        }
        _wait(30 days);
        vm.prank(n);
        registry.withdraw();
        bool out = token.balanceOf(n) == held + self.stake + self.unbonding && registry.bondOf(n) == 0;
        vm.revertToState(before);
        if (!out) broken = "a node did not get out";
    }

    /// @dev What anyone can do to end a draw of committees or of a jury.
    function _endDraws() private {
        if (_phase() == IEpochManager.Phase.Draw) drawAll();
        uint256 count = court.disputeCount();
        for (uint256 id = 1; id <= count && court.drawing(); ++id) {
            IDisputeCourt.Dispute memory self = court.dispute(id);
            if (self.state != IDisputeCourt.State.Vote || court.jurorsOf(id, self.round).length != 0) continue;
            _wait(1);
            _wait(1);
            // A jury that nobody awaited for long, or that there is nobody for.
            try court.drawJury(id) {} catch {}
        }
        // A seed that could be fixed meanwhile.
        if (_phase() == IEpochManager.Phase.Draw) drawAll();
    }

    // ---- guard

    function pause(uint256 who) public watched {
        address[] memory guards = elections.membersOf(GUARD);
        if (guards.length < 2 || guardian.paused() || block.timestamp < guardian.restsUntil()) return;
        for (uint256 i; i < 2; ++i) {
            vm.prank(guards[(who % guards.length + i) % guards.length]);
            try guardian.approvePause(keccak256("reason")) {} catch {}
        }
        if (!guardian.paused()) broken = "two members could not pause";
        _count("paused");
    }

    function lift() public watched {
        if (!guardian.paused()) return;
        vm.prank(address(timelock));
        guardian.approveLift();
    }

    function elect() public watched {
        (, uint256 endsAt) = elections.termOf(GUARD);
        if (block.timestamp < endsAt) return;
        uint256 eligible;
        for (uint256 i = 3; i < 6; ++i) {
            if (_isActive(node(i))) ++eligible;
        }
        if (eligible < 2) return;
        _elect(GUARD);
        _count("elected");
    }

    // ---- votes

    function govern(uint256 random) public watched {
        if (_proposal == 0) {
            _asked = _draft(address(governor), abi.encodeCall(ILoamGovernor.setDeposit, (random % (100 * LOAM))));
            _asked.metadataCid = bytes32(random);
            uint256 id = _idOf(_asked);
            try governor.state(id) {
                return;
            } catch {}
            _proposal = _propose(_asked);
            _count("drafted");
            return;
        }
        IGovernor.ProposalState state = governor.state(_proposal);
        if (state == IGovernor.ProposalState.Active) {
            address voter = random & 1 == 0 ? address(this) : node(random >> 8);
            uint256 votes = governor.getVotes(voter, governor.proposalSnapshot(_proposal));
            if (governor.hasVoted(_proposal, voter)) return;
            if (votes == 0) vm.expectRevert(abi.encodeWithSelector(ILoamGovernor.ZeroVotingPower.selector, voter));
            vm.prank(voter);
            governor.castVote(_proposal, uint8((random >> 16) % 3));
            _count("vote");
        } else if (state == IGovernor.ProposalState.Succeeded) {
            _queue(_asked);
        } else if (state == IGovernor.ProposalState.Queued) {
            _wait(TIMELOCK_SECONDS);
            _execute(_asked);
            _count("executed");
        } else if (state != IGovernor.ProposalState.Pending) {
            if (governor.depositOf(_proposal) != 0) governor.settleDeposit(_proposal);
            _proposal = 0;
        }
    }

    // ---- for the invariants

    function depositsHeld() external view returns (uint256) {
        return _proposal == 0 ? 0 : governor.depositOf(_proposal);
    }
}
