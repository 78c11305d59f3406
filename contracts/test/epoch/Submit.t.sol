// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {SubmissionChain} from "../../src/libraries/SubmissionChain.sol";
import {NetworkTest} from "../base/NetworkTest.sol";

/// @notice submit, submitFor
/// - the event tells the position and everything the chain hashes; the chain grows by the link
/// - again by the same learner: another position
/// - refused: another epoch, another base version, no CID, confidence above one, no stake, less than the minimum, more than
///   the learner has, strangers, nodes that are no learners, who left or fell below the minimum
/// - refused: a number wider than its type, in any of the four
/// - refused while an epoch runs and is not final
/// - for a signer: the learner's position; another signer, changed content or a broken signature are refused; a signature
///   for another epoch is refused; again in its epoch is a new position
/// - the 65,536th position is refused
contract SubmitTest is NetworkTest {
    bytes32 private constant CID = keccak256("bundle");
    bytes32 private constant METRICS = keccak256("metrics");

    address private learner;

    function setUp() public override {
        super.setUp();
        _registerCast();
        learner = vm.addr(LEARNER);
    }

    function _wanted() private view returns (IEpochManager.Terms memory) {
        return _terms(200 * LOAM, 40_000);
    }

    function _refused(bytes memory reason, bytes32 cid, IEpochManager.Terms memory terms) private {
        _refused(learner, reason, cid, terms);
    }

    function _refused(address sender, bytes memory reason, bytes32 cid, IEpochManager.Terms memory terms) private {
        vm.prank(sender);
        vm.expectRevert(reason);
        manager.submit(cid, METRICS, terms);
    }

    function test_submit_growsTheChain() public {
        IEpochManager.Terms memory terms = _wanted();
        vm.expectEmit(address(manager));
        emit IEpochManager.Submitted(0, learner, CID, METRICS, terms);
        vm.prank(learner);
        assertEq(manager.submit(CID, METRICS, terms), 0, "first position");
        bytes18 chain = SubmissionChain.append(0, learner, CID, METRICS, terms, 0);
        IEpochManager.EpochInfo memory info = manager.epochInfo(1);
        assertEq(bytes32(info.chain), bytes32(chain), "the chain after one link");
        assertEq(info.count, 1, "positions");
        assertEq(info.undrawn, 1, "not drawn");

        vm.prank(learner);
        assertEq(manager.submit(CID, METRICS, terms), 1, "again: another position");
        chain = SubmissionChain.append(chain, learner, CID, METRICS, terms, 0);
        assertEq(bytes32(manager.epochInfo(1).chain), bytes32(chain), "the chain after two");
        assertEq(uint256(manager.submission(1, 0).status), uint256(IEpochManager.Status.None), "nothing is stored");
    }

    function testFuzz_submit_takesWhatIsInRange(bytes32 cid, bytes32 metricsHash, uint32 confidencePpm, uint64 stake)
        public
    {
        vm.assume(cid != 0);
        IEpochManager.Terms memory terms = _wanted();
        terms.confidencePpm = uint32(bound(confidencePpm, 0, 1_000_000));
        terms.stake = uint64(bound(stake, MIN_STAKE / UNIT, 2_000 * LOAM / UNIT));
        vm.expectEmit(address(manager));
        emit IEpochManager.Submitted(0, learner, cid, metricsHash, terms);
        vm.prank(learner);
        manager.submit(cid, metricsHash, terms);
        bytes32 expected = keccak256(
            abi.encode(
                bytes18(0),
                learner,
                cid,
                metricsHash,
                terms.epoch,
                terms.baseVersion,
                terms.confidencePpm,
                terms.stake,
                uint16(0)
            )
        );
        assertEq(bytes32(manager.epochInfo(1).chain), bytes32(bytes18(expected)), "chain");
    }

    function test_submit_refusesAnotherEpoch() public {
        IEpochManager.Terms memory terms = _wanted();
        terms.epoch = 2;
        _refused(abi.encodeWithSelector(IEpochManager.WrongEpoch.selector, 2, 1), CID, terms);
        terms.epoch = 0;
        _refused(abi.encodeWithSelector(IEpochManager.WrongEpoch.selector, 0, 1), CID, terms);
        assertEq(manager.currentEpoch(), 0, "nothing opened");
    }

    function test_submit_refusesAnotherBaseVersion() public {
        IEpochManager.Terms memory terms = _wanted();
        terms.baseVersion = 1;
        _refused(abi.encodeWithSelector(IEpochManager.StaleBaseVersion.selector, 1, 0), CID, terms);
    }

    function test_submit_refusesAZeroCid() public {
        _refused(abi.encodeWithSelector(IEpochManager.ZeroCid.selector), 0, _wanted());
    }

    function test_submit_refusesAConfidenceAboveOne() public {
        IEpochManager.Terms memory terms = _wanted();
        terms.confidencePpm = 1_000_001;
        _refused(abi.encodeWithSelector(IEpochManager.ConfidenceOutOfRange.selector, 1_000_001), CID, terms);
    }

    function test_submit_refusesStakesOutOfRange() public {
        uint64 minimum = uint64(MIN_STAKE / UNIT);
        IEpochManager.Terms memory terms = _wanted();
        terms.stake = minimum - 1;
        _refused(abi.encodeWithSelector(IEpochManager.StakeTooLow.selector, minimum - 1, minimum), CID, terms);
        terms.stake = 0;
        _refused(abi.encodeWithSelector(IEpochManager.StakeTooLow.selector, 0, minimum), CID, terms);
        terms.stake = uint64(2_000 * LOAM / UNIT) + 1;
        _refused(
            abi.encodeWithSelector(IEpochManager.NotEligible.selector, learner, terms.stake - 1, terms.stake), CID, terms
        );
    }

    function test_submit_refusesWhoIsNoLearner() public {
        IEpochManager.Terms memory terms = _wanted();
        address[2] memory others = [vm.addr(999), vm.addr(VALIDATOR_1)];
        for (uint256 i; i < others.length; ++i) {
            bytes memory reason =
                abi.encodeWithSelector(IEpochManager.NotEligible.selector, others[i], 0, terms.stake);
            _refused(others[i], reason, CID, terms);
        }
        terms.stake = 0;
        _refused(others[0], abi.encodeWithSelector(IEpochManager.StakeTooLow.selector, 0, 0), CID, terms);
    }

    function test_submit_refusesWhoIsNoLearnerAnyMore() public {
        IEpochManager.Terms memory terms = _wanted();
        vm.prank(learner);
        registry.setRoles(Roles.VALIDATOR);
        _refused(abi.encodeWithSelector(IEpochManager.NotEligible.selector, learner, 0, terms.stake), CID, terms);
        vm.prank(learner);
        registry.setRoles(Roles.LEARNER);
        vm.prank(learner);
        registry.requestUnbond(1_850 * LOAM);
        _refused(
            abi.encodeWithSelector(IEpochManager.NotEligible.selector, learner, 150 * LOAM / UNIT, terms.stake), CID, terms
        );
        vm.prank(learner);
        registry.requestUnbond(150 * LOAM);
        _refused(abi.encodeWithSelector(IEpochManager.NotEligible.selector, learner, 0, terms.stake), CID, terms);
    }

    function test_submit_refusesNumbersWiderThanTheirTypes() public {
        IEpochManager.Terms memory terms = _wanted();
        uint256[4] memory words =
            [uint256(terms.epoch), terms.baseVersion, terms.confidencePpm, terms.stake];
        uint256[4] memory bits = [uint256(32), 32, 32, 64];
        for (uint256 i; i < 4; ++i) {
            words[i] |= 1 << bits[i];
            vm.prank(learner);
            (bool success,) = address(manager).call(
                abi.encodeWithSelector(manager.submit.selector, CID, METRICS, words[0], words[1], words[2], words[3])
            );
            assertTrue(!success, "refused");
            words[i] ^= 1 << bits[i];
        }
        vm.prank(learner);
        (bool taken,) = address(manager).call(
            abi.encodeWithSelector(manager.submit.selector, CID, METRICS, words[0], words[1], words[2], words[3])
        );
        assertTrue(taken, "the same in range is taken");
    }

    function test_submit_refusesInARunningEpoch() public {
        _submit(LEARNER, 200 * LOAM);
        IEpochManager.Terms memory terms = _wanted();
        vm.warp(manager.epochInfo(1).submitEndsAt - 1);
        vm.prank(learner);
        manager.submit(CID, METRICS, terms);
        vm.warp(manager.epochInfo(1).submitEndsAt);
        bytes memory reason = abi.encodeWithSelector(
            IEpochManager.WrongPhase.selector, 1, IEpochManager.Phase.Salt, IEpochManager.Phase.Submit
        );
        _refused(reason, CID, terms);
        (uint256 epoch, uint256 baseVersion) = manager.nextTerms();
        assertEq(epoch, 0, "nothing can be stated now");
        assertEq(baseVersion, 0, "nor a version");
    }

    function test_submit_refusesAboveTheCap() public {
        address batcher = _register(500, Roles.AGGREGATOR, 700_000 * LOAM);
        vm.prank(batcher);
        manager.submitRoot(keccak256("root"), 65_534, keccak256("list"));
        assertEq(_submit(LEARNER, 200 * LOAM), 65_534, "the last position");
        _refused(abi.encodeWithSelector(IEpochManager.EpochFull.selector, 1, 65_535), CID, _wanted());
    }

    // ---- submitFor

    function _sign(uint256 key, IEpochManager.Terms memory terms) private view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, manager.submissionHash(CID, METRICS, terms, learner));
        return abi.encodePacked(r, s, v);
    }

    function _refusedFor(bytes32 cid, bytes32 metrics, IEpochManager.Terms memory terms, bytes memory signature) private {
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.InvalidSignature.selector, learner));
        manager.submitFor(cid, metrics, terms, learner, signature);
    }

    function test_submitFor_takesTheLearnersSignature() public {
        IEpochManager.Terms memory terms = _wanted();
        bytes memory signature = _sign(LEARNER, terms);
        vm.expectEmit(address(manager));
        emit IEpochManager.Submitted(0, learner, CID, METRICS, terms);
        assertEq(manager.submitFor(CID, METRICS, terms, learner, signature), 0, "position");
        bytes18 chain = SubmissionChain.append(0, learner, CID, METRICS, terms, 0);
        assertEq(bytes32(manager.epochInfo(1).chain), bytes32(chain), "the learner's link");
        assertEq(manager.submitFor(CID, METRICS, terms, learner, signature), 1, "again is a new position");
    }

    function test_submitFor_refusesAnotherSigner() public {
        IEpochManager.Terms memory terms = _wanted();
        _refusedFor(CID, METRICS, terms, _sign(LEARNER_2, terms));
        _refusedFor(CID, METRICS, terms, "short");
        _refusedFor(CID, METRICS, terms, new bytes(65));
    }

    function test_submitFor_refusesChangedContent() public {
        IEpochManager.Terms memory terms = _wanted();
        bytes memory signature = _sign(LEARNER, terms);
        _refusedFor(keccak256("other"), METRICS, terms, signature);
        _refusedFor(CID, keccak256("other"), terms, signature);
        ++terms.stake;
        _refusedFor(CID, METRICS, terms, signature);
        --terms.stake;
        ++terms.confidencePpm;
        _refusedFor(CID, METRICS, terms, signature);
        --terms.confidencePpm;
        ++terms.baseVersion;
        _refusedFor(CID, METRICS, terms, signature);
        --terms.baseVersion;
        ++terms.epoch;
        _refusedFor(CID, METRICS, terms, signature);
    }

    function test_submitFor_isForItsEpochOnly() public {
        IEpochManager.Terms memory terms = _wanted();
        terms.epoch = 2;
        bytes memory signature = _sign(LEARNER, terms);
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.WrongEpoch.selector, 2, 1));
        manager.submitFor(CID, METRICS, terms, learner, signature);
    }
}
