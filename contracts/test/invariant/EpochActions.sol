// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {Attestation} from "../../src/interfaces/IVerdicts.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {BatchProof} from "../base/BatchProof.sol";
import {Merkle} from "../base/Merkle.sol";
import {StakeActions} from "./StakeActions.sol";

/// @notice Submissions one by one, for others and in batches; committees that are right, wrong, silent or withhold.
abstract contract EpochActions is StakeActions {
    /// @dev A submission's seal says pass or not and the utility; half of all submissions are canaries.
    struct Canary {
        bool planted;
        bool pass;
        int32 utilityPpm;
    }

    mapping(uint256 epoch => mapping(uint256 index => Canary)) internal canaryOf;
    mapping(uint256 epoch => IEpochManager.Leaf[]) private _leavesOf;
    mapping(uint256 epoch => mapping(uint256 round => mapping(uint256 index => bool))) private _settledIn;

    // ---- submitting

    function submit(uint256 who, uint256 amount) public watched {
        if (!_takesSubmissions()) return;
        address learner = node(who);
        uint256 stake = registry.nodeOf(learner).stake;
        if (!registry.isActive(learner, Roles.LEARNER) || stake < MIN_STAKE) return;
        (uint256 epoch,) = manager.nextTerms();
        uint256 index = epoch == _epoch() ? manager.epochInfo(epoch).count : 0;
        uint256 confidence = _random(amount, "confidence") % 1_000_001;
        IEpochManager.Terms memory terms =
            _terms(bound(amount, MIN_STAKE / UNIT, stake / UNIT) * UNIT, uint32(confidence));
        _submit(who % NODES + 1, keccak256(abi.encode(epoch, index)), _seal(epoch, index, learner), terms);
        _count("submitted");
    }

    function submitBatch(uint256 who, uint256 random) public watched {
        if (!_takesSubmissions()) return;
        address batcher = node(who);
        if (registry.nodeOf(batcher).roles == 0 || registry.nodeOf(batcher).stake < MIN_STAKE) return;
        (uint256 epoch,) = manager.nextTerms();
        // At most two batches of two in an epoch: the fine for leaves left unopened must stay covered.
        if (epoch == _epoch() && _leavesOf[epoch].length > 2) return;
        uint256 first = epoch == _epoch() ? manager.epochInfo(epoch).count : 0;
        bytes18 previous = epoch == _epoch() ? manager.epochInfo(epoch).chain : bytes18(0);
        bytes memory packed;
        for (uint256 i; i < 2; ++i) {
            IEpochManager.Leaf memory leaf = _leaf(epoch, first, i, 1 + _random(random, bytes32(i)) % NODES);
            _leavesOf[epoch].push(leaf);
            packed = abi.encodePacked(packed, leaf.node, _structHash(leaf));
        }
        vm.prank(batcher);
        manager.submitBatch(packed, keccak256("list"));
        IEpochManager.Leaf[] storage all = _leavesOf[epoch];
        for (uint256 i; i < 2; ++i) {
            all[all.length - 2 + i].proof = BatchProof.proof(packed, i);
        }
        linksOf[epoch].push(
            IEpochManager.Link(
                previous,
                batcher,
                BatchProof.root(packed),
                keccak256("list"),
                IEpochManager.Terms(uint32(epoch), 0, 0, 0),
                2
            )
        );
        _count("batched");
    }

    function _leaf(uint256 epoch, uint256 first, uint256 position, uint256 key)
        private
        returns (IEpochManager.Leaf memory leaf)
    {
        address learner = node(key - 1);
        leaf.batch = uint32(first);
        leaf.position = uint16(position);
        leaf.cid = keccak256(abi.encode(epoch, first + position));
        leaf.metricsHash = _seal(epoch, first + position, learner);
        leaf.terms = _terms(MIN_STAKE, 500_000);
        leaf.node = registry.numberOf(learner);
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(key, manager.submissionHash(leaf.cid, leaf.metricsHash, leaf.terms, learner));
        leaf.signature = abi.encodePacked(r, s, v);
    }

    function _structHash(IEpochManager.Leaf memory leaf) private view returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256(
                    "Submission(bytes32 cid,bytes32 metricsHash,uint32 epoch,uint32 baseVersion,uint32 confidencePpm,uint64 stake,address learner)"
                ),
                leaf.cid,
                leaf.metricsHash,
                leaf.terms,
                registry.addressOf(leaf.node)
            )
        );
    }

    function _takesSubmissions() internal view returns (bool) {
        (uint256 epoch,) = manager.nextTerms();
        return epoch != 0 && (epoch != _epoch() || manager.epochInfo(epoch).count < 5);
    }

    /// @dev Every second one plants a canary; of these every second expects what the truth is.
    function _seal(uint256 epoch, uint256 index, address learner) private returns (bytes32) {
        uint256 random = _random(epoch << 32 | index, "canary");
        if (random & 1 == 0) return keccak256("metrics");
        Truth memory truth = _truth(epoch, index);
        Canary memory canary = Canary(true, truth.pass, truth.utilityPpm);
        if (random & 2 == 0) canary.pass = !canary.pass;
        canaryOf[epoch][index] = canary;
        bytes32 seed = keccak256(abi.encode("canary", learner, canary.pass, canary.utilityPpm, bytes32(0)));
        return keccak256(abi.encode(seed, keccak256("metrics")));
    }

    // ---- salts

    function salt(uint256 who) public watched {
        uint256 epoch = _epoch();
        IEpochManager.Phase phase = _phase();
        for (uint256 i; i < NODES; ++i) {
            address validator = node(who % NODES + i);
            uint32 number = registry.numberOf(validator);
            bytes32 value = keccak256(abi.encode("salt", epoch, number));
            bool committed = randomness.commitmentOf(epoch, number) != 0;
            if (phase == IEpochManager.Phase.Submit && !committed && registry.isActive(validator, Roles.VALIDATOR)) {
                vm.prank(validator);
                randomness.commitSalt(epoch, keccak256(abi.encode(epoch, number, value)));
                _count("salted");
            } else if (phase == IEpochManager.Phase.Salt && committed) {
                randomness.revealSalt(epoch, number, value);
                _count("salt revealed");
            } else if (phase > IEpochManager.Phase.Draw && committed && !manager.drawing()) {
                randomness.punish(epoch, number);
                _count("salt punished");
            } else {
                continue;
            }
            return;
        }
    }

    // ---- committees

    /// @dev Only between epochs: what a validator committed to, it can open.
    function setMood(uint256 who, uint256 mood) public watched {
        IEpochManager.Phase phase = _phase();
        if (phase == IEpochManager.Phase.Commit || phase == IEpochManager.Phase.Reveal) return;
        mood %= 8;
        moodOf[node(who)] = mood < 4 ? Mood(mood) : Mood.Honest;
    }

    /// @dev A third is harmful, a third useless, a third useful.
    function _truth(uint256 epoch, uint256 index) internal view override returns (Truth memory truth) {
        uint256 random = _random(epoch << 32 | index, "truth");
        int32 utility = int32(int256(random % 60_000)) - 20_000;
        truth = Truth(true, utility >= 0, utility, uint32((random >> 128) % 1_000_001));
    }

    /// @dev Opens part of the chain.
    function drawSome(uint256 count) public watched {
        uint256 epoch = _epoch();
        if (_phase() != IEpochManager.Phase.Draw || manager.epochInfo(epoch).round > 1) return;
        IEpochManager.Link[] memory links = _links(epoch);
        count = bound(count, 0, links.length);
        assembly ("memory-safe") {
            mstore(links, count)
        }
        if (manager.seedOf(epoch, 1) == 0) _askSeed();
        manager.draw(links, new IEpochManager.Leaf[](0), new uint256[](0));
        openedOf[epoch] += count;
    }

    function drawAll() public watched {
        if (_phase() != IEpochManager.Phase.Draw) return;
        uint256 epoch = _epoch();
        _drawAll();
        if (_phase() != IEpochManager.Phase.Draw) return;
        // Leaves of batches, those of the largest index first; every fourth stays unopened.
        IEpochManager.Leaf[] storage all = _leavesOf[epoch];
        IEpochManager.Leaf[] memory one = new IEpochManager.Leaf[](1);
        for (uint256 i = all.length; i > 0; --i) {
            one[0] = all[i - 1];
            if (_random(epoch << 32 | i, "unopened") % 4 == 0) continue;
            manager.draw(new IEpochManager.Link[](0), one, new uint256[](0));
            _count("leaf opened");
            if (_phase() != IEpochManager.Phase.Draw) return;
        }
        _wait(_epochRules().drawSeconds);
        manager.draw(new IEpochManager.Link[](0), new IEpochManager.Leaf[](0), new uint256[](0));
    }

    /// @dev One that owes ballots commits to some of them, perhaps not for the first time.
    function commitSome(uint256 who, uint256 most) public watched {
        if (_phase() != IEpochManager.Phase.Commit) return;
        uint256 epoch = _epoch();
        for (uint256 i; i < NODES; ++i) {
            address validator = node(who % NODES + i);
            Attestation[] memory list = _ballots(epoch, validator);
            (, uint256 of_,,, uint256 committed,) = verdicts.commitmentOf(registry.numberOf(validator));
            if (of_ != epoch || list.length <= committed) continue;
            most = bound(most, committed + 1, list.length);
            assembly ("memory-safe") {
                mstore(list, most)
            }
            bytes32 root = Merkle.root(_leaves(list));
            vm.prank(validator);
            verdicts.commit(epoch, root, uint16(most));
            _count("committed");
            return;
        }
    }

    function revealSome(uint256 who, uint256 which) public watched {
        if (_phase() != IEpochManager.Phase.Reveal) return;
        uint256 epoch = _epoch();
        for (uint256 i; i < NODES; ++i) {
            address validator = node(who % NODES + i);
            Attestation[] memory list = _ownCommitted(epoch, validator);
            if (list.length == 0) continue;
            uint256 at = which % list.length;
            uint256 seats = verdicts.tally(epoch, list[at].index).revealed;
            if (seats & _maskOf(epoch, list[at].index, validator) != 0) continue;
            verdicts.reveal(list[at], Merkle.proof(_leaves(list), at));
            _count("revealed");
            return;
        }
    }

    function _ownCommitted(uint256 epoch, address validator) internal view returns (Attestation[] memory list) {
        (, uint256 of_, uint256 round,, uint256 committed, uint256 revealed) =
            verdicts.commitmentOf(registry.numberOf(validator));
        if (of_ != epoch || round != manager.epochInfo(epoch).round || committed == revealed) return list;
        return _committedBallots(epoch, validator);
    }

    function _maskOf(uint256 epoch, uint256 index, address validator) private view returns (uint256 mask) {
        uint32[] memory seats = verdicts.seatsOf(epoch, index);
        uint32 number = registry.numberOf(validator);
        for (uint256 i; i < seats.length; ++i) {
            if (seats[i] == number) mask |= 1 << i;
        }
    }

    function commitAll() public watched {
        if (_phase() != IEpochManager.Phase.Commit) return;
        uint256 epoch = _epoch();
        address[] memory voters = _voters(epoch);
        for (uint256 i; i < voters.length && _phase() == IEpochManager.Phase.Commit; ++i) {
            uint256 owed = _ballots(epoch, voters[i]).length;
            (, uint256 of_, uint256 round,, uint256 committed,) = verdicts.commitmentOf(registry.numberOf(voters[i]));
            bool all = of_ == epoch && round == manager.epochInfo(epoch).round && committed == owed;
            if (moodOf[voters[i]] != Mood.Silent && !all) _commitOf(voters[i]);
        }
        if (_phase() == IEpochManager.Phase.Commit) _waitForPhaseEnd();
    }

    function revealAll() public watched {
        if (_phase() != IEpochManager.Phase.Reveal) return;
        uint256 epoch = _epoch();
        address[] memory voters = _voters(epoch);
        for (uint256 i; i < voters.length && _phase() == IEpochManager.Phase.Reveal; ++i) {
            if (moodOf[voters[i]] == Mood.Withholding) continue;
            Attestation[] memory list = _ownCommitted(epoch, voters[i]);
            if (list.length != 0) verdicts.revealAll(list);
        }
        if (_phase() == IEpochManager.Phase.Reveal) _waitForPhaseEnd();
    }

    function settleSome(uint256 which) public watched {
        uint256[] memory pending = _seated();
        if (pending.length == 0) return;
        uint256[] memory one = new uint256[](1);
        one[0] = pending[which % pending.length];
        uint256 epoch = _epoch();
        if (guardian.paused()) vm.expectRevert(IEpochManager.Paused.selector);
        else _settledIn[epoch][manager.epochInfo(epoch).round][one[0]] = true;
        manager.settle(epoch, one);
    }

    function settleAll() public watched {
        if (guardian.paused()) return;
        uint256[] memory pending = _seated();
        if (pending.length == 0) return;
        uint256 epoch = _epoch();
        uint256 round = manager.epochInfo(epoch).round;
        for (uint256 i; i < pending.length; ++i) {
            _settledIn[epoch][round][pending[i]] = true;
        }
        manager.settle(epoch, pending);
        _count("settled");
    }

    /// @dev Submissions that can be settled now: pending, and not escalated in this round.
    function _seated() private view returns (uint256[] memory indices) {
        if (_phase() != IEpochManager.Phase.Settle) return indices;
        uint256 epoch = _epoch();
        indices = _pending(epoch);
        uint256 round = manager.epochInfo(epoch).round;
        uint256 kept;
        for (uint256 i; i < indices.length; ++i) {
            if (!_settledIn[epoch][round][indices[i]]) indices[kept++] = indices[i];
        }
        assembly ("memory-safe") {
            mstore(indices, kept)
        }
    }
}
