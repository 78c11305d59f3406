// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IRewardPool} from "../../src/interfaces/IRewardPool.sol";
import {RewardsTest} from "./RewardsTest.sol";

// allot
// ├── an epoch that is not final: NotFinal
// ├── allotted before: nothing changes
// ├── earlier epochs first, in order, each with its own emission
// ├── R = emission + feesPpm of what lies free
// ├── nothing accepted, nobody agreed, no version: those shares stay free
// └── the proposal of the epoch becomes a version first
contract AllotTest is RewardsTest {
    event Allotted(uint256 indexed epoch, uint256 emission, uint256 fees);

    function test_notBeforeItIsFinal() public {
        _submit(LEARNER, 500 * LOAM);
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.NotFinal.selector, 1));
        pool.allot(1);
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.NotFinal.selector, 2));
        pool.allot(2);
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.NotFinal.selector, 1));
        pool.claimLearner(1, 0);
    }

    function test_splits() public {
        uint256 epoch = _epochWith(1);
        token.transfer(address(pool), 500 * LOAM);
        assertTrue(models.finalizable(), "the manifest is no version yet");
        vm.expectEmit(address(pool));
        emit Allotted(epoch, EMISSION, 50 * LOAM);
        pool.allot(epoch);
        (uint256 learners, uint256 validators, uint256 aggregator) = pool.rewardOf(epoch);
        assertEq(learners, 840 * LOAM, "four fifths of emission and a tenth of the fees");
        assertEq(validators, 1_575 * LOAM / 10, "15 %");
        assertEq(aggregator, 525 * LOAM / 10, "the rest");
        assertEq(pool.reserved(), 1_050 * LOAM, "set aside");
        assertEq(token.balanceOf(pool.escrow()), 1_050 * LOAM, "apart");
        assertEq(token.balanceOf(address(pool)), 450 * LOAM, "from what is free");
        assertEq(models.latest(), 1, "the manifest is a version");
        assertEq(pool.lastAllotted(), epoch, "done");
        pool.allot(epoch);
        assertEq(pool.reserved(), 1_050 * LOAM, "once");
        assertEq(token.balanceOf(address(pool)), 450 * LOAM, "and only once");
    }

    function test_whatIsDueToNobodyStaysFree() public {
        uint256 epoch = _epochForNothing();
        pool.allot(epoch);
        (uint256 learners, uint256 validators, uint256 aggregator) = pool.rewardOf(epoch);
        assertEq(learners + aggregator, 0, "nothing was accepted or merged");
        assertEq(validators, 150 * LOAM, "but validators worked");
        assertEq(pool.reserved(), 150 * LOAM, "only that is set aside");
        epoch = _epochWith(1);
        pool.allot(epoch);
        (learners, validators, aggregator) = pool.rewardOf(epoch);
        assertEq(learners + validators + aggregator, 1_085 * LOAM, "the next epoch pays a tenth of what was left");
    }

    function test_nobodyAgreed() public {
        for (uint256 i; i < 3; ++i) {
            moodOf[vm.addr(VALIDATOR_1 + i)] = Mood.Silent;
        }
        uint256 epoch = _epochWith(1);
        pool.allot(epoch);
        assertEq(pool.reserved(), 0, "nobody did anything");
        assertEq(pool.validatorDue(epoch, 3), 0, "no seat is worth anything");
        assertEq(pool.learnerDue(epoch, 0), 0, "no lesson either");
    }

    function test_withoutAManifest() public {
        _submit(LEARNER, 500 * LOAM);
        _judgeAll();
        _waitForPhaseEnd();
        _waitForPhaseEnd();
        pool.allot(_epoch());
        (,, uint256 aggregator) = pool.rewardOf(_epoch());
        assertEq(aggregator, 0, "nobody merged");
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.NothingToClaim.selector, _epoch(), address(0)));
        pool.claimAggregator(1);
    }

    function test_earlierEpochsFirst() public {
        for (uint256 i; i < 3; ++i) {
            _epochWith(1);
        }
        pool.allot(3);
        for (uint256 i = 1; i <= 3; ++i) {
            (uint256 learners,,) = pool.rewardOf(i);
            assertEq(learners, 800 * LOAM, "each its own emission");
        }
        assertEq(token.lastEmitted(), 3, "all are minted");
        assertEq(pool.reserved(), 3 * EMISSION, "and set aside");
    }

    /// @dev A stuck claimer can fix epochs one by one, in order, however many nobody claimed.
    function test_oneByOne() public {
        for (uint256 i; i < 3; ++i) {
            _epochWith(1);
        }
        pool.allot(1);
        assertEq(pool.lastAllotted(), 1, "only the first");
        pool.allot(2);
        pool.claimLearner(3, 0);
        assertEq(pool.lastAllotted(), 3, "a claim does the rest");
    }
}
