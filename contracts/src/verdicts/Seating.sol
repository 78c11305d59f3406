// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../interfaces/IEpochManager.sol";
import {Module} from "../interfaces/IModules.sol";
import {IVerdicts} from "../interfaces/IVerdicts.sol";
import {Commitment, Commitments} from "../libraries/Commitments.sol";
import {Count, Counts} from "../libraries/Counts.sol";
import {Leads} from "../libraries/Leads.sol";
import {Round, Rounds} from "../libraries/Rounds.sol";
import {Seats} from "../libraries/Seats.sol";
import {VerdictState} from "./VerdictState.sol";

/// @title Seats committees and says what came out.
abstract contract Seating is VerdictState {
    using Seats for uint256[6];

    /// @inheritdoc IVerdicts
    function seat(uint256 epoch, uint256 index, uint256 round, uint256 stage, uint32[] calldata numbers)
        external
        only(Module.Epochs)
    {
        Case storage case_ = _cases[epoch][index];
        Count count = case_.count.grow(stage, numbers.length);
        _round = _running(epoch, round).ask(_seat(case_, count, Rounds.nameOf(epoch, round), numbers));
    }

    /// @inheritdoc IVerdicts
    function startRound(uint256 epoch, uint256 round, uint40 commitEndsAt, uint40 revealEndsAt)
        external
        only(Module.Epochs)
        returns (uint256 ballots)
    {
        Round running = _running(epoch, round);
        ballots = running.uncommitted();
        _round = running.withEnds(commitEndsAt, revealEndsAt);
    }

    /// @inheritdoc IVerdicts
    function conclude(uint256 epoch, uint256 index)
        external
        only(Module.Epochs)
        returns (bool decided, IEpochManager.Status status, int32 utilityPpm, uint32 uniquenessPpm)
    {
        Case storage case_ = _cases[epoch][index];
        Count count = case_.count;
        (uint256 lead, uint256 minUtilityPpm) = _parameters().verdictRules(count.stage());
        if (!Leads.decides(count, lead)) {
            if (lead != 0) return (false, IEpochManager.Status.Pending, 0, 0);
            case_.count = count.withStatus(IEpochManager.Status.Unresolved);
            return (true, IEpochManager.Status.Unresolved, 0, 0);
        }
        (utilityPpm, uniquenessPpm) = (count.utilityPpm(), count.uniquenessPpm());
        bool useful = count.pass() && utilityPpm >= int256(minUtilityPpm);
        status = useful ? IEpochManager.Status.Accepted : IEpochManager.Status.Rejected;
        if (count.canary() == Counts.OPEN_CANARY) {
            bool proven = _agrees(case_, count);
            count = count.withCanary(proven ? Counts.PROVEN_CANARY : Counts.FALSE_CANARY);
            status = proven ? IEpochManager.Status.Canary : IEpochManager.Status.Rejected;
        }
        case_.count = count.withStatus(status);
        _agreeing[epoch] += Counts.size(count.leading());
        decided = true;
    }

    /// @dev Who already sits there adds seats to what it stated, or to its silence. @return due Ballots of new members.
    function _seat(Case storage case_, Count count, uint256 name, uint32[] calldata numbers)
        private
        returns (uint256 due)
    {
        uint256 before = count.before();
        uint256[6] memory seats = case_.seats.load(before);
        // Unchecked: there are at most 48 seats.
        unchecked {
            uint256 at = before;
            for (uint256 i; i < numbers.length; ++i) {
                uint32 node = numbers[i];
                uint256 own = seats.heldBy(at, node);
                if (own != 0) count = _copySeat(case_, count, own, at);
                else if (_summon(node, name)) ++due;
                seats.put(at, node);
                ++at;
            }
            case_.seats.store(seats, before, at);
        }
        case_.count = count;
    }

    /// @dev A seat more for what the holder of the seats `own` stated: the same with all of them.
    function _copySeat(Case storage case_, Count count, uint256 own, uint256 at) private returns (Count) {
        if (count.revealed() & own == 0) return count;
        if (count.leading() & own != 0) return _credit(case_, count, count.verdict(), 1 << at);
        uint256 i;
        while (Count.wrap(case_.alternatives[i]).leading() & own == 0) ++i;
        return _credit(case_, count, Count.wrap(case_.alternatives[i]).verdict(), 1 << at);
    }

    /// @dev Asks a node for one more ballot of the named round. @return Whether it can hold one more.
    function _summon(uint32 node, uint256 name) private returns (bool) {
        Commitment own = _commitments[node];
        if (own.name() != name) {
            uint256 withheld = own.committed() - own.revealed();
            if (withheld != 0) _withheld[uint24(own.name())][node] += withheld;
            _commitments[node] = Commitments.fresh(name).ask();
            return true;
        }
        if (own.due() == Commitments.MOST_BALLOTS) return false;
        _commitments[node] = own.ask();
        return true;
    }

    /// @dev The round in which committees are drawn.
    function _running(uint256 epoch, uint256 round) private returns (Round running) {
        running = _round;
        if (running.name() == Rounds.nameOf(epoch, round)) return running;
        if (running.epoch() != epoch) _agreeing[epoch] = 1;
        running = running.next(epoch, round);
    }
}
