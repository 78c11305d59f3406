// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {BatchTest} from "./BatchTest.sol";

/// @notice punishBatch
/// - refused before the contest is over, while committees are drawn, for a batch that is none or whose leaves are all open,
///   and a second time
/// - the batcher pays unopenedBps of the minimum stake per unopened leaf; whoever enforces it gets the bounty
/// - also after the next epoch opened, and from what unbonds
contract PunishBatchTest is BatchTest {
    address private batcher;
    address private enforcer;

    function setUp() public override {
        super.setUp();
        _registerCast();
        batcher = _registerBatcher(500 * LOAM);
        enforcer = vm.addr(77);
    }

    /// @dev A batch of three of which `opened` leaves are opened; ends in Settle.
    function _judge(uint256 opened) private {
        _submit(LEARNER, 200 * LOAM);
        IEpochManager.Leaf[] memory leaves = new IEpochManager.Leaf[](3);
        leaves[0] = _leaf(LEARNER_2);
        leaves[1] = _leaf(LEARNER_3);
        leaves[2] = _leaf(LEARNER);
        _postBatch(BATCHER, leaves);
        _endSubmit();
        _openLinks();
        for (uint256 i; i < opened; ++i) {
            _open(leaves[i]);
        }
        _wait(60);
        if (opened != 3) _endDraw();
        _commitAll();
        _revealAll();
    }

    function _refused(bytes memory reason, uint32 batch) private {
        vm.expectRevert(reason);
        manager.punishBatch(1, batch);
    }

    function test_punishBatch_finesEachUnopenedLeaf() public {
        _judge(1);
        _settleAll();
        _waitForPhaseEnd();
        vm.expectEmit(address(manager));
        emit IEpochManager.BatchUnopened(1, 1, 2, 20 * LOAM);
        vm.prank(enforcer);
        manager.punishBatch(1, 1);
        assertEq(_stakeOf(batcher), 480 * LOAM, "twice a tenth of the minimum stake");
        assertEq(token.balanceOf(enforcer), 1 * LOAM, "a twentieth of it");
        _refused(abi.encodeWithSelector(IEpochManager.NothingUnopened.selector, 1, 1), 1);
    }

    function test_punishBatch_waitsForTheEndOfTheContest() public {
        _judge(0);
        for (uint256 i; i < 2; ++i) {
            IEpochManager.Phase phase = i == 0 ? IEpochManager.Phase.Settle : IEpochManager.Phase.Contest;
            _refused(
                abi.encodeWithSelector(IEpochManager.WrongPhase.selector, 1, phase, IEpochManager.Phase.Aggregate), 1
            );
            if (i == 0) _settleAll();
        }
        _waitForPhaseEnd();
        manager.punishBatch(1, 1);
        assertEq(_stakeOf(batcher), 470 * LOAM, "three leaves");
    }

    function test_punishBatch_refusesWhatIsNoUnopenedBatch() public {
        _judge(3);
        _settleAll();
        _finish();
        _refused(abi.encodeWithSelector(IEpochManager.NothingUnopened.selector, 1, 1), 1);
        _refused(abi.encodeWithSelector(IEpochManager.NothingUnopened.selector, 1, 0), 0);
        vm.expectRevert(
            abi.encodeWithSelector(
                IEpochManager.WrongPhase.selector, 2, IEpochManager.Phase.None, IEpochManager.Phase.Aggregate
            )
        );
        manager.punishBatch(2, 0);
    }

    function test_punishBatch_laterToo_butNotDuringADraw() public {
        _judge(0);
        _settleAll();
        _finish();
        _submit(LEARNER, 200 * LOAM);
        _endSubmit();
        _refused(abi.encodeWithSelector(IEpochManager.DrawInProgress.selector), 1);
        _drawAll();
        manager.punishBatch(1, 1);
        assertEq(_stakeOf(batcher), 470 * LOAM, "fined");
    }

    function test_punishBatch_reachesWhatUnbonds() public {
        _judge(0);
        vm.prank(batcher);
        registry.requestUnbond(500 * LOAM);
        _settleAll();
        _finish();
        manager.punishBatch(1, 1);
        assertEq(_unbondingOf(batcher), 470 * LOAM, "from what unbonds");
    }
}
