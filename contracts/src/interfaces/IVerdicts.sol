// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "./IEpochManager.sol";

/// @notice What a validator states about a submission. Signed as EIP-712 (domain "Loam", "1", chain, Verdicts) it is an
/// attestation that travels by gossip; its EIP-712 struct hash (without the domain) is a leaf of the validator's commitment:
/// keccak256(abi.encode(keccak256("Attestation(uint256 epoch,uint256 index,address validator,bool pass,int32 utilityPpm,uint32
/// uniquenessPpm,bytes32 digest,bytes32 salt)"), epoch, index, …, salt)), the type written without line breaks.
/// @param utilityPpm Relative reduction of the held-out loss, parts per million, at most 1,000,000.
/// @param uniquenessPpm What is new in it compared with earlier submissions, 0 (a copy) to 1,000,000.
/// @param digest Hash of the per-item losses.
/// @param salt Random; keeps the commitment from being guessed.
struct Attestation {
    uint256 epoch;
    uint256 index;
    address validator;
    bool pass;
    int32 utilityPpm;
    uint32 uniquenessPpm;
    bytes32 digest;
    bytes32 salt;
}

/// @title Seats, commitments, reveals and verdicts.
/// @notice A seat is a vote. A validator commits once per round to the Merkle root of all its attestations of that round
/// (again, with more leaves, while the phase lasts). A revealed attestation needs no signature here: the commitment
/// is the validator's own transaction (or signed for a relayer), so anybody may post the opening.
interface IVerdicts {
    /// @notice What is known of a submission's verdict.
    struct Tally {
        /// Stage of its committee, from 1.
        uint8 stage;
        uint8 seats;
        /// Bits of seats: revealed the leading verdict; revealed anything.
        uint48 leading;
        uint48 revealed;
        bool pass;
        int32 utilityPpm;
        uint32 uniquenessPpm;
        /// First 80 bits of the leading digest.
        bytes10 digest;
    }

    event Committed(uint256 indexed epoch, uint256 indexed round, uint32 indexed node, bytes32 root, uint256 ballots);
    event Revealed(
        uint256 indexed epoch,
        uint256 indexed index,
        address indexed validator,
        bool pass,
        int32 utilityPpm,
        uint32 uniquenessPpm,
        bytes32 digest,
        bytes32 salt
    );
    event AttestationSkipped(uint256 indexed epoch, uint256 indexed index, address indexed validator, bytes4 reason);
    /// @notice A watcher forces a re-run; `bond` is at stake until the final verdict.
    event RerunForced(uint256 indexed epoch, uint256 indexed index, address indexed watcher, uint256 bond);
    event RerunClosed(uint256 indexed epoch, uint256 indexed index, bool merited);
    event CanaryOpened(uint256 indexed epoch, uint256 indexed index, bool pass, int32 utilityPpm, bool rerun);
    event SeatsFined(uint256 indexed epoch, uint256 indexed index, uint256 dissenting, uint256 silent, uint256 taken);

    error WrongPhase(uint256 epoch, IEpochManager.Phase actual, IEpochManager.Phase expected);
    error NotSeated(uint256 epoch, uint256 index, address validator);
    error BallotsOutOfRange(uint256 ballots, uint256 due);
    error ZeroCommitment();
    error NotCommitted(uint256 epoch, address validator);
    error WrongCommitment(bytes20 committed, bytes20 given);
    error AlreadyRevealed(uint256 epoch, uint256 index, address validator);
    error ValueOutOfRange(int256 value);
    error InvalidSignature(address signer);
    error LengthMismatch(uint256 attestations, uint256 proofs);
    error NotContestable(uint256 epoch, uint256 index);
    error NotAWatcher(address caller);
    error WrongSeal(bytes10 sealed_, bytes10 given);
    error NothingToEnforce(uint256 epoch, uint256 index);

    // ---- validators

    /// @notice Commits to the attestations of the current round: `root` of a Merkle tree (sorted pairs) over
    /// attestation leaves; `ballots` of them, at most as many as the node has to give in this round.
    function commit(uint256 epoch, bytes32 root, uint16 ballots) external;

    /// @notice The same for a validator who signed Commitment(uint256 epoch,uint256 round,bytes32 root,uint16 ballots,address validator).
    function commitFor(uint256 epoch, bytes32 root, uint16 ballots, address validator, bytes calldata signature) external;

    /// @notice Opens one attestation. Anyone may.
    function reveal(Attestation calldata attestation, bytes32[] calldata proof) external;

