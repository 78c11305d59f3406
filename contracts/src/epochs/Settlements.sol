// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IEpochManager} from "../interfaces/IEpochManager.sol";
import {IGuardian} from "../interfaces/IGuardian.sol";
import {Module} from "../interfaces/IModules.sol";
import {INodeRegistry} from "../interfaces/INodeRegistry.sol";
import {IScoring} from "../interfaces/IScoring.sol";
import {IVerdicts} from "../interfaces/IVerdicts.sol";
import {Entry} from "../libraries/Entry.sol";
import {Phases} from "../libraries/Phases.sol";
import {EpochState} from "./EpochState.sol";

/// @title Turns what committees stated into statuses and reward weights.
abstract contract Settlements is EpochState, ReentrancyGuardTransient {
    /// @dev What one call of `settle` works with.
    struct Settlement {
        uint256 epoch;
        uint256 round;
        INodeRegistry registry;
        IVerdicts verdicts;
        IScoring scoring;
        Phases.Counts counts;
    }

    /// @notice See IEpochManager.
    function settle(uint256 epoch, uint256[] calldata indices) external nonReentrant {
        if (IGuardian(_at(Module.Guardian)).paused()) revert IEpochManager.Paused();
        Phases.Progress storage progress = _progress[epoch];
        Settlement memory settlement = Settlement({
            epoch: epoch,
            round: _expect(epoch, IEpochManager.Phase.Settle).round,
            registry: _registry(),
            verdicts: _verdicts(),
            scoring: IScoring(_at(Module.Scoring)),
            counts: progress.counts
        });
        for (uint256 i; i < indices.length; ++i) {
            _settle(settlement, indices[i]);
        }
        Phases.Counts memory counts = settlement.counts;
        progress.counts = counts;
        if (counts.seated != 0) return;
        emit IEpochManager.RoundSettled(epoch, settlement.round, counts.settled, counts.undrawn);
        if (counts.undrawn == 0) {
            progress.times.settledAt = uint40(block.timestamp);
        } else {
            progress.times = Phases.Times(
                progress.times.submitEndsAt, 0, 0, 0, 0, 0, uint8(settlement.round + 1), Phases.Mark.Unseeded
            );
        }
    }

    function _settle(Settlement memory settlement, uint256 index) private {
        uint256 epoch = settlement.epoch;
        Entry entry = _entries[epoch][index];
        if (entry.status() != IEpochManager.Status.Pending || !entry.seated()) revert IEpochManager.NotSeated(epoch, index);
        --settlement.counts.seated;
        (bool decided, IEpochManager.Status status, int32 utilityPpm, uint32 uniquenessPpm) =
            settlement.verdicts.conclude(epoch, index);
        entry = entry.withoutSeats();
        if (decided) {
            entry = entry.withStatus(status);
            ++settlement.counts.settled;
            if (status == IEpochManager.Status.Accepted) entry = _accept(settlement, entry, utilityPpm, uniquenessPpm);
        } else {
            ++settlement.counts.undrawn;
        }
        _entries[epoch][index] = entry;
        if (decided) emit IEpochManager.SubmissionSettled(epoch, index, status, utilityPpm, uniquenessPpm, entry.weight());
        else emit IEpochManager.SubmissionEscalated(epoch, index, settlement.round + 1);
    }

    function _accept(Settlement memory settlement, Entry entry, int32 utilityPpm, uint32 uniquenessPpm)
        private
        returns (Entry)
    {
        uint256 reputation = settlement.registry.reputationOfNumber(entry.node());
        uint64 weight =
            settlement.scoring.weight(utilityPpm, entry.confidencePpm(), entry.stake(), uniquenessPpm, reputation);
        settlement.counts.totalWeight += weight;
        ++settlement.counts.accepted;
        if (!entry.recorded()) settlement.scoring.record(utilityPpm, entry.confidencePpm());
        return entry.withWeight(weight).withRecorded();
    }
}
