// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {Modular} from "../../src/Modular.sol";
import {IModelRegistry} from "../../src/interfaces/IModelRegistry.sol";
import {Module} from "../../src/interfaces/IModules.sol";
import {ModelsTest} from "./ModelsTest.sol";

/// @notice rollback
/// ├── by anybody but the timelock and the court → refused
/// ├── to the head, a later version, an unknown one, one that was rolled back → refused
/// ├── otherwise the head moves, all versions between are marked, the running epoch keeps its base
/// ├── a proposal whose epoch is final becomes a version first
/// └── by the court: the version after `to` pays its maker no more, later ones do; by vote: all do
contract RollbackTest is ModelsTest {
    function test_onlyTimelockAndCourt() public {
        _addVersion();
        vm.expectRevert(abi.encodeWithSelector(Modular.OnlyModule.selector, aggregator, Module.Timelock));
        vm.prank(aggregator);
        models.rollback(0);
    }

    function _expectNotAnAncestor(uint256 from, uint256 to) private {
        vm.expectRevert(abi.encodeWithSelector(IModelRegistry.NotAnAncestor.selector, from, to));
    }

    function test_onlyToAnAncestor() public {
        _addVersion();
        _addVersion();
        _expectNotAnAncestor(2, 2);
        _rollback(2);
        _expectNotAnAncestor(2, 3);
        _rollback(3);
        _rollback(1);
        _addVersion();
        assertEq(models.version(3).parent, 1, "the new line");
        _expectNotAnAncestor(3, 2);
        _rollback(2);
    }

    function test_movesTheHead() public {
        for (uint256 i; i < 3; ++i) {
            _addVersion();
        }
        vm.expectEmit(address(models));
        emit IModelRegistry.RolledBack(3, 1);
        _rollback(1);
        assertEq(models.latest(), 1, "head");
        assertTrue(!models.version(0).rolledBack && !models.version(1).rolledBack, "the line to the head");
        assertTrue(models.version(2).rolledBack && models.version(3).rolledBack, "what was after it");
        assertEq(models.versionCount(), 4, "all on record");
        for (uint256 epoch = 1; epoch < 4; ++epoch) {
            assertEq(models.aggregatorOf(epoch), aggregator, "a vote takes nobody's pay");
        }
    }

    function test_takesEffectWithTheNextEpoch() public {
        _addVersion();
        _submit(LEARNER, 200 * LOAM);
        _rollback(0);
        assertEq(manager.epochInfo(2).baseVersion, 1, "the running epoch keeps its base");
        _judgeAll();
        _finish();
        _submit(LEARNER, 200 * LOAM);
        assertEq(manager.epochInfo(3).baseVersion, 0, "the next one does not");
    }

    function test_finalisesFirst() public {
        _addVersion();
        _propose(aggregator, _toAggregate());
        _waitForPhaseEnd();
        vm.expectEmit(address(models));
        emit IModelRegistry.RolledBack(2, 1);
        _rollback(1);
        assertEq(models.versionCount(), 3, "on record");
        assertEq(models.latest(), 1, "head");
    }

    function test_byTheCourt_itsMakerIsNotPaid() public {
        for (uint256 i; i < 3; ++i) {
            _addVersion();
        }
        vm.prank(address(court));
        models.rollback(1);
        assertEq(models.aggregatorOf(1), aggregator, "before it");
        assertEq(models.aggregatorOf(2), address(0), "the one that the ruling is about");
        assertEq(models.aggregatorOf(3), aggregator, "built on it");
    }
}

/// @notice Any sequence of rollbacks, with a new version in between.
contract RollbackSequenceTest is ModelsTest {
    function setUp() public override {
        super.setUp();
        for (uint256 i; i < 4; ++i) {
            _addVersion();
        }
    }

    /// @dev What is not rolled back is exactly the head and its ancestors, whatever was ruled or voted.
    function testFuzz_theHeadsLineIsWhatStands(uint256 choices) public {
        for (uint256 step; step < 5; ++step) {
            uint256 choice = choices >> (16 * step);
            uint256 to = (choice >> 1) % (models.versionCount() + 1);
            if (step == 2) {
                _addVersion();
            } else {
                vm.prank(choice & 1 == 0 ? address(timelock) : address(court));
                try models.rollback(to) {
                    assertEq(models.latest(), to, "where it was sent");
                } catch {
                    assertTrue(to >= models.latest() || models.version(to).rolledBack, "refused with reason");
                }
            }
            _assertLine();
        }
    }

    function _assertLine() private view {
        uint256 count = models.versionCount();
        bool[] memory line = new bool[](count);
        uint256 number = models.latest();
        line[number] = true;
        while (number != 0) {
            number = models.version(number).parent;
            line[number] = true;
        }
        for (uint256 i; i < count; ++i) {
            assertTrue(models.version(i).rolledBack != line[i], "the line stands, the rest fell");
        }
    }
}
