// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IEpochManager} from "../interfaces/IEpochManager.sol";
import {Module} from "../interfaces/IModules.sol";
import {INodeRegistry} from "../interfaces/INodeRegistry.sol";
import {CommitteeRules} from "../interfaces/IParameters.sol";
import {IVerdicts} from "../interfaces/IVerdicts.sol";
import {Commitment} from "../libraries/Commitments.sol";
import {Count, Counts} from "../libraries/Counts.sol";
import {Seats} from "../libraries/Seats.sol";
import {VerdictState} from "./VerdictState.sol";

/// @title Enforces verdicts that stand.
abstract contract Fines is VerdictState {
    using SafeERC20 for IERC20;
    using Seats for uint256[6];

    uint256 private constant BPS = 10_000;
    uint256 private constant PPM = 1_000_000;

    /// @dev What `enforce` took from a committee.
    struct Charge {
        uint256 dissenting;
        uint256 silent;
        uint256 taken;
        uint256 takenFromDissent;
    }

    /// @inheritdoc IVerdicts
    function enforce(uint256 epoch, uint256 index) external {
        IEpochManager epochs = _epochs();
        IEpochManager.Phase phase = epochs.phase(epoch);
        if (phase < IEpochManager.Phase.Aggregate) revert WrongPhase(epoch, phase, IEpochManager.Phase.Aggregate);
        Case storage case_ = _cases[epoch][index];
        Count count = case_.count;
        if (!count.decided() || count.enforced()) revert NothingToEnforce(epoch, index);
        case_.count = count.withEnforced();
        CommitteeRules memory rules = _parameters().committeeRules();
        bool fined;
        if (_at(Module.Verdicts) == address(this)) {
            fined = _fineSeats(case_, count, rules, epoch, index);
            fined = _fineLearner(count, rules, epochs, epoch, index) || fined;
        }
        fined = _closeReruns(case_, count, epoch, index) || fined;
        if (!fined) revert NothingToEnforce(epoch, index);
    }

    /// @dev Fines each member once, whatever its seats. @return Whether anybody deserved it.
    function _fineSeats(
        Case storage case_,
        Count count,
        CommitteeRules memory rules,
        uint256 epoch,
        uint256 index
    ) private returns (bool) {
        Charge memory fines;
        uint32[] memory seats = case_.seats.list(count.seats());
        for (uint256 i; i < seats.length; ++i) {
            bool leads = count.leading() >> i & 1 != 0;
            if (leads || _firstOf(seats, seats[i]) != i) continue;
            if (count.others() >> i & 1 == 0) _fineMissing(fines, rules, epoch, seats[i]);
            else if (count.status() != IEpochManager.Status.Unresolved) _fineDissent(fines, rules, seats[i]);
        }
        if (fines.dissenting + fines.silent == 0) return false;
        emit SeatsFined(epoch, index, fines.dissenting, fines.silent, fines.taken);
        if (count.canary() == Counts.PROVEN_CANARY && fines.takenFromDissent != 0) {
            _payCanary(fines.takenFromDissent, rules.bountyBps, epoch, index);
        }
        return true;
    }

    /// @dev The first seat of a node that has one.
    function _firstOf(uint32[] memory seats, uint32 node) private pure returns (uint256 at) {
        assembly ("memory-safe") {
            let from := add(seats, 32)
            let place := from
            for {} xor(mload(place), node) {} { place := add(place, 32) }
            at := shr(5, sub(place, from))
        }
    }

    /// @dev What was committed to and not opened counts as dissent.
    function _fineMissing(Charge memory fines, CommitteeRules memory rules, uint256 epoch, uint32 node) private {
        if (_takeWithheld(epoch, node)) return _fineDissent(fines, rules, node);
        ++fines.silent;
        fines.taken += _fine(node, rules.silenceBps, rules.bountyBps);
    }

    function _fineDissent(Charge memory fines, CommitteeRules memory rules, uint32 node) private {
        uint256 taken = _fine(node, rules.dissentBps, rules.bountyBps);
        ++fines.dissenting;
        fines.taken += taken;
        fines.takenFromDissent += taken;
    }

    /// @dev The learner of a proven canary gets part of what it brought in, at most what the pool got of it.
    function _payCanary(uint256 taken, uint16 bountyBps, uint256 epoch, uint256 index) private {
        uint256 part = taken * _parameters().rewardRules().canaryPpm / PPM;
        uint256 most = taken - taken * bountyBps / BPS;
        _rewards().compensate(_epochs().submission(epoch, index).learner, part < most ? part : most);
    }

    /// @dev A node without a bond has nothing to lose and stops nobody.
    function _fine(uint32 node, uint16 bps, uint16 bountyBps) private returns (uint256) {
        INodeRegistry registry = _registry();
        address member = registry.addressOf(node);
        uint256 amount = registry.bondOf(member) * bps / BPS;
        return amount == 0 ? 0 : registry.slash(member, amount, msg.sender, bountyBps);
    }

    /// @dev Whether a ballot that the node committed to and did not open is left to charge; takes it.
    function _takeWithheld(uint256 epoch, uint32 node) private returns (bool) {
        Commitment own = _commitments[node];
        uint256 withheld = _withheld[epoch][node];
        if (uint24(own.name()) == epoch && own.committed() > own.revealed()) {
            withheld += own.committed() - own.revealed();
            _commitments[node] = own.clear();
        } else if (withheld == 0) {
            return false;
        }
        _withheld[epoch][node] = withheld - 1;
        return true;
    }

    function _fineLearner(
        Count count,
        CommitteeRules memory rules,
        IEpochManager epochs,
        uint256 epoch,
        uint256 index
    ) private returns (bool) {
        bool rejected = count.status() != IEpochManager.Status.Unresolved && !count.pass();
        if (!rejected && count.canary() != Counts.FALSE_CANARY) return false;
        IEpochManager.Submission memory submission = epochs.submission(epoch, index);
        uint256 amount = uint256(submission.stake) * UNIT * rules.rejectBps / BPS;
        INodeRegistry registry = _registry();
        if (registry.bondOf(submission.learner) != 0 && amount != 0) {
            registry.slash(submission.learner, amount, msg.sender, rules.bountyBps);
        }
        return true;
    }

    /// @dev A bond comes back when status or verdict are not what they were when the re-run was forced.
    function _closeReruns(Case storage case_, Count count, uint256 epoch, uint256 index) private returns (bool) {
        if (!count.rerun()) return false;
        uint256 length = case_.reruns.length;
        for (uint256 i; i < length; ++i) {
            Rerun memory rerun = case_.reruns[i];
            bool merited = rerun.status != count.status() || rerun.verdict != count.verdict();
            emit RerunClosed(epoch, index, merited);
            _token().safeTransfer(merited ? rerun.watcher : address(_rewards()), rerun.bond * UNIT);
        }
        return true;
    }
}
