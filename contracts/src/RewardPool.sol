// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IEpochManager} from "./interfaces/IEpochManager.sol";
import {IModelRegistry} from "./interfaces/IModelRegistry.sol";
import {IRewardPool} from "./interfaces/IRewardPool.sol";
import {IVerdicts} from "./interfaces/IVerdicts.sol";

/// @title Implementation of IRewardPool, where everything is described.
contract RewardPool is IRewardPool {
    using SafeERC20 for IERC20;

    uint256 public constant BPS = 10_000;
    /// @notice Shares of an epoch's reward, in basis points; together 10,000.
    uint256 public constant LEARNER_BPS = 8_000;
    uint256 public constant VALIDATOR_BPS = 1_500;
    uint256 public constant AGGREGATOR_BPS = 500;

    IERC20 public immutable token;
    IEpochManager public immutable epochManager;
    IVerdicts public immutable verdicts;
    IModelRegistry public immutable modelRegistry;
    /// @notice What an epoch pays while the pool has it, wei.
    uint256 public immutable epochReward;

    /// @inheritdoc IRewardPool
    mapping(uint256 epoch => uint256) public rewardOf;
    /// @inheritdoc IRewardPool
    mapping(uint256 epoch => mapping(address account => bool)) public claimed;
    /// @inheritdoc IRewardPool
    uint256 public reserved;

    constructor(
        IERC20 token_,
        IEpochManager epochManager_,
        IVerdicts verdicts_,
        IModelRegistry modelRegistry_,
        uint256 epochReward_
    ) {
        token = token_;
        epochManager = epochManager_;
        verdicts = verdicts_;
        modelRegistry = modelRegistry_;
        epochReward = epochReward_;
    }

    /// @inheritdoc IRewardPool
    function allot(uint256 epoch) external {
        if (msg.sender != address(epochManager)) revert OnlyModule(msg.sender, address(epochManager));
        _returnAggregatorShare(epoch - 1);
        uint256 reward = Math.min(epochReward, token.balanceOf(address(this)) - reserved);
        rewardOf[epoch] = reward;
        IEpochManager.EpochInfo memory info = epochManager.epochInfo(epoch);
        uint256 due;
        if (info.totalWeight != 0) due += _share(reward, LEARNER_BPS);
        if (verdicts.totalAgreements(epoch) != 0) due += _share(reward, VALIDATOR_BPS);
        if (info.accepted != 0) due += _share(reward, AGGREGATOR_BPS);
        reserved += due;
        emit Allotted(epoch, reward, due);
    }

    /// @inheritdoc IRewardPool
    function claim(uint256 epoch, address account) external returns (uint256 amount) {
        if (epochManager.phase(epoch) != IEpochManager.Phase.Final) revert NotFinal(epoch);
        if (claimed[epoch][account]) revert AlreadyClaimed(epoch, account);
        (uint256 asLearner, uint256 asValidator, uint256 asAggregator) = dueOf(epoch, account);
        amount = asLearner + asValidator + asAggregator;
        if (amount == 0) revert NothingToClaim(epoch, account);
        claimed[epoch][account] = true;
        reserved -= amount;
        emit Claimed(epoch, account, asLearner, asValidator, asAggregator);
        token.safeTransfer(account, amount);
    }

    /// @inheritdoc IRewardPool
    function claimable(uint256 epoch, address account) external view returns (uint256) {
        if (epochManager.phase(epoch) != IEpochManager.Phase.Final || claimed[epoch][account]) return 0;
        (uint256 asLearner, uint256 asValidator, uint256 asAggregator) = dueOf(epoch, account);
        return asLearner + asValidator + asAggregator;
    }

    /// @inheritdoc IRewardPool
    function dueOf(uint256 epoch, address account)
        public
        view
        returns (uint256 asLearner, uint256 asValidator, uint256 asAggregator)
    {
        uint256 reward = rewardOf[epoch];
        if (reward == 0) return (0, 0, 0);
        (bool submitted, uint256 index) = epochManager.submissionIndexOf(epoch, account);
        if (submitted) {
            uint256 weight = epochManager.submission(epoch, index).weight;
            if (weight != 0) {
                uint256 total = epochManager.epochInfo(epoch).totalWeight;
                asLearner = Math.mulDiv(_share(reward, LEARNER_BPS), weight, total);
            }
        }
        uint256 agreements = verdicts.agreementsOf(epoch, account);
        if (agreements != 0) {
            asValidator =
                Math.mulDiv(_share(reward, VALIDATOR_BPS), agreements, verdicts.totalAgreements(epoch));
        }
        if (
            account != address(0) && modelRegistry.aggregatorOf(epoch) == account
                && epochManager.phase(epoch) == IEpochManager.Phase.Final
        ) {
            asAggregator = _share(reward, AGGREGATOR_BPS);
        }
    }

    /// @dev An epoch settles only after the one before is final, so whether that has a manifest is known by then.
    function _returnAggregatorShare(uint256 epoch) private {
        uint256 amount = _share(rewardOf[epoch], AGGREGATOR_BPS);
        if (amount == 0 || modelRegistry.aggregatorOf(epoch) != address(0)) return;
        if (epochManager.epochInfo(epoch).accepted == 0) return;
        reserved -= amount;
        emit ShareReturned(epoch, amount);
    }

    function _share(uint256 reward, uint256 bps) private pure returns (uint256) {
        return reward * bps / BPS;
    }
}
