// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

/// @title Epochs: submissions, their committees, the phases and the settlement.
/// @notice Epochs are numbered from 1 and run one after the other. The first submission after a final epoch opens
/// the next. A phase ends by time or, where everybody has acted, earlier; nothing needs a transaction just because
/// time passed, except `draw` and `settle`, which anyone may call.
interface IEpochManager {
    /// @notice The phases in their order.
    enum Phase {
        None, // no such epoch
        Submit, // learners submit; ends after submitSeconds
        Draw, // until draw() has drawn every committee
        Commit, // members commit; ends when all have, or after commitSeconds
        Reveal, // anyone posts attestations; ends when every commit is revealed, or after revealSeconds
        Settle, // until settle() has settled every submission
        Aggregate, // an aggregator proposes; ends with a proposal, or after aggregateSeconds without one
        Challenge, // the proposal stands open for challengeSeconds
        Final // rewards can be claimed
    }

    enum SubmissionStatus {
        Pending,
        Accepted, // a majority by weight agreed that it passes and it is useful enough
        Rejected, // a majority by weight agreed on something else
        Unresolved // no majority; nobody gains or loses
    }

    /// @notice Lengths and limits, fixed when the network is created.
    struct Parameters {
        uint32 submitSeconds;
        uint32 commitSeconds;
        uint32 revealSeconds;
        uint32 aggregateSeconds;
        uint32 challengeSeconds;
        uint32 committeeSize;
        uint32 maxSubmissions;
        /// Stake above this adds no reward weight, wei.
        uint128 stakeCap;
    }

    /// @notice The other contracts of the network.
    struct Modules {
        address registry;
        address verdicts;
        address rewardPool;
        address modelRegistry;
    }

    struct Submission {
        address learner;
        uint32 baseVersion;
        uint32 confidencePpm;
        SubmissionStatus status;
        uint128 stake;
        int64 utilityPpm;
        bytes32 cid;
        bytes32 metricsHash;
        bytes32 digest;
        uint256 weight;
    }

    struct EpochInfo {
        uint64 openedAt;
        uint64 submitEndsAt;
        /// Time at which the current phase ends at the latest; 0 when only progress ends it.
        uint64 phaseEndsAt;
        bytes32 seed;
        uint32 submissions;
        Phase phase;
        /// Submissions whose committee is drawn.
        uint32 drawn;
        /// Submissions that have a verdict.
        uint32 settled;
        uint32 accepted;
        /// Committee seats over all submissions, and how many of them committed and revealed.
        uint32 seats;
        uint32 commits;
        uint32 reveals;
        /// Sum of the reward weights of the accepted submissions.
        uint256 totalWeight;
    }

    event EpochOpened(uint256 indexed epoch, uint256 submitEndsAt);
    event Submitted(
        uint256 indexed epoch,
        uint256 indexed index,
        address indexed learner,
        bytes32 cid,
        uint32 baseVersion,
        bytes32 metricsHash,
        uint32 confidencePpm,
        uint128 stake
    );
    event SeedFixed(uint256 indexed epoch, bytes32 seed);
    event CommitteeDrawn(uint256 indexed epoch, uint256 indexed index, address[] members, uint256[] weights);
    event DrawCompleted(uint256 indexed epoch, uint256 seats, uint256 commitEndsAt);
    event SubmissionSettled(
        uint256 indexed epoch,
        uint256 indexed index,
        SubmissionStatus status,
        int64 utilityPpm,
        bytes32 digest,
        uint256 weight
    );
    event EpochSettled(uint256 indexed epoch, uint256 accepted, uint256 totalWeight);

    /// @notice The call belongs to another phase.
    error WrongPhase(uint256 epoch, Phase actual, Phase expected);
    /// @notice The node lacks the role or the minimum stake.
    error NotActive(address node, uint8 role);
    error ZeroCid();
    error ConfidenceOutOfRange(uint32 confidencePpm);
    error SubmissionStakeTooLow(uint256 stake, uint256 minimum);
    error StaleBaseVersion(uint256 baseVersion, uint256 latest);
    error AlreadySubmitted(uint256 epoch, address learner);
    error EpochFull(uint256 epoch, uint256 maxSubmissions);
    error InvalidSignature(address learner);
    error NoSuchSubmission(uint256 epoch, uint256 index);
    error ZeroAmount();
    error InvalidParameters();
    error OnlyModule(address caller, address module);

