// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Modular} from "./Modular.sol";
import {IEpochManager} from "./interfaces/IEpochManager.sol";
import {ILoamToken} from "./interfaces/ILoamToken.sol";
import {IModelRegistry} from "./interfaces/IModelRegistry.sol";
import {IModules, Module} from "./interfaces/IModules.sol";
import {INodeRegistry} from "./interfaces/INodeRegistry.sol";
import {IParameters, RewardRules} from "./interfaces/IParameters.sol";
import {IRewardPool} from "./interfaces/IRewardPool.sol";
import {IVerdicts} from "./interfaces/IVerdicts.sol";

/// @title Implementation of IRewardPool, where everything is described.
contract RewardPool is IRewardPool, Modular {
    using SafeERC20 for IERC20;

    uint256 private constant PPM = 1_000_000;

    /// @dev What learners are paid, one word: in proportion to their weight.
    struct LearnerShare {
        uint104 amount;
        uint128 totalWeight;
        /// Reputation for an accepted submission.
        uint24 gainPpm;
    }

    /// @dev What validators (by seats) and the aggregator are paid, one word.
    struct OtherShares {
        uint104 validators;
        uint104 aggregator;
        uint40 totalSeats;
        bool aggregatorClaimed;
    }

    /// @dev The token never changes.
    IERC20 private immutable _token;

    uint208 private _reserved;
    uint48 private _lastAllotted;
    mapping(uint256 epoch => LearnerShare) private _learners;
    mapping(uint256 epoch => OtherShares) private _others;
    mapping(uint256 epoch => mapping(uint256 word => uint256)) private _claimed;
    mapping(uint256 epoch => mapping(uint256 word => uint256)) private _credited;
    /// @dev A number has the same owner for good, so it is asked for once.
    mapping(uint32 node => address) private _owners;

    constructor(IModules modules_) Modular(modules_) {
        _token = IERC20(modules_.at(Module.Token));
    }

    /// @inheritdoc IRewardPool
    function allot(uint256 epoch) public {
        IEpochManager epochs = _epochs();
        if (epochs.finalAt(epoch) == 0) revert NotFinal(epoch);
        IModelRegistry models = IModelRegistry(_at(Module.Models));
        if (models.finalizable()) models.finalize();
        RewardRules memory rules = _parameters().rewardRules();
        uint24 gain = uint24(_parameters().reputationRules().gainAcceptedPpm);
        for (uint256 next = uint256(_lastAllotted) + 1; next <= epoch; ++next) {
            _lastAllotted = uint48(next);
            _allot(next, epochs, models, rules, gain);
        }
    }

    /// @inheritdoc IRewardPool
    function credit(uint256 epoch, uint256[] calldata indices) external {
        if (epoch > _lastAllotted) allot(epoch);
        IEpochManager epochs = _epochs();
        INodeRegistry registry = _registry();
        uint256 gain = _learners[epoch].gainPpm;
        uint256 count;
        for (uint256 i; i < indices.length; ++i) {
            uint256 index = indices[i];
            IEpochManager.Submission memory submission = epochs.submission(epoch, index);
            bool named = submission.status == IEpochManager.Status.Accepted && submission.weight != 0;
            if (!named || credited(epoch, index)) continue;
            _credited[epoch][index >> 8] |= 1 << (index & 0xff);
            ++count;
            registry.addReputation(submission.node, gain);
        }
        if (count == 0) revert NothingToCredit(epoch);
        emit Credited(epoch, count);
    }

    /// @inheritdoc IRewardPool
    function claimLearner(uint256 epoch, uint256 index) external returns (uint256 amount) {
        address learner;
        (learner, amount) = _takeShare(_epochs(), epoch, index);
        _reserved -= uint208(amount);
        _token.safeTransfer(learner, amount);
    }

    /// @inheritdoc IRewardPool
    function claimLearnerMany(uint256[] calldata epochs, uint256[] calldata indices)
        external
        returns (uint256 amount)
    {
        if (epochs.length == 0 || epochs.length != indices.length) {
            revert LengthMismatch(epochs.length, indices.length);
        }
        IEpochManager manager = _epochs();
        address learner;
        for (uint256 i; i < epochs.length; ++i) {
            (address own, uint256 share) = _takeShare(manager, epochs[i], indices[i]);
            if (i == 0) learner = own;
            if (own != learner) revert AnotherLearner(learner, own);
            amount += share;
        }
        _reserved -= uint208(amount);
        _token.safeTransfer(learner, amount);
    }

    /// @inheritdoc IRewardPool
    function claimValidator(uint256 epoch, address validator, uint256[] calldata indices)
        external
        returns (uint256 amount)
    {
        if (msg.sender != validator) revert NotTheValidator(msg.sender, validator);
        for (uint256 i = 1; i < indices.length; ++i) {
            if (indices[i] <= indices[i - 1]) revert NotAscending(indices[i - 1], indices[i]);
        }
        if (epoch > _lastAllotted) allot(epoch);
        INodeRegistry registry = _registry();
        uint32 node = registry.numberOf(validator);
        if (validatorClaimed(epoch, node)) revert AlreadyClaimed(epoch, validator);
        _claimed[epoch][node >> 8] |= 1 << (node & 0xff);
        uint256 seats = IVerdicts(_at(Module.Verdicts)).agreeingSeatsIn(epoch, indices, node);
        amount = validatorDue(epoch, seats);
        if (amount == 0) revert NothingToClaim(epoch, validator);
        _reserved -= uint208(amount);
        emit ValidatorPaid(epoch, validator, seats, amount);
        registry.addReputation(node, seats * _parameters().reputationRules().gainAgreedPpm);
        _token.safeTransfer(validator, amount);
    }

    /// @inheritdoc IRewardPool
    function claimAggregator(uint256 epoch) external returns (uint256 amount) {
        if (epoch > _lastAllotted) allot(epoch);
        address aggregator = IModelRegistry(_at(Module.Models)).aggregatorOf(epoch);
        OtherShares storage shares = _others[epoch];
        if (shares.aggregatorClaimed) revert AlreadyClaimed(epoch, aggregator);
        amount = shares.aggregator;
        if (amount == 0) revert NothingToClaim(epoch, aggregator);
        shares.aggregatorClaimed = true;
        _reserved -= uint208(amount);
        if (aggregator == address(0)) return 0;
        emit AggregatorPaid(epoch, aggregator, amount);
        _token.safeTransfer(aggregator, amount);
    }

    /// @inheritdoc IRewardPool
    function reverseLearner(uint256 epoch, uint256 index) external only(Module.Court) {
        if (epoch > _lastAllotted) allot(epoch);
        IEpochManager epochs = _epochs();
        IEpochManager.Submission memory submission = epochs.submission(epoch, index);
        uint256 amount = _dueOf(_learners[epoch], submission.weight);
        if (amount == 0) return;
        uint256 taken;
        if (submission.paid) {
            taken = _registry().slash(submission.learner, amount, address(0), 0);
        } else {
            epochs.markPaid(epoch, index);
            _reserved -= uint208(amount);
        }
        emit Reversed(epoch, index, amount, taken);
    }

    /// @inheritdoc IRewardPool
    function compensate(address to, uint256 amount) external returns (uint256 paid) {
        if (msg.sender != _at(Module.Court) && msg.sender != _at(Module.Verdicts)) {
            revert NotCourtOrVerdicts(msg.sender);
        }
        uint256 free = _free();
        paid = amount < free ? amount : free;
        if (paid != 0) _token.safeTransfer(to, paid);
    }

    /// @inheritdoc IRewardPool
    function rewardOf(uint256 epoch)
        external
        view
        returns (uint256 learners, uint256 validators, uint256 aggregator)
    {
        OtherShares memory others = _others[epoch];
        return (_learners[epoch].amount, others.validators, others.aggregator);
    }

    /// @inheritdoc IRewardPool
    function learnerDue(uint256 epoch, uint256 index) external view returns (uint256) {
        IEpochManager.Submission memory submission = _epochs().submission(epoch, index);
        if (submission.paid || submission.status != IEpochManager.Status.Accepted) return 0;
        return _dueOf(_learners[epoch], submission.weight);
    }

    /// @inheritdoc IRewardPool
    function validatorDue(uint256 epoch, uint256 seats) public view returns (uint256) {
        OtherShares memory shares = _others[epoch];
        return shares.totalSeats == 0 ? 0 : shares.validators * seats / shares.totalSeats;
    }

    /// @inheritdoc IRewardPool
    function validatorClaimed(uint256 epoch, uint32 node) public view returns (bool) {
        return _claimed[epoch][node >> 8] >> (node & 0xff) & 1 != 0;
    }

    /// @inheritdoc IRewardPool
    function credited(uint256 epoch, uint256 index) public view returns (bool) {
        return _credited[epoch][index >> 8] >> (index & 0xff) & 1 != 0;
    }

    /// @inheritdoc IRewardPool
    function aggregatorClaimed(uint256 epoch) external view returns (bool) {
        return _others[epoch].aggregatorClaimed;
    }

    /// @inheritdoc IRewardPool
    function reserved() external view returns (uint256) {
        return _reserved;
    }

    /// @inheritdoc IRewardPool
    function lastAllotted() external view returns (uint256) {
        return _lastAllotted;
    }

    /// @dev Marks an accepted submission as paid. @return learner Whose it is. @return amount Its share.
    function _takeShare(IEpochManager epochs, uint256 epoch, uint256 index)
        private
        returns (address learner, uint256 amount)
    {
        if (epoch > _lastAllotted) allot(epoch);
        (uint32 node, uint256 weight, bool before) = epochs.markPaid(epoch, index);
        learner = _ownerOf(node);
        if (before) revert AlreadyClaimed(epoch, learner);
        amount = _dueOf(_learners[epoch], weight);
        if (amount == 0) revert NothingToClaim(epoch, learner);
        emit LearnerPaid(epoch, index, learner, amount);
    }

    function _ownerOf(uint32 node) private returns (address owner) {
        owner = _owners[node];
        if (owner == address(0)) {
            owner = _registry().addressOf(node);
            _owners[node] = owner;
        }
    }

    /// @dev Only what is due to somebody is set aside.
    function _allot(
        uint256 epoch,
        IEpochManager epochs,
        IModelRegistry models,
        RewardRules memory rules,
        uint24 gain
    ) private {
        uint256 fees = _free() * rules.feesPpm / PPM;
        uint256 emission = ILoamToken(address(_token)).emitEpoch(epoch);
        uint256 reward = emission + fees;
        if (reward > _free()) reward = _free();
        if (reward > type(uint104).max) reward = type(uint104).max;
        uint256 learners = reward * rules.learnersPpm / PPM;
        uint256 validators = reward * rules.validatorsPpm / PPM;
        uint256 aggregator = reward - learners - validators;
        uint256 totalWeight = epochs.epochInfo(epoch).totalWeight;
        uint256 totalSeats = IVerdicts(_at(Module.Verdicts)).totalAgreeing(epoch);
        if (totalWeight == 0) learners = 0;
        if (totalSeats == 0) validators = 0;
        if (models.aggregatorOf(epoch) == address(0)) aggregator = 0;
        _learners[epoch] = LearnerShare(uint104(learners), uint128(totalWeight), gain);
        _others[epoch] = OtherShares(uint104(validators), uint104(aggregator), uint40(totalSeats), false);
        _reserved += uint208(learners + validators + aggregator);
        emit Allotted(epoch, emission, fees);
    }

    function _dueOf(LearnerShare memory share, uint256 weight) private pure returns (uint256) {
        return share.totalWeight == 0 ? 0 : share.amount * weight / share.totalWeight;
    }

    function _free() private view returns (uint256) {
        uint256 balance = _token.balanceOf(address(this));
        return balance > _reserved ? balance - _reserved : 0;
    }

    function _epochs() private view returns (IEpochManager) {
        return IEpochManager(_at(Module.Epochs));
    }

    function _registry() private view returns (INodeRegistry) {
        return INodeRegistry(_at(Module.Registry));
    }

    function _parameters() private view returns (IParameters) {
        return IParameters(_at(Module.Parameters));
    }
}
