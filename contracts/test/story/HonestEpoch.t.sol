// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {EpochTest} from "../base/EpochTest.sol";

/// @notice Three learners hand in lessons, three validators check them, an aggregator merges them, and everybody is paid.
contract HonestEpochTest is EpochTest {
    uint256 private constant LEARNERS = 3;
    uint256 private constant VALIDATORS = 3;

    function setUp() public override {
        super.setUp();
        _registerCast();
    }

    function test_everybodyIsPaidForTheirWork() public {
        for (uint256 i; i < LEARNERS; ++i) {
            _submit(LEARNER + i, 500 * LOAM);
        }
        uint256 epoch = _epoch();
        _judgeAll();
        _finish();

        assertEq(manager.epochInfo(epoch).accepted, LEARNERS, "all lessons are accepted");
        uint256 paid;
        for (uint256 i; i < LEARNERS; ++i) {
            address learner = vm.addr(LEARNER + i);
            uint256 amount = pool.claimLearner(epoch, i);
            assertEq(amount, EMISSION * 8 / 10 / LEARNERS, "equal lessons earn equal parts of four fifths");
            assertEq(token.balanceOf(learner), amount, "the learner has it");
            paid += amount;
        }
        pool.credit(epoch, _all());
        for (uint256 i; i < LEARNERS; ++i) {
            assertEq(registry.reputationOf(vm.addr(LEARNER + i)), 50_000, "an accepted lesson makes a name");
        }
        paid += _claimSeats(epoch);
        address aggregator = vm.addr(AGGREGATOR);
        uint256 share = pool.claimAggregator(epoch);
        assertEq(share, EMISSION / 20, "a twentieth for the merge");
        assertEq(token.balanceOf(aggregator), share, "the aggregator has it");
        paid += share;

        assertTrue(paid <= EMISSION && EMISSION - paid < LEARNERS + VALIDATORS, "all but rounding is paid, never more");
        assertEq(pool.reserved(), EMISSION - paid, "only rounding stays set aside");
        assertEq(models.latest(), 1, "the next lessons build on the merge");
    }

    function _all() private pure returns (uint256[] memory indices) {
        indices = new uint256[](LEARNERS);
        for (uint256 i; i < LEARNERS; ++i) {
            indices[i] = i;
        }
    }

    function _claimSeats(uint256 epoch) private returns (uint256 paid) {
        uint256[] memory indices = _all();
        uint256 seats;
        for (uint256 i; i < VALIDATORS; ++i) {
            address validator = vm.addr(VALIDATOR_1 + i);
            uint256 own = verdicts.agreeingSeatsIn(epoch, indices, registry.numberOf(validator));
            if (own == 0) continue;
            seats += own;
            vm.prank(validator);
            uint256 amount = pool.claimValidator(epoch, validator, indices);
            assertEq(amount, EMISSION * 15 / 100 * own / (3 * LEARNERS), "paid by seats");
            assertEq(token.balanceOf(validator), amount, "the validator has it");
            assertTrue(registry.reputationOf(validator) > 0, "a right verdict makes a name");
            paid += amount;
        }
        assertEq(seats, 3 * LEARNERS, "every seat is somebody's");
        assertEq(uint256(manager.phase(epoch)), uint256(IEpochManager.Phase.Final), "claims come after the end");
    }
}
