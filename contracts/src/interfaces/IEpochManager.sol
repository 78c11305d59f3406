// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

/// @title Epochs: submissions, rounds of committees, the phases and the settlement.
/// @notice Epochs are numbered from 1 and run one after the other. The first submission after a final epoch opens the
/// next. Submissions are kept as a hash chain and an event; the chain is opened from its end when committees are
/// drawn. A phase ends by time or, where everybody has acted, earlier; only `draw` and `settle` need a transaction,
/// which anyone may send.
interface IEpochManager {
    enum Phase {
        None,
        Submit, // learners submit; ends after submitSeconds
        Salt, // salts are opened, blocks become final; ends after finalitySeconds
        Draw, // until draw() is through; where leaves stay unopened, until a draw() drawSeconds after the last link
        Commit, // ends when all seats have committed, or after commitSeconds
        Reveal, // ends when every commitment is opened, or after revealSeconds
        Settle, // until settle() is through; submissions without a lead go to another Draw, with a larger committee
        Contest, // watchers may force a re-run or open a canary, which leads to another Draw; ends after contestSeconds
        Aggregate, // ends with a proposal, or after aggregateSeconds without one
        Challenge, // the proposal stands open for challengeSeconds, and longer while a dispute about it is open
        Final // rewards can be claimed
    }

    enum Status {
        None, // void or not drawn
        Pending,
        Accepted,
        Rejected,
        Unresolved, // no verdict in the last stage; nobody gains or loses
        Canary // a proven canary: not merged, not paid as a lesson
    }

    /// @notice What a learner hands in. One word.
    /// @param epoch Epoch it is meant for; a submission for another one is refused.
    /// @param stake Units of 10^12 wei.
    struct Terms {
        uint32 epoch;
        uint32 baseVersion;
        uint32 confidencePpm;
        uint64 stake;
    }

    /// @notice One link of the chain of submissions, as its event tells it.
    /// @param previous Chain value before it.
    /// @param learner Who submitted; for a batch, who posted it.
    /// @param cid sha2-256 digest of the bundle's CIDv1; for a batch the Merkle root.
    /// @param metricsHash Hash of the summary metrics and their seed (for a canary it holds the seal); for a batch the CID digest of the list
    /// of its submissions.
    /// @param terms For a batch {epoch, 0, 0, 0}.
    /// @param leaves 0 for a single submission, otherwise the number of leaves of a batch.
    struct Link {
        bytes18 previous;
        address learner;
        bytes32 cid;
        bytes32 metricsHash;
        Terms terms;
        uint16 leaves;
    }

    /// @notice A leaf of a batch that is opened: what the learner signed, and the proof.
    /// @param batch First position of the batch.
    /// @param position Place in the batch, from 0; batch + position is the position in the epoch.
    /// @param proof Siblings from the leaf up (none where an odd node is carried). A pair is hashed left before right.
    struct Leaf {
        uint32 batch;
        uint16 position;
        bytes32 cid;
        bytes32 metricsHash;
        Terms terms;
        uint32 node;
        bytes signature;
        bytes32[] proof;
    }

    struct Submission {
        uint32 node;
        address learner;
        uint64 stake;
        uint32 confidencePpm;
        Status status;
        /// The learner's reward is paid (or void).
        bool paid;
        uint64 weight;
    }

    struct EpochInfo {
        Phase phase;
        /// Round of committees, from 1; 0 before the first draw.
        uint8 round;
        uint40 openedAt;
        uint40 submitEndsAt;
        /// Time at which the current phase ends at the latest; 0 when only progress ends it. In Draw, when all links are
        /// open: when leaves cannot be opened any more.
        uint40 phaseEndsAt;
        uint32 baseVersion;
        /// Positions handed out (void ones included), and how many still await this round's draw.
        uint24 count;
        uint24 undrawn;
        /// Drawn submissions that await a verdict, and those with one.
        uint24 pending;
        uint24 accepted;
        uint24 settled;
        /// Seed of the current round; 0 before.
        bytes32 seed;
        /// Chain value: all of it while the epoch takes submissions, later what is not opened yet.
        bytes18 chain;
        uint256 totalWeight;
    }

