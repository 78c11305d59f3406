// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

/// @title From a verdict to a reward weight.
/// @notice All numbers are integers; divisions truncate toward zero; ppm are parts per million, ppb parts per 10^9. The
/// TypeScript twins in protocol/scoring give the same on shared vectors.
///
/// Clipping: u = min(max(utility, 0), cap), cap = utilityCapPpm.
///
/// Proper score: u − penalty · ((u − û) / cap)^2 with û = confidence · cap / 10^6, in ppb, and 0 where that is negative. One
/// division, at the end: d = 10^6 · u − confidence · cap, score = (10^12 · u · cap^2 − penalty · d^2) / (10^9 · cap^2).
///
/// Sigmoid score: mean = sum / count of the recorded (unclipped) utilities in the confidence's bucket, bucket =
/// min(9, confidence / 100000); an empty bucket gives score = 1000 · u. Otherwise x = steepnessMilli · (u − mean) · 10^9 (a WAD:
/// k · (u − mean) with 18 decimals), cut to ±40 · 10^18; factor = 2 · 10^36 / (10^18 + expWad(−x)); score = 1000 · u ·
/// factor / 10^18. expWad is solady's.
///
/// Stake factor: CappedLinear c = min(stake, cap), c − entry, at least 0. Logarithm lnWad(10^18 + stake · 10^12) / 10^12, lnWad
/// is solady's.
///
/// Weight: a = score · factor / 10^9, b = a · uniqueness / 10^6, weight = b · (10^6 + bonus · reputation / 10^6) / 10^6, at most
/// 2^96 − 1. It never gets there: a score is at most 2 · 10^9, a factor below 2^64, so a weight below 2^66.
interface IScoring {
    event Recorded(uint256 indexed bucket, int256 meanPpm, uint256 count);

    error ConfidenceOutOfRange(uint256 confidencePpm);

    /// @notice Score of an accepted utility that was stated with a confidence, ppb, never negative. With the Sigmoid method
    /// it depends on the running mean of the confidence's bucket.
    function score(int256 utilityPpm, uint256 confidencePpm) external view returns (uint256);

    /// @notice What a stake (units of 10^12 wei) counts, same unit.
    function stakeFactor(uint256 stake) external view returns (uint256);

    /// @notice score · stakeFactor · uniqueness · (1 + bonus · reputation), rounded down at each division.
    function weight(
        int256 utilityPpm,
        uint256 confidencePpm,
        uint256 stake,
        uint256 uniquenessPpm,
        uint256 reputationPpm
    ) external view returns (uint64);

    /// @notice Adds an accepted utility, unclipped, to the bucket of its confidence. Only Epochs.
    function record(int256 utilityPpm, uint256 confidencePpm) external;

    /// @notice Running mean of utility among accepted submissions with a confidence in [bucket / 10, (bucket + 1) / 10), ppm.
    function meanOf(uint256 bucket) external view returns (int256 meanPpm, uint256 count);
}
