// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {EpochManager} from "../../src/EpochManager.sol";
import {EpochSteps} from "../../src/epochs/EpochSteps.sol";
import {Modular} from "../../src/Modular.sol";
import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {Module} from "../../src/interfaces/IModules.sol";
import {IRewardPool} from "../../src/interfaces/IRewardPool.sol";
import {EpochTest} from "../base/EpochTest.sol";

/// @notice A manager that a vote puts in the place of another
/// - it goes on with the next number, once the old one's last epoch is final, and not before
/// - it answers for old epochs with what the old one says, errors too
/// - shares of old epochs are paid, verdicts of old epochs overturned through it
/// - learners are known to it as soon as the registry tells of them
/// @notice EpochSteps, called directly, finds no epoch
contract TakeoverTest is EpochTest {
    EpochManager private old;

    function setUp() public override {
        super.setUp();
        _registerCast();
    }

    function _replace() private {
        old = manager;
        manager = new EpochManager(modules);
        vm.prank(address(timelock));
        modules.replace(Module.Epochs, address(manager));
        for (uint256 i; i < 3; ++i) {
            address learner = _fund(LEARNER + i, LOAM);
            vm.prank(learner);
            registry.addStake(LOAM);
        }
    }

    function test_takeover_goesOn() public {
        _runEpoch(LEARNER, 200 * LOAM);
        _replace();
        assertEq(manager.currentEpoch(), 1, "the last number");
        (uint256 next, uint256 baseVersion) = manager.nextTerms();
        assertEq(next, 2, "the next number");
        assertEq(baseVersion, 1, "the version of epoch 1");
        _runEpoch(LEARNER, 200 * LOAM);
        assertEq(manager.currentEpoch(), 2, "epoch 2");
        assertEq(manager.epochInfo(2).accepted, 1, "was a whole one");
        assertEq(old.currentEpoch(), 1, "the old one stays where it was");
    }

    function test_takeover_answersForOldEpochs() public {
        _runEpoch(LEARNER, 200 * LOAM);
        uint256 finalAt = manager.finalAt(1);
        _replace();
        _wait(100);
        assertEq(uint256(manager.phase(1)), uint256(IEpochManager.Phase.Final), "phase");
        assertEq(uint256(manager.phaseAt(1, 1_700_000_001)), uint256(old.phaseAt(1, 1_700_000_001)), "phase then");
        (IEpochManager.Phase phase, uint256 round) = manager.phaseAndRound(1);
        assertEq(uint256(phase), uint256(IEpochManager.Phase.Final), "phase");
        assertEq(round, 1, "round");
        assertEq(manager.finalAt(1), finalAt, "final at");
        assertEq(manager.seedOf(1, 1), old.seedOf(1, 1), "seed");
        assertTrue(manager.seedOf(1, 1) != 0, "which is one");
        assertEq(manager.sealOf(1, 0), old.sealOf(1, 0), "seal");
        assertTrue(manager.sealOf(1, 0) != 0, "which is one");
        assertEq(manager.submission(1, 0).learner, vm.addr(LEARNER), "submission");
        assertEq(manager.epochInfo(1).totalWeight, old.epochInfo(1).totalWeight, "info");
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.NoSuchSubmission.selector, 1, 1));
        manager.submission(1, 1);
        assertEq(uint256(manager.phase(9)), uint256(IEpochManager.Phase.None), "no such epoch");
        assertTrue(!manager.drawing(), "nothing is drawn");
    }

    function test_takeover_oldEpochsAreStillPaid() public {
        _runEpoch(LEARNER, 200 * LOAM);
        _replace();
        assertTrue(pool.claimLearner(1, 0) != 0, "paid");
        assertTrue(manager.submission(1, 0).paid, "noted");
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.AlreadyClaimed.selector, 1, vm.addr(LEARNER)));
        pool.claimLearner(1, 0);
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.NoSuchSubmission.selector, 1, 1));
        pool.claimLearner(1, 1);
        vm.expectRevert(abi.encodeWithSelector(Modular.OnlyModule.selector, address(this), Module.Rewards));
        old.markPaid(1, 0);
    }

    function test_takeover_oldVerdictsCanBeOverturned() public {
        _runEpoch(LEARNER, 200 * LOAM);
        _replace();
        vm.prank(address(court));
        manager.overturn(1, 0, IEpochManager.Status.Rejected);
        assertEq(uint256(manager.submission(1, 0).status), uint256(IEpochManager.Status.Rejected), "overturned");
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.NothingToClaim.selector, 1, vm.addr(LEARNER)));
        pool.claimLearner(1, 0);
    }

    function test_takeover_waitsForTheOldEpoch() public {
        _submit(LEARNER, 200 * LOAM);
        _wait(15);
        _replace();
        (uint256 next,) = manager.nextTerms();
        assertEq(next, 0, "nothing can be stated");
        vm.prank(vm.addr(LEARNER));
        vm.expectRevert(
            abi.encodeWithSelector(
                IEpochManager.WrongPhase.selector, 1, IEpochManager.Phase.Salt, IEpochManager.Phase.Submit
            )
        );
        manager.submit(keccak256("x"), 0, IEpochManager.Terms(2, 0, 0, uint64(200 * LOAM / UNIT)));
    }

    function test_steps_calledDirectlyFindNothing() public {
        EpochSteps steps = new EpochSteps(modules);
        _submit(LEARNER, 200 * LOAM);
        _endSubmit();
        IEpochManager.Link[] memory links = _links(1);
        vm.expectRevert(
            abi.encodeWithSelector(
                IEpochManager.WrongPhase.selector, 0, IEpochManager.Phase.None, IEpochManager.Phase.Draw
            )
        );
        steps.draw(links, new IEpochManager.Leaf[](0), new uint256[](0));
        vm.expectRevert(
            abi.encodeWithSelector(
                IEpochManager.WrongPhase.selector, 1, IEpochManager.Phase.None, IEpochManager.Phase.Settle
            )
        );
        steps.settle(1, new uint256[](1));
    }
}
