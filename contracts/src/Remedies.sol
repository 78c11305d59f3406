// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Modular} from "./Modular.sol";
import {IBenchmarkRegistry} from "./interfaces/IBenchmarkRegistry.sol";
import {IDisputeCourt} from "./interfaces/IDisputeCourt.sol";
import {IEpochManager} from "./interfaces/IEpochManager.sol";
import {IModelRegistry} from "./interfaces/IModelRegistry.sol";
import {IModules, Module} from "./interfaces/IModules.sol";
import {INodeRegistry} from "./interfaces/INodeRegistry.sol";
import {CommitteeRules, IParameters} from "./interfaces/IParameters.sol";
import {IRewardPool} from "./interfaces/IRewardPool.sol";
import {IVerdicts} from "./interfaces/IVerdicts.sol";

/// @title What can be disputed, whose fault it would be, and what a ruling changes.
/// @notice The half of the court that knows the other contracts; DisputeCourt has juries, votes and bonds.
abstract contract Remedies is IDisputeCourt, Modular {
    using SafeERC20 for IERC20;

    uint256 internal constant MICRO = 1e12;
    uint256 private constant BPS = 10_000;
    /// @dev Part of a fine that goes to the opener.
    uint16 private constant OPENER_BPS = 5_000;

    mapping(uint256 epoch => mapping(uint256 index => bool)) private _givenBack;

    constructor(IModules modules_) Modular(modules_) {}

    /// @dev Who answers for a subject. Nobody alone for a rejected submission (its seats do) and for a data set. Reverts
    /// when there is nothing (any more) to dispute.
    function _respondent(Kind kind, uint256 subject) internal view returns (address) {
        if (kind == Kind.Verdict) {
            (uint256 epoch, uint256 index) = _split(subject);
            IEpochManager epochs = _epochs();
            uint256 finalAt = epochs.finalAt(epoch);
            if (finalAt != 0 && block.timestamp < finalAt + _disputeSeconds()) {
                IEpochManager.Submission memory submission = epochs.submission(epoch, index);
                if (submission.status == IEpochManager.Status.Accepted) return submission.learner;
                if (submission.status == IEpochManager.Status.Rejected) return address(0);
            }
        } else if (kind == Kind.Manifest) {
            if (_epochs().phase(subject) == IEpochManager.Phase.Challenge) {
                return _models().proposalOf(subject).aggregator;
            }
        } else if (kind == Kind.Version) {
            IModelRegistry.Version memory version = _models().version(subject);
            bool stands = subject != 0 && !version.rolledBack;
            if (stands && block.timestamp < version.finalizedAt + _disputeSeconds()) return version.aggregator;
        } else if (_benchmarks().dataSet(subject).active) {
            return address(0);
        }
        revert NotDisputable(kind, subject);
    }

    /// @dev A disputed manifest waits for the ruling.
    function _onOpen(Kind kind, uint256 subject) internal {
        if (kind == Kind.Manifest) _models().noteDispute(subject, true, false);
    }

    /// @dev Does what the final ruling says. What a vote did meanwhile is left as it is.
    function _carryOut(Dispute storage self, uint256 overturnedBps) internal {
        bool overturned = self.ruling == Ruling.Overturn;
        Kind kind = self.kind;
        uint256 subject = self.subject;
        if (kind == Kind.Manifest) _models().noteDispute(subject, false, overturned);
        if (!overturned) return;
        if (kind == Kind.Verdict) {
            _overturnVerdict(self);
        } else if (kind == Kind.Version) {
            IModelRegistry.Version memory version = _models().version(subject);
            if (!version.rolledBack) _models().rollback(version.parent);
        } else if (kind == Kind.DataSet && _benchmarks().dataSet(subject).active) {
            _benchmarks().removeDataSet(subject);
        }
        if (self.respondent != address(0)) _fine(self.respondent, overturnedBps, self.opener);
    }

    /// @dev Accepted: the learner's share is taken back. Rejected: the learner's fine is given back, without a share of the
    /// epoch, which is divided already. The nodes behind the wrong verdict pay in both cases.
    function _overturnVerdict(Dispute storage self) private {
        (uint256 epoch, uint256 index) = _split(self.subject);
        IEpochManager epochs = _epochs();
        if (epochs.submission(epoch, index).status == IEpochManager.Status.Accepted) {
            IRewardPool(_at(Module.Rewards)).reverseLearner(epoch, index);
            epochs.overturn(epoch, index, IEpochManager.Status.Rejected);
        } else {
            _giveBack(epoch, index);
            epochs.overturn(epoch, index, IEpochManager.Status.Accepted);
        }
        uint32[] memory seats = _agreeing(epoch, index);
        uint256 bps = _committeeRules().dissentBps;
        for (uint256 i; i < seats.length; ++i) {
            if (_first(seats, i)) _fine(_registry().addressOf(seats[i]), bps, self.opener);
        }
    }

    /// @dev Gives a learner the fine back that the committee's verdict cost it, once. A fine that is not taken yet is taken
    /// first, so that it cannot come afterwards; the bounty for that goes to the pool.
    function _giveBack(uint256 epoch, uint256 index) private {
        IVerdicts verdicts = _verdicts();
        // What is merely useless is not fined.
        if (verdicts.tally(epoch, index).pass || _givenBack[epoch][index]) return;
        _givenBack[epoch][index] = true;
        address rewards = _at(Module.Rewards);
        if (!verdicts.enforced(epoch, index)) {
            IERC20 token = _token();
            uint256 before = token.balanceOf(address(this));
            verdicts.enforce(epoch, index);
            token.safeTransfer(rewards, token.balanceOf(address(this)) - before);
        }
        IEpochManager.Submission memory submission = _epochs().submission(epoch, index);
        uint256 fine = submission.stake * MICRO * _committeeRules().rejectBps / BPS;
        IRewardPool(rewards).compensate(submission.learner, fine);
    }

    /// @dev Whether an account is on the side that lost the last round: the opener, or who answers for the subject. A data
    /// set has no owner, so anybody may stand up for it.
    function _lost(Dispute storage self, address account) internal view returns (bool) {
        if (self.ruling == Ruling.Uphold) return account == self.opener;
        if (account == self.respondent || self.kind == Kind.DataSet) return true;
        if (self.kind != Kind.Verdict) return false;
        (uint256 epoch, uint256 index) = _split(self.subject);
        return _verdicts().agreeingSeats(epoch, index, _registry().numberOf(account)) != 0;
    }

    /// @dev Node numbers of opener and respondent, and of the seats behind a disputed verdict.
    function _parties(Dispute storage self, bool withSeats) internal view returns (uint32[] memory numbers) {
        INodeRegistry registry = _registry();
        uint32[] memory seats;
        if (withSeats && self.kind == Kind.Verdict) {
            (uint256 epoch, uint256 index) = _split(self.subject);
            seats = _agreeing(epoch, index);
        }
        numbers = new uint32[](seats.length + 2);
        for (uint256 i; i < seats.length; ++i) {
            numbers[i] = seats[i];
        }
        numbers[seats.length] = registry.numberOf(self.opener);
        numbers[seats.length + 1] = registry.numberOf(self.respondent);
    }

    /// @dev Takes part of what a node has at stake.
    function _fine(address node, uint256 bps, address to) internal {
        INodeRegistry registry = _registry();
        uint256 amount = registry.bondOf(node) * bps / BPS;
        if (amount != 0) registry.slash(node, amount, to, to == address(0) ? 0 : OPENER_BPS);
    }

    /// @dev Whether no earlier element equals the i-th.
    function _first(uint32[] memory numbers, uint256 i) internal pure returns (bool) {
        for (uint256 k; k < i; ++k) {
            if (numbers[k] == numbers[i]) return false;
        }
        return true;
    }

    /// @dev The seats that hold the verdict, one entry per seat.
    function _agreeing(uint256 epoch, uint256 index) private view returns (uint32[] memory agreeing) {
        uint32[] memory seats = _verdicts().seatsOf(epoch, index);
        uint256 mask = _verdicts().tally(epoch, index).leading;
        agreeing = new uint32[](seats.length);
        uint256 count;
        for (uint256 i; i < seats.length; ++i) {
            if (mask >> i & 1 == 1) agreeing[count++] = seats[i];
        }
        assembly ("memory-safe") {
            mstore(agreeing, count)
        }
    }

    function _split(uint256 subject) private pure returns (uint256 epoch, uint256 index) {
        return (subject >> 128, subject & type(uint128).max);
    }

    function _disputeSeconds() private view returns (uint256) {
        return IParameters(_at(Module.Parameters)).disputeRules().disputeSeconds;
    }

    function _committeeRules() private view returns (CommitteeRules memory) {
        return IParameters(_at(Module.Parameters)).committeeRules();
    }

    function _token() internal view returns (IERC20) {
        return IERC20(_at(Module.Token));
    }

    function _registry() internal view returns (INodeRegistry) {
        return INodeRegistry(_at(Module.Registry));
    }

    function _epochs() private view returns (IEpochManager) {
        return IEpochManager(_at(Module.Epochs));
    }

    function _verdicts() private view returns (IVerdicts) {
        return IVerdicts(_at(Module.Verdicts));
    }

    function _models() private view returns (IModelRegistry) {
        return IModelRegistry(_at(Module.Models));
    }

    function _benchmarks() private view returns (IBenchmarkRegistry) {
        return IBenchmarkRegistry(_at(Module.Benchmarks));
    }
}
