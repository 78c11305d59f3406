// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {INodeRegistry} from "../../src/interfaces/INodeRegistry.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {NetworkTest} from "../base/NetworkTest.sol";

contract DrawTest is NetworkTest {
    function setUp() public override {
        super.setUp();
        _registerCast();
    }

    function _expectPhaseError(IEpochManager.Phase actual) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IEpochManager.WrongPhase.selector, manager.currentEpoch(), actual, IEpochManager.Phase.Draw
            )
        );
    }

    function test_draw_refusesOutsideItsPhase() public {
        _expectPhaseError(IEpochManager.Phase.None);
        manager.draw(1);
        _submit(LEARNER, 200e18);
        _expectPhaseError(IEpochManager.Phase.Submit);
        manager.draw(1);
        _drawAll();
        _expectPhaseError(IEpochManager.Phase.Commit);
        manager.draw(1);
    }

    function test_draw_refusesZero() public {
        _submit(LEARNER, 200e18);
        _endSubmit();
        vm.expectRevert(IEpochManager.ZeroAmount.selector);
        manager.draw(0);
    }

    function test_draw_seatsACommitteeForEachSubmission() public {
        _submit(LEARNER, 200e18);
        _submit(LEARNER_2, 200e18);
        _drawAll();
        IEpochManager.EpochInfo memory info = manager.epochInfo(1);
        assertEq(info.seats, 6, "seats");
        assertEq(info.drawn, 2, "drawn");
        _assertPhase(IEpochManager.Phase.Commit, "commit");
        for (uint256 index; index < 2; ++index) {
            address[] memory members = manager.committee(1, index);
            uint256[] memory weights = manager.committeeWeights(1, index);
            assertEq(members.length, 3, "three of three");
            for (uint256 i; i < 3; ++i) {
                assertEq(weights[i], 500e18, "stake at draw");
                (bool found, uint256 weight) = manager.seatOf(1, index, members[i]);
                assertTrue(found && weight == 500e18, "seat");
            }
        }
        (bool seated,) = manager.seatOf(1, 0, vm.addr(LEARNER));
        assertTrue(!seated, "a learner has none");
        assertEq(registry.dutiesOf(vm.addr(VALIDATOR_1)), 2, "duties");
    }

    function test_draw_followsTheSeedRule() public {
        _submit(LEARNER, 200e18);
        _endSubmit();
        vm.prevrandao(keccak256("randomness"));
        bytes32 accumulator = keccak256(
            abi.encode(
                bytes32(0),
                vm.addr(LEARNER),
                keccak256(abi.encode("cid", LEARNER)),
                keccak256("metrics"),
                uint128(200e18)
            )
        );
        bytes32 expected =
            keccak256(abi.encode(keccak256("randomness"), blockhash(block.number - 1), accumulator, uint256(1)));
        vm.expectEmit(address(manager));
        emit IEpochManager.SeedFixed(1, expected);
        manager.draw(1);
        assertEq(manager.epochInfo(1).seed, expected, "seed");
        (address[] memory members,) =
            registry.drawCommittee(keccak256(abi.encode(expected, uint256(0))), 3, vm.addr(LEARNER));
        assertEq(
            keccak256(abi.encode(members)), keccak256(abi.encode(manager.committee(1, 0))), "recomputable"
        );
    }

    function test_draw_pagesUnderOneSeedAndStakesStandStill() public {
        _submit(LEARNER, 200e18);
        _submit(LEARNER_2, 200e18);
        _submit(LEARNER_3, 200e18);
        _endSubmit();
        assertTrue(!manager.drawing(), "not yet");
        manager.draw(1);
        bytes32 seed = manager.epochInfo(1).seed;
        assertTrue(manager.drawing(), "under way");
        _assertPhase(IEpochManager.Phase.Draw, "still drawing");

        address node = _fund(999, 200e18);
        vm.startPrank(node);
        vm.expectRevert(INodeRegistry.DrawInProgress.selector);
        registry.register(Roles.VALIDATOR, 200e18, _gossipKey(999));
        vm.stopPrank();
        vm.startPrank(vm.addr(VALIDATOR_1));
        vm.expectRevert(INodeRegistry.DrawInProgress.selector);
        registry.addStake(1);
        vm.expectRevert(INodeRegistry.DrawInProgress.selector);
        registry.setRoles(Roles.LEARNER);
        vm.expectRevert(INodeRegistry.DrawInProgress.selector);
        registry.requestUnbond(1);
        vm.stopPrank();

        _wait(10);
        manager.draw(1);
        manager.draw(5);
        assertEq(manager.epochInfo(1).seed, seed, "one seed");
        assertTrue(!manager.drawing(), "through");
        _assertPhase(IEpochManager.Phase.Commit, "commit");
        vm.prank(node);
        registry.register(Roles.VALIDATOR, 200e18, _gossipKey(999));
    }

    function test_draw_learnerNeverJudgesItself() public {
        _register(700, Roles.LEARNER | Roles.VALIDATOR, 50_000e18);
        _submit(700, 200e18);
        _drawAll();
        (bool found,) = manager.seatOf(1, 0, vm.addr(700));
        assertTrue(!found, "excluded though it has most of the weight");
    }
}

contract DrawWithoutValidatorsTest is NetworkTest {
    function test_draw_noValidatorsLeadsToUnresolved() public {
        _register(LEARNER, Roles.LEARNER, 200e18);
        _submit(LEARNER, 200e18);
        _drawAll();
        _assertPhase(IEpochManager.Phase.Settle, "nobody to wait for");
        _settleAll();
        _assertPhase(IEpochManager.Phase.Final, "final");
        assertEq(
            uint256(manager.submission(1, 0).status),
            uint256(IEpochManager.SubmissionStatus.Unresolved),
            "unresolved"
        );
        assertEq(_lockedOf(vm.addr(LEARNER)), 0, "unlocked");
    }

    function test_draw_takesAllWhereTheyAreFew() public {
        _register(LEARNER, Roles.LEARNER, 200e18);
        _registerValidators(2, 500e18);
        _submit(LEARNER, 200e18);
        _drawAll();
        assertEq(manager.committee(1, 0).length, 2, "two");
    }
}
