// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

/// @title From a verdict to a reward weight.
/// @notice All numbers are integers; ppm are parts per million. The TypeScript twins in protocol/scoring give the same on
/// shared vectors.
interface IScoring {
    event Recorded(uint256 indexed bucket, int256 meanPpm, uint256 count);

    error ConfidenceOutOfRange(uint256 confidencePpm);

    /// @notice Score of an accepted utility that was stated with a confidence, ppm, never negative. With the Sigmoid method
    /// it depends on the running mean of the confidence's bucket.
    function score(int256 utilityPpm, uint256 confidencePpm) external view returns (uint256);

    /// @notice What a stake (units of 10^12 wei) counts, same unit.
    function stakeFactor(uint256 stake) external view returns (uint256);

    /// @notice score · stakeFactor · uniqueness · (1 + bonus · reputation), rounded down at each division by 10^6.
    function weight(
        int256 utilityPpm,
        uint256 confidencePpm,
        uint256 stake,
        uint256 uniquenessPpm,
        uint256 reputationPpm
    ) external view returns (uint96);

    /// @notice Adds an accepted utility to the bucket of its confidence. Only Epochs.
    function record(int256 utilityPpm, uint256 confidencePpm) external;

    /// @notice Running mean of utility among accepted submissions with a confidence in [bucket / 10, (bucket + 1) / 10), ppm.
    function meanOf(uint256 bucket) external view returns (int256 meanPpm, uint256 count);
}