    /// @notice Submits a bundle. Opens an epoch if the last one is final (and finalizes its model version first).
    /// Locks `stake` of the learner's free stake until the verdict.
    /// @param cid sha2-256 digest of the bundle's CIDv1 (dag-pb root).
    /// @param baseVersion Model version that the delta was trained on; must be the latest.
    /// @param metricsHash Hash of the summary metrics that the learner publishes.
    /// @param confidencePpm The learner's own estimate that it will be accepted, 0 to 1,000,000.
    /// @param stake Wei at stake, at least the registry's minimum.
    /// @return index Position of the submission in its epoch, from 0.
    function submit(bytes32 cid, uint32 baseVersion, bytes32 metricsHash, uint32 confidencePpm, uint128 stake)
        external
        returns (uint256 index);

    /// @notice The same for `learner`, who signed EIP-712 typed data (domain "Loam", "1", chain, this contract):
    /// Submission(bytes32 cid,uint32 baseVersion,bytes32 metricsHash,uint32 confidencePpm,uint128 stake,
    /// address learner,uint256 nonce). Every submission of a learner, signed or direct, uses up one nonce.
    function submitFor(
        bytes32 cid,
        uint32 baseVersion,
        bytes32 metricsHash,
        uint32 confidencePpm,
        uint128 stake,
        address learner,
        bytes calldata signature
    ) external returns (uint256 index);

    /// @notice Draws the committees of up to `max` submissions of the current epoch. The first call fixes the seed.
    function draw(uint256 max) external;

    /// @notice Settles up to `max` submissions in their order.
    function settle(uint256 epoch, uint256 max) external;

    /// @notice A member committed. Only the verdicts module.
    function noteCommit(uint256 epoch) external;

    /// @notice An attestation was revealed. Only the verdicts module.
    function noteReveal(uint256 epoch) external;

    /// @notice A manifest was proposed. Only the model registry.
    function noteProposal(uint256 epoch) external;

    /// @notice Number of the newest epoch; 0 before the first submission.
    function currentEpoch() external view returns (uint256);

    /// @notice Phase at the block's time.
    function phase(uint256 epoch) external view returns (Phase);

    /// @notice Phase at `timestamp` if nobody acts until then. Lets a client ask with its own clock.
    function phaseAt(uint256 epoch, uint256 timestamp) external view returns (Phase);

    /// @notice Whether the current epoch's seed is fixed while committees remain to be drawn.
    function drawing() external view returns (bool);

    function epochInfo(uint256 epoch) external view returns (EpochInfo memory);

    function submission(uint256 epoch, uint256 index) external view returns (Submission memory);

    /// @notice All submissions of an epoch in their order.
    function submissionsOf(uint256 epoch) external view returns (Submission[] memory);

    /// @notice The submission of a learner in an epoch.
    function submissionIndexOf(uint256 epoch, address learner) external view returns (bool found, uint256 index);

    /// @notice Members of a submission's committee; none before the draw.
    function committee(uint256 epoch, uint256 index) external view returns (address[] memory);

    /// @notice Their weights (free stake at the draw, wei), in the same order.
    function committeeWeights(uint256 epoch, uint256 index) external view returns (uint256[] memory);

    /// @notice Whether a node sits on a submission's committee, and with which weight.
    function seatOf(uint256 epoch, uint256 index, address validator) external view returns (bool found, uint256 weight);

    /// @notice The typed data hash that a learner signs for `submitFor` with its current nonce.
    function submissionHash(
        bytes32 cid,
        uint32 baseVersion,
        bytes32 metricsHash,
        uint32 confidencePpm,
        uint128 stake,
        address learner
    ) external view returns (bytes32);

    function parameters() external view returns (Parameters memory);
}
