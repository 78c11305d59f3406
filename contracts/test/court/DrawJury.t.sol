// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IDisputeCourt} from "../../src/interfaces/IDisputeCourt.sol";
import {INodeRegistry} from "../../src/interfaces/INodeRegistry.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {CourtTest} from "./CourtTest.sol";

/// @notice drawJury, drawing
///
/// drawJury
/// ├── no jury is awaited (unknown dispute, drawn already, ruled) → refused
/// ├── the block after the request has no hash yet → refused
/// ├── that hash is forgotten (256 blocks later) → a new block is named
/// └── otherwise drawn with that hash
///     ├── opener, respondent and the seats behind a disputed verdict do not sit
///     ├── where that leaves nobody, the seats do
///     └── where nobody has weight, the jury is empty
/// drawing
/// ├── from the request to the draw stakes and roles stand still
/// └── a fine in between is taken, the line stays
contract DrawJuryTest is CourtTest {
    function test_refusesWhereNoneIsAwaited() public {
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.AlreadyDrawn.selector, 1));
        court.drawJury(1);
        uint256 id = _openAboutData();
        _drawJury(id);
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.AlreadyDrawn.selector, id));
        court.drawJury(id);
        _voteAs(id, IDisputeCourt.Ruling.Uphold);
        court.rule(id);
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.AlreadyDrawn.selector, id));
        court.drawJury(id);
    }

    function test_refusesBeforeTheSeed() public {
        uint256 block_ = vm.getBlockNumber();
        uint256 id = _openAboutData();
        for (uint256 i; i < 2; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.SeedNotReady.selector, block_ + 2));
            court.drawJury(id);
            vm.roll(block_ + 1);
        }
        vm.roll(block_ + 2);
        court.drawJury(id);
        bytes32 seed = keccak256(abi.encode(blockhash(block_ + 1), address(court), id, uint256(1)));
        assertEq(court.dispute(id).seed, seed, "hash of the block after the request");
    }

    function test_namesANewBlockWhenTheHashIsForgotten() public {
        uint256 block_ = vm.getBlockNumber();
        uint256 id = _openAboutData();
        vm.roll(block_ + 258);
        court.drawJury(id);
        assertEq(court.jurorsOf(id, 1).length, 0, "not drawn");
        assertTrue(court.drawing(), "still awaited");
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.SeedNotReady.selector, block_ + 260));
        court.drawJury(id);
        vm.roll(block_ + 260);
        court.drawJury(id);
        assertEq(court.jurorsOf(id, 1).length, 3, "drawn");
    }

    function test_theLastBlockOfTheWindowStillDraws() public {
        uint256 block_ = vm.getBlockNumber();
        uint256 id = _openAboutData();
        vm.roll(block_ + 257);
        court.drawJury(id);
        assertEq(court.jurorsOf(id, 1).length, 3, "drawn");
    }

    function test_votingBeginsWithTheDraw() public {
        uint256 id = _openAboutData();
        _wait(1);
        _wait(1 days);
        court.drawJury(id);
        assertEq(court.dispute(id).deadline, vm.getBlockTimestamp() + 60, "full time to vote");
    }

    function test_isTheRegistrysDrawWithoutTheParties() public {
        (uint256 epoch, uint256 subject) = _finalEpoch(true);
        uint256 id = _open(IDisputeCourt.Kind.Verdict, subject);
        _drawJury(id);
        uint32[] memory seats = verdicts.seatsOf(epoch, 0);
        uint32[] memory exclude = new uint32[](seats.length + 1);
        for (uint256 i; i < seats.length; ++i) {
            exclude[i] = seats[i];
        }
        exclude[seats.length] = registry.numberOf(learner);
        uint32[] memory expected = registry.drawJury(court.dispute(id).seed, 3, exclude);
        uint32[] memory jurors = court.jurorsOf(id, 1);
        assertEq(jurors.length, 3, "three");
        for (uint256 i; i < jurors.length; ++i) {
            assertEq(jurors[i], expected[i], "as the registry draws");
        }
    }

    function test_drawing_standsStill() public {
        uint256 id = _openAboutData();
        assertTrue(court.drawing(), "awaited");
        vm.prank(learner);
        vm.expectRevert(INodeRegistry.DrawInProgress.selector);
        registry.requestUnbond(100 * LOAM);
        _wait(1);
        _wait(1);
        uint256 second = _openAboutData();
        court.drawJury(id);
        assertTrue(court.drawing(), "the second is awaited");
        _drawJury(second);
        assertTrue(!court.drawing(), "none");
        vm.prank(learner);
        registry.requestUnbond(100 * LOAM);
        assertEq(_unbondingOf(learner), 100 * LOAM, "the exit is open again");
    }

    function test_drawing_aFineLeavesTheLine() public {
        uint256 id = _openAboutData();
        address node = vm.addr(VALIDATOR_1);
        uint256 weight = registry.totalWeight();
        vm.prank(address(verdicts));
        registry.slash(node, 100 * LOAM, address(0), 0);
        assertEq(_stakeOf(node), STAKE - 100 * LOAM, "taken");
        assertEq(registry.totalWeight(), weight, "the line stays");
        _drawJury(id);
        uint32[] memory numbers = new uint32[](1);
        numbers[0] = registry.numberOf(node);
        registry.refresh(numbers);
        assertTrue(registry.totalWeight() < weight, "written later");
    }
}

