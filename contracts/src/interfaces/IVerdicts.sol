// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "./IEpochManager.sol";

/// @notice What a committee member states about a submission.
/// @param utilityPpm Relative reduction of the held-out loss, parts per million, at most 1,000,000.
/// @param digest Hash of the per-item losses.
/// @param salt Random; keeps the commitment from being guessed.
struct Attestation {
    uint256 epoch;
    uint256 index;
    address validator;
    bool pass;
    int64 utilityPpm;
    bytes32 digest;
    bytes32 salt;
}

/// @title Commit, reveal and the weighted majority.
interface IVerdicts {
    /// @notice Fixed when the network is created. Basis points are hundredths of a percent.
    struct Parameters {
        /// An accepted submission is at least this useful.
        uint32 minUtilityPpm;
        /// Part of the submission's stake that a rejected learner loses when the committee says "does not pass".
        uint16 rejectSlashBps;
        /// Part of the stake at draw that a member loses for an attestation other than the majority's.
        uint16 dissentSlashBps;
        /// Part of the stake at draw that a member loses for no commitment or no reveal.
        uint16 missSlashBps;
    }

    /// @notice What is known of a member's verdict.
    struct Ballot {
        bytes32 commitment;
        bool revealed;
        bool pass;
        int64 utilityPpm;
        bytes32 digest;
    }

    /// @notice A submission that is ready for its verdict.
    struct Hearing {
        uint256 epoch;
        uint256 index;
        address learner;
        /// Stake of the submission, wei.
        uint256 stake;
        address[] members;
        /// Of the members, in the same order: stake at draw, wei.
        uint256[] weights;
    }

    event Committed(uint256 indexed epoch, uint256 indexed index, address indexed validator, bytes32 commitment);
    event Revealed(
        uint256 indexed epoch,
        uint256 indexed index,
        address indexed validator,
        bool pass,
        int64 utilityPpm,
        bytes32 digest
    );
    /// @notice An attestation of a batch was left out; `reason` is the selector of the error it would have raised.
    event AttestationSkipped(uint256 indexed epoch, uint256 indexed index, address indexed validator, bytes4 reason);

    error WrongPhase(uint256 epoch, IEpochManager.Phase actual, IEpochManager.Phase expected);
    error NotOnCommittee(uint256 epoch, uint256 index, address validator);
    error AlreadyCommitted(uint256 epoch, uint256 index, address validator);
    error AlreadyRevealed(uint256 epoch, uint256 index, address validator);
    error ZeroCommitment();
    error NotCommitted(uint256 epoch, uint256 index, address validator);
    error CommitmentMismatch(bytes32 committed, bytes32 revealed);
    error UtilityOutOfRange(int64 utilityPpm);
    error InvalidSignature(address validator);
    error LengthMismatch(uint256 attestations, uint256 signatures);
    error InvalidParameters();
    error OnlyModule(address caller, address module);

    /// @notice Commits to an attestation. `commitment` = keccak256(abi.encode(epoch, index, validator, pass,
    /// utilityPpm, digest, salt)). Only a member, once, in phase Commit.
    function commit(uint256 epoch, uint256 index, bytes32 commitment) external;

    /// @notice Opens a commitment. Anyone may post it; it carries the validator's EIP-712 signature (domain "Loam",
    /// "1", chain, this contract).
    function reveal(Attestation calldata attestation, bytes calldata signature) external;

    /// @notice Opens many. One that cannot be opened is skipped with an event.
    function revealBatch(Attestation[] calldata attestations, bytes[] calldata signatures) external;

    /// @notice Counts the ballots of a submission, slashes who has to be. Only the epoch manager, once each.
    function conclude(Hearing calldata hearing)
        external
        returns (IEpochManager.SubmissionStatus status, int64 utilityPpm, bytes32 digest);

    function ballot(uint256 epoch, uint256 index, address validator) external view returns (Ballot memory);

    /// @notice Reveals of a validator in an epoch that agreed with a majority, counted at settlement.
    function agreementsOf(uint256 epoch, address validator) external view returns (uint256);

    /// @notice Such reveals of all validators.
    function totalAgreements(uint256 epoch) external view returns (uint256);

    /// @notice The commitment to an attestation.
    function commitmentOf(Attestation calldata attestation) external pure returns (bytes32);

    /// @notice The typed data hash that the validator signs.
    function attestationHash(Attestation calldata attestation) external view returns (bytes32);

    function parameters() external view returns (Parameters memory);
}
