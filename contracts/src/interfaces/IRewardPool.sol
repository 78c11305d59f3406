// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

/// @title Holds the emission and pays epochs on demand.
/// @notice An epoch gets R = min(epochReward, free balance), fixed when it is settled, and splits it 80 / 15 / 5:
/// learners by reward weight, validators by agreeing reveals, the aggregator whose manifest stands. What is due to
/// nobody stays in the pool. Divisions round down.
interface IRewardPool {
    /// @notice `reward` is set aside for an epoch; `reserved` of it is due to someone.
    event Allotted(uint256 indexed epoch, uint256 reward, uint256 reserved);
    /// @notice The aggregator's share of an epoch without a manifest went back.
    event ShareReturned(uint256 indexed epoch, uint256 amount);
    event Claimed(
        uint256 indexed epoch, address indexed account, uint256 asLearner, uint256 asValidator, uint256 asAggregator
    );

    error NotFinal(uint256 epoch);
    error AlreadyClaimed(uint256 epoch, address account);
    error NothingToClaim(uint256 epoch, address account);
    error OnlyModule(address caller, address module);

    /// @notice Fixes what an epoch pays. Only the epoch manager, once per epoch, in order.
    function allot(uint256 epoch) external;

    /// @notice Pays `account` all that a final epoch owes it. Anyone may call.
    /// @return amount Wei paid.
    function claim(uint256 epoch, address account) external returns (uint256 amount);

    /// @notice What `claim` would pay now: 0 before the epoch is final and after it was claimed.
    function claimable(uint256 epoch, address account) external view returns (uint256);

    /// @notice What a settled epoch owes, claimed or not. The aggregator's part counts once the epoch is final.
    function dueOf(uint256 epoch, address account)
        external
        view
        returns (uint256 asLearner, uint256 asValidator, uint256 asAggregator);

    /// @notice R of a settled epoch, wei.
    function rewardOf(uint256 epoch) external view returns (uint256);

    function claimed(uint256 epoch, address account) external view returns (bool);

    /// @notice Wei set aside for claims that are still open.
    function reserved() external view returns (uint256);
}
