// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

/// @title Disputes: a bond, evidence, a jury, a ruling, appeals.
/// @notice What can be computed is settled by re-runs (Verdicts.forceRerun). The court is for the rest, and for wrong
/// verdicts and manifests that are found later.
interface IDisputeCourt {
    enum Kind {
        Verdict, // subject: epoch << 128 | index
        Manifest, // subject: epoch; while its challenge lasts
        Version, // subject: version that must be rolled back to its parent
        DataSet // subject: data set id that must be removed
    }
    enum Ruling {
        None,
        Uphold, // what is disputed stands; the opener loses the bond
        Overturn, // it falls; the opener gets the bond back, the respondent is slashed
        DeeperAudit // a larger jury decides, without a new bond
    }
    enum State {
        None,
        Vote,
        Reveal,
        Appeal, // ruled; the losing side may appeal
        Closed
    }

    struct Dispute {
        Kind kind;
        State state;
        Ruling ruling;
        uint8 round;
        uint40 deadline;
        address opener;
        address respondent;
        uint256 subject;
        uint256 bond;
        bytes32 evidenceCid;
        bytes32 seed;
    }

    event DisputeOpened(
        uint256 indexed id, Kind indexed kind, uint256 indexed subject, address opener, address respondent, uint256 bond, bytes32 evidenceCid
    );
    event JuryDrawn(uint256 indexed id, uint256 indexed round, uint32[] jurors, uint256 voteEndsAt);
    event EvidenceAdded(uint256 indexed id, address indexed by, bytes32 evidenceCid);
    event VoteCommitted(uint256 indexed id, uint256 indexed round, address indexed juror);
    event VoteRevealed(uint256 indexed id, uint256 indexed round, address indexed juror, Ruling ruling);
    event Ruled(uint256 indexed id, uint256 indexed round, Ruling ruling);
    event Appealed(uint256 indexed id, uint256 indexed round, address indexed by, uint256 bond);
    event DisputeClosed(uint256 indexed id, Ruling ruling);

    error NotDisputable(Kind kind, uint256 subject);
    error AlreadyDisputed(Kind kind, uint256 subject);
    error WrongState(uint256 id, State actual, State expected);
    error NotAJuror(uint256 id, address caller);
    error AlreadyVoted(uint256 id, address juror);
    error WrongVote(bytes32 committed, bytes32 revealed);
    error InvalidRuling();
    error NotAParty(uint256 id, address caller);
    error NoAppealLeft(uint256 id);
    error TooEarly(uint256 deadline);
    error ZeroCid();
    error ZeroCommitment();
    /// @notice The block whose hash draws the jury is not there yet.
    error SeedNotReady(uint256 readyAtBlock);
    error AlreadyDrawn(uint256 id);

    /// @notice Opens a dispute with a bond (approved before) and asks for a jury of nodes by stake and reputation, parties
    /// excluded. The bond doubles with each dispute about the same subject that its opener lost. A verdict can be
    /// disputed for `disputeSeconds` after its epoch is final, a version as long after it became one.
    function open(Kind kind, uint256 subject, bytes32 evidenceCid) external returns (uint256 id);
    /// @notice Draws the jury that a dispute awaits, with the hash of the block after the request. Anyone. Was nobody here
    /// within 256 blocks, the first call only names a new block.
    function drawJury(uint256 id) external;
    function addEvidence(uint256 id, bytes32 evidenceCid) external;
    /// @notice keccak256(abi.encode(id, round, juror, ruling, salt))
    function commitVote(uint256 id, bytes32 commitment) external;
    function revealVote(uint256 id, address juror, Ruling ruling, bytes32 salt) external;
    /// @notice Counts the votes of a round once its time is over (or all have voted) and fines jurors who did not vote.
    /// Overturn and DeeperAudit need more than half of the revealed seats, otherwise what is disputed stands. Nobody
    /// voted: as DeeperAudit. DeeperAudit draws 2n + 1 jurors without a bond; in the last round it counts as Uphold. Anyone.
    function rule(uint256 id) external returns (Ruling);
    /// @notice The side that lost the round asks for a jury of 2n + 1; the bond doubles with each round. The opener's side is
    /// the opener; the other is the respondent, any seat behind a disputed verdict, anybody for a data set.
    function appeal(uint256 id) external;
    /// @notice Carries out the ruling once no appeal can come any more. Anyone.
    /// Overturned: an accepted submission is rejected, its share taken back, its learner fined; a rejected one is accepted
    /// and its fine given back, as far as the pool can, without a share of an epoch that is divided already; the nodes
    /// behind the verdict are fined in both cases. A manifest falls, a version is rolled back to its parent, and their aggregator is fined. A
    /// data set is removed. The opener gets half of these fines.
    /// Bonds: the winning side's come back. Of the losing side's, half goes to the jurors who voted for the final ruling,
    /// by seats, half to the pool. When the opener wins, the pool pays the jurors half of the opener's bond, as far as it
    /// can, so that no ruling pays a juror more.
    function close(uint256 id) external;

    function dispute(uint256 id) external view returns (Dispute memory);
    function jurorsOf(uint256 id, uint256 round) external view returns (uint32[] memory);
    /// @notice A jury is to be drawn: stakes and roles stand still, so that nobody can shift the draw once its seed is known.
    function drawing() external view returns (bool);
    function disputeCount() external view returns (uint256);
    /// @notice Open dispute about a subject, 0 for none.
    function disputeOf(Kind kind, uint256 subject) external view returns (uint256 id);
}
