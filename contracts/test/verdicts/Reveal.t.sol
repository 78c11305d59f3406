// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {Attestation, IVerdicts} from "../../src/interfaces/IVerdicts.sol";
import {NetworkTest} from "../base/NetworkTest.sol";

contract RevealTest is NetworkTest {
    Attestation[] private attestations;

    function setUp() public override {
        super.setUp();
        _registerCast();
        _submit(LEARNER, 200e18);
        _drawAll();
        address[] memory members = manager.committee(1, 0);
        for (uint256 i; i < 3; ++i) {
            attestations.push(_attestation(0, members[i], true, 25_000));
        }
    }

    function _commitAll() private {
        for (uint256 i; i < 3; ++i) {
            _commit(attestations[i]);
        }
    }

    function test_reveal_opensTheCommitment() public {
        _commitAll();
        Attestation memory a = attestations[0];
        vm.expectEmit(address(verdicts));
        emit IVerdicts.Revealed(1, 0, a.validator, true, 25_000, a.digest);
        _reveal(a);
        IVerdicts.Ballot memory ballot = verdicts.ballot(1, 0, a.validator);
        assertTrue(ballot.revealed && ballot.pass && ballot.utilityPpm == 25_000, "ballot");
        assertEq(ballot.digest, a.digest, "digest");
        assertEq(manager.epochInfo(1).reveals, 1, "counted");
    }

    function test_reveal_onceOnly() public {
        _commitAll();
        Attestation memory a = attestations[0];
        _reveal(a);
        bytes memory signature = _signature(a);
        vm.expectRevert(abi.encodeWithSelector(IVerdicts.AlreadyRevealed.selector, 1, 0, a.validator));
        verdicts.reveal(a, signature);
    }

    function test_reveal_refusesBeforeItsPhase() public {
        Attestation memory a = attestations[0];
        _commit(a);
        bytes memory signature = _signature(a);
        vm.expectRevert(
            abi.encodeWithSelector(
                IVerdicts.WrongPhase.selector, 1, IEpochManager.Phase.Commit, IEpochManager.Phase.Reveal
            )
        );
        verdicts.reveal(a, signature);
    }

    function test_reveal_refusesWithoutCommitment() public {
        _commit(attestations[0]);
        _wait(180);
        Attestation memory a = attestations[1];
        bytes memory signature = _signature(a);
        vm.expectRevert(abi.encodeWithSelector(IVerdicts.NotCommitted.selector, 1, 0, a.validator));
        verdicts.reveal(a, signature);
    }

    function test_reveal_refusesAnythingElseThanCommitted() public {
        _commitAll();
        Attestation memory a = attestations[0];
        bytes32 committed = verdicts.commitmentOf(a);
        a.utilityPpm = 25_001;
        bytes memory signature = _signature(a);
        vm.expectRevert(
            abi.encodeWithSelector(IVerdicts.CommitmentMismatch.selector, committed, verdicts.commitmentOf(a))
        );
        verdicts.reveal(a, signature);
    }

    function test_reveal_refusesAForeignSignature() public {
        _commitAll();
        Attestation memory a = attestations[0];
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(4_711, verdicts.attestationHash(a));
        vm.expectRevert(abi.encodeWithSelector(IVerdicts.InvalidSignature.selector, a.validator));
        verdicts.reveal(a, abi.encodePacked(r, s, v));
        vm.expectRevert(abi.encodeWithSelector(IVerdicts.InvalidSignature.selector, a.validator));
        verdicts.reveal(a, "");
    }

    function test_reveal_refusesUtilityAboveAll() public {
        attestations[0].utilityPpm = 1_000_001;
        _commitAll();
        Attestation memory a = attestations[0];
        bytes memory signature = _signature(a);
        vm.expectRevert(abi.encodeWithSelector(IVerdicts.UtilityOutOfRange.selector, 1_000_001));
        verdicts.reveal(a, signature);
    }

    /// @dev A copied commitment cannot be opened, because the commitment names its validator.
    function test_reveal_aCopiedCommitmentIsWorthless() public {
        Attestation memory honest = attestations[0];
        bytes32 commitment = verdicts.commitmentOf(honest);
        _commit(honest);
        for (uint256 i = 1; i < 3; ++i) {
            vm.prank(attestations[i].validator);
            verdicts.commit(1, 0, commitment);
        }
        _reveal(honest);
        Attestation memory copy = attestations[1];
        copy.salt = honest.salt;
        bytes memory signature = _signature(copy);
        vm.expectRevert(
            abi.encodeWithSelector(
                IVerdicts.CommitmentMismatch.selector, commitment, verdicts.commitmentOf(copy)
            )
        );
        verdicts.reveal(copy, signature);
    }

    function test_revealBatch_opensAll() public {
        _commitAll();
        (Attestation[] memory list, bytes[] memory signatures) = _batch();
        verdicts.revealBatch(list, signatures);
        assertEq(manager.epochInfo(1).reveals, 3, "three");
        _assertPhase(IEpochManager.Phase.Settle, "complete");
    }

    function test_revealBatch_skipsWhatCannotBeOpened() public {
        _commitAll();
        _reveal(attestations[0]);
        (Attestation[] memory list, bytes[] memory signatures) = _batch();
        signatures[1] = signatures[2];
        vm.expectEmit(address(verdicts));
        emit IVerdicts.AttestationSkipped(1, 0, list[0].validator, IVerdicts.AlreadyRevealed.selector);
        vm.expectEmit(address(verdicts));
        emit IVerdicts.AttestationSkipped(1, 0, list[1].validator, IVerdicts.InvalidSignature.selector);
        verdicts.revealBatch(list, signatures);
        assertEq(manager.epochInfo(1).reveals, 2, "the first from before and the third");
    }

    function test_revealBatch_refusesListsOfDifferentLength() public {
        vm.expectRevert(abi.encodeWithSelector(IVerdicts.LengthMismatch.selector, 1, 2));
        verdicts.revealBatch(new Attestation[](1), new bytes[](2));
    }

    function testFuzz_commitment_bindsEveryField(Attestation memory a, Attestation memory b) public view {
        bool same = keccak256(abi.encode(a)) == keccak256(abi.encode(b));
        assertTrue((verdicts.commitmentOf(a) == verdicts.commitmentOf(b)) == same, "commitment");
        assertTrue((verdicts.attestationHash(a) == verdicts.attestationHash(b)) == same, "typed data");
    }

    function _batch() private view returns (Attestation[] memory list, bytes[] memory signatures) {
        list = attestations;
        signatures = new bytes[](3);
        for (uint256 i; i < 3; ++i) {
            signatures[i] = _signature(list[i]);
        }
    }
}
