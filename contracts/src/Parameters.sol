// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IModules, Module} from "./interfaces/IModules.sol";
import {
    CommitteeRules,
    DisputeRules,
    ElectionRules,
    EpochRules,
    IParameters,
    ReputationRules,
    RewardRules,
    Rules,
    ScoreRules,
    StakeRules
} from "./interfaces/IParameters.sol";
import {PackedCommittee} from "./libraries/PackedCommittee.sol";
import {RuleRanges} from "./libraries/RuleRanges.sol";
import {Modular} from "./Modular.sol";

/// @title Implementation of IParameters, where everything is described.
contract Parameters is IParameters, Modular {
    using PackedCommittee for CommitteeRules;
    using PackedCommittee for uint256;
    using RuleRanges for *;

    /// @dev `Rules` as they are stored.
    struct Stored {
        EpochRules epoch;
        uint256 committee;
        StakeRules stake;
        ScoreRules score;
        ReputationRules reputation;
        RewardRules reward;
        DisputeRules dispute;
        ElectionRules election;
    }

    /// @dev What every draw reads, in one word.
    struct WeightRules {
        uint64 minStake;
        uint32 decayPpm;
    }

    uint256 private constant EPOCH = 1;
    uint256 private constant COMMITTEE = 2;
    uint256 private constant STAKE = 4;
    uint256 private constant SCORE = 8;
    uint256 private constant REPUTATION = 16;
    uint256 private constant REWARD = 32;
    uint256 private constant DISPUTE = 64;
    uint256 private constant ELECTION = 128;

    Stored private _active;
    Stored private _next;
    WeightRules private _weightRules;
    /// @inheritdoc IParameters
    uint256 public pendingGroups;

    constructor(IModules modules_, Rules memory rules) Modular(modules_) {
        rules.epoch.check();
        rules.committee.check();
        rules.stake.check();
        rules.score.check();
        rules.reputation.check();
        rules.reward.check();
        rules.dispute.check();
        rules.election.check();
        _active.epoch = rules.epoch;
        _active.committee = rules.committee.pack();
        _active.stake = rules.stake;
        _active.score = rules.score;
        _active.reputation = rules.reputation;
        _active.reward = rules.reward;
        _active.dispute = rules.dispute;
        _active.election = rules.election;
        _weightRules = WeightRules(rules.stake.minStake, rules.reputation.decayPpm);
        emit RulesSet("epoch", abi.encode(rules.epoch));
        emit RulesSet("committee", abi.encode(rules.committee));
        emit RulesSet("stake", abi.encode(rules.stake));
        emit RulesSet("score", abi.encode(rules.score));
        emit RulesSet("reputation", abi.encode(rules.reputation));
        emit RulesSet("reward", abi.encode(rules.reward));
        emit RulesSet("dispute", abi.encode(rules.dispute));
        emit RulesSet("election", abi.encode(rules.election));
        emit RulesActivated(EPOCH | COMMITTEE | STAKE | SCORE | REPUTATION | REWARD | DISPUTE | ELECTION);
    }

    /// @inheritdoc IParameters
    function setEpochRules(EpochRules calldata rules) external only(Module.Timelock) {
        rules.check();
        _next.epoch = rules;
        _set(EPOCH, "epoch", abi.encode(rules));
    }

    /// @inheritdoc IParameters
    function setCommitteeRules(CommitteeRules calldata rules) external only(Module.Timelock) {
        rules.check();
        CommitteeRules memory copy = rules;
        _next.committee = copy.pack();
        _set(COMMITTEE, "committee", abi.encode(rules));
    }

    /// @inheritdoc IParameters
    function setStakeRules(StakeRules calldata rules) external only(Module.Timelock) {
        rules.check();
        _next.stake = rules;
        _set(STAKE, "stake", abi.encode(rules));
    }

    /// @inheritdoc IParameters
    function setScoreRules(ScoreRules calldata rules) external only(Module.Timelock) {
        rules.check();
        _next.score = rules;
        _set(SCORE, "score", abi.encode(rules));
    }

    /// @inheritdoc IParameters
    function setReputationRules(ReputationRules calldata rules) external only(Module.Timelock) {
        rules.check();
        _next.reputation = rules;
        _set(REPUTATION, "reputation", abi.encode(rules));
    }

    /// @inheritdoc IParameters
    function setRewardRules(RewardRules calldata rules) external only(Module.Timelock) {
        rules.check();
        _next.reward = rules;
        _set(REWARD, "reward", abi.encode(rules));
    }

    /// @inheritdoc IParameters
    function setDisputeRules(DisputeRules calldata rules) external only(Module.Timelock) {
        rules.check();
        _next.dispute = rules;
        _set(DISPUTE, "dispute", abi.encode(rules));
    }

    /// @inheritdoc IParameters
    function setElectionRules(ElectionRules calldata rules) external only(Module.Timelock) {
        rules.check();
        _next.election = rules;
        _set(ELECTION, "election", abi.encode(rules));
    }

    /// @inheritdoc IParameters
    function activate() external only(Module.Epochs) {
        uint256 pending = pendingGroups;
        if (pending == 0) return;
        pendingGroups = 0;
        if (pending & EPOCH != 0) _active.epoch = _next.epoch;
        if (pending & COMMITTEE != 0) _active.committee = _next.committee;
        if (pending & STAKE != 0) _active.stake = _next.stake;
        if (pending & SCORE != 0) _active.score = _next.score;
        if (pending & REPUTATION != 0) _active.reputation = _next.reputation;
        if (pending & REWARD != 0) _active.reward = _next.reward;
        if (pending & DISPUTE != 0) _active.dispute = _next.dispute;
        if (pending & ELECTION != 0) _active.election = _next.election;
        _weightRules = WeightRules(_active.stake.minStake, _active.reputation.decayPpm);
        emit RulesActivated(pending);
    }

    /// @inheritdoc IParameters
    function epochRules() external view returns (EpochRules memory) {
        return _active.epoch;
    }

    /// @inheritdoc IParameters
    function committeeRules() external view returns (CommitteeRules memory) {
        return _active.committee.unpack();
    }

    /// @inheritdoc IParameters
    function verdictRules(uint256 stage) external view returns (uint256 lead, uint256 minUtilityPpm) {
        return _active.committee.verdictRules(stage);
    }

    /// @inheritdoc IParameters
    function stakeRules() external view returns (StakeRules memory) {
        return _active.stake;
    }

    /// @inheritdoc IParameters
    function scoreRules() external view returns (ScoreRules memory) {
        return _active.score;
    }

    /// @inheritdoc IParameters
    function reputationRules() external view returns (ReputationRules memory) {
        return _active.reputation;
    }

    /// @inheritdoc IParameters
    function rewardRules() external view returns (RewardRules memory) {
        return _active.reward;
    }

    /// @inheritdoc IParameters
    function disputeRules() external view returns (DisputeRules memory) {
        return _active.dispute;
    }

    /// @inheritdoc IParameters
    function electionRules() external view returns (ElectionRules memory) {
        return _active.election;
    }

    /// @inheritdoc IParameters
    function weightRules() external view returns (uint256 minStake, uint256 decayPpm) {
        return (_weightRules.minStake, _weightRules.decayPpm);
    }

    /// @inheritdoc IParameters
    function nextRules() external view returns (Rules memory) {
        uint256 pending = pendingGroups;
        return Rules({
            epoch: _of(pending & EPOCH).epoch,
            committee: _of(pending & COMMITTEE).committee.unpack(),
            stake: _of(pending & STAKE).stake,
            score: _of(pending & SCORE).score,
            reputation: _of(pending & REPUTATION).reputation,
            reward: _of(pending & REWARD).reward,
            dispute: _of(pending & DISPUTE).dispute,
            election: _of(pending & ELECTION).election
        });
    }

    function _set(uint256 bit, bytes32 group, bytes memory rules) private {
        pendingGroups |= bit;
        emit RulesSet(group, rules);
    }

    function _of(uint256 pending) private view returns (Stored storage) {
        return pending == 0 ? _active : _next;
    }
}
