// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IEpochManager} from "./interfaces/IEpochManager.sol";
import {INodeRegistry} from "./interfaces/INodeRegistry.sol";
import {Attestation, IVerdicts} from "./interfaces/IVerdicts.sol";
import {Attestations} from "./libraries/Attestations.sol";
import {Tally} from "./libraries/Tally.sol";

/// @title Implementation of IVerdicts, where everything is described.
contract Verdicts is IVerdicts, EIP712 {
    using Attestations for Attestation;

    uint256 private constant BPS = 10_000;
    /// @dev A loss cannot fall by more than all of it.
    int64 private constant MAX_UTILITY_PPM = 1_000_000;

    IEpochManager public immutable epochManager;
    INodeRegistry public immutable registry;
    uint32 private immutable _minUtilityPpm;
    uint16 private immutable _rejectSlashBps;
    uint16 private immutable _dissentSlashBps;
    uint16 private immutable _missSlashBps;

    mapping(uint256 epoch => mapping(uint256 index => mapping(address validator => Ballot))) private _ballots;
    /// @inheritdoc IVerdicts
    mapping(uint256 epoch => mapping(address validator => uint256)) public agreementsOf;
    /// @inheritdoc IVerdicts
    mapping(uint256 epoch => uint256) public totalAgreements;

    modifier onlyEpochManager() {
        if (msg.sender != address(epochManager)) revert OnlyModule(msg.sender, address(epochManager));
        _;
    }

    constructor(IEpochManager epochManager_, INodeRegistry registry_, Parameters memory p) EIP712("Loam", "1") {
        if (p.rejectSlashBps > BPS || p.dissentSlashBps > BPS || p.missSlashBps > BPS) revert InvalidParameters();
        if (p.minUtilityPpm > uint64(MAX_UTILITY_PPM)) revert InvalidParameters();
        epochManager = epochManager_;
        registry = registry_;
        _minUtilityPpm = p.minUtilityPpm;
        _rejectSlashBps = p.rejectSlashBps;
        _dissentSlashBps = p.dissentSlashBps;
        _missSlashBps = p.missSlashBps;
    }

    /// @inheritdoc IVerdicts
    function commit(uint256 epoch, uint256 index, bytes32 commitment) external {
        IEpochManager.Phase phase = epochManager.phase(epoch);
        if (phase != IEpochManager.Phase.Commit) revert WrongPhase(epoch, phase, IEpochManager.Phase.Commit);
        if (commitment == 0) revert ZeroCommitment();
        (bool found,) = epochManager.seatOf(epoch, index, msg.sender);
        if (!found) revert NotOnCommittee(epoch, index, msg.sender);
        Ballot storage own = _ballots[epoch][index][msg.sender];
        if (own.commitment != 0) revert AlreadyCommitted(epoch, index, msg.sender);
        own.commitment = commitment;
        emit Committed(epoch, index, msg.sender, commitment);
        epochManager.noteCommit(epoch);
    }

    /// @inheritdoc IVerdicts
    function reveal(Attestation calldata attestation, bytes calldata signature) external {
        bytes memory refusal = _refusal(attestation, signature);
        if (refusal.length != 0) {
            assembly ("memory-safe") {
                revert(add(refusal, 32), mload(refusal))
            }
        }
        _open(attestation);
    }

    /// @inheritdoc IVerdicts
    function revealBatch(Attestation[] calldata attestations, bytes[] calldata signatures) external {
        if (attestations.length != signatures.length) {
            revert LengthMismatch(attestations.length, signatures.length);
        }
        for (uint256 i; i < attestations.length; ++i) {
            Attestation calldata attestation = attestations[i];
            bytes memory refusal = _refusal(attestation, signatures[i]);
            if (refusal.length == 0) {
                _open(attestation);
            } else {
                emit AttestationSkipped(
                    attestation.epoch, attestation.index, attestation.validator, bytes4(refusal)
                );
            }
        }
    }

    /// @inheritdoc IVerdicts
    function conclude(Hearing calldata hearing)
        external
        onlyEpochManager
        returns (IEpochManager.SubmissionStatus status, int64 utilityPpm, bytes32 digest)
    {
        Ballot[] memory ballots = new Ballot[](hearing.members.length);
        for (uint256 i; i < ballots.length; ++i) {
            ballots[i] = _ballots[hearing.epoch][hearing.index][hearing.members[i]];
        }
        (bool found, uint256 winner) = Tally.majority(ballots, hearing.weights);
        if (!found) return (IEpochManager.SubmissionStatus.Unresolved, 0, 0);

        Ballot memory verdict = ballots[winner];
        _answerMembers(hearing, ballots, verdict);
        if (!verdict.pass) registry.slash(hearing.learner, hearing.stake * _rejectSlashBps / BPS);
        status = verdict.pass && verdict.utilityPpm >= int64(uint64(_minUtilityPpm))
            ? IEpochManager.SubmissionStatus.Accepted
            : IEpochManager.SubmissionStatus.Rejected;
        return (status, verdict.utilityPpm, verdict.digest);
    }

    /// @inheritdoc IVerdicts
    function ballot(uint256 epoch, uint256 index, address validator) external view returns (Ballot memory) {
        return _ballots[epoch][index][validator];
    }

    /// @inheritdoc IVerdicts
    function commitmentOf(Attestation calldata attestation) external pure returns (bytes32) {
        return attestation.commitment();
    }

    /// @inheritdoc IVerdicts
    function attestationHash(Attestation calldata attestation) external view returns (bytes32) {
        return _hashTypedDataV4(attestation.structHash());
    }

    /// @inheritdoc IVerdicts
    function parameters() external view returns (Parameters memory) {
        return Parameters(_minUtilityPpm, _rejectSlashBps, _dissentSlashBps, _missSlashBps);
    }

    /// @dev Counts the members that agree with the verdict and slashes the others.
    function _answerMembers(Hearing calldata hearing, Ballot[] memory ballots, Ballot memory verdict) private {
        uint256 agreeing;
        for (uint256 i; i < ballots.length; ++i) {
            address member = hearing.members[i];
            if (!ballots[i].revealed) {
                registry.slash(member, hearing.weights[i] * _missSlashBps / BPS);
            } else if (Tally.same(ballots[i], verdict)) {
                ++agreementsOf[hearing.epoch][member];
                ++agreeing;
            } else {
                registry.slash(member, hearing.weights[i] * _dissentSlashBps / BPS);
            }
        }
        totalAgreements[hearing.epoch] += agreeing;
    }

    function _open(Attestation calldata a) private {
        Ballot storage own = _ballots[a.epoch][a.index][a.validator];
        own.revealed = true;
        own.pass = a.pass;
        own.utilityPpm = a.utilityPpm;
        own.digest = a.digest;
        emit Revealed(a.epoch, a.index, a.validator, a.pass, a.utilityPpm, a.digest);
        epochManager.noteReveal(a.epoch);
    }

    /// @dev The error that this attestation deserves, ABI-encoded; empty when it can be opened.
    function _refusal(Attestation calldata a, bytes calldata signature) private view returns (bytes memory) {
        Ballot storage own = _ballots[a.epoch][a.index][a.validator];
        if (own.revealed) {
            return abi.encodeWithSelector(AlreadyRevealed.selector, a.epoch, a.index, a.validator);
        }
        IEpochManager.Phase phase = epochManager.phase(a.epoch);
        if (phase != IEpochManager.Phase.Reveal) {
            return abi.encodeWithSelector(WrongPhase.selector, a.epoch, phase, IEpochManager.Phase.Reveal);
        }
        if (own.commitment == 0) {
            return abi.encodeWithSelector(NotCommitted.selector, a.epoch, a.index, a.validator);
        }
        bytes32 opened = a.commitment();
        if (own.commitment != opened) {
            return abi.encodeWithSelector(CommitmentMismatch.selector, own.commitment, opened);
        }
        if (a.utilityPpm > MAX_UTILITY_PPM) {
            return abi.encodeWithSelector(UtilityOutOfRange.selector, a.utilityPpm);
        }
        (address signer, ECDSA.RecoverError failure,) =
            ECDSA.tryRecoverCalldata(_hashTypedDataV4(a.structHash()), signature);
        if (failure != ECDSA.RecoverError.NoError || signer != a.validator) {
            return abi.encodeWithSelector(InvalidSignature.selector, a.validator);
        }
        return "";
    }
}
