// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

/// @notice Longest times of the phases, seconds. Commit and reveal end earlier when everybody has acted.
struct EpochRules {
    /// From an epoch's first submission to the end of submitting.
    uint32 submitSeconds;
    /// From there to the draw at the earliest: salts are opened and the submissions' blocks become final.
    uint32 finalitySeconds;
    /// Time to open the leaves of batches; a leaf nobody opened by then is void and its batcher pays.
    uint32 drawSeconds;
    uint32 commitSeconds;
    uint32 revealSeconds;
    /// Time after the verdicts in which a watcher can force a re-run or open a canary.
    uint32 contestSeconds;
    uint32 aggregateSeconds;
    uint32 challengeSeconds;
}

/// @notice Committees and what wrong verdicts cost. Basis points of the fined node's bonded stake.
struct CommitteeRules {
    /// Seats of a committee in its first to last stage, ascending, at most 48; stages that are not used are 0.
    uint8[4] sizes;
    /// Lead that decides in all stages but the last, where more than half of all seats is needed.
    uint8[3] leads;
    /// An accepted submission is at least this useful, parts per million.
    uint32 minUtilityPpm;
    /// What a learner loses of the submission's stake when the final verdict is "does not pass".
    uint16 rejectBps;
    /// What a seat costs that stated something else than the final verdict, or committed and did not reveal.
    uint16 dissentBps;
    /// What a seat costs that did not commit.
    uint16 silenceBps;
    /// What a batcher loses of the minimum stake for each leaf that was not opened.
    uint16 unopenedBps;
    /// Part of a fine that goes to whoever enforces it.
    uint16 bountyBps;
}

/// @notice How a stake counts in the reward weight.
enum StakeCurve {
    /// min(stake, cap) - entry, at least 0.
    CappedLinear,
    /// ln(1 + stake in whole tokens), the published curve. Pays for splitting.
    Logarithm
}

/// @notice Stakes, in units of 10^12 wei (a millionth of a token).
struct StakeRules {
    /// Least stake of an active node and of a submission.
    uint64 minStake;
    /// Stake of a submission above this adds no reward weight.
    uint64 stakeCap;
    /// Part of each submission's stake that adds no reward weight, less than `minStake`: splitting never gains.
    uint64 entryStake;
    uint32 unbondSeconds;
    StakeCurve curve;
}

/// @notice How a utility and the confidence stated with it become a score.
enum ScoreMethod {
    /// u - penalty * ((u - c * cap) / cap)^2: stating the expected utility is the best answer.
    Proper,
    /// u * 2 * sigmoid(k * (u - E[u | c])), the published factor. Rewards stating too little.
    Sigmoid
}

struct ScoreRules {
    ScoreMethod method;
    /// What a confidence that is wrong by the whole cap costs, in utility, parts per million. At most the least accepted
    /// utility: then an accepted update never scores below 0, and nothing is paid on top of its utility, so that dividing one
    /// work among several identities gains nothing.
    uint32 penaltyPpm;
    /// Utility that a confidence of 1 predicts, and above which utility is cut, parts per million.
    uint32 utilityCapPpm;
    /// k of the sigmoid, per unit of utility, in thousandths.
    uint32 steepnessMilli;
}

/// @notice Reputation, parts per million of the most a node can have.
struct ReputationRules {
    /// What is left of a reputation after one epoch.
    uint32 decayPpm;
    uint32 gainAcceptedPpm;
    /// Per seat that stated the final verdict.
    uint32 gainAgreedPpm;
    /// Most that one epoch can add.
    uint32 maxGainPpm;
    /// What is left after a fine.
    uint32 finedPpm;
    /// Reward weight that full reputation adds.
    uint32 bonusPpm;
    /// Votes that full reputation adds to a voter's own tokens and stake.
    uint32 voteBonusPpm;
}