/// @notice Whatever the block.
contract DrawJuryPartiesTest is CourtTest {
    uint256 private _epochNumber;
    uint256 private _subject;

    function setUp() public override {
        super.setUp();
        (_epochNumber, _subject) = _finalEpoch(true);
        vm.prank(learner);
        registry.setRoles(Roles.LEARNER | Roles.VALIDATOR);
    }

    /// @dev Who disputes, who answers and whose verdict it is never judges it.
    function testFuzz_partiesDoNotSit(uint256 by_, uint256 later, bool appealed) public {
        address by = vm.addr(VALIDATOR_1 + by_ % VALIDATORS);
        token.transfer(by, 10 * BOND);
        vm.startPrank(by);
        token.approve(address(court), 10 * BOND);
        uint256 id = court.open(IDisputeCourt.Kind.Verdict, _subject, EVIDENCE);
        vm.stopPrank();
        vm.roll(vm.getBlockNumber() + bound(later, 2, 257));
        court.drawJury(id);
        if (appealed) {
            _voteAs(id, IDisputeCourt.Ruling.Uphold);
            court.rule(id);
            _appealBy(by, id);
            _drawJury(id);
        }
        address[] memory jury = _jury(id);
        for (uint256 i; i < jury.length; ++i) {
            assertTrue(jury[i] != by && jury[i] != learner, "no party");
            assertEq(verdicts.agreeingSeats(_epochNumber, 0, registry.numberOf(jury[i])), 0, "not its own verdict");
        }
    }
}

/// @notice The same where hardly anybody is there.
contract DrawJurySmallTest is CourtTest {
    function test_theSeatsJudgeWhereNobodyElseIsLeft() public {
        for (uint256 i = 1; i < VALIDATORS; ++i) {
            vm.prank(vm.addr(VALIDATOR_1 + i));
            registry.requestUnbond(STAKE);
        }
        (, uint256 subject) = _finalEpoch(true);
        uint256 id = _open(IDisputeCourt.Kind.Verdict, subject);
        _drawJury(id);
        uint32[] memory jurors = court.jurorsOf(id, 1);
        assertEq(jurors.length, 3, "three seats");
        assertEq(registry.addressOf(jurors[0]), vm.addr(VALIDATOR_1), "the only validator");
        _voteAs(id, IDisputeCourt.Ruling.Uphold);
        court.rule(id);
        _assertRuling(id, IDisputeCourt.Ruling.Uphold, "ruled");
    }

    function test_nobodyAtAll() public {
        for (uint256 i; i < VALIDATORS; ++i) {
            vm.prank(vm.addr(VALIDATOR_1 + i));
            registry.requestUnbond(STAKE);
        }
        uint256 set = _addDataSet();
        uint256 id = _open(IDisputeCourt.Kind.DataSet, set);
        for (uint256 round = 1; round <= 3; ++round) {
            _drawJury(id);
            assertEq(court.jurorsOf(id, round).length, 0, "empty");
            court.rule(id);
        }
        _assertRuling(id, IDisputeCourt.Ruling.Uphold, "it stands");
        uint256 before = token.balanceOf(address(pool));
        court.close(id);
        assertEq(token.balanceOf(address(pool)) - before, BOND, "the pool has the bond");
        assertTrue(benchmarks.dataSet(set).active, "stands");
    }
}
