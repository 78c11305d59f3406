// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {RegistryTest} from "./RegistryTest.sol";

// Nobody moves a weight who can know the seed:
// phase Draw before the seed · between the seed and the last committee · after it: free again
// a later round: weights moved in the block in which its seed could be fixed: the seed waits for the next block
contract StandStillTest is RegistryTest {
    address private node;

    function setUp() public override {
        super.setUp();
        _registerCast();
        node = _register(NODE, Roles.VALIDATOR, 500 * LOAM);
        token.transfer(node, 1_000 * LOAM);
    }

    function _add() private {
        vm.prank(node);
        registry.addStake(100 * LOAM);
    }

    function test_nothingMovesFromTheEndOfSubmittingToTheLastCommittee() public {
        _submit(LEARNER, MIN_STAKE);
        _add();
        _endSubmit();
        _assertPhase(IEpochManager.Phase.Draw, "no seed yet");
        vm.prank(node);
        _expectDrawInProgress();
        registry.addStake(100 * LOAM);
        manager.draw(_links(1), new IEpochManager.Leaf[](0), new uint256[](0));
        _add();
        assertEq(_stakeOf(node), 700 * LOAM, "free before and after");
    }

    function test_aSeedWaitsForABlockInWhichNothingMoved() public {
        for (uint256 i; i < 3; ++i) {
            moodOf[vm.addr(VALIDATOR_1 + i)] = Mood.Silent;
        }
        moodOf[node] = Mood.Silent;
        _submit(LEARNER, MIN_STAKE);
        _drawAll();
        _waitForPhaseEnd();
        if (_phase() == IEpochManager.Phase.Reveal) _waitForPhaseEnd();
        // One transaction: stake moves, the last submission is settled, the next round could begin.
        _add();
        _settleAll();
        _assertPhase(IEpochManager.Phase.Draw, "a larger committee is needed");
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.WeightsMoved.selector, vm.getBlockNumber()));
        this.drawOutside();
        vm.roll(vm.getBlockNumber() + 1);
        this.drawOutside();
        assertEq(manager.epochInfo(1).round, 2, "drawn in the next block");
    }

    function drawOutside() external {
        manager.draw(new IEpochManager.Link[](0), new IEpochManager.Leaf[](0), _pending(1));
    }
}