    event EpochOpened(uint256 indexed epoch, uint256 submitEndsAt, uint256 baseVersion);
    /// @notice `index` is the position; with `terms`, `cid` and `metricsHash` this is all that `draw` needs. The chain value
    /// before it is that of the event before it (0 for the first).
    event Submitted(uint256 indexed index, address indexed learner, bytes32 cid, bytes32 metricsHash, Terms terms);
    /// @notice Positions [first, first + leaves) belong to the leaves of a batch.
    event BatchSubmitted(
        uint256 indexed epoch, uint256 indexed first, address indexed batcher, bytes32 root, bytes32 listCid, uint16 leaves
    );
    /// @notice The hash of this block decides the seed of the round.
    event SeedAsked(uint256 indexed epoch, uint256 indexed round, uint256 blockNumber);
    /// @notice The seed of a round. Round 1: keccak256(abi.encode(hash of the block that asked for it, mix of the salts, chain value,
    /// epoch, 1)). Later: keccak256(abi.encode(seed of the round before, hash of the block that asked for it, mix of
    /// the salts in the attestations so far, epoch, round)). Seats of a node's submission are drawn with
    /// keccak256(abi.encode(seed, node number)).
    event SeedFixed(uint256 indexed epoch, uint256 indexed round, bytes32 seed);
    /// @notice A position does not count: another submission of the same learner replaced it, or its terms were invalid.
    /// @param reason Selector of the error that says so: Replaced, NotEligible, StakeTooLow, WrongEpoch, …
    event SubmissionVoid(uint256 indexed epoch, uint256 indexed index, address indexed learner, bytes4 reason);
    /// @notice A submission entered the epoch.
    event SubmissionDrawn(
        uint256 indexed epoch, uint256 indexed index, address indexed learner, bytes32 cid, bytes32 metricsHash, Terms terms
    );
    event CommitteeDrawn(uint256 indexed epoch, uint256 indexed index, uint256 indexed round, uint32[] seats);
    event DrawCompleted(uint256 indexed epoch, uint256 indexed round, uint256 commitEndsAt);
    event SubmissionSettled(
        uint256 indexed epoch, uint256 indexed index, Status status, int32 utilityPpm, uint32 uniquenessPpm, uint64 weight
    );
    /// @notice No lead in this stage: a larger committee judges.
    event SubmissionEscalated(uint256 indexed epoch, uint256 indexed index, uint256 nextRound);
    event RoundSettled(uint256 indexed epoch, uint256 indexed round, uint256 settled, uint256 escalated);
    event BatchUnopened(uint256 indexed epoch, uint256 indexed batch, uint256 leaves, uint256 fine);

    error WrongPhase(uint256 epoch, Phase actual, Phase expected);
    error WrongEpoch(uint256 stated, uint256 current);
    error NotEligible(address learner, uint256 stake, uint256 wanted);
    error StakeTooLow(uint256 stake, uint256 minimum);
    error ZeroCid();
    error ConfidenceOutOfRange(uint256 confidencePpm);
    error StaleBaseVersion(uint256 stated, uint256 latest);
    error InvalidSignature(address learner);
    error EpochFull(uint256 epoch, uint256 most);
    error WrongLink(bytes18 chain, bytes18 given);
    error BatchSize(uint256 leaves);
    error BadProof(uint256 batch, uint256 position);
    error LeafOpened(uint256 batch, uint256 position);
    error NoSuchSubmission(uint256 epoch, uint256 index);
    error NotSettled(uint256 epoch, uint256 index);
    error Paused();
    /// @notice Only a reason in SubmissionVoid: another submission of the learner counts.
    error Replaced(address learner);
    /// @notice A leaf behind one of the same learner that is opened already.
    error LaterLeaf(uint256 opened, uint256 index);
    /// @notice Leaves are opened in the first round, once all links are, for drawSeconds.
    error LeavesClosed(uint256 epoch);
    /// @notice Somebody who posts batches must be active and have the stake to pay for all its leaves of the epoch.
    error NotCovered(address batcher, uint256 leaves, uint256 covered);
    error NothingUnopened(uint256 epoch, uint256 batch);
    error NotUndrawn(uint256 epoch, uint256 index);
    error NotSeated(uint256 epoch, uint256 index);
    /// @notice The submission had its largest committee, or the epoch its last round with a contest.
    error NoRoundLeft(uint256 epoch, uint256 index);
    error InvalidStatus(Status status);
    error DrawInProgress();

    // ---- learners

    /// @notice Submits a bundle; opens an epoch if the last one is final (then `terms.epoch` is its number). A learner's
    /// last submission of an epoch counts, earlier ones and its leaves in batches are void. Stake is not moved: it is
    /// there and slashable until the epoch is final, whatever the learner does. An epoch has at most 65,535 positions.
    /// @return index Position in the epoch.
    function submit(bytes32 cid, bytes32 metricsHash, Terms calldata terms) external returns (uint256 index);

    /// @notice The same for `learner`. Whoever holds a signature can post it again in the epoch it names, so who signs two
    /// different submissions for one epoch leaves the choice to others. The learner signed EIP-712 typed data (domain "Loam", "1", chain, this contract):
    /// Submission(bytes32 cid,bytes32 metricsHash,uint32 epoch,uint32 baseVersion,uint32 confidencePpm,uint64 stake,address learner)
    function submitFor(bytes32 cid, bytes32 metricsHash, Terms calldata terms, address learner, bytes calldata signature)
        external
        returns (uint256 index);

