// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {EpochTest} from "../base/EpochTest.sol";

/// @notice settle, and the draws of later rounds
/// - refused in another phase, while settlement is paused, for what is not pending, a second time
/// - accepted: status, weight, running mean; rejected: no weight; the epoch's totals
/// - a round is through when all its submissions are settled, in any pieces; then Contest
/// - without a lead: escalated, and the next round draws a larger committee with another seed; only what was escalated
/// - decided ones keep their verdict while others are judged again
/// - no verdict in the last stage: unresolved, no weight
/// - nothing accepted: no aggregation
contract SettleTest is EpochTest {
    function setUp() public override {
        super.setUp();
        _registerCast();
    }

    function _judged(uint256 submissions) private {
        for (uint256 i; i < submissions; ++i) {
            _submit(LEARNER + i, 200 * LOAM);
        }
        _drawAll();
        _commitAll();
        _revealAll();
    }

    function _list(uint256 index) private pure returns (uint256[] memory indices) {
        indices = new uint256[](1);
        indices[0] = index;
    }

    function _statusOf(uint256 index) private view returns (uint256) {
        return uint256(manager.submission(1, index).status);
    }

    function _setMoods(Mood mood) private {
        for (uint256 i; i < 3; ++i) {
            moodOf[vm.addr(VALIDATOR_1 + i)] = mood;
        }
    }

    function test_settle_onlyInItsPhase() public {
        _submit(LEARNER, 200 * LOAM);
        _drawAll();
        vm.expectRevert(
            abi.encodeWithSelector(
                IEpochManager.WrongPhase.selector, 1, IEpochManager.Phase.Commit, IEpochManager.Phase.Settle
            )
        );
        manager.settle(1, _list(0));
        vm.expectRevert(
            abi.encodeWithSelector(
                IEpochManager.WrongPhase.selector, 2, IEpochManager.Phase.None, IEpochManager.Phase.Settle
            )
        );
        manager.settle(2, _list(0));
    }

    function test_settle_acceptsAndRejects() public {
        _setTruth(1, 1, false, -5_000, 1_000_000);
        _judged(2);
        uint64 weight = scoring.weight(20_000, 40_000, 200 * LOAM / UNIT, 1_000_000, 0);
        assertTrue(weight != 0, "it weighs something");
        vm.expectEmit(address(manager));
        emit IEpochManager.SubmissionSettled(1, 0, IEpochManager.Status.Accepted, 20_000, 1_000_000, weight);
        manager.settle(1, _list(0));
        _assertPhase(IEpochManager.Phase.Settle, "one is left");
        assertEq(_statusOf(0), uint256(IEpochManager.Status.Accepted), "accepted");
        assertEq(manager.submission(1, 0).weight, weight, "weight");
        (int256 mean, uint256 count) = scoring.meanOf(0);
        assertEq(uint256(mean), 20_000, "the running mean");
        assertEq(count, 1, "of one");
        vm.expectEmit(address(manager));
        emit IEpochManager.RoundSettled(1, 1, 2, 0);
        manager.settle(1, _list(1));
        assertEq(_statusOf(1), uint256(IEpochManager.Status.Rejected), "rejected");
        assertEq(manager.submission(1, 1).weight, 0, "no weight");
        IEpochManager.EpochInfo memory info = manager.epochInfo(1);
        assertEq(info.accepted, 1, "accepted");
        assertEq(info.settled, 2, "settled");
        assertEq(info.pending, 0, "pending");
        assertEq(info.totalWeight, weight, "total");
        assertEq(uint256(info.phase), uint256(IEpochManager.Phase.Contest), "contest");
        assertEq(info.phaseEndsAt, block.timestamp + 3, "for its time");
        (, count) = scoring.meanOf(0);
        assertEq(count, 1, "a rejected one is not recorded");
    }

    function test_settle_addsUpWeightsOverCalls() public {
        _judged(3);
        manager.settle(1, _list(2));
        uint256 one = manager.epochInfo(1).totalWeight;
        uint256[] memory rest = new uint256[](2);
        rest[1] = 1;
        manager.settle(1, rest);
        assertEq(manager.epochInfo(1).totalWeight, 3 * one, "all weigh the same");
    }

    function test_settle_refusesWhatIsNotPending() public {
        _judged(2);
        manager.settle(1, _list(0));
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.NotSeated.selector, 1, 0));
        manager.settle(1, _list(0));
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.NotSeated.selector, 1, 7));
        manager.settle(1, _list(7));
    }

    function test_settle_withNothingChangesNothing() public {
        _judged(1);
        manager.settle(1, new uint256[](0));
        _assertPhase(IEpochManager.Phase.Settle, "still to do");
    }

    function test_settle_escalatesWithoutALead() public {
        _setMoods(Mood.Silent);
        _judged(1);
        vm.expectEmit(address(manager));
        emit IEpochManager.SubmissionEscalated(1, 0, 2);
        vm.expectEmit(address(manager));
        emit IEpochManager.RoundSettled(1, 1, 0, 1);
        manager.settle(1, _list(0));
        IEpochManager.EpochInfo memory info = manager.epochInfo(1);
        assertEq(uint256(info.phase), uint256(IEpochManager.Phase.Draw), "draw");
        assertEq(info.round, 2, "round");
        assertEq(info.undrawn, 1, "undrawn");
        assertEq(info.pending, 1, "pending");
        assertEq(info.seed, 0, "no seed yet");
        assertEq(_statusOf(0), uint256(IEpochManager.Status.Pending), "pending");
        assertTrue(manager.drawing(), "weights stand still from here on");
    }

    function test_draw_laterRoundsHaveSeedsOfTheirOwn() public {
        _setMoods(Mood.Silent);
        _judged(1);
        _settleAll();
        _askSeed();
        bytes32 seed = keccak256(
            abi.encode(
                manager.seedOf(1, 1),
                blockhash(vm.getBlockNumber() - 1),
                verdicts.saltMix(1),
                uint256(1),
                uint256(2)
            )
        );
        vm.expectEmit(address(manager));
        emit IEpochManager.SeedFixed(1, 2, seed);
        manager.draw(new IEpochManager.Link[](0), new IEpochManager.Leaf[](0), _pending(1));
        assertEq(manager.seedOf(1, 2), seed, "seed");
        uint32[] memory seats = verdicts.seatsOf(1, 0);
        assertEq(seats.length, 6, "three more seats");
        uint32 node = manager.submission(1, 0).node;
        uint32[] memory expected = registry.drawSeats(keccak256(abi.encode(seed, uint256(node))), 3, 3, node, registry.drawMoment());
        for (uint256 i; i < 3; ++i) {
            assertEq(seats[3 + i], expected[i], "seat");
        }
        assertEq(verdicts.tally(1, 0).stage, 2, "stage");
    }

    function test_draw_laterRoundsTakeOnlyWhatWasEscalated() public {
        _setMoods(Mood.Silent);
        _judged(2);
        _settleAll();
        uint256[] memory indices = _list(7);
        IEpochManager.Link[] memory links = new IEpochManager.Link[](1);
        links[0] = linksOf[1][1];
        _askSeed();
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.NotUndrawn.selector, 1, 7));
        manager.draw(new IEpochManager.Link[](0), new IEpochManager.Leaf[](0), indices);
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.WrongLink.selector, 0, links[0].previous));
        manager.draw(links, new IEpochManager.Leaf[](0), new uint256[](0));
        manager.draw(new IEpochManager.Link[](0), new IEpochManager.Leaf[](0), _list(1));
        _assertPhase(IEpochManager.Phase.Draw, "one is left");
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.NotUndrawn.selector, 1, 1));
        manager.draw(new IEpochManager.Link[](0), new IEpochManager.Leaf[](0), _list(1));
        manager.draw(new IEpochManager.Link[](0), new IEpochManager.Leaf[](0), _list(0));
        assertTrue(_phase() != IEpochManager.Phase.Draw, "drawn");
    }

    function test_settle_decidedOnesKeepTheirVerdictWhileOthersGoOn() public {
        for (uint256 i; i < 9; ++i) {
            _register(VALIDATOR_1 + 3 + i, Roles.VALIDATOR, 500 * LOAM);
        }
        _wait(1);
        _submit(LEARNER, 200 * LOAM);
        _submit(LEARNER_2, 200 * LOAM);
        _drawAll();
        uint32[] memory silent = verdicts.seatsOf(1, 0);
        for (uint256 i; i < 3; ++i) {
            moodOf[registry.addressOf(silent[i])] = Mood.Silent;
        }
        _commitAll();
        _revealAll();
        _settleAll();
        assertEq(_statusOf(1), uint256(IEpochManager.Status.Accepted), "the second has a verdict");
        assertEq(_statusOf(0), uint256(IEpochManager.Status.Pending), "the first has none");
        assertEq(manager.epochInfo(1).undrawn, 1, "the next round's");
        uint64 weight = manager.submission(1, 1).weight;
        for (uint256 i; i < 12; ++i) {
            moodOf[vm.addr(VALIDATOR_1 + i)] = Mood.Honest;
        }
        _judgeAll();
        assertEq(verdicts.seatsOf(1, 1).length, 3, "no larger committee for the second");
        assertTrue(verdicts.seatsOf(1, 0).length > 3, "but for the first");
        assertEq(manager.submission(1, 1).weight, weight, "its weight stays");
        assertEq(manager.epochInfo(1).settled, 2, "both are settled");
    }

    function test_settle_theLastStageLeavesItUnresolved() public {
        _setMoods(Mood.Silent);
        _submit(LEARNER, 200 * LOAM);
        uint256 rounds;
        do {
            _drawAll();
            _commitAll();
            _revealAll();
            _settleAll();
            ++rounds;
        } while (_phase() == IEpochManager.Phase.Draw);
        assertEq(rounds, 3, "three stages");
        assertEq(_statusOf(0), uint256(IEpochManager.Status.Unresolved), "unresolved");
        IEpochManager.EpochInfo memory info = manager.epochInfo(1);
        assertEq(info.totalWeight, 0, "no weight");
        assertEq(info.accepted, 0, "nothing accepted");
        _waitForPhaseEnd();
        _assertPhase(IEpochManager.Phase.Final, "nothing to aggregate");
        assertEq(manager.finalAt(1), block.timestamp, "final with the end of the contest");
    }

    function test_phase_endsEarlyWhenAllHaveActed() public {
        _submit(LEARNER, 200 * LOAM);
        _drawAll();
        _wait(1);
        address[] memory voters = _voters(1);
        for (uint256 i; i < voters.length; ++i) {
            _assertPhase(IEpochManager.Phase.Commit, "somebody has not committed");
            _commitOf(voters[i]);
        }
        _assertPhase(IEpochManager.Phase.Reveal, "all have");
        assertEq(manager.epochInfo(1).phaseEndsAt, block.timestamp + 120, "from now on");
        _wait(1);
        for (uint256 i; i < voters.length; ++i) {
            _assertPhase(IEpochManager.Phase.Reveal, "somebody has not revealed");
            verdicts.revealAll(_ballots(1, voters[i]));
        }
        _assertPhase(IEpochManager.Phase.Settle, "all have");
    }

    function test_phaseAt_tellsWhatTimeAloneWillBring() public {
        _submit(LEARNER, 200 * LOAM);
        uint256 end = manager.epochInfo(1).submitEndsAt;
        assertEq(uint256(manager.phaseAt(1, end - 1)), uint256(IEpochManager.Phase.Submit), "submit");
        assertEq(uint256(manager.phaseAt(1, end)), uint256(IEpochManager.Phase.Salt), "salt");
        assertEq(uint256(manager.phaseAt(1, end + 2)), uint256(IEpochManager.Phase.Draw), "draw");
        assertEq(uint256(manager.phaseAt(1, end + 1e9)), uint256(IEpochManager.Phase.Draw), "until somebody draws");
        _drawAll();
        uint256 time = block.timestamp;
        assertEq(uint256(manager.phaseAt(1, time + 180)), uint256(IEpochManager.Phase.Reveal), "reveal");
        assertEq(uint256(manager.phaseAt(1, time + 300)), uint256(IEpochManager.Phase.Settle), "settle");
        (IEpochManager.Phase phase, uint256 round) = manager.phaseAndRound(1);
        assertEq(uint256(phase), uint256(IEpochManager.Phase.Commit), "now");
        assertEq(round, 1, "round");
    }

    /// @dev Whoever acts or not: phases of one round come one after the other, and every epoch ends.
    function testFuzz_phases_onlyGoForward(uint256 seed) public {
        for (uint256 i; i < 1 + seed % 3; ++i) {
            _submit(LEARNER + i, 200 * LOAM);
        }
        uint256 reached;
        for (uint256 step; step < 200; ++step) {
            (IEpochManager.Phase phase, uint256 round) = manager.phaseAndRound(1);
            uint256 now_ = round * 16 + uint256(phase);
            if (round == 0 && phase == IEpochManager.Phase.Draw) now_ = 16;
            assertTrue(now_ >= reached, "never back");
            reached = now_;
            if (phase == IEpochManager.Phase.Final) return;
            seed = uint256(keccak256(abi.encode(seed, step)));
            for (uint256 i; i < 3; ++i) {
                moodOf[vm.addr(VALIDATOR_1 + i)] = Mood((seed >> (8 * i)) % 4);
            }
            if (phase == IEpochManager.Phase.Draw) _drawAll();
            else if (phase == IEpochManager.Phase.Settle) _settleAll();
            else if (phase == IEpochManager.Phase.Commit && seed >> 200 != 0) _commitAll();
            else if (phase == IEpochManager.Phase.Aggregate && seed & 1 == 0) _proposeManifest();
            else _wait(1 + (seed >> 64) % 100);
        }
        assertTrue(false, "every epoch ends");
    }
}
