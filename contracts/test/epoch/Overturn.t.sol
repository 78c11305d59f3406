// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {Module} from "../../src/interfaces/IModules.sol";
import {Modular} from "../../src/Modular.sol";
import {EpochTest} from "../base/EpochTest.sol";

/// @notice overturn, markPaid
/// - only Court, from Aggregate on, only between accepted and rejected; weights and totals stay
/// - only Rewards marks as paid; it is told what was before, so a second claim is seen; what never counted is refused
contract OverturnTest is EpochTest {
    function setUp() public override {
        super.setUp();
        _registerCast();
        _submit(LEARNER, 200 * LOAM);
    }

    function _overturn(uint256 index, IEpochManager.Status status) private returns (IEpochManager.Submission memory) {
        vm.prank(address(court));
        return manager.overturn(1, index, status);
    }

    function test_overturn_onlyCourt() public {
        _judgeAll();
        _finish();
        vm.expectRevert(abi.encodeWithSelector(Modular.OnlyModule.selector, address(this), Module.Court));
        manager.overturn(1, 0, IEpochManager.Status.Rejected);
    }

    function test_overturn_notBeforeTheContestIsOver() public {
        _judgeAll();
        vm.prank(address(court));
        vm.expectRevert(
            abi.encodeWithSelector(
                IEpochManager.WrongPhase.selector, 1, IEpochManager.Phase.Contest, IEpochManager.Phase.Aggregate
            )
        );
        manager.overturn(1, 0, IEpochManager.Status.Rejected);
    }

    function test_overturn_andBack() public {
        _judgeAll();
        _finish();
        uint64 weight = manager.submission(1, 0).weight;
        uint256 total = manager.epochInfo(1).totalWeight;
        IEpochManager.Submission memory before = _overturn(0, IEpochManager.Status.Rejected);
        assertEq(uint256(before.status), uint256(IEpochManager.Status.Accepted), "what it was");
        assertEq(before.learner, vm.addr(LEARNER), "whose");
        assertEq(uint256(manager.submission(1, 0).status), uint256(IEpochManager.Status.Rejected), "rejected");
        assertEq(manager.submission(1, 0).weight, weight, "the weight stays noted");
        assertEq(manager.epochInfo(1).totalWeight, total, "nobody else's share changes");
        before = _overturn(0, IEpochManager.Status.Accepted);
        assertEq(uint256(before.status), uint256(IEpochManager.Status.Rejected), "what it was");
        assertEq(uint256(manager.submission(1, 0).status), uint256(IEpochManager.Status.Accepted), "and back");
    }

    function test_overturn_refusesOtherStatuses() public {
        _judgeAll();
        _finish();
        IEpochManager.Status[4] memory others = [
            IEpochManager.Status.None,
            IEpochManager.Status.Pending,
            IEpochManager.Status.Unresolved,
            IEpochManager.Status.Canary
        ];
        for (uint256 i; i < 4; ++i) {
            vm.prank(address(court));
            vm.expectRevert(abi.encodeWithSelector(IEpochManager.InvalidStatus.selector, others[i]));
            manager.overturn(1, 0, others[i]);
        }
    }

    function test_overturn_refusesWhatIsNeitherAcceptedNorRejected() public {
        _judgeAll();
        vm.prank(address(verdicts));
        manager.noteCanary(1, 0);
        _finish();
        for (uint256 index; index < 2; ++index) {
            vm.prank(address(court));
            vm.expectRevert(abi.encodeWithSelector(IEpochManager.NotSettled.selector, 1, index));
            manager.overturn(1, index, IEpochManager.Status.Rejected);
        }
    }

    function test_markPaid_onlyRewards() public {
        _judgeAll();
        vm.expectRevert(abi.encodeWithSelector(Modular.OnlyModule.selector, address(this), Module.Rewards));
        manager.markPaid(1, 0);
    }

    function test_markPaid_tellsWhatWasBefore() public {
        _judgeAll();
        _finish();
        vm.startPrank(address(pool));
        (uint32 node, uint64 weight, bool before) = manager.markPaid(1, 0);
        assertTrue(!before, "not paid before");
        assertTrue(weight != 0 && weight == manager.submission(1, 0).weight, "its weight");
        assertEq(node, manager.submission(1, 0).node, "whose it is");
        assertTrue(manager.submission(1, 0).paid, "paid");
        (,, before) = manager.markPaid(1, 0);
        assertTrue(before, "the second time it was paid before");
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.NoSuchSubmission.selector, 1, 1));
        manager.markPaid(1, 1);
        vm.stopPrank();
    }
}
