// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

/// @title From a verdict to a reward weight.
/// @notice All numbers are integers; divisions truncate toward zero; ppm are parts per million. The TypeScript twins in
/// protocol/scoring give the same on shared vectors.
///
/// Clipping: u = min(max(utility, 0), cap), cap = utilityCapPpm.
///
/// Proper score: û = confidence · cap / 10^6, d = u − û, score = u + alpha · (cap − d · d / cap) / 10^6.
///
/// Sigmoid score: mean = sum / count of the recorded (unclipped) utilities in the confidence's bucket, bucket =
/// min(9, confidence / 100000); an empty bucket gives score = u. Otherwise x = steepnessMilli · (u − mean) · 10^9 (a WAD:
/// k · (u − mean) with 18 decimals), cut to ±40 · 10^18; factor = 2 · 10^36 / (10^18 + expWad(−x)); score = u · factor /
/// 10^18. expWad is solady's.
///
/// Stake factor: CappedLinear c = min(stake, cap), c − entry, at least 0. Logarithm lnWad(10^18 + stake · 10^12) / 10^12, lnWad
/// is solady's.
///
/// Weight: a = score · factor / 10^6, b = a · uniqueness / 10^6, weight = b · (10^6 + bonus · reputation / 10^6) / 10^6, at most
/// 2^96 − 1 (which it never reaches inside the ranges of the rules).
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

    /// @notice Adds an accepted utility, unclipped, to the bucket of its confidence. Only Epochs.
    function record(int256 utilityPpm, uint256 confidencePpm) external;

    /// @notice Running mean of utility among accepted submissions with a confidence in [bucket / 10, (bucket + 1) / 10), ppm.
    function meanOf(uint256 bucket) external view returns (int256 meanPpm, uint256 count);
}
