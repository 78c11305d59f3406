// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {RewardPool} from "../../src/RewardPool.sol";
import {Module, IModules} from "../../src/interfaces/IModules.sol";
import {IRewardPool} from "../../src/interfaces/IRewardPool.sol";
import {Modular} from "../../src/Modular.sol";
import {RewardsTest} from "../rewards/RewardsTest.sol";

/// @notice A pool that a vote puts in the place of another
/// ├── takes over all money with its first allotment, what is due apart from what is free
/// ├── pays what is still due of old epochs, and nothing twice
/// ├── goes on with new epochs
/// ├── one that was replaced before it did anything is passed over
/// └── nobody else makes a pool hand anything over
contract ReplaceRewardPoolTest is RewardsTest {
    RewardPool private _old;

    function _replace() private {
        _old = pool;
        pool = new RewardPool(modules);
        vm.prank(address(timelock));
        modules.replace(Module.Rewards, address(pool));
    }

    /// @dev Somebody of each kind has claimed, somebody has not.
    function _halfClaimed() private returns (uint256 epoch) {
        epoch = _epochWith(2);
        pool.claimLearner(epoch, 0);
        pool.credit(epoch, _first(1));
        _claimSeats(epoch, _seated(epoch), 2);
        assertTrue(token.transfer(address(pool), 7 * LOAM), "a fine");
    }

    function test_theMoneyMoves() public {
        uint256 first = _halfClaimed();
        uint256 due = pool.reserved();
        uint256 free = token.balanceOf(address(pool));
        _replace();
        uint256 next = _epochWith(1);
        uint256 scheduled = token.emissionOf(next);
        pool.allot(next);
        assertEq(_old.reserved(), 0, "nothing is due at the old one");
        assertEq(token.balanceOf(address(_old)), 0, "nor free");
        assertEq(pool.reserved() + token.balanceOf(address(pool)), due + free + scheduled, "all is here");
        assertEq(pool.lastAllotted(), next, "its own epoch is fixed");
        assertEq(address(pool.predecessor()), address(_old), "it knows where from");
        (uint256 learners, uint256 validators, uint256 aggregator) = pool.rewardOf(first);
        (uint256 learners2, uint256 validators2, uint256 aggregator2) = _old.rewardOf(first);
        assertTrue(learners == learners2 && validators == validators2 && aggregator == aggregator2, "as it was fixed");
        assertTrue(learners != 0, "which is something");
    }

    function test_oldEpochsArePaidOnce() public {
        uint256 epoch = _halfClaimed();
        address seated = _seated(epoch);
        _replace();
        uint256 next = _epochWith(1);
        uint256 due = pool.learnerDue(epoch, 1);
        assertEq(due, 0, "not known before it has taken over");
        pool.allot(next);
        due = pool.learnerDue(epoch, 1);
        assertTrue(due != 0, "known");
        assertEq(pool.claimLearner(epoch, 1), due, "the second learner");
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.AlreadyClaimed.selector, epoch, vm.addr(LEARNER)));
        pool.claimLearner(epoch, 0);
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.AlreadyClaimed.selector, epoch, seated));
        vm.prank(seated);
        pool.claimValidator(epoch, seated, _first(2));
        for (uint256 i; i < 3; ++i) {
            address validator = vm.addr(VALIDATOR_1 + i);
            uint32 node = registry.numberOf(validator);
            if (validator == seated || verdicts.agreeingSeatsIn(epoch, _first(2), node) == 0) continue;
            assertTrue(_claimSeats(epoch, validator, 2) != 0, "the other validators");
            assertTrue(pool.validatorClaimed(epoch, node), "noted here");
        }
        assertTrue(pool.credited(epoch, 0) && !pool.credited(epoch, 1), "one has its name");
        pool.credit(epoch, _first(2));
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.NothingToCredit.selector, epoch));
        pool.credit(epoch, _first(2));
        assertTrue(pool.claimAggregator(epoch) != 0, "the aggregator");
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.AlreadyClaimed.selector, epoch, vm.addr(AGGREGATOR)));
        pool.claimAggregator(epoch);
    }

    /// @dev An aggregator that was paid by the old pool is not paid by the new one.
    function test_whatTheOldOnePaid() public {
        uint256 epoch = _halfClaimed();
        pool.claimAggregator(epoch);
        _replace();
        pool.allot(_epochWith(1));
        assertTrue(pool.aggregatorClaimed(epoch), "it knows");
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.AlreadyClaimed.selector, epoch, vm.addr(AGGREGATOR)));
        pool.claimAggregator(epoch);
    }

    function test_oneThatDidNothingIsPassedOver() public {
        uint256 epoch = _halfClaimed();
        uint256 due = pool.reserved();
        RewardPool first = pool;
        _replace();
        assertTrue(token.transfer(address(pool), 3 * LOAM), "a fine");
        _replace();
        uint256 next = _epochWith(1);
        pool.allot(next);
        assertEq(address(pool.predecessor()), address(first), "the one that fixed something");
        assertEq(token.balanceOf(address(_old)), 0, "what the one between was sent is here too");
        assertTrue(pool.reserved() > due, "with what was due");
        assertTrue(pool.claimLearner(epoch, 1) != 0, "it pays");
    }

    function test_onlyToWhoTookItsPlace() public {
        _halfClaimed();
        vm.expectRevert(abi.encodeWithSelector(Modular.OnlyModule.selector, address(this), Module.Rewards));
        pool.handOver(address(this));
        _replace();
        vm.expectRevert(abi.encodeWithSelector(Modular.OnlyModule.selector, address(this), Module.Rewards));
        _old.handOver(address(this));
    }
}
