// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../interfaces/IEpochManager.sol";
import {IModelRegistry} from "../interfaces/IModelRegistry.sol";
import {IModules, Module} from "../interfaces/IModules.sol";
import {Phases} from "../libraries/Phases.sol";
import {EpochState} from "./EpochState.sol";

/// @title The views of the epoch manager. A manager that a vote put in the place of another goes on with its numbers, and answers
/// for the epochs of before with what that one says.
abstract contract EpochViews is IEpochManager, EpochState {
    /// @dev The manager that this one takes over from; 0 for a network's first.
    IEpochManager internal immutable _predecessor;

    constructor(IModules modules_) EpochState(modules_) {
        address before = modules_.at(Module.Epochs);
        _predecessor = IEpochManager(before == address(this) ? address(0) : before);
    }

    /// @inheritdoc IEpochManager
    function currentEpoch() public view returns (uint256 epoch) {
        epoch = _head.epoch();
        if (epoch == 0 && address(_predecessor) != address(0)) return _predecessor.currentEpoch();
    }

    /// @inheritdoc IEpochManager
    function phase(uint256 epoch) external view returns (Phase) {
        return _phaseOf(epoch);
    }

    /// @inheritdoc IEpochManager
    function phaseAndRound(uint256 epoch) external view returns (Phase, uint256 round) {
        if (_isBefore(epoch)) _forward();
        Phases.State memory state = _state(epoch, block.timestamp);
        return (state.phase, state.round);
    }

    /// @inheritdoc IEpochManager
    function phaseAt(uint256 epoch, uint256 timestamp) external view returns (Phase) {
        if (_isBefore(epoch)) _forward();
        return _state(epoch, timestamp).phase;
    }

    /// @inheritdoc IEpochManager
    function finalAt(uint256 epoch) external view returns (uint256) {
        if (_isBefore(epoch)) _forward();
        Phases.State memory state = _state(epoch, block.timestamp);
        return state.phase == Phase.Final ? state.since : 0;
    }

    /// @inheritdoc IEpochManager
    function seedOf(uint256 epoch, uint256 round) external view returns (bytes32) {
        if (_isBefore(epoch)) _forward();
        return _seeds[epoch][round];
    }

    /// @inheritdoc IEpochManager
    function sealOf(uint256 epoch, uint256 index) external view returns (bytes10) {
        if (_isBefore(epoch)) _forward();
        return _entries[epoch][index].seal();
    }

    /// @inheritdoc IEpochManager
    function submission(uint256 epoch, uint256 index) external view returns (Submission memory) {
        if (_isBefore(epoch)) _forward();
        uint256 count = epoch == _head.epoch() ? _head.count() : _progress[epoch].counts.count;
        if (index >= count) revert NoSuchSubmission(epoch, index);
        return _submission(_entries[epoch][index]);
    }

    /// @inheritdoc IEpochManager
    function epochInfo(uint256 epoch) external view returns (EpochInfo memory info) {
        if (_isBefore(epoch)) _forward();
        Phases.State memory state = _state(epoch, block.timestamp);
        Phases.Tail memory tail = _progress[epoch].tail;
        Phases.Counts memory counts = _progress[epoch].counts;
        info.phase = state.phase;
        info.round = uint8(state.round);
        info.openedAt = tail.openedAt;
        info.submitEndsAt = _progress[epoch].times.submitEndsAt;
        info.phaseEndsAt = uint40(state.endsAt);
        uint40 chainOpenedAt = _progress[epoch].times.chainOpenedAt;
        if (state.phase == Phase.Draw && chainOpenedAt != 0 && counts.leaves != 0) {
            info.phaseEndsAt = chainOpenedAt + _rules.drawSeconds;
        }
        info.baseVersion = tail.baseVersion;
        info.count = counts.count;
        info.undrawn = uint24(counts.left) + counts.leaves + counts.undrawn;
        info.pending = uint24(counts.seated) + counts.undrawn;
        info.accepted = counts.accepted;
        info.settled = counts.settled;
        info.seed = _seeds[epoch][state.round];
        info.totalWeight = counts.totalWeight;
        if (epoch != 0 && epoch == _head.epoch()) {
            info.chain = _head.chain();
            info.count = uint24(_head.count());
            if (state.round == 0) info.undrawn = uint24(_head.count());
        }
    }

    /// @inheritdoc IEpochManager
    function drawing() external view returns (bool) {
        return _drawing();
    }

    /// @inheritdoc IEpochManager
    function nextTerms() external view returns (uint256 epoch, uint256 baseVersion) {
        epoch = currentEpoch();
        Phase current = _phaseOf(epoch);
        if (current == Phase.Submit) return (epoch, _head.baseVersion());
        if (current != Phase.Final && epoch != 0) return (0, 0);
        IModelRegistry models = IModelRegistry(_at(Module.Models));
        baseVersion = models.latest();
        if (models.finalizable()) {
            uint256 parent = models.proposalOf(epoch).parent;
            if (!models.version(parent).rolledBack) baseVersion = models.versionCount();
        }
        return (epoch + 1, baseVersion);
    }

    function _phaseOf(uint256 epoch) internal view returns (Phase) {
        if (_isBefore(epoch)) return _predecessor.phase(epoch);
        return _state(epoch, block.timestamp).phase;
    }

    /// @dev An epoch of the predecessor.
    function _isBefore(uint256 epoch) internal view returns (bool) {
        return address(_predecessor) != address(0) && _progress[epoch].times.submitEndsAt == 0;
    }

    /// @dev Answers the call from outside as the predecessor does.
    function _forward() private view {
        (bool success, bytes memory answer) = address(_predecessor).staticcall(msg.data);
        assembly ("memory-safe") {
            switch success
            case 0 { revert(add(answer, 32), mload(answer)) }
            default { return(add(answer, 32), mload(answer)) }
        }
    }
}
