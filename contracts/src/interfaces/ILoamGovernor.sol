// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

/// @notice How votes are held at the start; each number can be changed by a vote later.
struct GovernorRules {
    /// Seconds from a proposal to the start of its vote; what counts is what a voter has at that start.
    uint48 votingDelay;
    /// Length of a vote, seconds.
    uint32 votingPeriod;
    /// Least time between the moment in which the quorum is reached and the end of the vote, seconds.
    uint48 lateQuorumExtension;
    /// Votes (wei) that a proposer needs.
    uint256 proposalThreshold;
    /// Part of the token's supply that must vote for or abstain, percent.
    uint256 quorumPercent;
    /// Tokens (wei) that a proposer deposits.
    uint256 deposit;
}

/// @title Votes on everything that can change, carried out by the timelock.
/// @notice An OpenZeppelin Governor. An account's votes at a past time are (votes delegated to it by token holders + its own
/// bonded stake), raised by at most `voteBonusPpm` for its reputation. A proposal names a document (rationale,
/// expected effects, tests, migration plan) by the digest of its CID, and costs a deposit.
interface ILoamGovernor {
    event ProposalMetadata(uint256 indexed proposalId, address indexed proposer, bytes32 metadataCid, uint256 deposit);
    event DepositReturned(uint256 indexed proposalId, address indexed proposer, uint256 amount);
    event DepositForfeited(uint256 indexed proposalId, address indexed proposer, uint256 amount);
    event DepositSet(uint256 before, uint256 now_);

    /// @notice Proposals come with metadata: use `proposeWithMetadata`.
    error MetadataRequired();
    /// @notice The account had neither tokens delegated to it nor a stake when the vote began.
    error ZeroVotingPower(address account);
    /// @notice The vote is not over.
    error VoteRunning(uint256 proposalId);
    /// @notice The deposit is settled already, or there was none.
    error NoDeposit(uint256 proposalId);
    /// @notice The timelock carries out what is voted; nothing is relayed and the timelock stays for ever.
    error NotSupported();

    /// @notice Proposes calls that the timelock makes after a vote. Takes the deposit (approved for this contract before).
    /// @param metadataCid sha2-256 digest of the CIDv1 of the metadata document.
    /// @return proposalId hashProposal(targets, values, calldatas, keccak256(descriptionOf(metadataCid, proposer))).
    function proposeWithMetadata(
        address[] calldata targets,
        uint256[] calldata values,
        bytes[] calldata calldatas,
        bytes32 metadataCid
    ) external returns (uint256 proposalId);

    /// @notice Once a vote is over: gives the deposit back to the proposer if the vote reached its quorum, otherwise gives it
    /// to the reward pool. Anyone.
    function settleDeposit(uint256 proposalId) external;

    /// @notice A new deposit for later proposals. Only by vote.
    function setDeposit(uint256 amount) external;

    /// @notice "loam:metadata:0x<digest>#proposer=0x<address>", lower case; the end keeps others from proposing the same first.
    function descriptionOf(bytes32 metadataCid, address proposer) external pure returns (string memory);
    /// @notice Deposit of a new proposal, wei.
    function deposit() external view returns (uint256);
    /// @notice Deposit of a proposal that is not settled yet, wei.
    function depositOf(uint256 proposalId) external view returns (uint256);
}
