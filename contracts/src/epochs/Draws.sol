// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../interfaces/IEpochManager.sol";
import {Module} from "../interfaces/IModules.sol";
import {INodeRegistry} from "../interfaces/INodeRegistry.sol";
import {IRandomness} from "../interfaces/IRandomness.sol";
import {IVerdicts} from "../interfaces/IVerdicts.sol";
import {BatchTree} from "../libraries/BatchTree.sol";
import {Entries, Entry} from "../libraries/Entry.sol";
import {Head} from "../libraries/Head.sol";
import {Phases} from "../libraries/Phases.sol";
import {SubmissionChain} from "../libraries/SubmissionChain.sol";
import {EpochState} from "./EpochState.sol";

/// @title Fixes seeds, opens the chain of submissions and draws committees.
abstract contract Draws is EpochState {
    /// @dev What one call of `draw` works with.
    struct Round {
        uint256 epoch;
        uint256 number;
        bytes32 seed;
        INodeRegistry registry;
        IVerdicts verdicts;
        uint256 sizes;
        INodeRegistry.Moment moment;
        uint24 baseVersion;
        Phases.Counts counts;
    }

    /// @dev A submission that a link or a leaf tells.
    struct Candidate {
        uint256 index;
        address learner;
        bytes32 cid;
        bytes32 metricsHash;
        IEpochManager.Terms terms;
        bool byLeaf;
    }

    /// @notice See IEpochManager.
    function draw(IEpochManager.Link[] calldata links, IEpochManager.Leaf[] calldata leaves, uint256[] calldata indices) external {
        Round memory round = _beginDraw();
        if (round.seed == 0) return;
        if (round.number == 1) {
            if (indices.length != 0) revert IEpochManager.NotUndrawn(round.epoch, indices[0]);
            if (links.length != 0) _openLinks(round, links);
            if (leaves.length != 0) _openLeaves(round, leaves);
        } else {
            if (links.length != 0) revert IEpochManager.WrongLink(0, links[0].previous);
            if (leaves.length != 0) revert IEpochManager.LeavesClosed(round.epoch);
            for (uint256 i; i < indices.length; ++i) {
                _enlarge(round, indices[i]);
            }
        }
        _progress[round.epoch].counts = round.counts;
        _endDraw(round);
    }

    function _beginDraw() private returns (Round memory round) {
        Head head = _head;
        uint256 epoch = head.epoch();
        Phases.State memory state = _expect(epoch, IEpochManager.Phase.Draw);
        round.epoch = epoch;
        round.number = state.round == 0 ? 1 : state.round;
        round.seed = _seeds[epoch][round.number];
        round.verdicts = _verdicts();
        round.registry = _registry();
        if (round.seed == 0) round.seed = _fixSeed(epoch, round.number);
        if (round.seed == 0) return round;
        round.baseVersion = uint24(head.baseVersion());
        round.counts = _progress[epoch].counts;
        DrawRules memory rules = _drawRules;
        round.sizes = rules.sizes;
        round.moment = INodeRegistry.Moment(rules.minStake, rules.decayPpm, epoch);
    }

    /// @dev The first call names the block whose hash decides, a call in a later block fixes the seed: whoever sends them
    /// cannot look at a seed and leave it. A hash that is no longer known (256 blocks) is asked for again.
    function _fixSeed(uint256 epoch, uint256 number) private returns (bytes32 seed) {
        uint256 asked = _seedAskedAt[epoch][number];
        bytes32 decisive = asked == 0 ? bytes32(0) : blockhash(asked);
        if (decisive == 0) {
            _seedAskedAt[epoch][number] = block.number;
            emit IEpochManager.SeedAsked(epoch, number, block.number);
            return 0;
        }
        Phases.Progress storage progress = _progress[epoch];
        if (number == 1) {
            bytes32 mix = IRandomness(_at(Module.Randomness)).mix(epoch);
            seed = keccak256(abi.encode(decisive, mix, _head.chain(), epoch, number));
            uint16 count = uint16(_head.count());
            (progress.counts.count, progress.counts.left) = (count, count);
        } else {
            bytes10 mix = _verdicts().saltMix(epoch);
            seed = keccak256(abi.encode(_seeds[epoch][number - 1], decisive, mix, epoch, number));
        }
        _seeds[epoch][number] = seed;
        progress.times =
            Phases.Times(progress.times.submitEndsAt, 0, 0, 0, 0, 0, uint8(number), Phases.Mark.Seeded);
        emit IEpochManager.SeedFixed(epoch, number, seed);
    }

    function _endDraw(Round memory round) private {
        Phases.Counts memory counts = round.counts;
        Phases.Times storage times = _progress[round.epoch].times;
        if (counts.left != 0 || counts.undrawn != 0) return;
        if (counts.leaves != 0 && block.timestamp < uint256(times.chainOpenedAt) + _rules.drawSeconds) return;
        uint40 time = uint40(block.timestamp);
        uint40 commitEndsAt = time + _rules.commitSeconds;
        times.drawnAt = time;
        emit IEpochManager.DrawCompleted(round.epoch, round.number, commitEndsAt);
        if (counts.seated == 0) {
            // Everything was void: the epoch is over.
            times.settledAt = time;
            return;
        }
        uint256 ballots = round.verdicts.startRound(
            round.epoch, round.number, commitEndsAt, commitEndsAt + _rules.revealSeconds
        );
        // Nobody has anything to state, as without validators.
        if (ballots == 0) (times.committedAt, times.revealedAt) = (time, time);
    }

    function _openLinks(Round memory round, IEpochManager.Link[] calldata links) private {
        Head head = _head;
        bytes18 chain = head.chain();
        for (uint256 i; i < links.length; ++i) {
            IEpochManager.Link calldata link = links[i];
            if (
                round.counts.left == 0
                    || SubmissionChain.append(
                        link.previous, link.learner, link.cid, link.metricsHash, link.terms, link.leaves
                    ) != chain
            ) revert IEpochManager.WrongLink(chain, link.previous);
            chain = link.previous;
            if (link.leaves != 0) {
                _openBatch(round, link);
                continue;
            }
            uint256 index = --round.counts.left;
            _enter(round, Candidate(index, link.learner, link.cid, link.metricsHash, link.terms, false));
        }
        _head = head.with(head.count(), chain);
        if (round.counts.left == 0) _progress[round.epoch].times.chainOpenedAt = uint40(block.timestamp);
    }

    function _openBatch(Round memory round, IEpochManager.Link calldata link) private {
        round.counts.left -= link.leaves;
        round.counts.leaves += link.leaves;
        Batch storage batch = _batches[round.epoch][round.counts.left];
        batch.root = link.cid;
        batch.batcher = link.learner;
        batch.leaves = link.leaves;
    }

    function _openLeaves(Round memory round, IEpochManager.Leaf[] calldata leaves) private {
        uint256 openedAt = _progress[round.epoch].times.chainOpenedAt;
        if (openedAt == 0 || block.timestamp >= openedAt + _rules.drawSeconds) revert IEpochManager.LeavesClosed(round.epoch);
        for (uint256 i; i < leaves.length; ++i) {
            _openLeaf(round, leaves[i]);
        }
    }

    function _openLeaf(Round memory round, IEpochManager.Leaf calldata leaf) private {
        Batch storage batch = _batches[round.epoch][leaf.batch];
        address learner = round.registry.addressOf(leaf.node);
        bytes32 structHash = SubmissionChain.structHash(leaf.cid, leaf.metricsHash, leaf.terms, learner);
        bytes32 hash = BatchTree.leafHash(leaf.node, structHash);
        if (!BatchTree.verify(batch.root, batch.leaves, leaf.position, hash, leaf.proof)) {
            revert IEpochManager.BadProof(leaf.batch, leaf.position);
        }
        uint256 bit = 1 << (leaf.position & 0xff);
        uint256 bits = batch.positions[leaf.position >> 8];
        if (bits & bit != 0) revert IEpochManager.LeafOpened(leaf.batch, leaf.position);
        // Without the learner's signature nobody can open it, so a batch cannot hold what its learner keeps back.
        _requireSigned(structHash, learner, leaf.signature);
        batch.positions[leaf.position >> 8] = bits | bit;
        ++batch.opened;
        --round.counts.leaves;
        uint256 index = uint256(leaf.batch) + leaf.position;
        _enter(round, Candidate(index, learner, leaf.cid, leaf.metricsHash, leaf.terms, true));
    }

    /// @dev Takes a submission into the epoch and draws its first committee, or says why not.
    function _enter(Round memory round, Candidate memory candidate) private {
        Learner memory learner = _learners[candidate.learner];
        bytes4 reason = _invalid(round, candidate, learner);
        if (reason != 0) {
            emit IEpochManager.SubmissionVoid(round.epoch, candidate.index, candidate.learner, reason);
            return;
        }
        learner.drawnEpoch = uint24(round.epoch);
        learner.drawnIndex = uint24(candidate.index);
        learner.byLeaf = candidate.byLeaf;
        _learners[candidate.learner] = learner;
        IEpochManager.Terms memory terms = candidate.terms;
        bytes10 seal = Entries.sealOf(candidate.metricsHash, round.seed);
        Entry entry = Entries.pending(learner.number, terms.stake, terms.confidencePpm, seal);
        emit IEpochManager.SubmissionDrawn(
            round.epoch, candidate.index, candidate.learner, candidate.cid, candidate.metricsHash, terms
        );
        _seat(round, candidate.index, entry);
    }

    /// @dev Selector of the error that makes a submission void; 0 when it counts.
    function _invalid(Round memory round, Candidate memory candidate, Learner memory learner)
        private
        pure
        returns (bytes4)
    {
        if (learner.drawnEpoch == round.epoch) {
            // Singles are opened before leaves, in an order that nobody chooses. Leaves are not: whoever opens an early one
            // first pays for the late one.
            if (learner.byLeaf && learner.drawnIndex < candidate.index) {
                revert IEpochManager.LaterLeaf(learner.drawnIndex, candidate.index);
            }
            return IEpochManager.Replaced.selector;
        }
        IEpochManager.Terms memory terms = candidate.terms;
        if (terms.epoch != round.epoch) return IEpochManager.WrongEpoch.selector;
        if (terms.baseVersion != round.baseVersion) return IEpochManager.StaleBaseVersion.selector;
        if (candidate.cid == 0) return IEpochManager.ZeroCid.selector;
        if (terms.confidencePpm > ONE_PPM) return IEpochManager.ConfidenceOutOfRange.selector;
        if (learner.stake < terms.stake || learner.stake == 0) return IEpochManager.NotEligible.selector;
        if (terms.stake < round.moment.minStake || terms.stake == 0) return IEpochManager.StakeTooLow.selector;
        return 0;
    }

    /// @dev Draws the seats that a submission's next stage adds.
    function _enlarge(Round memory round, uint256 index) private {
        Entry entry = _entries[round.epoch][index];
        if (entry.status() != IEpochManager.Status.Pending || entry.seated()) revert IEpochManager.NotUndrawn(round.epoch, index);
        --round.counts.undrawn;
        _seat(round, index, entry);
    }

    function _seat(Round memory round, uint256 index, Entry entry) private {
        uint256 stage = entry.stage();
        uint256 before = stage == 0 ? 0 : (round.sizes >> 8 * (stage - 1)) & 0xff;
        uint256 size = ((round.sizes >> 8 * stage) & 0xff) - before;
        entry = entry.withSeats();
        ++round.counts.seated;
        _entries[round.epoch][index] = entry;
        bytes32 seed = keccak256(abi.encode(round.seed, entry.node()));
        uint32[] memory seats = round.registry.drawSeats(seed, before, size, entry.node(), round.moment);
        emit IEpochManager.CommitteeDrawn(round.epoch, index, round.number, seats);
        round.verdicts.seat(round.epoch, index, round.number, entry.stage(), seats);
    }
}
