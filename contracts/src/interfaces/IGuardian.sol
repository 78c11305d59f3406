// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

/// @title A pause of settlement and aggregation by an elected committee. Expires by itself.
/// @notice Never touches exits, withdrawals, claims, submissions or votes.
interface IGuardian {
    event PauseApproved(address indexed member, uint256 approvals, uint256 threshold, bytes32 reasonCid);
    event Paused(uint256 until, bytes32 reasonCid);
    event LiftApproved(address indexed member, uint256 approvals, uint256 threshold);
    event PauseLifted(uint256 liftedAt);

    error NotAMember(address caller);
    error AlreadyApproved(address member);
    error Resting(uint256 until);
    error AlreadyPaused(uint256 until);
    error NotPaused();

    /// @notice A member of the elected guard approves a pause; the threshold-th approval within a day starts it. Approvals
    /// of those who are no longer members do not count.
    function approvePause(bytes32 reasonCid) external;
    /// @notice Ends a pause early: threshold members, or the timelock.
    function approveLift() external;
    function paused() external view returns (bool);
    /// @notice End of the last pause, seconds since 1970; 0 before the first.
    function pausedUntil() external view returns (uint256);
}
