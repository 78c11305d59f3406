// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../interfaces/IEpochManager.sol";
import {Module} from "../interfaces/IModules.sol";
import {IVerdicts} from "../interfaces/IVerdicts.sol";
import {Commitment} from "../libraries/Commitments.sol";
import {Count, Counts} from "../libraries/Counts.sol";
import {Round} from "../libraries/Rounds.sol";
import {Seats} from "../libraries/Seats.sol";
import {VerdictState} from "./VerdictState.sol";

/// @title What Verdicts tells. One that a vote put in the place of another tells of verdicts that it has not what that one says.
abstract contract VerdictViews is VerdictState {
    using Seats for uint256[6];

    /// @dev The contract that this one takes over from; 0 for a network's first.
    IVerdicts private immutable _predecessor;

    constructor() {
        address before = _at(Module.Verdicts);
        _predecessor = IVerdicts(before == address(this) ? address(0) : before);
    }

    /// @inheritdoc IVerdicts
    function tally(uint256 epoch, uint256 index) external view returns (Tally memory) {
        Count count = _cases[epoch][index].count;
        if (_isBefore(count)) return _predecessor.tally(epoch, index);
        return Tally({
            stage: uint8(count.stage()),
            seats: uint8(count.seats()),
            leading: uint48(count.leading()),
            revealed: uint48(count.revealed()),
            pass: count.pass(),
            utilityPpm: count.utilityPpm(),
            uniquenessPpm: count.uniquenessPpm(),
            digest: count.digest()
        });
    }

    /// @inheritdoc IVerdicts
    function seatsOf(uint256 epoch, uint256 index) external view returns (uint32[] memory) {
        Case storage case_ = _cases[epoch][index];
        if (_isBefore(case_.count)) return _predecessor.seatsOf(epoch, index);
        return case_.seats.list(case_.count.seats());
    }

    /// @inheritdoc IVerdicts
    function agreeingSeatsIn(uint256 epoch, uint256[] calldata indices, uint32 node)
        external
        view
        returns (uint256 total)
    {
        for (uint256 i; i < indices.length; ++i) {
            total += agreeingSeats(epoch, indices[i], node);
        }
    }

    /// @inheritdoc IVerdicts
    function agreeingSeats(uint256 epoch, uint256 index, uint32 node) public view returns (uint256) {
        Case storage case_ = _cases[epoch][index];
        Count count = case_.count;
        if (_isBefore(count)) return _predecessor.agreeingSeats(epoch, index, node);
        if (!count.decided() || count.status() == IEpochManager.Status.Unresolved) return 0;
        return Counts.size(case_.seats.maskOf(count.seats(), node) & count.leading());
    }

    /// @inheritdoc IVerdicts
    function totalAgreeing(uint256 epoch) external view returns (uint256) {
        uint256 agreeing = _agreeing[epoch];
        if (agreeing != 0) return agreeing - 1;
        return address(_predecessor) == address(0) ? 0 : _predecessor.totalAgreeing(epoch);
    }

    /// @inheritdoc IVerdicts
    function commitmentOf(uint32 node)
        external
        view
        returns (bytes20 root, uint256 epoch, uint256 round, uint256 due, uint256 committed, uint256 revealed)
    {
        Commitment own = _commitments[node];
        (epoch, round) = (uint24(own.name()), own.name() >> 24);
        return (own.root(), epoch, round, own.due(), own.committed(), own.revealed());
    }

    /// @inheritdoc IVerdicts
    function outstanding(uint256 epoch) external view returns (uint256 uncommitted, uint256 unrevealed) {
        Round round = _round;
        if (round.epoch() == epoch) return (round.uncommitted(), round.unrevealed());
    }

    /// @inheritdoc IVerdicts
    function saltMix(uint256 epoch) external view returns (bytes10) {
        return _round.epoch() == epoch ? _round.mix() : bytes10(0);
    }

    /// @inheritdoc IVerdicts
    function enforced(uint256 epoch, uint256 index) external view returns (bool) {
        Count count = _cases[epoch][index].count;
        return _isBefore(count) ? _predecessor.enforced(epoch, index) : count.enforced();
    }

    /// @inheritdoc IVerdicts
    function rerunOf(uint256 epoch, uint256 index) external view returns (address watcher, uint256 bond) {
        Case storage case_ = _cases[epoch][index];
        if (_isBefore(case_.count)) return _predecessor.rerunOf(epoch, index);
        uint256 length = case_.reruns.length;
        if (length == 0 || case_.count.enforced()) return (address(0), 0);
        Rerun storage rerun = case_.reruns[length - 1];
        return (rerun.watcher, rerun.bond * UNIT);
    }

    /// @dev No committee sat here, and there may have been one before.
    function _isBefore(Count count) private view returns (bool) {
        return Count.unwrap(count) == 0 && address(_predecessor) != address(0);
    }
}
