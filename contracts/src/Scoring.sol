// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {Modular} from "./Modular.sol";
import {IModules, Module} from "./interfaces/IModules.sol";
import {IParameters, ScoreMethod, ScoreRules} from "./interfaces/IParameters.sol";
import {IScoring} from "./interfaces/IScoring.sol";
import {Scores} from "./libraries/Scores.sol";
import {StakeCurves} from "./libraries/StakeCurves.sol";

/// @title Implementation of IScoring, where everything is described.
contract Scoring is IScoring, Modular {
    uint256 private constant PPM = 1e6;
    uint256 private constant PPB = 1e9;
    uint256 private constant BUCKETS = 10;

    struct Bucket {
        int128 sumPpm;
        uint128 count;
    }

    mapping(uint256 bucket => Bucket) internal _buckets;

    constructor(IModules modules_) Modular(modules_) {}

    /// @inheritdoc IScoring
    function record(int256 utilityPpm, uint256 confidencePpm) external only(Module.Epochs) {
        uint256 bucket = _bucketOf(confidencePpm);
        Bucket memory entry = _buckets[bucket];
        entry.sumPpm += int128(utilityPpm);
        ++entry.count;
        _buckets[bucket] = entry;
        emit Recorded(bucket, entry.sumPpm / int256(uint256(entry.count)), entry.count);
    }

    /// @inheritdoc IScoring
    function weight(
        int256 utilityPpm,
        uint256 confidencePpm,
        uint256 stake,
        uint256 uniquenessPpm,
        uint256 reputationPpm
    ) external view returns (uint64) {
        IParameters parameters = _parameters();
        uint256 factor = StakeCurves.factor(stake, parameters.stakeRules());
        uint256 worth = _score(parameters, utilityPpm, confidencePpm) * factor / PPB;
        worth = worth * uniquenessPpm / PPM;
        worth = worth * (PPM + parameters.reputationRules().bonusPpm * reputationPpm / PPM) / PPM;
        return worth < type(uint64).max ? uint64(worth) : type(uint64).max;
    }

    /// @inheritdoc IScoring
    function score(int256 utilityPpm, uint256 confidencePpm) external view returns (uint256) {
        return _score(_parameters(), utilityPpm, confidencePpm);
    }

    /// @inheritdoc IScoring
    function stakeFactor(uint256 stake) external view returns (uint256) {
        return StakeCurves.factor(stake, _parameters().stakeRules());
    }

    /// @inheritdoc IScoring
    function meanOf(uint256 bucket) public view returns (int256 meanPpm, uint256 count) {
        Bucket memory entry = _buckets[bucket];
        count = entry.count;
        if (count != 0) meanPpm = entry.sumPpm / int256(count);
    }

    function _score(IParameters parameters, int256 utilityPpm, uint256 confidencePpm) private view returns (uint256) {
        uint256 bucket = _bucketOf(confidencePpm);
        ScoreRules memory rules = parameters.scoreRules();
        uint256 u = Scores.clip(utilityPpm, rules.utilityCapPpm);
        if (rules.method == ScoreMethod.Proper) return Scores.proper(u, confidencePpm, rules);
        (int256 mean, uint256 count) = meanOf(bucket);
        return count == 0 ? u * (PPB / PPM) : Scores.sigmoid(u, mean, rules);
    }

    function _bucketOf(uint256 confidencePpm) private pure returns (uint256 bucket) {
        if (confidencePpm > PPM) revert ConfidenceOutOfRange(confidencePpm);
        bucket = confidencePpm / (PPM / BUCKETS);
        if (bucket == BUCKETS) bucket = BUCKETS - 1;
    }

    function _parameters() private view returns (IParameters) {
        return IParameters(_at(Module.Parameters));
    }
}
