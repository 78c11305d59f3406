// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {Attestation} from "../../src/interfaces/IVerdicts.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {Merkle} from "../base/Merkle.sol";
import {GasTest} from "./GasTest.sol";

/// @notice Every step of an epoch, in the steady state: a second epoch of the same nodes, with a first submission made.
/// forge-config: default.isolate = true
contract EpochGas is GasTest {
    function setUp() public override {
        super.setUp();
        _registerCast();
        _registerValidators(SEATS - 3, 500 * LOAM, 3);
        _submit(LEARNER, 200 * LOAM);
        _submit(LEARNER_2, 200 * LOAM);
        _judgeAll();
        _finish();
        pool.claimLearner(1, 0);
        pool.claimLearner(1, 1);
        address validator = vm.addr(VALIDATOR_1);
        uint256[] memory both = new uint256[](2);
        both[1] = 1;
        pool.credit(1, both);
        vm.prank(validator);
        pool.claimValidator(1, validator, both);
        pool.claimAggregator(1);
    }

    function _registerValidators(uint256 count, uint256 stake, uint256 from) private {
        for (uint256 i; i < count; ++i) {
            _register(VALIDATOR_1 + from + i, Roles.VALIDATOR, stake);
        }
    }

    function _signature(uint256 key, bytes32 hash) private pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, hash);
        return abi.encodePacked(r, s, v);
    }

    function test_gas_submit() public {
        IEpochManager.Terms memory terms = _terms(200 * LOAM, 40_000);
        vm.prank(vm.addr(LEARNER_3));
        manager.submit(_cid(LEARNER_3), keccak256("metrics"), terms);
        _snapshot("submit, opening the epoch");
        vm.prank(vm.addr(LEARNER));
        manager.submit(_cid(LEARNER), keccak256("metrics"), terms);
        _snapshot("submit");
        address second = vm.addr(LEARNER_2);
        bytes memory signature = _signature(
            LEARNER_2, manager.submissionHash(_cid(LEARNER_2), keccak256("metrics"), terms, second)
        );
        manager.submitFor(_cid(LEARNER_2), keccak256("metrics"), terms, second, signature);
        _snapshot("submit for a signer");
        bytes32 commitment = keccak256("salt");
        vm.prank(vm.addr(VALIDATOR_1));
        randomness.commitSalt(2, commitment);
        _snapshot("commit a salt");
    }

    function test_gas_salts() public {
        _submit(LEARNER, 200 * LOAM);
        address validator = vm.addr(VALIDATOR_1);
        uint32 node = registry.numberOf(validator);
        bytes32 salt = keccak256("salt");
        vm.prank(validator);
        randomness.commitSalt(2, keccak256(abi.encode(uint256(2), node, salt)));
        _wait(15);
        randomness.revealSalt(2, node, salt);
        _snapshot("reveal a salt");
    }

    function test_gas_batches() public {
        _submit(LEARNER_3, 200 * LOAM);
        address batcher = _register(500, Roles.AGGREGATOR, 6_000 * LOAM);
        bytes memory leaves;
        for (uint256 i; i < 256; ++i) {
            leaves = abi.encodePacked(leaves, uint32(i + 1), keccak256(abi.encode("leaf", i)));
        }
        vm.prank(batcher);
        manager.submitBatch(leaves, keccak256("first list of this batcher"));
        vm.prank(batcher);
        manager.submitBatch(leaves, keccak256("list"));
        _snapshotEach("submitBatch256", 256);
        vm.prank(batcher);
        manager.submitRoot(keccak256("root"), 32, keccak256("list"));
        _snapshotEach("submitRoot32", 32);
    }

    function test_gas_verdicts() public {
        _submit(LEARNER_2, 200 * LOAM);
        _submit(LEARNER, 200 * LOAM);
        uint256 epoch = _epoch();
        _endSubmit();
        IEpochManager.Link[] memory one = new IEpochManager.Link[](1);
        one[0] = linksOf[epoch][1];
        _askSeed();
        manager.draw(one, new IEpochManager.Leaf[](0), new uint256[](0));
        _snapshot("draw one committee of seven, the round's first");
        one[0] = linksOf[epoch][0];
        manager.draw(one, new IEpochManager.Leaf[](0), new uint256[](0));
        _snapshot("draw one committee of seven, the round's last");

        address[] memory voters = _voters(epoch);
        for (uint256 i; i < voters.length; ++i) {
            _commitOf(voters[i]);
            if (i == 0) _snapshot("commit");
        }
        Attestation[] memory list = _ballots(epoch, voters[1]);
        bytes32[] memory leaves = _leaves(list);
        verdicts.reveal(list[0], Merkle.proof(leaves, 0));
        verdicts.reveal(list[1], Merkle.proof(leaves, 1));
        _snapshot("reveal");
        for (uint256 i; i < voters.length; ++i) {
            if (i != 1) verdicts.revealAll(_ballots(epoch, voters[i]));
        }
        uint256[] memory index = new uint256[](1);
        index[0] = 1;
        manager.settle(epoch, index);
        _snapshot("settle7");
        index[0] = 0;
        manager.settle(epoch, index);
        _snapshot("settle the last of a round");
        _waitForPhaseEnd();
        _proposeManifest();
        _snapshot("propose a manifest");
        _waitForPhaseEnd();
        models.finalize();
        _snapshot("finalize a version");
        pool.allot(epoch);
        _snapshot("allot an epoch");
        pool.claimLearner(epoch, 0);
        _snapshot("claim, an epoch's first");
        pool.claimLearner(epoch, 1);
        _snapshot("claim");
        index = new uint256[](2);
        index[1] = 1;
        pool.credit(epoch, index);
        _snapshotEach("credit two", 2);
        address validator = vm.addr(VALIDATOR_1);
        vm.prank(validator);
        pool.claimValidator(epoch, validator, index);
        _snapshot("claim as a validator, two submissions");
        pool.claimAggregator(epoch);
        _snapshot("claim as aggregator");
    }

    function test_gas_claimMany() public {
        uint256[] memory epochs = new uint256[](10);
        uint256[] memory indices = new uint256[](10);
        for (uint256 i; i < 10; ++i) {
            epochs[i] = _runEpoch(LEARNER, 200 * LOAM);
        }
        pool.allot(epochs[9]);
        pool.claimLearnerMany(epochs, indices);
        _snapshotEach("claimMany10", 10);
    }

    function test_gas_hundred() public {
        for (uint256 i; i < 101; ++i) {
            _register(1_000 + i, Roles.LEARNER, 200 * LOAM);
        }
        _wait(1);
        for (uint256 i; i < 101; ++i) {
            _submit(1_000 + i, 200 * LOAM);
        }
        uint256 epoch = _epoch();
        _endSubmit();
        IEpochManager.Link[] memory links = _links(epoch);
        IEpochManager.Link[] memory part = new IEpochManager.Link[](1);
        part[0] = links[0];
        _askSeed();
        manager.draw(part, new IEpochManager.Leaf[](0), new uint256[](0));
        part = new IEpochManager.Link[](100);
        for (uint256 i; i < 100; ++i) {
            part[i] = links[1 + i];
        }
        manager.draw(part, new IEpochManager.Leaf[](0), new uint256[](0));
        _snapshotEach("drawBatch100", 100);

        // One commitment of 100 ballots, and one of 101 that has the odd one in it.
        address[] memory voters = _voters(epoch);
        address validator = voters[0];
        Attestation[] memory list = _ballots(epoch, validator);
        assertEq(list.length, 101, "each of seven sits everywhere");
        assembly ("memory-safe") {
            mstore(list, 100)
        }
        bytes32 root = Merkle.root(_leaves(list));
        vm.prank(validator);
        verdicts.commit(epoch, root, 100);
        _snapshotEach("commitBatch100", 100);
        for (uint256 i = 1; i < voters.length; ++i) {
            _commitOf(voters[i]);
        }
        _waitForPhaseEnd();
        Attestation[] memory other = _ballots(epoch, voters[1]);
        verdicts.revealAll(other);
        verdicts.revealAll(list);
        _snapshotEach("revealBatch100", 100);
        for (uint256 i = 2; i < voters.length; ++i) {
            verdicts.revealAll(_ballots(epoch, voters[i]));
        }
        _waitForPhaseEnd();
        uint256[] memory indices = new uint256[](100);
        for (uint256 i; i < 100; ++i) {
            indices[i] = i;
        }
        manager.settle(epoch, indices);
        _snapshotEach("settleBatch100", 100);
    }
}
