// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {IRewardPool} from "../../src/interfaces/IRewardPool.sol";
import {RewardsTest} from "./RewardsTest.sol";

// claimLearner
// ├── not final: NotFinal (see Allot)
// ├── no such lesson: refused by Epochs
// ├── rejected, or a canary: NothingToClaim
// ├── twice: AlreadyClaimed
// └── otherwise, sent by anybody: R · w / Σw to the learner; its name comes from credit
// claimLearnerMany
// ├── nothing, or lists of different lengths: LengthMismatch
// ├── of several learners: AnotherLearner
// ├── one that cannot be claimed, or one twice: none is paid
// └── otherwise the sum at once
// claimAggregator
// ├── twice: AlreadyClaimed; nobody: NothingToClaim (see Allot)
// └── otherwise the share goes to the maker of the version
// never more than R, whatever the weights
contract ClaimLearnerTest is RewardsTest {
    event LearnerPaid(uint256 indexed epoch, uint256 indexed index, address indexed learner, uint256 amount);
    event AggregatorPaid(uint256 indexed epoch, address indexed aggregator, uint256 amount);

    function test_byAnybodyForItsLearner() public {
        uint256 epoch = _epochWith(1);
        address learner = vm.addr(LEARNER);
        pool.allot(epoch);
        assertEq(pool.learnerDue(epoch, 0), 800 * LOAM, "due");
        vm.expectEmit(address(pool));
        emit LearnerPaid(epoch, 0, learner, 800 * LOAM);
        vm.prank(address(0xbeef));
        pool.claimLearner(epoch, 0);
        assertEq(token.balanceOf(learner), 800 * LOAM, "the learner has it");
        assertEq(registry.reputationOf(learner), 0, "a name is another matter");
        assertEq(pool.learnerDue(epoch, 0), 0, "nothing is due any more");
        assertEq(pool.reserved(), 200 * LOAM, "or set aside");
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.AlreadyClaimed.selector, epoch, learner));
        pool.claimLearner(epoch, 0);
    }

    function test_whatWasNotAccepted() public {
        uint256 epoch = _epochForNothing();
        vm.expectRevert(
            abi.encodeWithSelector(IRewardPool.NothingToClaim.selector, epoch, vm.addr(LEARNER))
        );
        pool.claimLearner(epoch, 0);
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.NoSuchSubmission.selector, epoch, 1));
        pool.claimLearner(epoch, 1);
    }

    function test_byWeight() public {
        _setTruth(1, 1, true, 60_000, 500_000);
        uint256 epoch = _epochWith(3);
        uint256 total = manager.epochInfo(epoch).totalWeight;
        uint256 paid;
        for (uint256 i; i < 3; ++i) {
            uint256 weight = manager.submission(epoch, i).weight;
            uint256 amount = pool.claimLearner(epoch, i);
            assertEq(amount, 800 * LOAM * weight / total, "R times its weight over all weights");
            paid += amount;
        }
        assertTrue(paid <= 800 * LOAM && 800 * LOAM - paid < 3, "all but rounding");
    }

    /// @dev Whatever utilities, newness and stakes: never more than R, and what is set aside covers what is due.
    function test_neverMoreThanR(uint256 seed) public {
        for (uint256 i; i < 3; ++i) {
            uint256 word = uint256(keccak256(abi.encode(seed, i)));
            _setTruth(1, i, true, int32(uint32(1_000 + word % 900_000)), uint32((word >> 64) % 1_000_001));
            uint256 stake = 100 + (word >> 128) % 1_900;
            _submit(LEARNER + i, _cid(LEARNER + i), keccak256("metrics"), _terms(stake * LOAM, uint32((word >> 192) % 1_000_001)));
        }
        _judgeAll();
        _finish();
        uint256 before = token.totalSupply();
        pool.allot(1);
        uint256 paid;
        for (uint256 i; i < 3; ++i) {
            if (pool.learnerDue(1, i) != 0) paid += pool.claimLearner(1, i);
        }
        assertTrue(paid <= 800 * LOAM, "never more than the learners' part");
        for (uint256 i; i < 3; ++i) {
            address validator = vm.addr(VALIDATOR_1 + i);
            if (verdicts.agreeingSeatsIn(1, _first(3), registry.numberOf(validator)) == 0) continue;
            paid += _claimSeats(1, validator, 3);
        }
        paid += pool.claimAggregator(1);
        assertEq(token.totalSupply() - before, EMISSION, "only the emission was made");
        assertTrue(paid <= EMISSION, "and never more than it is paid");
        assertEq(pool.reserved(), EMISSION - paid, "what is not paid is still set aside");
        assertTrue(pool.reserved() < 800 * LOAM + 10, "nothing else stays");
    }

    function _two(uint256 a, uint256 b) private pure returns (uint256[] memory list) {
        list = new uint256[](2);
        (list[0], list[1]) = (a, b);
    }

    function test_manyAtOnce() public {
        _epochWith(1);
        _epochWith(2);
        address learner = vm.addr(LEARNER);
        pool.claimLearnerMany(_two(1, 2), _two(0, 0));
        assertEq(token.balanceOf(learner), 1_200 * LOAM, "all of one epoch, half of the other");
        assertEq(pool.reserved(), 800 * LOAM, "the rest is others'");
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.AlreadyClaimed.selector, 1, learner));
        pool.claimLearner(1, 0);
    }

    function test_manyOfOneLearnerOnly() public {
        _epochWith(2);
        vm.expectRevert(
            abi.encodeWithSelector(IRewardPool.AnotherLearner.selector, vm.addr(LEARNER), vm.addr(LEARNER_2))
        );
        pool.claimLearnerMany(_two(1, 1), _two(0, 1));
    }

    function test_manyOrNone() public {
        _epochWith(1);
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.AlreadyClaimed.selector, 1, vm.addr(LEARNER)));
        pool.claimLearnerMany(_two(1, 1), _two(0, 0));
        assertEq(pool.learnerDue(1, 0), 0, "not even allotted");
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.LengthMismatch.selector, 0, 0));
        pool.claimLearnerMany(new uint256[](0), new uint256[](0));
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.LengthMismatch.selector, 1, 2));
        pool.claimLearnerMany(new uint256[](1), new uint256[](2));
    }

    function test_aggregator() public {
        uint256 epoch = _epochWith(1);
        address aggregator = vm.addr(AGGREGATOR);
        assertTrue(!pool.aggregatorClaimed(epoch), "open");
        vm.expectEmit(address(pool));
        emit AggregatorPaid(epoch, aggregator, 50 * LOAM);
        pool.claimAggregator(epoch);
        assertEq(token.balanceOf(aggregator), 50 * LOAM, "it has it");
        assertTrue(pool.aggregatorClaimed(epoch), "paid");
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.AlreadyClaimed.selector, epoch, aggregator));
        pool.claimAggregator(epoch);
    }
}
