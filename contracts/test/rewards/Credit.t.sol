// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {IRewardPool} from "../../src/interfaces/IRewardPool.sol";
import {RewardsTest} from "./RewardsTest.sol";

// credit
// ├── not final: NotFinal
// ├── no such lesson: refused by Epochs
// ├── nothing accepted, or all credited before: NothingToCredit
// └── otherwise, sent by anybody: a name for each learner whose lesson was accepted
//     ├── once, whatever else is in the list and how often
//     ├── paid or not
//     ├── not when the court rejected it
//     └── at most as much as an epoch may add
contract CreditTest is RewardsTest {
    event Credited(uint256 indexed epoch, uint256 submissions);

    function _name(uint256 i) private view returns (uint256) {
        return registry.reputationOf(vm.addr(LEARNER + i));
    }

    function test_notFinal() public {
        _submit(LEARNER, 500 * LOAM);
        _judgeAll();
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.NotFinal.selector, 1));
        pool.credit(1, _first(1));
    }

    function test_wholeEpochByAnybody() public {
        uint256 epoch = _epochWith(3);
        assertTrue(!pool.credited(epoch, 0), "not yet");
        vm.expectEmit(address(pool));
        emit Credited(epoch, 3);
        vm.prank(address(0xbeef));
        pool.credit(epoch, _first(3));
        for (uint256 i; i < 3; ++i) {
            assertEq(_name(i), 50_000, "a name for each");
            assertTrue(pool.credited(epoch, i), "noted");
        }
        assertEq(pool.lastAllotted(), epoch, "the epoch is fixed with it");
        assertEq(pool.claimLearner(epoch, 0), pool.learnerDue(epoch, 1), "and nobody is paid by it");
    }

    function test_onceEach() public {
        uint256 epoch = _epochWith(2);
        uint256[] memory twice = new uint256[](2);
        pool.credit(epoch, twice);
        assertEq(_name(0), 50_000, "named twice, once credited");
        pool.claimLearner(epoch, 0);
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.NothingToCredit.selector, epoch));
        pool.credit(epoch, _first(1));
        pool.credit(epoch, _first(2));
        assertEq(_name(0), 50_000, "still once");
        assertEq(_name(1), 50_000, "a smaller call before spoils nothing");
    }

    function test_whatWasNotAccepted() public {
        uint256 epoch = _epochForNothing();
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.NothingToCredit.selector, epoch));
        pool.credit(epoch, _first(1));
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.NothingToCredit.selector, epoch));
        pool.credit(epoch, new uint256[](0));
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.NoSuchSubmission.selector, epoch, 1));
        pool.credit(epoch, _first(2));
    }

    function test_notWhatTheCourtRejected() public {
        uint256 epoch = _epochWith(2);
        vm.startPrank(address(court));
        pool.reverseLearner(epoch, 0);
        manager.overturn(epoch, 0, IEpochManager.Status.Rejected);
        vm.stopPrank();
        pool.credit(epoch, _first(2));
        assertEq(_name(0), 0, "no name for what was wrong");
        assertEq(_name(1), 50_000, "for the other one");
    }

    function test_atMostAnEpochsGain() public {
        for (uint256 i; i < 3; ++i) {
            _epochWith(1);
        }
        for (uint256 epoch = 1; epoch <= 3; ++epoch) {
            pool.credit(epoch, _first(1));
        }
        assertEq(_name(0), 100_000, "three lessons at once add what an epoch may add");
    }
}
