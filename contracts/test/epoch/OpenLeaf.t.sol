// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {BatchTest} from "./BatchTest.sol";

/// @notice draw, leaves of batches
/// - a leaf enters at its position, in any order, with its learner's terms and seats
/// - refused: before all links are open, after drawSeconds, in a later round, twice, at another position, with other content,
///   from a batch that is none, without the learner's signature
/// - void: a wrong epoch, version, CID, confidence or stake; the learner has a single submission, before or after it
/// - of several leaves of one learner the last counts: an earlier one is void, a later one can then not be opened
/// - the draw ends with the last leaf; with unopened ones by a call after drawSeconds
/// - batches of any size are opened in any order
contract OpenLeafTest is BatchTest {
    function setUp() public override {
        super.setUp();
        _registerCast();
        _registerBatcher(6_000 * LOAM);
    }

    function _three() private view returns (IEpochManager.Leaf[] memory leaves) {
        leaves = new IEpochManager.Leaf[](3);
        for (uint256 i; i < 3; ++i) {
            leaves[i] = _leaf(LEARNER + i);
        }
    }

    function _one(IEpochManager.Leaf memory leaf) private pure returns (IEpochManager.Leaf[] memory leaves) {
        leaves = new IEpochManager.Leaf[](1);
        leaves[0] = leaf;
    }

    function _refused(bytes memory reason, IEpochManager.Leaf memory leaf) private {
        vm.expectRevert(reason);
        _open(leaf);
    }

    function _void(IEpochManager.Leaf memory leaf, bytes4 reason) private {
        vm.expectEmit(address(manager));
        emit IEpochManager.SubmissionVoid(1, leaf.batch + leaf.position, registry.addressOf(leaf.node), reason);
        _open(leaf);
    }

    function _statusOf(uint256 index) private view returns (IEpochManager.Status) {
        return manager.submission(1, index).status;
    }

    function test_draw_opensLeavesInAnyOrder() public {
        _submit(LEARNER, 200 * LOAM);
        IEpochManager.Leaf[] memory leaves = new IEpochManager.Leaf[](2);
        leaves[0] = _leaf(LEARNER_2);
        leaves[1] = _leaf(LEARNER_3, keccak256("third"), _terms(300 * LOAM, 90_000));
        _postBatch(BATCHER, leaves);
        _endSubmit();
        _openLinks();
        assertEq(manager.epochInfo(1).undrawn, 2, "two leaves are closed");
        assertTrue(manager.drawing(), "so it goes on");
        vm.expectEmit(address(manager));
        emit IEpochManager.SubmissionDrawn(
            1, 2, vm.addr(LEARNER_3), keccak256("third"), keccak256("metrics"), leaves[1].terms
        );
        _open(leaves[1]);
        assertEq(manager.epochInfo(1).undrawn, 1, "one left");
        _open(leaves[0]);
        _assertPhase(IEpochManager.Phase.Commit, "all are open");
        assertEq(manager.epochInfo(1).pending, 3, "three count");
        IEpochManager.Submission memory s = manager.submission(1, 2);
        assertEq(s.learner, vm.addr(LEARNER_3), "learner");
        assertEq(s.stake, 300 * LOAM / UNIT, "stake");
        assertEq(s.confidencePpm, 90_000, "confidence");
        assertEq(verdicts.seatsOf(1, 2).length, 3, "seats");
        assertEq(uint256(_statusOf(1)), uint256(IEpochManager.Status.Pending), "the second");
    }

    function test_draw_leavesAreJudgedAndPaid() public {
        IEpochManager.Leaf[] memory leaves = _three();
        _postBatch(BATCHER, leaves);
        _endSubmit();
        _openLinks();
        _openAll(leaves);
        _commitAll();
        _revealAll();
        _settleAll();
        _finish();
        for (uint256 i; i < 3; ++i) {
            assertTrue(pool.claimLearner(1, i) > 0, "each is paid");
        }
    }

    function test_draw_linksAndLeavesInOneCall() public {
        IEpochManager.Leaf[] memory leaves = _three();
        _postBatch(BATCHER, leaves);
        _endSubmit();
        _askSeed();
        manager.draw(_links(1), leaves, new uint256[](0));
        _assertPhase(IEpochManager.Phase.Commit, "through");
    }

    function test_draw_refusesLeavesBeforeAllLinksAreOpen() public {
        _submit(LEARNER, 200 * LOAM);
        IEpochManager.Leaf[] memory leaves = _one(_leaf(LEARNER_2));
        _postBatch(BATCHER, leaves);
        _endSubmit();
        IEpochManager.Link[] memory first = new IEpochManager.Link[](1);
        first[0] = _links(1)[0];
        _askSeed();
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.LeavesClosed.selector, 1));
        manager.draw(first, leaves, new uint256[](0));
    }

    function test_draw_refusesLeavesWhenTheTimeIsOver() public {
        IEpochManager.Leaf[] memory leaves = _three();
        _postBatch(BATCHER, leaves);
        _endSubmit();
        _openLinks();
        assertEq(manager.epochInfo(1).phaseEndsAt, block.timestamp + 60, "the time for leaves");
        _wait(59);
        _open(leaves[0]);
        _endDraw();
        _assertPhase(IEpochManager.Phase.Draw, "not yet");
        _wait(1);
        _refused(abi.encodeWithSelector(IEpochManager.LeavesClosed.selector, 1), leaves[1]);
        _assertPhase(IEpochManager.Phase.Draw, "a call ends it");
        vm.expectEmit(address(manager));
        emit IEpochManager.DrawCompleted(1, 1, block.timestamp + 180);
        _endDraw();
        _assertPhase(IEpochManager.Phase.Commit, "the others go on");
        assertEq(manager.epochInfo(1).pending, 1, "one counts");
        assertEq(manager.epochInfo(1).undrawn, 2, "two were not opened");
    }

    function test_draw_whenNoLeafIsOpenedTheEpochIsOver() public {
        _postBatch(BATCHER, _three());
        _endSubmit();
        _openLinks();
        _wait(60);
        _endDraw();
        _assertPhase(IEpochManager.Phase.Final, "nothing counts");
    }

    function test_draw_refusesLeavesInALaterRound() public {
        IEpochManager.Leaf[] memory leaves = _three();
        _submit(LEARNER, 200 * LOAM);
        _postBatch(BATCHER, _one(leaves[1]));
        _endSubmit();
        _openLinks();
        _wait(60);
        _endDraw();
        for (uint256 i; i < 3; ++i) {
            moodOf[vm.addr(VALIDATOR_1 + i)] = Mood.Silent;
        }
        _commitAll();
        _revealAll();
        _settleAll();
        _assertPhase(IEpochManager.Phase.Draw, "second round");
        _askSeed();
        _refused(abi.encodeWithSelector(IEpochManager.LeavesClosed.selector, 1), leaves[1]);
    }

    function test_draw_refusesALeafTwice() public {
        IEpochManager.Leaf[] memory leaves = _three();
        _postBatch(BATCHER, leaves);
        _endSubmit();
        _openLinks();
        _open(leaves[1]);
        _refused(abi.encodeWithSelector(IEpochManager.LeafOpened.selector, 0, 1), leaves[1]);
    }

    function test_draw_refusesWhatIsNotInTheBatch() public {
        IEpochManager.Leaf[] memory leaves = _three();
        _postBatch(BATCHER, leaves);
        IEpochManager.Leaf memory fourth = _leaf(LEARNER_3, keccak256("other"), _terms(200 * LOAM, 0));
        _endSubmit();
        _openLinks();
        bytes memory reason = abi.encodeWithSelector(IEpochManager.BadProof.selector, 0, 2);
        fourth.position = 2;
        fourth.proof = leaves[2].proof;
        _refused(reason, fourth);
        IEpochManager.Leaf memory leaf = leaves[2];
        leaf.node = registry.numberOf(vm.addr(LEARNER));
        _refused(reason, leaf);
        leaf.node = registry.numberOf(vm.addr(LEARNER_3));
        leaf.position = 1;
        _refused(abi.encodeWithSelector(IEpochManager.BadProof.selector, 0, 1), leaf);
        leaf.position = 2;
        leaf.batch = 1;
        _refused(abi.encodeWithSelector(IEpochManager.BadProof.selector, 1, 2), leaf);
        leaf.batch = 0;
        _open(leaf);
    }

    function test_draw_refusesALeafWithoutItsSignature() public {
        IEpochManager.Leaf[] memory leaves = _three();
        leaves[0].signature = leaves[1].signature;
        leaves[1].signature = "";
        _postBatch(BATCHER, leaves);
        _endSubmit();
        _openLinks();
        _refused(abi.encodeWithSelector(IEpochManager.InvalidSignature.selector, vm.addr(LEARNER)), leaves[0]);
        _refused(abi.encodeWithSelector(IEpochManager.InvalidSignature.selector, vm.addr(LEARNER_2)), leaves[1]);
    }

    function test_draw_refusesALeafOfNobody() public {
        IEpochManager.Leaf memory leaf = _leaf(999, keccak256("x"), _terms(200 * LOAM, 0));
        assertEq(leaf.node, 0, "no node");
        IEpochManager.Leaf[] memory leaves = _one(leaf);
        _postBatch(BATCHER, leaves);
        _endSubmit();
        _openLinks();
        _refused(abi.encodeWithSelector(IEpochManager.InvalidSignature.selector, address(0)), leaves[0]);
    }

    function test_draw_termsThatAreWrongMakeALeafVoid() public {
        IEpochManager.Terms memory right = _terms(200 * LOAM, 40_000);
        IEpochManager.Terms[6] memory terms;
        for (uint256 i; i < 6; ++i) {
            terms[i] = IEpochManager.Terms(right.epoch, right.baseVersion, right.confidencePpm, right.stake);
        }
        terms[0].epoch = 2;
        terms[1].baseVersion = 1;
        terms[2].confidencePpm = 1_000_001;
        terms[3].stake = uint64(MIN_STAKE / UNIT) - 1;
        terms[4].stake = uint64(2_001 * LOAM / UNIT);
        bytes4[6] memory reasons = [
            IEpochManager.WrongEpoch.selector,
            IEpochManager.StaleBaseVersion.selector,
            IEpochManager.ConfidenceOutOfRange.selector,
            IEpochManager.StakeTooLow.selector,
            IEpochManager.NotEligible.selector,
            IEpochManager.ZeroCid.selector
        ];
        IEpochManager.Leaf[] memory leaves = new IEpochManager.Leaf[](7);
        for (uint256 i; i < 6; ++i) {
            leaves[i] = _leaf(LEARNER, i == 5 ? bytes32(0) : keccak256("x"), terms[i]);
        }
        leaves[6] = _leaf(LEARNER_2);
        _postBatch(BATCHER, leaves);
        _endSubmit();
        _openLinks();
        for (uint256 i; i < 6; ++i) {
            _void(leaves[i], reasons[i]);
        }
        _open(leaves[6]);
        _assertPhase(IEpochManager.Phase.Commit, "opened, though void: the batcher owes nothing");
        assertEq(manager.epochInfo(1).pending, 1, "one counts");
    }

    function test_draw_aSingleSubmissionBeatsLeavesBeforeAndBehindIt() public {
        IEpochManager.Leaf[] memory before = _one(_leaf(LEARNER));
        IEpochManager.Leaf[] memory behind = _one(_leaf(LEARNER));
        _postBatch(BATCHER, before);
        _submit(LEARNER, 300 * LOAM);
        _postBatch(BATCHER, behind);
        _endSubmit();
        _openLinks();
        _void(behind[0], IEpochManager.Replaced.selector);
        _void(before[0], IEpochManager.Replaced.selector);
        assertEq(manager.submission(1, 1).stake, 300 * LOAM / UNIT, "the single one counts");
        _assertPhase(IEpochManager.Phase.Commit, "through");
    }

    function test_draw_ofSeveralLeavesTheLastCounts() public {
        IEpochManager.Leaf[] memory early = _one(_leaf(LEARNER));
        IEpochManager.Leaf[] memory late = _one(_leaf(LEARNER));
        _postBatch(BATCHER, early);
        _postBatch(BATCHER, late);
        _endSubmit();
        _openLinks();
        _open(late[0]);
        _void(early[0], IEpochManager.Replaced.selector);
        assertEq(uint256(_statusOf(1)), uint256(IEpochManager.Status.Pending), "the last");
        _assertPhase(IEpochManager.Phase.Commit, "through");
    }

    /// @dev Whoever could choose which of two leaves counts could choose the luckier one, so choosing costs an unopened leaf.
    function test_draw_aLaterLeafStaysClosedOnceAnEarlierOneIsOpen() public {
        IEpochManager.Leaf[] memory early = _one(_leaf(LEARNER));
        IEpochManager.Leaf[] memory late = _one(_leaf(LEARNER));
        _postBatch(BATCHER, early);
        _postBatch(BATCHER, late);
        _endSubmit();
        _openLinks();
        _open(early[0]);
        _refused(abi.encodeWithSelector(IEpochManager.LaterLeaf.selector, 0, 1), late[0]);
    }

    function testFuzz_draw_opensBatchesOfAnySize(uint256 size, uint256 seed) public {
        size = bound(size, 1, 9);
        IEpochManager.Leaf[] memory leaves = new IEpochManager.Leaf[](size);
        for (uint256 i; i < size; ++i) {
            _register(2_000 + i, Roles.LEARNER, 200 * LOAM);
            leaves[i] = _leaf(2_000 + i);
        }
        _wait(1);
        _submit(LEARNER, 200 * LOAM);
        _postBatch(BATCHER, leaves);
        _endSubmit();
        _openLinks();
        uint256 order = uint256(keccak256(abi.encode(seed))) % size;
        for (uint256 i; i < size; ++i) {
            _assertPhase(IEpochManager.Phase.Draw, "until the last leaf");
            _open(leaves[(order + i) % size]);
        }
        _assertPhase(IEpochManager.Phase.Commit, "all are open");
        for (uint256 i; i < size; ++i) {
            assertEq(manager.submission(1, 1 + i).learner, vm.addr(2_000 + i), "each at its position");
        }
    }
}
