// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../interfaces/IEpochManager.sol";
import {IModelRegistry} from "../interfaces/IModelRegistry.sol";
import {Module} from "../interfaces/IModules.sol";
import {INodeRegistry} from "../interfaces/INodeRegistry.sol";
import {IParameters} from "../interfaces/IParameters.sol";
import {BatchTree} from "../libraries/BatchTree.sol";
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
        Head memory head = _head;
        if (block.timestamp >= head.submitEndsAt) head = _open();
        if (terms.epoch != head.epoch) revert WrongEpoch(terms.epoch, head.epoch);
        if (terms.baseVersion != head.baseVersion) revert StaleBaseVersion(terms.baseVersion, head.baseVersion);
        if (cid == 0) revert ZeroCid();
        if (terms.confidencePpm > ONE_PPM) revert ConfidenceOutOfRange(terms.confidencePpm);
        Learner memory self = _learners[learner];
        if (self.stake < terms.stake || self.stake == 0) revert NotEligible(learner, self.stake, terms.stake);
        if (terms.stake < self.minStake || terms.stake == 0) revert StakeTooLow(terms.stake, self.minStake);

        index = head.count;
        if (index == MAX_SUBMISSIONS) revert EpochFull(head.epoch, MAX_SUBMISSIONS);
        head.count = uint24(index + 1);
        head.chain = SubmissionChain.append(head.chain, learner, cid, metricsHash, terms, 0);
        _head = head;
        emit Submitted(index, learner, cid, metricsHash, terms);
    }

    function _post(bytes32 root, uint16 leaves, bytes32 listCid) private returns (uint256 first) {
        if (leaves == 0) revert BatchSize(leaves);
        if (root == 0) revert ZeroCid();
        Head memory head = _head;
        if (block.timestamp >= head.submitEndsAt) head = _open();
        first = head.count;
        if (first + leaves > MAX_SUBMISSIONS) revert EpochFull(head.epoch, MAX_SUBMISSIONS);
        _cover(head.epoch, leaves);
        head.count = uint24(first + leaves);
        head.chain = SubmissionChain.append(head.chain, msg.sender, root, listCid, Terms(head.epoch, 0, 0, 0), leaves);
        _head = head;
        emit BatchSubmitted(head.epoch, first, msg.sender, root, listCid, leaves);
    }

    /// @dev Notes more leaves of the caller, whose stake must be able to pay for all of them.
    function _cover(uint24 epoch, uint256 leaves) private {
        Posted memory posted = _posted[msg.sender];
        if (posted.epoch == epoch) leaves += posted.leaves;
        uint256 fine = _finePerLeaf();
        uint256 bond = _bondOfActive(msg.sender);
        if (bond == 0 || leaves * fine > bond) {
            revert NotCovered(msg.sender, leaves, fine == 0 ? 0 : bond / fine);
        }
        _posted[msg.sender] = Posted(epoch, uint24(leaves));
    }

    /// @dev Slashable wei of a node that is active in some role, otherwise 0.
    function _bondOfActive(address node) private view returns (uint256) {
        INodeRegistry registry = _registry();
        bool active = registry.isActive(node, Roles.LEARNER) || registry.isActive(node, Roles.VALIDATOR)
            || registry.isActive(node, Roles.AGGREGATOR);
        return active ? registry.bondOf(node) : 0;
    }

    /// @dev Opens the next epoch if the last one is final. The caller stores the head.
    function _open() private returns (Head memory head) {
        uint256 epoch = currentEpoch();
        if (epoch != 0) _close(epoch);
        IParameters parameters = _parameters();
        IModelRegistry models = IModelRegistry(_at(Module.Models));
        if (models.finalizable()) models.finalize();
        parameters.activate();
        _rules = parameters.epochRules();
        ++epoch;
        head.epoch = uint24(epoch);
        head.submitEndsAt = uint40(block.timestamp + _rules.submitSeconds);
        head.baseVersion = uint24(models.latest());
        Phases.Progress storage progress = _progress[epoch];
        progress.times.submitEndsAt = head.submitEndsAt;
        progress.tail.openedAt = uint40(block.timestamp);
        progress.tail.baseVersion = head.baseVersion;
        emit EpochOpened(epoch, head.submitEndsAt, head.baseVersion);
    }

    function _close(uint256 epoch) private {
        if (_head.epoch != epoch) {
            Phase current = phase(epoch);
            if (current != Phase.Final) revert WrongPhase(epoch, current, Phase.Submit);
            return;
        }
        Phases.State memory state = _state(epoch, block.timestamp);
        if (state.phase != Phase.Final) revert WrongPhase(epoch, state.phase, Phase.Submit);
        Phases.Progress storage progress = _progress[epoch];
        progress.tail.finalAt = uint40(state.since);
        progress.times.mark = Phases.Mark.Closed;
    }
}