    /// @notice Opens attestations of any validators; one that cannot be opened is skipped with an event.
    function revealBatch(Attestation[] calldata attestations, bytes32[][] calldata proofs) external;

    /// @notice Opens a whole commitment of one validator without proofs: all its leaves in the order of the tree.
    function revealAll(Attestation[] calldata attestations) external;

    // ---- watchers

    /// @notice In Contest: an active node forces a re-run by the next stage, with a bond (approved before). It comes back
    /// with the verdict turned; otherwise it goes to the reward pool. In the last stage nothing can be forced.
    function forceRerun(uint256 epoch, uint256 index) external;

    /// @notice In Contest: opens the seal of a canary; only its maker knows the salt. Every metricsHash is
    /// keccak256(abi.encode(bytes32 seed, bytes32 evaluationHash)) of the seed in eval.json and the keccak256 of the canonical
    /// eval.json. Seeds are random; a canary's is keccak256(abi.encode("canary", learner, pass, utilityPpm, salt)), so
    /// its bundle is whole and nothing in it tells. If the verdict agrees, the canary is proven and dissenting seats
    /// pay; if not, a larger committee judges, and the canary's stake is fined when that also disagrees.
    function openCanary(
        uint256 epoch,
        uint256 index,
        bytes32 evaluationHash,
        bool pass,
        int32 utilityPpm,
        bytes32 salt
    ) external;

    /// @notice After Contest: fines the seats of a settled submission that dissented, withheld or kept silent, the rejected
    /// learner, and closes re-run bonds. Anyone may; gets the bounty. Once each. A contract that a vote has replaced only
    /// gives bonds back: it may fine nobody any more.
    function enforce(uint256 epoch, uint256 index) external;

    // ---- modules

    /// @notice Adds seats. Only Epochs.
    function seat(uint256 epoch, uint256 index, uint256 round, uint256 stage, uint32[] calldata numbers) external;

    /// @notice All committees of a round are drawn: when committing and revealing end at the latest. Committing ends earlier
    /// when all have committed (then Verdicts calls `noteCommitted`, and revealing ends that much earlier too), revealing
    /// when everything is revealed (`noteRevealed`). Only Epochs, after the last `seat` of the round.
    /// @return ballots That the round asks for.
    function startRound(uint256 epoch, uint256 round, uint40 commitEndsAt, uint40 revealEndsAt)
        external
        returns (uint256 ballots);

    /// @notice The outcome of a submission's current stage. Only Epochs, in Settle.
    /// @return decided False: no lead and another stage is left.
    function conclude(uint256 epoch, uint256 index)
        external
        returns (bool decided, IEpochManager.Status status, int32 utilityPpm, uint32 uniquenessPpm);

    // ---- views

    function tally(uint256 epoch, uint256 index) external view returns (Tally memory);
    function seatsOf(uint256 epoch, uint256 index) external view returns (uint32[] memory);
    /// @notice Seats of a node on a submission that hold the final verdict; 0 for unresolved ones.
    function agreeingSeats(uint256 epoch, uint256 index, uint32 node) external view returns (uint256);
    /// @notice Sum of `agreeingSeats` over submissions.
    function agreeingSeatsIn(uint256 epoch, uint256[] calldata indices, uint32 node) external view returns (uint256);
    /// @notice Such seats of all nodes in an epoch. Final after Contest.
    function totalAgreeing(uint256 epoch) external view returns (uint256);
    function commitmentOf(uint32 node)
        external
        view
        returns (bytes20 root, uint256 epoch, uint256 round, uint256 due, uint256 committed, uint256 revealed);
    /// @notice Commitments (ballots) still missing, and committed ballots still unrevealed, in the current round.
    function outstanding(uint256 epoch) external view returns (uint256 uncommitted, uint256 unrevealed);
    /// @notice Mix of everything revealed in the running epoch so far: exclusive or of the first 80 bits of the salts. Each was
    /// fixed by a commitment before any was known. Goes into the seed of the next round. 0 for other epochs.
    function saltMix(uint256 epoch) external view returns (bytes10);
    function enforced(uint256 epoch, uint256 index) external view returns (bool);
    function leafOf(Attestation calldata attestation) external pure returns (bytes32);
    function attestationHash(Attestation calldata attestation) external view returns (bytes32);
    function rerunOf(uint256 epoch, uint256 index) external view returns (address watcher, uint256 bond);
}
