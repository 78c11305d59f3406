// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title The token: votes, permit, and an emission that only its schedule decides.
/// @notice Nobody can mint. The reward pool may call `emitEpoch` once for each epoch, in order, and gets what the schedule
/// gives for that epoch: first / 2^((epoch - 1) / halving), in steps of whole halvings, until `cap` is reached.
/// Votes are counted by time (ERC-6372 mode=timestamp).
interface ILoamToken is IERC20 {
    event EpochEmitted(uint256 indexed epoch, uint256 amount);

    /// @notice Epochs are emitted in ascending order, each at most once; `expected` is the first that can be.
    error WrongEpoch(uint256 epoch, uint256 expected);
    /// @notice The first allocation is malformed or more than the cap, the cap above a billion tokens, or the halving 0.
    error InvalidAllocation();

    /// @notice Mints an epoch's emission to the caller. Only Rewards. Epochs that were skipped emit nothing later.
    function emitEpoch(uint256 epoch) external returns (uint256 amount);
    /// @notice What the schedule gives for an epoch (from 1), wei, before the cap.
    function emissionOf(uint256 epoch) external view returns (uint256);
    /// @notice Last epoch that was emitted; 0 before the first.
    function lastEmitted() external view returns (uint256);
    /// @notice Most that can ever exist, wei; at most 10^27.
    function cap() external view returns (uint256);
    /// @notice Emission of the first epoch, wei, and the number of epochs after which it halves.
    function schedule() external view returns (uint256 firstEmission, uint256 halvingEpochs);
}
