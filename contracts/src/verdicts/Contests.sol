// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IEpochManager} from "../interfaces/IEpochManager.sol";
import {INodeRegistry} from "../interfaces/INodeRegistry.sol";
import {IVerdicts} from "../interfaces/IVerdicts.sol";
import {Count, Counts} from "../libraries/Counts.sol";
import {Entries} from "../libraries/Entry.sol";
import {Roles} from "../libraries/Roles.sol";
import {VerdictState} from "./VerdictState.sol";

/// @title What undoes a verdict before it stands: forced re-runs and canaries.
abstract contract Contests is VerdictState {
    using SafeERC20 for IERC20;

    /// @inheritdoc IVerdicts
    function forceRerun(uint256 epoch, uint256 index) external {
        IEpochManager epochs = _epochs();
        _requireContest(epochs, epoch);
        _requireActive(msg.sender);
        Case storage case_ = _cases[epoch][index];
        Count count = case_.count;
        if (!count.decided() || _isLast(count)) revert NotContestable(epoch, index);
        uint64 bond = _parameters().disputeRules().rerunBond;
        case_.reruns.push(Rerun(msg.sender, bond, count.status(), count.verdict()));
        if (count.canary() != Counts.NO_CANARY) count = count.withCanary(Counts.OPEN_CANARY);
        _reopen(case_, count.withRerun(), epoch);
        emit RerunForced(epoch, index, msg.sender, bond * UNIT);
        epochs.reopen(epoch, index);
        _token().safeTransferFrom(msg.sender, address(this), bond * UNIT);
    }

    /// @inheritdoc IVerdicts
    function openCanary(
        uint256 epoch,
        uint256 index,
        bytes32 evaluationHash,
        bool pass,
        int32 utilityPpm,
        bytes32 salt
    ) external {
        IEpochManager epochs = _epochs();
        _requireContest(epochs, epoch);
        Case storage case_ = _cases[epoch][index];
        Count count = case_.count;
        if (!count.decided() || count.canary() != Counts.NO_CANARY) revert NotContestable(epoch, index);
        {
            address learner = epochs.submission(epoch, index).learner;
            bytes32 seed = keccak256(abi.encode("canary", learner, pass, utilityPpm, salt));
            _requireSeal(epochs, epoch, index, keccak256(abi.encode(seed, evaluationHash)));
        }
        (case_.canaryPass, case_.canaryUtilityPpm) = (pass, utilityPpm);
        bool proven = count.status() != IEpochManager.Status.Unresolved && _agrees(case_, count);
        emit CanaryOpened(epoch, index, pass, utilityPpm, !proven);
        if (proven) {
            case_.count = count.withCanary(Counts.PROVEN_CANARY).withStatus(IEpochManager.Status.Canary);
            epochs.noteCanary(epoch, index);
        } else {
            if (_isLast(count)) revert NotContestable(epoch, index);
            _reopen(case_, count.withCanary(Counts.OPEN_CANARY), epoch);
            epochs.reopen(epoch, index);
        }
    }

    function _requireSeal(IEpochManager epochs, uint256 epoch, uint256 index, bytes32 metricsHash) private view {
        bytes10 given = Entries.sealOf(metricsHash, epochs.seedOf(epoch, 1));
        bytes10 sealed_ = epochs.sealOf(epoch, index);
        if (given != sealed_) revert WrongSeal(sealed_, given);
    }

    /// @dev A settled submission is undecided again.
    function _reopen(Case storage case_, Count count, uint256 epoch) private {
        if (count.status() != IEpochManager.Status.Unresolved) {
            _agreeing[epoch] -= Counts.size(count.leading());
        }
        case_.count = count.withStatus(IEpochManager.Status.None);
    }

    function _isLast(Count count) private view returns (bool) {
        (uint256 lead,) = _parameters().verdictRules(count.stage());
        return lead == 0;
    }

    function _requireContest(IEpochManager epochs, uint256 epoch) private view {
        IEpochManager.Phase phase = epochs.phase(epoch);
        if (phase != IEpochManager.Phase.Contest) revert WrongPhase(epoch, phase, IEpochManager.Phase.Contest);
    }

    function _requireActive(address watcher) private view {
        INodeRegistry registry = _registry();
        if (
            !registry.isActive(watcher, Roles.VALIDATOR) && !registry.isActive(watcher, Roles.LEARNER)
                && !registry.isActive(watcher, Roles.AGGREGATOR)
        ) revert NotAWatcher(watcher);
    }
}
