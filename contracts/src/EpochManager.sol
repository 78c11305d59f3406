// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {EpochSteps} from "./epochs/EpochSteps.sol";
import {EpochViews} from "./epochs/EpochViews.sol";
import {Submissions} from "./epochs/Submissions.sol";
import {IEpochManager} from "./interfaces/IEpochManager.sol";
import {IModules, Module} from "./interfaces/IModules.sol";
import {Entry} from "./libraries/Entry.sol";
import {Phases} from "./libraries/Phases.sol";

/// @title Implementation of IEpochManager, where everything is described: settlement and what other modules report.
contract EpochManager is Submissions, ReentrancyGuardTransient {
    /// @dev Last round after which a contest can reopen submissions: nobody can hold up an epoch for ever.
    uint256 private constant LAST_CONTESTED_ROUND = 12;

    /// @dev Code of draw and settle.
    address private immutable _steps;

    /// @dev The manager that has taken this one's place passes on what concerns its epochs.
    modifier onlyOrSuccessor(Module module) {
        if (msg.sender != _at(module) && msg.sender != _at(Module.Epochs)) revert OnlyModule(msg.sender, module);
        _;
    }

    constructor(IModules modules_) EpochViews(modules_) {
        _steps = address(new EpochSteps(modules_));
    }

    /// @inheritdoc IEpochManager
    function draw(Link[] calldata, Leaf[] calldata, uint256[] calldata) external {
        _delegate();
    }

    /// @inheritdoc IEpochManager
    function settle(uint256, uint256[] calldata) external {
        _delegate();
    }

    /// @inheritdoc IEpochManager
    function punishBatch(uint256 epoch, uint32 first) external nonReentrant {
        Phase current = _phaseOf(epoch);
        if (current < Phase.Aggregate) revert WrongPhase(epoch, current, Phase.Aggregate);
        if (_drawing()) revert DrawInProgress();
        Batch storage batch = _batches[epoch][first];
        uint256 unopened = batch.leaves - batch.opened;
        if (unopened == 0) revert NothingUnopened(epoch, first);
        batch.opened = batch.leaves;
        uint256 taken = _registry().slash(
            batch.batcher, unopened * _finePerLeaf(), msg.sender, _parameters().committeeRules().bountyBps
        );
        emit BatchUnopened(epoch, first, unopened, taken);
    }

    /// @inheritdoc IEpochManager
    function noteCommitted(uint256 epoch) external only(Module.Verdicts) {
        _expect(epoch, Phase.Commit);
        _progress[epoch].times.committedAt = uint40(block.timestamp);
    }

    /// @inheritdoc IEpochManager
    function noteRevealed(uint256 epoch) external only(Module.Verdicts) {
        _expect(epoch, Phase.Reveal);
        _progress[epoch].times.revealedAt = uint40(block.timestamp);
    }

    /// @inheritdoc IEpochManager
    function reopen(uint256 epoch, uint256 index) external only(Module.Verdicts) {
        uint256 round = _expect(epoch, Phase.Contest).round;
        Entry entry = _entries[epoch][index];
        if (entry.status() <= Status.Pending) revert NotSettled(epoch, index);
        uint256 stage = entry.stage();
        if (
            round > LAST_CONTESTED_ROUND || stage == 4 || _drawRules.sizes >> 8 * stage == 0
        ) revert NoRoundLeft(epoch, index);
        _entries[epoch][index] = _withoutWeight(epoch, entry).withStatus(Status.Pending);
        Phases.Counts storage counts = _progress[epoch].counts;
        --counts.settled;
        ++counts.undrawn;
        emit SubmissionEscalated(epoch, index, round + 1);
    }

    /// @inheritdoc IEpochManager
    function noteCanary(uint256 epoch, uint256 index) external only(Module.Verdicts) {
        _expect(epoch, Phase.Contest);
        Entry entry = _entries[epoch][index];
        if (entry.status() <= Status.Pending) revert NotSettled(epoch, index);
        _entries[epoch][index] = _withoutWeight(epoch, entry).withStatus(Status.Canary);
    }

    /// @inheritdoc IEpochManager
    function noteProposal(uint256 epoch) external only(Module.Models) {
        _expect(epoch, Phase.Aggregate);
        _progress[epoch].tail.challengeEndsAt = uint40(block.timestamp + _rules.challengeSeconds);
    }

    /// @inheritdoc IEpochManager
    function noteDispute(uint256 epoch, bool open) external only(Module.Models) {
        _expect(epoch, Phase.Challenge);
        Phases.Tail storage tail = _progress[epoch].tail;
        tail.disputed = open;
        if (!open && tail.challengeEndsAt < block.timestamp) tail.challengeEndsAt = uint40(block.timestamp);
    }

    /// @inheritdoc IEpochManager
    function noteFallen(uint256 epoch) external only(Module.Models) {
        Phases.Progress storage progress = _progress[epoch];
        Phases.Tail memory tail = progress.tail;
        if (tail.challengeEndsAt == 0 || progress.times.mark == Phases.Mark.Closed) {
            revert WrongPhase(epoch, _phaseOf(epoch), Phase.Challenge);
        }
        tail.disputed = false;
        tail.challengeEndsAt = 0;
        tail.fallenAt = uint40(block.timestamp);
        progress.tail = tail;
    }

    /// @inheritdoc IEpochManager
    function markPaid(uint256 epoch, uint256 index)
        external
        onlyOrSuccessor(Module.Rewards)
        returns (uint32 node, uint64 weight, bool before)
    {
        if (_isBefore(epoch)) return _predecessor.markPaid(epoch, index);
        Entry entry = _entries[epoch][index];
        if (Entry.unwrap(entry) == 0) revert NoSuchSubmission(epoch, index);
        (node, before) = (entry.node(), entry.paid());
        if (entry.status() == Status.Accepted) weight = entry.weight();
        _entries[epoch][index] = entry.withPaid();
    }

    /// @inheritdoc IEpochManager
    function overturn(uint256 epoch, uint256 index, Status status)
        external
        onlyOrSuccessor(Module.Court)
        returns (Submission memory before)
    {
        if (_isBefore(epoch)) return _predecessor.overturn(epoch, index, status);
        Phase current = _phaseOf(epoch);
        if (current < Phase.Aggregate) revert WrongPhase(epoch, current, Phase.Aggregate);
        if (status != Status.Accepted && status != Status.Rejected) revert InvalidStatus(status);
        Entry entry = _entries[epoch][index];
        if (entry.status() != Status.Accepted && entry.status() != Status.Rejected) revert NotSettled(epoch, index);
        before = _submission(entry);
        _entries[epoch][index] = entry.withStatus(status);
    }

    /// @dev Ends the call as the steps end it.
    function _delegate() private {
        address steps = _steps;
        assembly ("memory-safe") {
            let data := mload(0x40)
            calldatacopy(data, 0, calldatasize())
            let success := delegatecall(gas(), steps, data, calldatasize(), 0, 0)
            returndatacopy(data, 0, returndatasize())
            if iszero(success) { revert(data, returndatasize()) }
            return(data, returndatasize())
        }
    }

    /// @dev A settled submission counts no more: its weight leaves the epoch.
    function _withoutWeight(uint256 epoch, Entry entry) private returns (Entry) {
        if (entry.status() != Status.Accepted) return entry;
        Phases.Counts storage counts = _progress[epoch].counts;
        counts.totalWeight -= entry.weight();
        --counts.accepted;
        return entry.withWeight(0);
    }
}
