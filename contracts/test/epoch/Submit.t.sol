// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {INodeRegistry} from "../../src/interfaces/INodeRegistry.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {NetworkTest} from "../base/NetworkTest.sol";

contract SubmitTest is NetworkTest {
    bytes32 private constant CID = keccak256("bundle");
    address private learner;

    function setUp() public override {
        super.setUp();
        _registerCast();
        learner = vm.addr(LEARNER);
    }

    function test_submit_opensTheFirstEpoch() public {
        assertEq(manager.currentEpoch(), 0, "none yet");
        assertEq(uint256(manager.phase(1)), uint256(IEpochManager.Phase.None), "no phase either");
        vm.expectEmit(address(manager));
        emit IEpochManager.EpochOpened(1, block.timestamp + 15);
        vm.expectEmit(address(manager));
        emit IEpochManager.Submitted(1, 0, learner, CID, 0, keccak256("m"), 500_000, 200e18);
        vm.prank(learner);
        uint256 index = manager.submit(CID, 0, keccak256("m"), 500_000, 200e18);
        assertEq(index, 0, "index");
        assertEq(manager.currentEpoch(), 1, "epoch");
        _assertPhase(IEpochManager.Phase.Submit, "phase");
        assertEq(_lockedOf(learner), 200e18, "locked");

        IEpochManager.Submission memory s = manager.submission(1, 0);
        assertEq(s.learner, learner, "learner");
        assertEq(s.cid, CID, "cid");
        assertEq(s.metricsHash, keccak256("m"), "metrics");
        assertEq(s.confidencePpm, 500_000, "confidence");
        assertEq(s.stake, 200e18, "stake");
        assertEq(uint256(s.status), uint256(IEpochManager.SubmissionStatus.Pending), "status");
        (bool found, uint256 position) = manager.submissionIndexOf(1, learner);
        assertTrue(found && position == 0, "found by learner");
        (found,) = manager.submissionIndexOf(1, vm.addr(LEARNER_2));
        assertTrue(!found, "others have none");
    }

    function test_submit_manyShareAnEpoch() public {
        assertEq(_submit(LEARNER, 200e18), 0, "first");
        assertEq(_submit(LEARNER_2, 200e18), 1, "second");
        assertEq(manager.submissionsOf(1).length, 2, "both");
        assertEq(manager.epochInfo(1).submissions, 2, "counted");
    }

    function test_submit_onceALearnerAndEpoch() public {
        _submit(LEARNER, 200e18);
        vm.prank(learner);
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.AlreadySubmitted.selector, 1, learner));
        manager.submit(CID, 0, 0, 0, 200e18);
    }

    function test_submit_refusesOtherRoles() public {
        address validator = vm.addr(VALIDATOR_1);
        vm.prank(validator);
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.NotActive.selector, validator, Roles.LEARNER));
        manager.submit(CID, 0, 0, 0, 200e18);
    }

    function test_submit_refusesWhatIsOutOfRange() public {
        vm.startPrank(learner);
        vm.expectRevert(IEpochManager.ZeroCid.selector);
        manager.submit(0, 0, 0, 0, 200e18);
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.ConfidenceOutOfRange.selector, 1_000_001));
        manager.submit(CID, 0, 0, 1_000_001, 200e18);
        vm.expectRevert(
            abi.encodeWithSelector(IEpochManager.SubmissionStakeTooLow.selector, MIN_STAKE - 1, MIN_STAKE)
        );
        manager.submit(CID, 0, 0, 0, MIN_STAKE - 1);
        vm.expectRevert(
            abi.encodeWithSelector(INodeRegistry.InsufficientFreeStake.selector, learner, 2_000e18, 2_001e18)
        );
        manager.submit(CID, 0, 0, 0, 2_001e18);
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.StaleBaseVersion.selector, 1, 0));
        manager.submit(CID, 1, 0, 0, 200e18);
        assertEq(manager.currentEpoch(), 0, "nothing opened");
    }

    function test_submit_refusesInARunningEpoch() public {
        _submit(LEARNER, 200e18);
        _endSubmit();
        vm.prank(vm.addr(LEARNER_2));
        vm.expectRevert(
            abi.encodeWithSelector(
                IEpochManager.WrongPhase.selector, 1, IEpochManager.Phase.Draw, IEpochManager.Phase.Submit
            )
        );
        manager.submit(CID, 0, 0, 0, 200e18);
    }

    function test_submit_opensTheNextEpochAndFinalizesTheVersion() public {
        _acceptedEpoch(200e18, 20_000);
        assertEq(models.latest(), 0, "not finalized yet");
        vm.prank(learner);
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.StaleBaseVersion.selector, 0, 1));
        manager.submit(CID, 0, 0, 0, 200e18);
        vm.prank(learner);
        manager.submit(CID, 1, 0, 0, 200e18);
        assertEq(models.latest(), 1, "finalized on the way");
        assertEq(manager.currentEpoch(), 2, "next epoch");
        _assertPhase(IEpochManager.Phase.Submit, "phase");
    }

    function test_submission_refusesUnknownIndex() public {
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.NoSuchSubmission.selector, 1, 0));
        manager.submission(1, 0);
    }

    // ---- submitFor

    function _sign(uint256 key, uint128 stake) private view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(key, manager.submissionHash(CID, 0, keccak256("m"), 1, stake, learner));
        return abi.encodePacked(r, s, v);
    }

    function test_submitFor_takesTheLearnersSignature() public {
        bytes memory signature = _sign(LEARNER, 200e18);
        manager.submitFor(CID, 0, keccak256("m"), 1, 200e18, learner, signature);
        assertEq(manager.submission(1, 0).learner, learner, "learner");
        assertEq(_lockedOf(learner), 200e18, "the learner's stake");
        assertEq(manager.nonces(learner), 1, "nonce");
    }

    function test_submitFor_refusesAnotherSigner() public {
        bytes memory signature = _sign(LEARNER_2, 200e18);
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.InvalidSignature.selector, learner));
        manager.submitFor(CID, 0, keccak256("m"), 1, 200e18, learner, signature);
    }

    function test_submitFor_refusesChangedContent() public {
        bytes memory signature = _sign(LEARNER, 200e18);
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.InvalidSignature.selector, learner));
        manager.submitFor(CID, 0, keccak256("m"), 1, 201e18, learner, signature);
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.InvalidSignature.selector, learner));
        manager.submitFor(CID, 0, keccak256("m"), 1, 200e18, learner, "short");
    }

    function test_submitFor_isSpentByADirectSubmission() public {
        bytes memory signature = _sign(LEARNER, 200e18);
        _submit(LEARNER, 200e18);
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.InvalidSignature.selector, learner));
        manager.submitFor(CID, 0, keccak256("m"), 1, 200e18, learner, signature);
    }
}

contract SubmitLimitTest is NetworkTest {
    function _epochParameters() internal pure override returns (IEpochManager.Parameters memory p) {
        p = super._epochParameters();
        p.maxSubmissions = 2;
    }

    function test_submit_refusesAboveTheLimit() public {
        _registerCast();
        _submit(LEARNER, 200e18);
        _submit(LEARNER_2, 200e18);
        vm.prank(vm.addr(LEARNER_3));
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.EpochFull.selector, 1, 2));
        manager.submit(keccak256("x"), 0, 0, 0, 200e18);
    }
}
