// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {Modular} from "../../src/Modular.sol";
import {Module} from "../../src/interfaces/IModules.sol";
import {IRewardPool} from "../../src/interfaces/IRewardPool.sol";
import {RewardsTest} from "./RewardsTest.sol";

// reverseLearner
// ├── not by Court: OnlyModule
// ├── nothing is due: nothing happens
// ├── not paid yet: never will be, its share lies free
// ├── paid: taken from the stake, as far as it goes
// └── before anybody claimed: the epoch is fixed first
// compensate
// ├── not by Court or Verdicts: NotCourtOrVerdicts
// ├── more than lies free: what lies free, never what is set aside
// └── otherwise the amount
contract ReverseLearnerTest is RewardsTest {
    event Reversed(uint256 indexed epoch, uint256 indexed index, uint256 amount, uint256 taken);

    function _reverse(uint256 epoch, uint256 index) private {
        vm.prank(address(court));
        pool.reverseLearner(epoch, index);
    }

    function test_onlyTheCourt() public {
        vm.expectRevert(abi.encodeWithSelector(Modular.OnlyModule.selector, address(this), Module.Court));
        pool.reverseLearner(1, 0);
    }

    function test_nothingDue() public {
        uint256 epoch = _epochForNothing();
        pool.allot(epoch);
        uint256 reserved = pool.reserved();
        _reverse(epoch, 0);
        assertEq(pool.reserved(), reserved, "nothing changes");
    }

    function test_anUnpaidShareIsWithheld() public {
        uint256 epoch = _epochWith(2);
        vm.expectEmit(address(pool));
        emit Reversed(epoch, 0, 400 * LOAM, 0);
        _reverse(epoch, 0);
        assertEq(pool.reserved(), 600 * LOAM, "it lies free");
        assertEq(pool.learnerDue(epoch, 0), 0, "nothing is due");
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.AlreadyClaimed.selector, epoch, vm.addr(LEARNER)));
        pool.claimLearner(epoch, 0);
        assertEq(pool.claimLearner(epoch, 1), 400 * LOAM, "the other one is paid as before");
        assertEq(registry.bondOf(vm.addr(LEARNER)), 2_000 * LOAM, "its stake is not touched");
    }

    function test_aPaidShareComesFromTheStake() public {
        uint256 epoch = _epochWith(2);
        pool.claimLearner(epoch, 0);
        uint256 inPool = token.balanceOf(address(pool));
        vm.expectEmit(address(pool));
        emit Reversed(epoch, 0, 400 * LOAM, 400 * LOAM);
        _reverse(epoch, 0);
        assertEq(registry.bondOf(vm.addr(LEARNER)), 1_600 * LOAM, "taken from the stake");
        assertEq(token.balanceOf(address(pool)) - inPool, 400 * LOAM, "back in the pool");
        assertEq(pool.reserved(), 600 * LOAM, "the others' shares are as they were");
    }

    function test_asFarAsTheStakeGoes() public {
        _register(700, 1, 100 * LOAM);
        _submit(700, 100 * LOAM);
        uint256 epoch = _epoch();
        _judgeAll();
        _finish();
        pool.claimLearner(epoch, 0);
        vm.expectEmit(address(pool));
        emit Reversed(epoch, 0, 800 * LOAM, 100 * LOAM);
        _reverse(epoch, 0);
    }

    // ---- compensate

    function test_compensateOnlyForModules() public {
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.NotCourtOrVerdicts.selector, address(this)));
        pool.compensate(address(this), 1);
    }

    function test_compensateWhatLiesFree() public {
        uint256 epoch = _epochWith(1);
        pool.allot(epoch);
        token.transfer(address(pool), 30 * LOAM);
        address to = address(0x70);
        vm.prank(address(court));
        assertEq(pool.compensate(to, 10 * LOAM), 10 * LOAM, "the amount");
        vm.prank(address(verdicts));
        assertEq(pool.compensate(to, 50 * LOAM), 20 * LOAM, "what there is");
        vm.prank(address(court));
        assertEq(pool.compensate(to, 1), 0, "and then nothing");
        assertEq(token.balanceOf(to), 30 * LOAM, "no more than that");
        assertEq(pool.reserved(), 1_000 * LOAM, "shares are not touched");
    }
}
