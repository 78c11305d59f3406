// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {Modular} from "../Modular.sol";
import {IEpochManager} from "../interfaces/IEpochManager.sol";
import {IModelRegistry} from "../interfaces/IModelRegistry.sol";
import {IModules, Module} from "../interfaces/IModules.sol";
import {INodeRegistry} from "../interfaces/INodeRegistry.sol";
import {EpochRules, IParameters} from "../interfaces/IParameters.sol";
import {IRandomness} from "../interfaces/IRandomness.sol";
import {IVerdicts} from "../interfaces/IVerdicts.sol";
import {Phases} from "../libraries/Phases.sol";

/// @title What the epoch manager keeps, and the views on it.
abstract contract EpochState is IEpochManager, Modular {
    using Phases for Phases.Progress;

    /// @dev The one slot that a submission writes.
    struct Head {
        uint24 epoch;
        uint40 submitEndsAt;
        uint24 count;
        uint24 baseVersion;
        bytes18 chain;
    }

    /// @dev A node as a learner, kept here so that a submission asks nobody. One slot.
    struct Learner {
        uint32 number;
        uint64 stake;
        /// Least stake of a submission when the registry last told.
        uint64 minStake;
        /// Epoch and position of its last submission that counts.
        uint24 drawnEpoch;
        uint24 drawnIndex;
        bool byLeaf;
    }

    /// @dev A submission that counts. One slot.
    struct Entry {
        uint32 node;
        uint64 stake;
        uint24 confidencePpm;
        Status status;
        bool paid;
        /// Its committee of the current round is drawn.
        bool seated;
        /// Its utility is in the running means.
        bool recorded;
        /// Stage of its committee, from 1.
        uint8 stage;
        uint96 weight;
    }

    struct Batch {
        bytes32 root;
        address batcher;
        uint16 leaves;
        uint16 opened;
        mapping(uint256 word => uint256 bits) positions;
    }

    uint16 internal constant MAX_SUBMISSIONS = type(uint16).max;

    Head internal _head;
    /// @dev Rules of the running epoch.
    EpochRules internal _rules;
    mapping(uint256 epoch => Phases.Progress) internal _progress;
    mapping(uint256 epoch => uint256) internal _totalWeights;
    mapping(uint256 epoch => mapping(uint256 round => bytes32)) internal _seeds;
    mapping(uint256 epoch => mapping(uint256 index => Entry)) internal _entries;
    mapping(uint256 epoch => mapping(uint256 index => bytes32)) internal _seals;
    mapping(uint256 epoch => mapping(uint256 first => Batch)) internal _batches;
    mapping(address learner => Learner) internal _learners;
    /// @dev The manager that this one takes over from; 0 for a network's first.
    IEpochManager private immutable _predecessor;

    constructor(IModules modules_) Modular(modules_) {
        address before = modules_.at(Module.Epochs);
        _predecessor = IEpochManager(before == address(this) ? address(0) : before);
    }

    /// @inheritdoc IEpochManager
    function currentEpoch() public view returns (uint256 epoch) {
        epoch = _head.epoch;
        if (epoch == 0 && address(_predecessor) != address(0)) return _predecessor.currentEpoch();
    }

    /// @inheritdoc IEpochManager
    function phase(uint256 epoch) public view returns (Phase) {
        if (_isBefore(epoch)) return _predecessor.phase(epoch);
        return _state(epoch, block.timestamp).phase;
    }

    /// @inheritdoc IEpochManager
    function phaseAndRound(uint256 epoch) external view returns (Phase, uint256 round) {
        if (_isBefore(epoch)) return _predecessor.phaseAndRound(epoch);
        Phases.State memory state = _state(epoch, block.timestamp);
        return (state.phase, state.round);
    }

    /// @inheritdoc IEpochManager
    function phaseAt(uint256 epoch, uint256 timestamp) external view returns (Phase) {
        if (_isBefore(epoch)) return _predecessor.phaseAt(epoch, timestamp);
        return _state(epoch, timestamp).phase;
    }

    /// @inheritdoc IEpochManager
    function finalAt(uint256 epoch) external view returns (uint256) {
        if (_isBefore(epoch)) return _predecessor.finalAt(epoch);
        Phases.State memory state = _state(epoch, block.timestamp);
        return state.phase == Phase.Final ? state.since : 0;
    }

    /// @inheritdoc IEpochManager
    function seedOf(uint256 epoch, uint256 round) external view returns (bytes32) {
        if (_isBefore(epoch)) return _predecessor.seedOf(epoch, round);
        return _seeds[epoch][round];
    }

    /// @inheritdoc IEpochManager
    function sealOf(uint256 epoch, uint256 index) external view returns (bytes32) {
        if (_isBefore(epoch)) return _predecessor.sealOf(epoch, index);
        return _seals[epoch][index];
    }

    /// @inheritdoc IEpochManager
    function submission(uint256 epoch, uint256 index) external view returns (Submission memory) {
        if (_isBefore(epoch)) return _predecessor.submission(epoch, index);
        uint256 count = epoch == _head.epoch ? _head.count : _progress[epoch].counts.count;
        if (index >= count) revert NoSuchSubmission(epoch, index);
        return _submission(_entries[epoch][index]);
    }

    /// @inheritdoc IEpochManager
    function epochInfo(uint256 epoch) external view returns (EpochInfo memory info) {
        if (_isBefore(epoch)) return _predecessor.epochInfo(epoch);
        Phases.State memory state = _state(epoch, block.timestamp);
        Phases.Tail memory tail = _progress[epoch].tail;
        Phases.Counts memory counts = _progress[epoch].counts;
        info.phase = state.phase;
        info.round = uint8(state.round);
        info.openedAt = tail.openedAt;
        info.submitEndsAt = _progress[epoch].times.submitEndsAt;
        info.phaseEndsAt = uint40(state.endsAt);
        info.baseVersion = tail.baseVersion;
        info.count = counts.count;
        info.undrawn = counts.left + counts.leaves + counts.undrawn;
        info.pending = counts.seated + counts.undrawn;
        info.accepted = counts.accepted;
        info.settled = counts.settled;
        info.seed = _seeds[epoch][state.round];
        info.totalWeight = _totalWeights[epoch];
        if (epoch != 0 && epoch == _head.epoch) {
            info.chain = _head.chain;
            info.count = _head.count;
            if (state.round == 0) info.undrawn = _head.count;
        }
    }

    /// @inheritdoc IEpochManager
    function drawing() public view returns (bool) {
        uint256 epoch = _head.epoch;
        Phases.Times storage times = _progress[epoch].times;
        if (times.mark != Phases.Mark.Seeded) return false;
        Phases.State memory state = _state(epoch, block.timestamp);
        return state.phase == Phase.Draw && state.round == times.round;
    }

    /// @inheritdoc IEpochManager
    function nextTerms() external view returns (uint256 epoch, uint256 baseVersion) {
        epoch = currentEpoch();
        Phase current = phase(epoch);
        if (current == Phase.Submit) return (epoch, _head.baseVersion);
        if (current != Phase.Final && epoch != 0) return (0, 0);
        IModelRegistry models = IModelRegistry(_at(Module.Models));
        baseVersion = models.latest();
        if (models.finalizable()) {
            uint256 parent = models.proposalOf(epoch).parent;
            if (!models.version(parent).rolledBack) baseVersion = models.versionCount();
        }
        return (epoch + 1, baseVersion);
    }

    function _state(uint256 epoch, uint256 time) internal view returns (Phases.State memory state) {
        state = _progress[epoch].at(_rules, time);
        if (state.phase != Phase.Salt || time <= state.since) return state;
        IRandomness randomness = IRandomness(_at(Module.Randomness));
        (uint256 committed,) = randomness.counts(epoch);
        if (committed == 0 || !randomness.complete(epoch)) return state;
        state.phase = Phase.Draw;
        state.endsAt = 0;
    }

    function _expect(uint256 epoch, Phase expected) internal view returns (Phases.State memory state) {
        state = _state(epoch, block.timestamp);
        if (state.phase != expected) revert WrongPhase(epoch, state.phase, expected);
    }

    function _submission(Entry memory entry) internal view returns (Submission memory) {
        return Submission({
            node: entry.node,
            learner: entry.node == 0 ? address(0) : _registry().addressOf(entry.node),
            stake: entry.stake,
            confidencePpm: entry.confidencePpm,
            status: entry.status,
            paid: entry.paid,
            weight: entry.weight
        });
    }

    function _registry() internal view returns (INodeRegistry) {
        return INodeRegistry(_at(Module.Registry));
    }

    function _verdicts() internal view returns (IVerdicts) {
        return IVerdicts(_at(Module.Verdicts));
    }

    function _parameters() internal view returns (IParameters) {
        return IParameters(_at(Module.Parameters));
    }

    /// @dev An epoch of the predecessor.
    function _isBefore(uint256 epoch) private view returns (bool) {
        return address(_predecessor) != address(0) && _progress[epoch].times.submitEndsAt == 0;
    }
}