struct RewardRules {
    uint32 learnersPpm;
    /// What learners and validators leave is the aggregator's.
    uint32 validatorsPpm;
    /// Part of the pool's free balance (fines, lost bonds, returned shares) that an epoch pays on top of the emission.
    uint32 feesPpm;
    /// What a bounty for a proven canary pays: this part of the fines that the canary caused.
    uint32 canaryPpm;
}

struct DisputeRules {
    /// Bond of the first round, units of 10^12 wei; doubles with each appeal.
    uint64 bond;
    /// Bond that forces a re-run, same unit.
    uint64 rerunBond;
    /// Jurors of the first round; each appeal takes 2n + 1.
    uint8 jurors;
    uint8 maxAppeals;
    uint32 voteSeconds;
    uint32 revealSeconds;
    uint32 appealSeconds;
    /// Time after the end of an epoch in which its verdicts can be disputed.
    uint32 disputeSeconds;
    /// What an overturned respondent loses of its stake.
    uint16 overturnedBps;
    /// What a juror loses for not voting.
    uint16 absentJurorBps;
}

struct ElectionRules {
    /// Seats of a committee and how many must agree.
    uint8 seats;
    uint8 threshold;
    /// Least reputation of a candidate, parts per million.
    uint32 minReputationPpm;
    uint32 termSeconds;
    uint32 pauseSeconds;
    /// From the end of a pause to the next one at the earliest.
    uint32 pauseRestSeconds;
}

/// @notice All groups of rules, as the constructor takes them.
struct Rules {
    EpochRules epoch;
    CommitteeRules committee;
    StakeRules stake;
    ScoreRules score;
    ReputationRules reputation;
    RewardRules reward;
    DisputeRules dispute;
    ElectionRules election;
}

/// @title The numbers of a network.
/// @notice Set by vote only. A change waits until the next epoch opens, so no rule changes while an epoch runs.
interface IParameters {
    /// @param group "epoch", "committee", "stake", "score", "reputation", "reward", "dispute" or "election".
    /// @param rules ABI encoding of the new rules of that group.
    event RulesSet(bytes32 indexed group, bytes rules);
    /// @param changes Bit n is set where the n-th group of `Rules` changed.
    event RulesActivated(uint256 changes);

    /// @notice A value is out of its range; `field` is its name.
    error OutOfRange(bytes32 field, uint256 value);

    function epochRules() external view returns (EpochRules memory);
    function committeeRules() external view returns (CommitteeRules memory);
    /// @notice What a verdict in a stage (from 1) needs: its lead, 0 in the last stage, where more than half of all seats decides; and
    /// the least utility of an accepted submission.
    function verdictRules(uint256 stage) external view returns (uint256 lead, uint256 minUtilityPpm);
    function stakeRules() external view returns (StakeRules memory);
    function scoreRules() external view returns (ScoreRules memory);
    function reputationRules() external view returns (ReputationRules memory);
    function rewardRules() external view returns (RewardRules memory);
    function disputeRules() external view returns (DisputeRules memory);
    function electionRules() external view returns (ElectionRules memory);

    /// @notice What weighs a node in draws: every draw reads it.
    function weightRules() external view returns (uint256 minStake, uint256 decayPpm);

    /// @notice New rules from the next epoch on. Only the timelock.
    function setEpochRules(EpochRules calldata) external;
    function setCommitteeRules(CommitteeRules calldata) external;
    function setStakeRules(StakeRules calldata) external;
    function setScoreRules(ScoreRules calldata) external;
    function setReputationRules(ReputationRules calldata) external;
    function setRewardRules(RewardRules calldata) external;
    function setDisputeRules(DisputeRules calldata) external;
    function setElectionRules(ElectionRules calldata) external;

    /// @notice An epoch opens: what was set becomes valid. Only the epoch manager.
    function activate() external;

    /// @notice What is set and waits for the next epoch, one bit for each group of `Rules`.
    function pendingGroups() external view returns (uint256);
    /// @notice The rules of the next epoch if nothing else is set until then.
    function nextRules() external view returns (Rules memory);
}