    /// @notice Posts many signed submissions at once: leaves of 36 bytes, node number (4, big endian) and EIP-712 struct hash
    /// (32). The Merkle root is computed here: leaf = keccak256 of keccak256 of the 36 bytes; pairs are hashed in their
    /// order, NOT sorted, so that a position has one leaf; the last node of an odd level is carried up unchanged.
    /// Of a learner who is in several batches of an epoch the last leaf counts. Only an active node, whose stake covers
    /// unopenedBps of the minimum stake for all leaves it posts in the epoch.
    function submitBatch(bytes calldata leaves, bytes32 listCid) external returns (uint256 first);

    /// @notice The same with the root only; the leaves are in the list behind `listCid`.
    function submitRoot(bytes32 root, uint16 leaves, bytes32 listCid) external returns (uint256 first);

    // ---- anyone

    /// @notice Draws committees. In the first round it opens the chain from its end with `links`, and, when all links are open,
    /// single leaves of batches; in later rounds `indices` names what awaits its larger committee. The first call of a
    /// round names the block whose hash decides the seed and does nothing else; the first one in a later block fixes the seed. A leaf must be opened before earlier leaves of the same learner, later it cannot be opened
    /// any more and its batcher pays. drawSeconds after the last link a call without leaves ends the draw.
    function draw(Link[] calldata links, Leaf[] calldata leaves, uint256[] calldata indices) external;

    /// @notice Settles submissions of the current round.
    function settle(uint256 epoch, uint256[] calldata indices) external;

    /// @notice After the contest: fines a batcher for leaves that nobody opened (`batch`: first position). Anyone may; gets the
    /// bounty. Once.
    function punishBatch(uint256 epoch, uint32 batch) external;

    // ---- modules

    /// @notice All seats have committed / every commitment is opened. Only Verdicts.
    function noteCommitted(uint256 epoch) external;
    function noteRevealed(uint256 epoch) external;
    /// @notice A settled submission must be judged again, by a larger committee. Only Verdicts, in Contest.
    function reopen(uint256 epoch, uint256 index) external;
    /// @notice A settled submission was a canary and its seal agrees with the verdict: its status becomes Canary and its
    /// weight leaves the epoch. Only Verdicts, in Contest.
    function noteCanary(uint256 epoch, uint256 index) external;
    /// @notice A manifest was proposed, is disputed, or fell. Only Models.
    function noteProposal(uint256 epoch) external;
    function noteDispute(uint256 epoch, bool open) external;
    function noteFallen(uint256 epoch) external;
    /// @notice Marks a learner's share as paid. Only Rewards.
    /// @return node The learner's number.
    /// @return weight What it is paid for; 0 unless the submission is accepted.
    /// @return before Whether it was paid already.
    function markPaid(uint256 epoch, uint256 index) external returns (uint32 node, uint64 weight, bool before);
    /// @notice Changes a settled status after a dispute (Accepted → Rejected or back), from Aggregate on. Only Court. The weight
    /// stays noted and in the epoch's total: nobody else's share changes.
    function overturn(uint256 epoch, uint256 index, Status status) external returns (Submission memory before);
    /// @notice A node's eligibility as a learner: stake in units of 10^12 wei, 0 when not eligible. Only Registry.
    function noteLearner(address learner, uint32 number, uint64 stake) external;

    // ---- views

    function currentEpoch() external view returns (uint256);
    function phase(uint256 epoch) external view returns (Phase);
    /// @notice The same with the round of committees that it belongs to.
    function phaseAndRound(uint256 epoch) external view returns (Phase, uint256 round);
    /// @notice Phase at `timestamp` if nobody acts until then.
    function phaseAt(uint256 epoch, uint256 timestamp) external view returns (Phase);
    /// @notice Phase Draw of the running epoch, before and after its seed: weights stand still.
    function drawing() external view returns (bool);
    function epochInfo(uint256 epoch) external view returns (EpochInfo memory);
    function submission(uint256 epoch, uint256 index) external view returns (Submission memory);
    /// @notice First 80 bits of keccak256(metrics hash, seed of round 1) of a drawn submission (a canary's metrics hash holds its
    /// verdict); 0 for others.
    function sealOf(uint256 epoch, uint256 index) external view returns (bytes10);
    function seedOf(uint256 epoch, uint256 round) external view returns (bytes32);
    /// @notice When the epoch became final; 0 before.
    function finalAt(uint256 epoch) external view returns (uint256);
    /// @notice Number that a learner must state to submit now, and the base version it must build on; (0, 0) while a running
    /// epoch takes no submissions.
    function nextTerms() external view returns (uint256 epoch, uint256 baseVersion);
    function submissionHash(bytes32 cid, bytes32 metricsHash, Terms calldata terms, address learner)
        external
        view
        returns (bytes32);
}
