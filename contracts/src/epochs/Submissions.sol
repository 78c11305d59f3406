// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../interfaces/IEpochManager.sol";
import {IModelRegistry} from "../interfaces/IModelRegistry.sol";
import {Module} from "../interfaces/IModules.sol";
import {INodeRegistry} from "../interfaces/INodeRegistry.sol";
import {EpochRules, IParameters} from "../interfaces/IParameters.sol";
import {BatchTree} from "../libraries/BatchTree.sol";
import {Head, Heads} from "../libraries/Head.sol";
import {Phases} from "../libraries/Phases.sol";
import {Roles} from "../libraries/Roles.sol";
import {SubmissionChain} from "../libraries/SubmissionChain.sol";
import {EpochViews} from "./EpochViews.sol";

/// @title Takes submissions and opens epochs.
abstract contract Submissions is EpochViews {
    /// @inheritdoc IEpochManager
    function submit(bytes32 cid, bytes32 metricsHash, Terms calldata terms) external returns (uint256 index) {
        return _submit(msg.sender, cid, metricsHash, terms);
    }

    /// @inheritdoc IEpochManager
    function submitFor(bytes32 cid, bytes32 metricsHash, Terms calldata terms, address learner, bytes calldata signature)
        external
        returns (uint256 index)
    {
        _requireSigned(SubmissionChain.structHash(cid, metricsHash, terms, learner), learner, signature);
        return _submit(learner, cid, metricsHash, terms);
    }

    /// @inheritdoc IEpochManager
    function submitBatch(bytes calldata leaves, bytes32 listCid) external returns (uint256 first) {
        uint256 count = leaves.length / BatchTree.LEAF_BYTES;
        if (count > MAX_SUBMISSIONS || leaves.length % BatchTree.LEAF_BYTES != 0) revert BatchSize(leaves.length);
        return _post(count == 0 ? bytes32(0) : BatchTree.rootOf(leaves), uint16(count), listCid);
    }

    /// @inheritdoc IEpochManager
    function submitRoot(bytes32 root, uint16 leaves, bytes32 listCid) external returns (uint256 first) {
        return _post(root, leaves, listCid);
    }

    /// @inheritdoc IEpochManager
    function noteLearner(address learner, uint32 number, uint64 stake) external only(Module.Registry) {
        uint64 minStake = _parameters().stakeRules().minStake;
        Learner storage self = _learners[learner];
        self.number = number;
        self.stake = stake;
        self.minStake = minStake;
    }

    /// @inheritdoc IEpochManager
    function submissionHash(bytes32 cid, bytes32 metricsHash, Terms calldata terms, address learner)
        external
        view
        returns (bytes32)
    {
        return _hashTypedDataV4(SubmissionChain.structHash(cid, metricsHash, terms, learner));
    }

    function _submit(address learner, bytes32 cid, bytes32 metricsHash, Terms calldata terms)
        private
        returns (uint256 index)
    {
        Head head = _head;
        if (block.timestamp >= head.submitEndsAt()) head = _open();
        if (cid == 0) revert ZeroCid();
        _requireTerms(head, learner, terms);
        index = head.count();
        if (index == MAX_SUBMISSIONS) revert EpochFull(head.epoch(), MAX_SUBMISSIONS);
        unchecked {
            bytes18 chain =
                SubmissionChain.appendAndEmit(head.chain(), index, learner, cid, metricsHash, terms);
            _head = head.with(index + 1, chain);
        }
    }

    function _requireTerms(Head head, address learner, Terms calldata terms) private view {
        uint256 epoch;
        uint256 baseVersion;
        uint256 confidencePpm;
        uint256 stake;
        // As they were sent: what they are compared with keeps them in their types, so nothing is checked twice.
        assembly ("memory-safe") {
            epoch := calldataload(terms)
            baseVersion := calldataload(add(terms, 0x20))
            confidencePpm := calldataload(add(terms, 0x40))
            stake := calldataload(add(terms, 0x60))
        }
        if (epoch != head.epoch()) revert WrongEpoch(epoch, head.epoch());
        if (baseVersion != head.baseVersion()) revert StaleBaseVersion(baseVersion, head.baseVersion());
        if (confidencePpm > ONE_PPM) revert ConfidenceOutOfRange(confidencePpm);
        Learner storage self = _learners[learner];
        uint256 available = self.stake;
        uint256 minStake = self.minStake;
        if (available < stake) revert NotEligible(learner, available, stake);
        // A stranger's minimum is 0.
        if (stake < minStake || stake == 0) revert StakeTooLow(stake, minStake);
    }

    function _post(bytes32 root, uint16 leaves, bytes32 listCid) private returns (uint256 first) {
        if (leaves == 0) revert BatchSize(leaves);
        if (root == 0) revert ZeroCid();
        Head head = _head;
        if (block.timestamp >= head.submitEndsAt()) head = _open();
        uint256 epoch = head.epoch();
        first = head.count();
        if (first + leaves > MAX_SUBMISSIONS) revert EpochFull(epoch, MAX_SUBMISSIONS);
        _cover(epoch, leaves);
        _head = head.with(
            first + leaves,
            SubmissionChain.append(head.chain(), msg.sender, root, listCid, Terms(uint32(epoch), 0, 0, 0), leaves)
        );
        emit BatchSubmitted(epoch, first, msg.sender, root, listCid, leaves);
    }

    /// @dev Notes more leaves of the caller, whose stake must be able to pay for all of them.
    function _cover(uint256 epoch, uint256 leaves) private {
        Posted memory posted = _posted[msg.sender];
        if (posted.epoch == epoch) leaves += posted.leaves;
        uint256 fine = _finePerLeaf();
        uint256 bond = _bondOfActive(msg.sender);
        if (bond == 0 || leaves * fine > bond) {
            revert NotCovered(msg.sender, leaves, fine == 0 ? 0 : bond / fine);
        }
        _posted[msg.sender] = Posted(uint24(epoch), uint24(leaves));
    }

    /// @dev Slashable wei of a node that is active in some role, otherwise 0.
    function _bondOfActive(address node) private view returns (uint256) {
        INodeRegistry registry = _registry();
        bool active = registry.isActive(node, Roles.LEARNER) || registry.isActive(node, Roles.VALIDATOR)
            || registry.isActive(node, Roles.AGGREGATOR);
        return active ? registry.bondOf(node) : 0;
    }

    /// @dev Opens the next epoch if the last one is final. The caller stores the head.
    function _open() private returns (Head head) {
        uint256 epoch = currentEpoch();
        if (epoch != 0) _close(epoch);
        ++epoch;
        IParameters parameters = _parameters();
        IModelRegistry models = IModelRegistry(_at(Module.Models));
        if (models.finalizable()) models.finalize();
        parameters.activate();
        EpochRules memory rules = parameters.epochRules();
        uint8[4] memory sizes = parameters.committeeRules().sizes;
        (uint256 minStake, uint256 decayPpm) = parameters.weightRules();
        _rules = rules;
        _drawRules = DrawRules({
            minStake: uint64(minStake),
            decayPpm: uint32(decayPpm),
            sizes: uint32(sizes[0]) | uint32(sizes[1]) << 8 | uint32(sizes[2]) << 16 | uint32(sizes[3]) << 24
        });
        uint256 submitEndsAt = block.timestamp + rules.submitSeconds;
        uint256 baseVersion = models.latest();
        head = Heads.opened(uint40(submitEndsAt), uint24(epoch), baseVersion);
        Phases.Progress storage progress = _progress[epoch];
        progress.times.submitEndsAt = uint40(submitEndsAt);
        progress.tail.openedAt = uint40(block.timestamp);
        progress.tail.baseVersion = uint24(baseVersion);
        emit EpochOpened(epoch, submitEndsAt, baseVersion);
    }

    function _close(uint256 epoch) private {
        bool own = _head.epoch() == epoch;
        Phases.State memory state;
        if (own) state = _state(epoch, block.timestamp);
        else state.phase = _phaseOf(epoch);
        if (state.phase != Phase.Final) revert WrongPhase(epoch, state.phase, Phase.Submit);
        if (!own) return;
        Phases.Progress storage progress = _progress[epoch];
        progress.tail.finalAt = uint40(state.since);
        progress.times.mark = Phases.Mark.Closed;
    }
}
