// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {
    CommitteeRules,
    DisputeRules,
    ElectionRules,
    EpochRules,
    IParameters,
    ReputationRules,
    RewardRules,
    ScoreRules,
    StakeRules
} from "../interfaces/IParameters.sol";

/// @title Which values the rules of a network can take.
/// @notice Wide enough for every network that works, narrow enough that no vote can stop one or trap a stake.
library RuleRanges {
    uint256 private constant PPM = 1_000_000;
    uint256 private constant BPS = 10_000;
    uint256 private constant MAX_SEATS = 48;
    uint256 private constant MAX_PHASE_SECONDS = 7 days;
    /// @dev All phases of one round together: an epoch ends well before `MAX_HOLD` of the registry.
    uint256 private constant MAX_EPOCH_SECONDS = 15 days;
    uint256 private constant MAX_UNBOND_SECONDS = 30 days;
    /// @dev A thousandth of a token: the unit of weights.
    uint256 private constant MIN_STAKE = 1_000;
    /// @dev A fine must cost even who enforces it on itself.
    uint256 private constant MAX_BOUNTY_BPS = 5_000;
    uint256 private constant MAX_STEEPNESS = 10_000_000;
    uint256 private constant MAX_APPEALS = 4;
    uint256 private constant MAX_JURORS = 127;
    uint256 private constant MAX_DISPUTE_SECONDS = 365 days;
    uint256 private constant MAX_MEMBERS = 32;
    uint256 private constant MAX_TERM_SECONDS = 730 days;
    uint256 private constant MAX_PAUSE_SECONDS = 14 days;
    uint256 private constant MAX_REST_SECONDS = 365 days;

    function check(EpochRules memory r) internal pure {
        _within("submitSeconds", r.submitSeconds, 1, MAX_PHASE_SECONDS);
        _within("finalitySeconds", r.finalitySeconds, 1, MAX_PHASE_SECONDS);
        _within("drawSeconds", r.drawSeconds, 1, MAX_PHASE_SECONDS);
        _within("commitSeconds", r.commitSeconds, 1, MAX_PHASE_SECONDS);
        _within("revealSeconds", r.revealSeconds, 1, MAX_PHASE_SECONDS);
        _within("contestSeconds", r.contestSeconds, 1, MAX_PHASE_SECONDS);
        _within("aggregateSeconds", r.aggregateSeconds, 1, MAX_PHASE_SECONDS);
        _within("challengeSeconds", r.challengeSeconds, 1, MAX_PHASE_SECONDS);
        uint256 sum = uint256(r.submitSeconds) + r.finalitySeconds + r.drawSeconds + r.commitSeconds + r.revealSeconds
            + r.contestSeconds + r.aggregateSeconds + r.challengeSeconds;
        _within("epochSeconds", sum, 0, MAX_EPOCH_SECONDS);
    }

    function check(CommitteeRules memory r) internal pure {
        uint256 stages = r.sizes.length;
        while (stages > 1 && r.sizes[stages - 1] == 0) --stages;
        uint256 before;
        for (uint256 i; i < stages; ++i) {
            _within("sizes", r.sizes[i], before + 1, MAX_SEATS);
            before = r.sizes[i];
        }
        for (uint256 i; i < r.leads.length; ++i) {
            bool decides = i + 1 < stages;
            _within("leads", r.leads[i], decides ? 1 : 0, decides ? r.sizes[i] : 0);
        }
        _within("minUtilityPpm", r.minUtilityPpm, 0, PPM);
        _within("rejectBps", r.rejectBps, 0, BPS);
        _within("dissentBps", r.dissentBps, 0, BPS);
        _within("silenceBps", r.silenceBps, 0, BPS);
        _within("unopenedBps", r.unopenedBps, 0, BPS);
        _within("bountyBps", r.bountyBps, 0, MAX_BOUNTY_BPS);
    }

    function check(StakeRules memory r) internal pure {
        _within("minStake", r.minStake, MIN_STAKE, type(uint64).max);
        _within("stakeCap", r.stakeCap, r.minStake, type(uint64).max);
        _within("entryStake", r.entryStake, 0, r.minStake - 1);
        _within("unbondSeconds", r.unbondSeconds, 1, MAX_UNBOND_SECONDS);
    }

    function check(ScoreRules memory r) internal pure {
        _within("penaltyPpm", r.penaltyPpm, 0, PPM);
        _within("utilityCapPpm", r.utilityCapPpm, 1, PPM);
        _within("steepnessMilli", r.steepnessMilli, 0, MAX_STEEPNESS);
    }

    function check(ReputationRules memory r) internal pure {
        _within("decayPpm", r.decayPpm, 0, PPM);
        _within("gainAcceptedPpm", r.gainAcceptedPpm, 0, PPM);
        _within("gainAgreedPpm", r.gainAgreedPpm, 0, PPM);
        _within("maxGainPpm", r.maxGainPpm, 0, PPM);
        _within("finedPpm", r.finedPpm, 0, PPM);
        _within("bonusPpm", r.bonusPpm, 0, PPM);
        _within("voteBonusPpm", r.voteBonusPpm, 0, PPM);
    }

    function check(RewardRules memory r) internal pure {
        _within("learnersPpm", r.learnersPpm, 0, PPM);
        _within("validatorsPpm", r.validatorsPpm, 0, PPM - r.learnersPpm);
        _within("feesPpm", r.feesPpm, 0, PPM);
        _within("canaryPpm", r.canaryPpm, 0, PPM);
    }

    function check(DisputeRules memory r) internal pure {
        _within("bond", r.bond, 1, type(uint56).max);
        _within("rerunBond", r.rerunBond, 1, type(uint56).max);
        _within("maxAppeals", r.maxAppeals, 0, MAX_APPEALS);
        // n jurors are (n + 1) · 2^appeals − 1 after the last appeal.
        _within("jurors", r.jurors, 1, ((MAX_JURORS + 1) >> r.maxAppeals) - 1);
        _within("voteSeconds", r.voteSeconds, 1, MAX_PHASE_SECONDS);
        _within("voteRevealSeconds", r.revealSeconds, 1, MAX_PHASE_SECONDS);
        _within("appealSeconds", r.appealSeconds, 1, MAX_PHASE_SECONDS);
        _within("disputeSeconds", r.disputeSeconds, 0, MAX_DISPUTE_SECONDS);
        _within("overturnedBps", r.overturnedBps, 0, BPS);
        _within("absentJurorBps", r.absentJurorBps, 0, BPS);
    }

    function check(ElectionRules memory r) internal pure {
        _within("seats", r.seats, 1, MAX_MEMBERS);
        _within("threshold", r.threshold, 1, r.seats);
        _within("minReputationPpm", r.minReputationPpm, 0, PPM);
        _within("termSeconds", r.termSeconds, 1, MAX_TERM_SECONDS);
        _within("pauseSeconds", r.pauseSeconds, 1, MAX_PAUSE_SECONDS);
        // At most half of the time is a pause.
        _within("pauseRestSeconds", r.pauseRestSeconds, r.pauseSeconds, MAX_REST_SECONDS);
    }

    function _within(bytes32 field, uint256 value, uint256 low, uint256 high) private pure {
        if (value < low || value > high) revert IParameters.OutOfRange(field, value);
    }
}
