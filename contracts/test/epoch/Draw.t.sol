// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {StakeRules} from "../../src/interfaces/IParameters.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {EpochTest} from "../base/EpochTest.sol";

/// @notice draw, first round (leaves: OpenLeaf.t.sol; later rounds: Settle.t.sol, Reopen.t.sol)
/// - refused before the seed can be fixed, and in any other phase
/// - a call in a later block fixes the seed, from that block, the salts and the chain; once only
/// - the chain is opened from its end, in one call or in any pieces; a link that does not fit is refused
/// - a learner's last submission counts, earlier ones are void
/// - void too: a stake that is not there any more, below a minimum that rose meanwhile
/// - what counts: its record, its seal, its seats, which never hold its learner
/// - nothing counts: the epoch is final at once; nobody can sit: straight to the settlement
/// - indices in the first round are refused
/// - the first call only names the block whose hash decides, as does one after that hash is forgotten
contract DrawTest is EpochTest {
    function setUp() public override {
        super.setUp();
        _registerCast();
    }

    function _endAndAsk() private {
        _endSubmit();
        _askSeed();
    }

    function _draw(IEpochManager.Link[] memory links) private {
        manager.draw(links, new IEpochManager.Leaf[](0), new uint256[](0));
    }

    function _part(IEpochManager.Link[] memory links, uint256 from, uint256 to)
        private
        pure
        returns (IEpochManager.Link[] memory part)
    {
        part = new IEpochManager.Link[](to - from);
        for (uint256 i = from; i < to; ++i) {
            part[i - from] = links[i];
        }
    }

    function _refusedIn(IEpochManager.Phase phase) private {
        IEpochManager.Link[] memory links = _links(1);
        vm.expectRevert(
            abi.encodeWithSelector(IEpochManager.WrongPhase.selector, manager.currentEpoch(), phase, IEpochManager.Phase.Draw)
        );
        _draw(links);
    }

    function test_draw_onlyInItsPhase() public {
        _refusedIn(IEpochManager.Phase.None);
        _submit(LEARNER, 200 * LOAM);
        _refusedIn(IEpochManager.Phase.Submit);
        _wait(15);
        _refusedIn(IEpochManager.Phase.Salt);
        _wait(1);
        _refusedIn(IEpochManager.Phase.Salt);
        _drawAll();
        _refusedIn(IEpochManager.Phase.Commit);
        _commitAll();
        _refusedIn(IEpochManager.Phase.Reveal);
        _revealAll();
        _refusedIn(IEpochManager.Phase.Settle);
        _settleAll();
        _refusedIn(IEpochManager.Phase.Contest);
        _waitForPhaseEnd();
        _refusedIn(IEpochManager.Phase.Aggregate);
        _proposeManifest();
        _refusedIn(IEpochManager.Phase.Challenge);
        _waitForPhaseEnd();
        _refusedIn(IEpochManager.Phase.Final);
    }

    function test_draw_fixesTheSeedOnce() public {
        _submit(LEARNER, 200 * LOAM);
        _endAndAsk();
        bytes18 chain = manager.epochInfo(1).chain;
        bytes32 seed = keccak256(
            abi.encode(blockhash(vm.getBlockNumber() - 1), bytes32(0), chain, uint256(1), uint256(1))
        );
        assertTrue(manager.drawing(), "weights stand still already");
        assertEq(manager.epochInfo(1).seed, 0, "no seed yet");
        vm.expectEmit(address(manager));
        emit IEpochManager.SeedFixed(1, 1, seed);
        _draw(new IEpochManager.Link[](0));
        assertEq(manager.seedOf(1, 1), seed, "seed");
        assertEq(manager.epochInfo(1).seed, seed, "of the round");
        assertEq(manager.epochInfo(1).round, 1, "round");
        _wait(5);
        _draw(_links(1));
        assertEq(manager.seedOf(1, 1), seed, "it stays");
        assertTrue(!manager.drawing(), "drawn");
    }

    function test_draw_asksForABlockFirst() public {
        _submit(LEARNER, 200 * LOAM);
        _endSubmit();
        uint256 asked = vm.getBlockNumber();
        vm.expectEmit(address(manager));
        emit IEpochManager.SeedAsked(1, 1, asked);
        manager.draw(_links(1), new IEpochManager.Leaf[](0), new uint256[](0));
        manager.draw(_links(1), new IEpochManager.Leaf[](0), new uint256[](0));
        assertEq(manager.seedOf(1, 1), 0, "its hash is not known in it");
        vm.roll(asked + 257);
        vm.expectEmit(address(manager));
        emit IEpochManager.SeedAsked(1, 1, asked + 257);
        manager.draw(_links(1), new IEpochManager.Leaf[](0), new uint256[](0));
        vm.roll(asked + 258);
        manager.draw(_links(1), new IEpochManager.Leaf[](0), new uint256[](0));
        assertTrue(manager.seedOf(1, 1) != 0, "known in a later block");
    }


    function test_draw_recordsWhatCounts() public {
        IEpochManager.Terms memory terms = _terms(200 * LOAM, 70_000);
        _submit(LEARNER, keccak256("cid"), keccak256("seal"), terms);
        _endAndAsk();
        IEpochManager.Link[] memory links = _links(1);
        vm.expectEmit(address(manager));
        emit IEpochManager.SeedFixed(
            1,
            1,
            keccak256(
                abi.encode(
                    blockhash(vm.getBlockNumber() - 1),
                    bytes32(0),
                    manager.epochInfo(1).chain,
                    uint256(1),
                    uint256(1)
                )
            )
        );
        vm.expectEmit(address(manager));
        emit IEpochManager.SubmissionDrawn(1, 0, vm.addr(LEARNER), keccak256("cid"), keccak256("seal"), terms);
        _draw(links);
        IEpochManager.Submission memory s = manager.submission(1, 0);
        assertEq(s.node, registry.numberOf(vm.addr(LEARNER)), "node");
        assertEq(s.learner, vm.addr(LEARNER), "learner");
        assertEq(s.stake, terms.stake, "stake");
        assertEq(s.confidencePpm, 70_000, "confidence");
        assertEq(uint256(s.status), uint256(IEpochManager.Status.Pending), "pending");
        assertEq(manager.sealOf(1, 0), bytes10(keccak256(abi.encode(keccak256("seal"), manager.seedOf(1, 1)))), "seal");
        IEpochManager.EpochInfo memory info = manager.epochInfo(1);
        assertEq(info.pending, 1, "one pending");
        assertEq(info.undrawn, 0, "none left");
        assertEq(bytes32(info.chain), 0, "the chain is open");
        assertEq(uint256(info.phase), uint256(IEpochManager.Phase.Commit), "commit");
        uint32[] memory seats = verdicts.seatsOf(1, 0);
        assertEq(seats.length, 3, "three seats");
        uint32[] memory expected =
            registry.drawSeats(keccak256(abi.encode(manager.seedOf(1, 1), uint256(s.node))), 0, 3, s.node, registry.drawMoment());
        for (uint256 i; i < 3; ++i) {
            assertEq(seats[i], expected[i], "seat");
        }
    }

    function test_draw_refusesAnUnknownPosition() public {
        _submit(LEARNER, 200 * LOAM);
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.NoSuchSubmission.selector, 1, 1));
        manager.submission(1, 1);
    }

    /// @dev Any number of submissions by three learners, opened in any pieces.
    function testFuzz_draw_opensTheChainInPieces(uint256 count, uint256 seed) public {
        count = bound(count, 1, 12);
        uint256[3] memory last;
        for (uint256 i; i < count; ++i) {
            uint256 who = uint256(keccak256(abi.encode(seed, i))) % 3;
            _submit(LEARNER + who, keccak256(abi.encode(i)), 0, _terms(200 * LOAM, uint32(i)));
            last[who] = i + 1;
        }
        _endAndAsk();
        IEpochManager.Link[] memory links = _links(1);
        uint256 from;
        while (from < count) {
            uint256 to = from + 1 + uint256(keccak256(abi.encode(seed, "cut", from))) % (count - from);
            _draw(_part(links, from, to));
            from = to;
            assertEq(manager.epochInfo(1).undrawn, count - from, "left");
            assertEq(bytes32(manager.epochInfo(1).chain), bytes32(links[from - 1].previous), "what is not open");
            assertTrue(from == count ? !manager.drawing() : manager.drawing(), "until all is open");
        }
        uint256 counted;
        for (uint256 i; i < count; ++i) {
            bool wins = last[0] == i + 1 || last[1] == i + 1 || last[2] == i + 1;
            IEpochManager.Submission memory s = manager.submission(1, i);
            assertTrue((s.status == IEpochManager.Status.Pending) == wins, "a learner's last one counts");
            if (wins) assertEq(s.confidencePpm, i, "with its terms");
            if (wins) ++counted;
        }
        assertEq(manager.epochInfo(1).pending, counted, "pending");
    }

    /// @dev Whatever is changed in a link, it does not fit.
    function testFuzz_draw_refusesAnotherLink(uint256 field, uint256 change) public {
        _submit(LEARNER, 200 * LOAM);
        _submit(LEARNER_2, 200 * LOAM);
        _endAndAsk();
        IEpochManager.Link[] memory links = _part(_links(1), 0, 1);
        IEpochManager.Link memory link = links[0];
        field = bound(field, 0, 8);
        change = bound(change, 1, type(uint16).max);
        if (field == 0) link.previous ^= bytes18(uint144(change));
        if (field == 1) link.learner = address(uint160(link.learner) ^ uint160(change));
        if (field == 2) link.cid ^= bytes32(change);
        if (field == 3) link.metricsHash ^= bytes32(change);
        if (field == 4) link.terms.epoch ^= uint32(change);
        if (field == 5) link.terms.baseVersion ^= uint32(change);
        if (field == 6) link.terms.confidencePpm ^= uint32(change);
        if (field == 7) link.terms.stake ^= uint64(change);
        if (field == 8) link.leaves = uint16(change);
        bytes18 chain = manager.epochInfo(1).chain;
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.WrongLink.selector, chain, link.previous));
        _draw(links);
    }

    function test_draw_refusesALinkTwiceAndInTheWrongOrder() public {
        _submit(LEARNER, 200 * LOAM);
        _submit(LEARNER_2, 200 * LOAM);
        _submit(LEARNER_3, 200 * LOAM);
        _endAndAsk();
        IEpochManager.Link[] memory links = _links(1);
        IEpochManager.Link[] memory middle = _part(links, 1, 2);
        bytes18 chain = manager.epochInfo(1).chain;
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.WrongLink.selector, chain, middle[0].previous));
        _draw(middle);
        _draw(_part(links, 0, 1));
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.WrongLink.selector, links[0].previous, links[0].previous));
        _draw(links);
    }

    function test_draw_refusesLinksBeyondTheFirst() public {
        _submit(LEARNER, 200 * LOAM);
        _endAndAsk();
        IEpochManager.Link[] memory links = new IEpochManager.Link[](2);
        links[0] = _links(1)[0];
        links[1] = links[0];
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.WrongLink.selector, 0, 0));
        _draw(links);
    }

    function test_draw_refusesIndicesInTheFirstRound() public {
        _submit(LEARNER, 200 * LOAM);
        _endAndAsk();
        IEpochManager.Link[] memory links = _links(1);
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.NotUndrawn.selector, 1, 0));
        manager.draw(links, new IEpochManager.Leaf[](0), new uint256[](1));
    }

    function test_draw_anEarlierSubmissionIsVoid() public {
        _submit(LEARNER, 200 * LOAM);
        _submit(LEARNER, 300 * LOAM);
        _endAndAsk();
        IEpochManager.Link[] memory links = _links(1);
        _draw(_part(links, 0, 1));
        vm.expectEmit(address(manager));
        emit IEpochManager.SubmissionVoid(1, 0, vm.addr(LEARNER), IEpochManager.Replaced.selector);
        _draw(_part(links, 1, 2));
        assertEq(manager.submission(1, 1).stake, 300 * LOAM / UNIT, "the last one counts");
        assertEq(manager.submission(1, 0).node, 0, "the first does not");
        _assertPhase(IEpochManager.Phase.Commit, "the draw is through");
    }

    function test_draw_aStakeThatLeftIsVoidAndTheEpochOver() public {
        _submit(LEARNER, 1_000 * LOAM);
        vm.prank(vm.addr(LEARNER));
        registry.requestUnbond(1_500 * LOAM);
        _endAndAsk();
        vm.expectEmit(address(manager));
        emit IEpochManager.SubmissionVoid(1, 0, vm.addr(LEARNER), IEpochManager.NotEligible.selector);
        _draw(_links(1));
        _assertPhase(IEpochManager.Phase.Final, "nothing counts: final");
        assertEq(manager.finalAt(1), block.timestamp, "now");
        _submit(LEARNER_2, 200 * LOAM);
        assertEq(manager.currentEpoch(), 2, "the next one opens");
    }

    function test_draw_withoutALearnersRoleItIsVoidAndAnEarlierOneToo() public {
        _submit(LEARNER, 200 * LOAM);
        _submit(LEARNER, 200 * LOAM);
        vm.prank(vm.addr(LEARNER));
        registry.setRoles(Roles.VALIDATOR);
        _endAndAsk();
        _draw(_links(1));
        _assertPhase(IEpochManager.Phase.Final, "both void");
    }

    function test_draw_aMinimumThatRose() public {
        IEpochManager.Terms memory terms = _terms(MIN_STAKE, 0);
        // Set before the epoch, told to the manager only when the learner's stake changes.
        _raiseMinimum();
        _submit(LEARNER, keccak256("x"), 0, terms);
        _endAndAsk();
        vm.expectEmit(address(manager));
        emit IEpochManager.SubmissionVoid(1, 0, vm.addr(LEARNER), IEpochManager.StakeTooLow.selector);
        _draw(_links(1));
    }

    function _raiseMinimum() private {
        vm.startPrank(address(timelock));
        parameters.setStakeRules(_raised());
        vm.stopPrank();
    }

    function _raised() private pure returns (StakeRules memory rules) {
        rules = _stakeRules();
        rules.minStake *= 2;
    }

    function test_draw_withoutValidatorsNothingIsStuck() public {
        for (uint256 i; i < 3; ++i) {
            vm.prank(vm.addr(VALIDATOR_1 + i));
            registry.requestUnbond(500 * LOAM);
        }
        _wait(1);
        _submit(LEARNER, 200 * LOAM);
        _drawAll();
        _assertPhase(IEpochManager.Phase.Settle, "nobody can commit or reveal");
        assertEq(verdicts.seatsOf(1, 0).length, 0, "no seats");
        _settleAll();
        while (_phase() == IEpochManager.Phase.Draw) {
            _drawAll();
            _settleAll();
        }
        assertEq(uint256(manager.submission(1, 0).status), uint256(IEpochManager.Status.Unresolved), "unresolved");
        _waitForPhaseEnd();
        _assertPhase(IEpochManager.Phase.Final, "the epoch ends");
    }
}
