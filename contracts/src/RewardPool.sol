// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Escrow} from "./Escrow.sol";
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

    /// @dev The token never changes.
    IERC20 private immutable _token;
    /// @inheritdoc IRewardPool
    address public immutable escrow;

    uint48 private _lastAllotted;
    /// @dev Last epoch that the predecessor fixed.
    uint48 private _takenOver;
    /// @inheritdoc IRewardPool
    IRewardPool public predecessor;
    mapping(uint256 epoch => LearnerShare) private _learners;
    mapping(uint256 epoch => OtherShares) private _others;
    mapping(uint256 epoch => mapping(uint256 word => uint256)) private _claimed;
    mapping(uint256 epoch => mapping(uint256 word => uint256)) private _credited;
    /// @dev A number has the same owner for good, so it is asked for once.
    mapping(uint32 node => address) private _owners;

    constructor(IModules modules_) Modular(modules_) {
        _token = IERC20(modules_.at(Module.Token));
        escrow = address(new Escrow(_token));
        address before = modules_.at(Module.Rewards);
        if (before != address(this)) predecessor = IRewardPool(before);
    }

    /// @inheritdoc IRewardPool
    function allot(uint256 epoch) public {
        if (_lastAllotted == 0) _takeOver();
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
        uint256 gain = _shareOf(epoch).gainPpm;
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
        _token.safeTransferFrom(escrow, learner, amount);
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
        _token.safeTransferFrom(escrow, learner, amount);
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
        emit ValidatorPaid(epoch, validator, seats, amount);
        registry.addReputation(node, seats * _parameters().reputationRules().gainAgreedPpm);
        _token.safeTransferFrom(escrow, validator, amount);
    }

    /// @inheritdoc IRewardPool
    function claimAggregator(uint256 epoch) external returns (uint256 amount) {
        if (epoch > _lastAllotted) allot(epoch);
        address aggregator = IModelRegistry(_at(Module.Models)).aggregatorOf(epoch);
        if (aggregatorClaimed(epoch)) revert AlreadyClaimed(epoch, aggregator);
        amount = _othersOf(epoch).aggregator;
        if (amount == 0) revert NothingToClaim(epoch, aggregator);
        _others[epoch].aggregatorClaimed = true;
        if (aggregator == address(0)) {
            _token.safeTransferFrom(escrow, address(this), amount);
            return 0;
        }
        emit AggregatorPaid(epoch, aggregator, amount);
        _token.safeTransferFrom(escrow, aggregator, amount);
    }

    /// @inheritdoc IRewardPool
    function reverseLearner(uint256 epoch, uint256 index) external only(Module.Court) {
        if (epoch > _lastAllotted) allot(epoch);
        IEpochManager epochs = _epochs();
        IEpochManager.Submission memory submission = epochs.submission(epoch, index);
        uint256 amount = _dueOf(_shareOf(epoch), submission.weight);
        if (amount == 0) return;
        uint256 taken;
        if (submission.paid) {
            taken = _registry().slash(submission.learner, amount, address(0), 0);
        } else {
            epochs.markPaid(epoch, index);
            _token.safeTransferFrom(escrow, address(this), amount);
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
        OtherShares memory others = _othersOf(epoch);
        return (_shareOf(epoch).amount, others.validators, others.aggregator);
    }

    /// @inheritdoc IRewardPool
    function learnerDue(uint256 epoch, uint256 index) external view returns (uint256) {
        IEpochManager.Submission memory submission = _epochs().submission(epoch, index);
        if (submission.paid || submission.status != IEpochManager.Status.Accepted) return 0;
        return _dueOf(_shareOf(epoch), submission.weight);
    }

    /// @inheritdoc IRewardPool
    function validatorDue(uint256 epoch, uint256 seats) public view returns (uint256) {
        OtherShares memory shares = _othersOf(epoch);
        return shares.totalSeats == 0 ? 0 : shares.validators * seats / shares.totalSeats;
    }

    /// @inheritdoc IRewardPool
    function validatorClaimed(uint256 epoch, uint32 node) public view returns (bool) {
        if (_isBefore(epoch) && predecessor.validatorClaimed(epoch, node)) return true;
        return _claimed[epoch][node >> 8] >> (node & 0xff) & 1 != 0;
    }

    /// @inheritdoc IRewardPool
    function credited(uint256 epoch, uint256 index) public view returns (bool) {
        if (_isBefore(epoch) && predecessor.credited(epoch, index)) return true;
        return _credited[epoch][index >> 8] >> (index & 0xff) & 1 != 0;
    }

    /// @inheritdoc IRewardPool
    function aggregatorClaimed(uint256 epoch) public view returns (bool) {
        return _others[epoch].aggregatorClaimed || _othersOf(epoch).aggregatorClaimed;
    }

    /// @inheritdoc IRewardPool
    function reserved() external view returns (uint256) {
        return _token.balanceOf(escrow);
    }

    /// @inheritdoc IRewardPool
    function lastAllotted() external view returns (uint256) {
        return _lastAllotted;
    }

    /// @inheritdoc IRewardPool
    function sharesOf(uint256 epoch) external view returns (LearnerShare memory, OtherShares memory) {
        return (_shareOf(epoch), _othersOf(epoch));
    }

    /// @inheritdoc IRewardPool
    function handOver(address to) external only(Module.Rewards) returns (uint256 allotted) {
        _token.safeTransfer(msg.sender, _free());
        _token.safeTransferFrom(escrow, to, _token.balanceOf(escrow));
        return _lastAllotted;
    }

    /// @dev Marks an accepted submission as paid. @return learner Whose it is. @return amount Its share.
    function _takeShare(IEpochManager epochs, uint256 epoch, uint256 index)
        private
        returns (address learner, uint256 amount)
    {
        LearnerShare memory share = _learners[epoch];
        if (share.totalWeight == 0) {
            if (epoch > _lastAllotted) allot(epoch);
            share = _shareOf(epoch);
        }
        (uint32 node, uint256 weight, bool before) = epochs.markPaid(epoch, index);
        learner = _ownerOf(node);
        if (before) revert AlreadyClaimed(epoch, learner);
        amount = _dueOf(share, weight);
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
        _token.safeTransfer(escrow, learners + validators + aggregator);
        emit Allotted(epoch, emission, fees);
    }

    function _dueOf(LearnerShare memory share, uint256 weight) private pure returns (uint256) {
        if (share.totalWeight == 0) return 0;
        // Unchecked: 104 bits times 64.
        unchecked {
            return share.amount * weight / share.totalWeight;
        }
    }

    function _free() private view returns (uint256) {
        return _token.balanceOf(address(this));
    }

    /// @dev All that the predecessor holds comes here, what is due into this pool's escrow. One that was replaced before it took
    /// over anything itself has what it was sent; the one before it has the rest.
    function _takeOver() private {
        IRewardPool before = predecessor;
        uint256 allotted;
        while (address(before) != address(0)) {
            allotted = before.handOver(escrow);
            if (allotted != 0) break;
            before = before.predecessor();
        }
        if (allotted == 0) return;
        predecessor = before;
        _lastAllotted = _takenOver = uint48(allotted);
    }

    /// @dev Of an epoch that the predecessor fixed.
    function _isBefore(uint256 epoch) private view returns (bool) {
        return epoch <= _takenOver;
    }

    function _shareOf(uint256 epoch) private view returns (LearnerShare memory share) {
        if (!_isBefore(epoch)) return _learners[epoch];
        (share,) = predecessor.sharesOf(epoch);
    }

    function _othersOf(uint256 epoch) private view returns (OtherShares memory shares) {
        if (!_isBefore(epoch)) return _others[epoch];
        (, shares) = predecessor.sharesOf(epoch);
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
