// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IEpochManager} from "../interfaces/IEpochManager.sol";
import {Attestation, IVerdicts} from "../interfaces/IVerdicts.sol";
import {Attestations} from "../libraries/Attestations.sol";
import {Commitment} from "../libraries/Commitments.sol";
import {Count} from "../libraries/Counts.sol";
import {Round} from "../libraries/Rounds.sol";
import {Seats} from "../libraries/Seats.sol";
import {SortedTree} from "../libraries/SortedTree.sol";
import {VerdictState} from "./VerdictState.sol";

/// @title Takes commitments and opens them.
abstract contract Ballots is VerdictState, EIP712 {
    using Attestations for Attestation;
    using Attestations for Attestation[];
    using Seats for uint256[6];

    bytes32 private constant COMMITMENT_TYPEHASH =
        keccak256("Commitment(uint256 epoch,uint256 round,bytes32 root,uint16 ballots,address validator)");
    /// @dev A loss cannot fall by more than all of it.
    int32 private constant MOST_PPM = 1_000_000;

    constructor() EIP712("Loam", "1") {}

    /// @inheritdoc IVerdicts
    function commit(uint256 epoch, bytes32 root, uint16 ballots) external {
        _commit(epoch, root, ballots, msg.sender);
    }

    /// @inheritdoc IVerdicts
    function commitFor(uint256 epoch, bytes32 root, uint16 ballots, address validator, bytes calldata signature)
        external
    {
        bytes32 digest = _hashTypedDataV4(
            keccak256(abi.encode(COMMITMENT_TYPEHASH, epoch, _round.number(), root, ballots, validator))
        );
        (address signer,,) = ECDSA.tryRecoverCalldata(digest, signature);
        if (signer != validator || signer == address(0)) revert InvalidSignature(validator);
        _commit(epoch, root, ballots, validator);
    }

    /// @inheritdoc IVerdicts
    function reveal(Attestation calldata attestation, bytes32[] calldata proof) external {
        bytes memory refusal = _reveal(attestation, proof);
        if (refusal.length != 0) _revert(refusal);
    }

    /// @inheritdoc IVerdicts
    function revealBatch(Attestation[] calldata attestations, bytes32[][] calldata proofs) external {
        if (attestations.length != proofs.length) revert LengthMismatch(attestations.length, proofs.length);
        for (uint256 i; i < attestations.length; ++i) {
            bytes memory refusal = _reveal(attestations[i], proofs[i]);
            if (refusal.length != 0) _skip(attestations[i], refusal);
        }
    }

    /// @inheritdoc IVerdicts
    function revealAll(Attestation[] calldata attestations) external {
        if (attestations.length == 0) revert LengthMismatch(0, 0);
        address validator = attestations[0].validator;
        uint256 epoch = attestations[0].epoch;
        (Round round, uint32 node, Commitment own, bytes memory refusal) =
            _checkCommitment(epoch, validator, attestations.root());
        if (refusal.length != 0) _revert(refusal);
        uint256 opened;
        bytes32 salts;
        mapping(uint256 index => Case) storage cases = _cases[epoch];
        for (uint256 i; i < attestations.length;) {
            Attestation calldata attestation = attestations[i];
            refusal = attestation.isOf(epoch, validator)
                ? _open(attestation, cases[attestation.index], node, own)
                : _refuseSeat(attestation);
            unchecked {
                ++i;
                if (refusal.length == 0) ++opened;
            }
            if (refusal.length == 0) (own, salts) = (own.reveal(), salts ^ attestation.salt);
            else _skip(attestation, refusal);
        }
        if (opened != 0) _note(round, node, own, opened, salts);
    }

    /// @inheritdoc IVerdicts
    function leafOf(Attestation calldata attestation) external pure returns (bytes32) {
        return attestation.leaf();
    }

    /// @inheritdoc IVerdicts
    function attestationHash(Attestation calldata attestation) external view returns (bytes32) {
        return _hashTypedDataV4(attestation.leaf());
    }

    function _commit(uint256 epoch, bytes32 root, uint16 ballots, address validator) private {
        Round round = _round;
        if (round.epoch() != epoch || block.timestamp >= round.commitEndsAt()) {
            revert WrongPhase(epoch, _epochs().phase(epoch), IEpochManager.Phase.Commit);
        }
        if (bytes20(root) == 0) revert ZeroCommitment();
        uint32 node = _numberOf(validator);
        Commitment own = _commitments[node];
        uint256 due = own.name() == round.name() ? own.due() : 0;
        uint256 committed = own.committed();
        if (ballots > due || ballots <= committed) revert BallotsOutOfRange(ballots, due);
        _commitments[node] = own.commit(root, ballots);
        round = round.commit(ballots - committed);
        bool last = round.uncommitted() == 0;
        if (last) {
            round = round.withEnds(block.timestamp, block.timestamp + round.revealEndsAt() - round.commitEndsAt());
        }
        _round = round;
        emit Committed(epoch, round.number(), node, root, ballots);
        if (last) _epochs().noteCommitted(epoch);
    }

    function _numberOf(address validator) private returns (uint32 node) {
        node = _numbers[validator];
        if (node == 0) {
            node = _registry().numberOf(validator);
            _numbers[validator] = node;
        }
    }

    function _reveal(Attestation calldata a, bytes32[] calldata proof) private returns (bytes memory refusal) {
        bytes32 leaf = a.leaf();
        (Round round, uint32 node, Commitment own, bytes memory refusal_) =
            _checkCommitment(a.epoch, a.validator, SortedTree.rootOf(leaf, proof));
        if (refusal_.length != 0) return refusal_;
        refusal = _open(a, _cases[a.epoch][a.index], node, own);
        if (refusal.length == 0) _note(round, node, own.reveal(), 1, a.salt);
    }

    /// @dev `refusal` is the error that this opening deserves, ABI-encoded; empty when it fits the commitment.
    function _checkCommitment(uint256 epoch, address validator, bytes32 root)
        private
        view
        returns (Round round, uint32 node, Commitment own, bytes memory refusal)
    {
        round = _round;
        if (
            round.epoch() != epoch || block.timestamp < round.commitEndsAt()
                || block.timestamp >= round.revealEndsAt()
        ) return (round, node, own, _refusePhase(epoch));
        node = _numbers[validator];
        own = _commitments[node];
        if (own.committed() == 0 || own.name() != round.name()) {
            refusal = abi.encodeWithSelector(NotCommitted.selector, epoch, validator);
        } else if (!own.isOf(root)) {
            refusal = abi.encodeWithSelector(WrongCommitment.selector, own.root(), bytes20(root));
        }
    }

    /// @dev Counts an opened attestation for the seats of its validator.
    function _open(Attestation calldata a, Case storage case_, uint32 node, Commitment own)
        private
        returns (bytes memory refusal)
    {
        (uint256 verdict, bool inRange) = a.verdict();
        if (!inRange) return _refuseValue(a);
        Count count = case_.count;
        uint256 mine = case_.seats.maskOf(count.seats(), node);
        if (!count.mayReveal(mine)) return _refuseSeat(a);
        if (mine & count.revealed() != 0) {
            return abi.encodeWithSelector(AlreadyRevealed.selector, a.epoch, a.index, a.validator);
        }
        if (own.revealed() == own.committed()) {
            return abi.encodeWithSelector(BallotsOutOfRange.selector, own.revealed() + 1, own.committed());
        }
        case_.count = _credit(case_, count, verdict, mine);
        a.emitRevealed();
    }

    /// @dev Notes `opened` ballots of a node; the last of all ends the phase.
    function _note(Round round, uint32 node, Commitment own, uint256 opened, bytes32 salts) private {
        _commitments[node] = own;
        round = round.reveal(opened, salts);
        bool last = round.unrevealed() == 0;
        if (last) round = round.withEnds(round.commitEndsAt(), block.timestamp);
        _round = round;
        if (last) _epochs().noteRevealed(round.epoch());
    }

    function _skip(Attestation calldata a, bytes memory refusal) private {
        emit AttestationSkipped(a.epoch, a.index, a.validator, bytes4(refusal));
    }

    function _refusePhase(uint256 epoch) private view returns (bytes memory) {
        return abi.encodeWithSelector(
            WrongPhase.selector, epoch, _epochs().phase(epoch), IEpochManager.Phase.Reveal
        );
    }

    function _refuseValue(Attestation calldata a) private pure returns (bytes memory) {
        int256 value = a.utilityPpm > MOST_PPM ? int256(a.utilityPpm) : int256(uint256(a.uniquenessPpm));
        return abi.encodeWithSelector(ValueOutOfRange.selector, value);
    }

    function _refuseSeat(Attestation calldata a) private pure returns (bytes memory) {
        return abi.encodeWithSelector(NotSeated.selector, a.epoch, a.index, a.validator);
    }

    function _revert(bytes memory refusal) private pure {
        assembly ("memory-safe") {
            revert(add(refusal, 32), mload(refusal))
        }
    }
}
