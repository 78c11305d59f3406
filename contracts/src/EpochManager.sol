// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Draws} from "./epochs/Draws.sol";
import {EpochState} from "./epochs/EpochState.sol";
import {IEpochManager} from "./interfaces/IEpochManager.sol";
import {IGuardian} from "./interfaces/IGuardian.sol";
import {IModules, Module} from "./interfaces/IModules.sol";
import {INodeRegistry} from "./interfaces/INodeRegistry.sol";
import {IScoring} from "./interfaces/IScoring.sol";
import {IVerdicts} from "./interfaces/IVerdicts.sol";
import {Phases} from "./libraries/Phases.sol";

/// @title Implementation of IEpochManager, where everything is described: settlement and what other modules report.
contract EpochManager is Draws {
    /// @dev What one call of `settle` works with.
    struct Settlement {
        uint256 epoch;
        uint256 round;
        INodeRegistry registry;
        IVerdicts verdicts;
        IScoring scoring;
        Phases.Counts counts;
        uint256 totalWeight;
    }

    /// @dev Last round after which a contest can reopen submissions: nobody can hold up an epoch for ever.
    uint256 private constant LAST_CONTESTED_ROUND = 12;

    constructor(IModules modules_) EIP712("Loam", "1") EpochState(modules_) {}

    /// @inheritdoc IEpochManager
    function settle(uint256 epoch, uint256[] calldata indices) external nonReentrant {
        if (IGuardian(_at(Module.Guardian)).paused()) revert Paused();
        Phases.Progress storage progress = _progress[epoch];
        Settlement memory settlement = Settlement({
            epoch: epoch,
            round: _expect(epoch, Phase.Settle).round,
            registry: _registry(),
            verdicts: _verdicts(),
            scoring: IScoring(_at(Module.Scoring)),
            counts: progress.counts,
            totalWeight: _totalWeights[epoch]
        });
        for (uint256 i; i < indices.length; ++i) {
            _settle(settlement, indices[i]);
        }
        Phases.Counts memory counts = settlement.counts;
        progress.counts = counts;
        _totalWeights[epoch] = settlement.totalWeight;
        if (counts.seated != 0) return;
        emit RoundSettled(epoch, settlement.round, counts.settled, counts.undrawn);
        if (counts.undrawn == 0) {
            progress.times.settledAt = uint40(block.timestamp);
        } else {
            progress.times = Phases.Times(
                progress.times.submitEndsAt, 0, 0, 0, 0, 0, uint8(settlement.round + 1), Phases.Mark.Unseeded
            );
        }
    }

    /// @inheritdoc IEpochManager
    function punishBatch(uint256 epoch, uint32 first) external nonReentrant {
        Phase current = phase(epoch);
        if (current < Phase.Aggregate) revert WrongPhase(epoch, current, Phase.Aggregate);
        if (drawing()) revert DrawInProgress();
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
        Entry storage entry = _entries[epoch][index];
        if (entry.status <= Status.Pending) revert NotSettled(epoch, index);
        uint256 stage = entry.stage;
        if (
            round > LAST_CONTESTED_ROUND || stage == 4 || _parameters().committeeRules().sizes[stage] == 0
        ) revert NoRoundLeft(epoch, index);
        _withdrawWeight(epoch, entry);
        entry.status = Status.Pending;
        entry.seated = false;
        Phases.Counts storage counts = _progress[epoch].counts;
        --counts.settled;
        ++counts.undrawn;
        emit SubmissionEscalated(epoch, index, round + 1);
    }

    /// @inheritdoc IEpochManager
    function noteCanary(uint256 epoch, uint256 index) external only(Module.Verdicts) {
        _expect(epoch, Phase.Contest);
        Entry storage entry = _entries[epoch][index];
        if (entry.status <= Status.Pending) revert NotSettled(epoch, index);
        _withdrawWeight(epoch, entry);
        entry.status = Status.Canary;
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
            revert WrongPhase(epoch, phase(epoch), Phase.Challenge);
        }
        tail.disputed = false;
        tail.challengeEndsAt = 0;
        tail.fallenAt = uint40(block.timestamp);
        progress.tail = tail;
    }

    /// @inheritdoc IEpochManager
    function markPaid(uint256 epoch, uint256 index) external only(Module.Rewards) returns (Submission memory before) {
        Entry storage entry = _entries[epoch][index];
        before = _submission(entry);
        if (before.status == Status.None) revert NoSuchSubmission(epoch, index);
        entry.paid = true;
    }

    /// @inheritdoc IEpochManager
    function overturn(uint256 epoch, uint256 index, Status status)
        external
        only(Module.Court)
        returns (Submission memory before)
    {
        Phase current = phase(epoch);
        if (current < Phase.Aggregate) revert WrongPhase(epoch, current, Phase.Aggregate);
        if (status != Status.Accepted && status != Status.Rejected) revert InvalidStatus(status);
        Entry storage entry = _entries[epoch][index];
        if (entry.status != Status.Accepted && entry.status != Status.Rejected) revert NotSettled(epoch, index);
        before = _submission(entry);
        entry.status = status;
    }

    function _settle(Settlement memory settlement, uint256 index) private {
        uint256 epoch = settlement.epoch;
        Entry memory entry = _entries[epoch][index];
        if (entry.status != Status.Pending || !entry.seated) revert NotSeated(epoch, index);
        --settlement.counts.seated;
        (bool decided, Status status, int32 utilityPpm, uint32 uniquenessPpm) =
            settlement.verdicts.conclude(epoch, index);
        entry.seated = false;
        if (decided) {
            entry.status = status;
            ++settlement.counts.settled;
            if (status == Status.Accepted) _accept(settlement, entry, utilityPpm, uniquenessPpm);
        } else {
            ++settlement.counts.undrawn;
        }
        _entries[epoch][index] = entry;
        if (decided) emit SubmissionSettled(epoch, index, status, utilityPpm, uniquenessPpm, entry.weight);
        else emit SubmissionEscalated(epoch, index, settlement.round + 1);
    }

    function _accept(Settlement memory settlement, Entry memory entry, int32 utilityPpm, uint32 uniquenessPpm)
        private
    {
        uint256 reputation = settlement.registry.reputationOf(settlement.registry.addressOf(entry.node));
        entry.weight =
            settlement.scoring.weight(utilityPpm, entry.confidencePpm, entry.stake, uniquenessPpm, reputation);
        settlement.totalWeight += entry.weight;
        ++settlement.counts.accepted;
        if (entry.recorded) return;
        entry.recorded = true;
        settlement.scoring.record(utilityPpm, entry.confidencePpm);
    }

    /// @dev A settled submission counts no more: its weight leaves the epoch.
    function _withdrawWeight(uint256 epoch, Entry storage entry) private {
        if (entry.status != Status.Accepted) return;
        _totalWeights[epoch] -= entry.weight;
        --_progress[epoch].counts.accepted;
        entry.weight = 0;
    }
}
