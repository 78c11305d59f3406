// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {Modular} from "./Modular.sol";
import {IElections} from "./interfaces/IElections.sol";
import {IGuardian} from "./interfaces/IGuardian.sol";
import {IModules, Module} from "./interfaces/IModules.sol";
import {ElectionRules, IParameters} from "./interfaces/IParameters.sol";

/// @title Implementation of IGuardian, where everything is described.
contract Guardian is IGuardian, Modular {
    struct Approval {
        address member;
        uint48 approvedAt;
    }

    /// @notice How long an approval counts, seconds.
    uint256 public constant APPROVAL_SECONDS = 1 days;

    /// @inheritdoc IGuardian
    uint256 public pausedUntil;
    /// @notice No pause can start before this time.
    uint256 public restsUntil;

    Approval[] private _pauses;
    Approval[] private _lifts;

    constructor(IModules modules_) Modular(modules_) {}

    /// @inheritdoc IGuardian
    function approvePause(bytes32 reasonCid) external {
        if (paused()) revert AlreadyPaused(pausedUntil);
        if (block.timestamp < restsUntil) revert Resting(restsUntil);
        (uint256 approvals, uint256 threshold) = _approve(_pauses);
        emit PauseApproved(msg.sender, approvals, threshold, reasonCid);
        if (approvals < threshold) return;
        delete _pauses;
        delete _lifts;
        ElectionRules memory rules = _rules();
        pausedUntil = block.timestamp + rules.pauseSeconds;
        restsUntil = pausedUntil + rules.pauseRestSeconds;
        emit Paused(pausedUntil, reasonCid);
    }

    /// @inheritdoc IGuardian
    function approveLift() external {
        if (!paused()) revert NotPaused();
        if (msg.sender != _at(Module.Timelock)) {
            (uint256 approvals, uint256 threshold) = _approve(_lifts);
            emit LiftApproved(msg.sender, approvals, threshold);
            if (approvals < threshold) return;
        }
        delete _lifts;
        pausedUntil = block.timestamp;
        restsUntil = block.timestamp + _rules().pauseRestSeconds;
        emit PauseLifted(block.timestamp);
    }

    /// @inheritdoc IGuardian
    function paused() public view returns (bool) {
        return block.timestamp < pausedUntil;
    }

    /// @dev Adds the caller's approval; drops those that are too old or of former members.
    function _approve(Approval[] storage approvals) private returns (uint256 count, uint256 threshold) {
        IElections elections = IElections(_at(Module.Elections));
        if (!elections.isMember(IElections.Committee.Guard, msg.sender)) revert NotAMember(msg.sender);
        uint256 i;
        while (i < approvals.length) {
            Approval memory approval = approvals[i];
            bool current = block.timestamp < approval.approvedAt + APPROVAL_SECONDS
                && elections.isMember(IElections.Committee.Guard, approval.member);
            if (current && approval.member == msg.sender) revert AlreadyApproved(msg.sender);
            if (current) {
                ++i;
            } else {
                approvals[i] = approvals[approvals.length - 1];
                approvals.pop();
            }
        }
        approvals.push(Approval(msg.sender, uint48(block.timestamp)));
        return (approvals.length, elections.thresholdOf(IElections.Committee.Guard));
    }

    function _rules() private view returns (ElectionRules memory) {
        return IParameters(_at(Module.Parameters)).electionRules();
    }
}
