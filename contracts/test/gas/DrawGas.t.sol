// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {GasTest} from "./GasTest.sol";

/// @notice A committee of seven from 1,000 nodes, and from a tree as deep as that of 100,000.
/// forge-config: default.isolate = true
contract DrawGas is GasTest {
    uint256 private constant NODES = 1_000;

    /// @dev Registers validators whose numbers lie `step` apart.
    function _populate(uint256 step) private {
        _register(LEARNER, Roles.LEARNER, 200 * LOAM);
        _register(LEARNER_2, Roles.LEARNER, 200 * LOAM);
        _register(AGGREGATOR, Roles.AGGREGATOR, 200 * LOAM);
        vm.record();
        registry.nodeCount();
        (bytes32[] memory reads,) = vm.accesses(address(registry));
        for (uint256 i; i < NODES; ++i) {
            // The next number is one more than what is stored here.
            if (step != 1) vm.store(address(registry), reads[0], bytes32(i * step + step));
            _register(10_000 + i, Roles.VALIDATOR, (100 + i % 400) * LOAM);
        }
        _wait(1);
    }

    /// @dev An epoch goes by, after which every node looks as if it had sat in it, as on a network that runs for long.
    function _settleIn() private {
        _submit(LEARNER, 200 * LOAM);
        _judgeAll();
        _finish();
        uint32 seated = verdicts.seatsOf(1, 0)[0];
        bytes32 commitment = vm.load(address(verdicts), _commitmentSlot(seated));
        assertTrue(commitment != 0, "it has committed");
        for (uint256 i; i < NODES; ++i) {
            uint32 node = registry.numberOf(vm.addr(10_000 + i));
            vm.store(address(verdicts), _commitmentSlot(node), commitment);
        }
    }

    function _commitmentSlot(uint32 node) private returns (bytes32) {
        vm.record();
        verdicts.commitmentOf(node);
        (bytes32[] memory reads,) = vm.accesses(address(verdicts));
        return reads[0];
    }

    function _draw(string memory name) private {
        _settleIn();
        _submit(LEARNER_2, 200 * LOAM);
        _submit(LEARNER, 200 * LOAM);
        uint256 epoch = _epoch();
        _endSubmit();
        IEpochManager.Link[] memory one = new IEpochManager.Link[](1);
        one[0] = linksOf[epoch][1];
        _askSeed();
        manager.draw(one, new IEpochManager.Leaf[](0), new uint256[](0));
        _snapshot(string.concat(name, ", with the seed"));
        assertEq(verdicts.seatsOf(epoch, 1).length, SEATS, "seven seats");
        one[0] = linksOf[epoch][0];
        manager.draw(one, new IEpochManager.Leaf[](0), new uint256[](0));
        _snapshot(name);
        assertEq(verdicts.seatsOf(epoch, 0).length, SEATS, "seven seats");
    }

    function test_gas_draw1k() public {
        _populate(1);
        _draw("draw1k");
    }

    function test_gas_draw100k() public {
        _populate(100);
        assertTrue(registry.nodeCount() >= 100_000, "as many numbers");
        _draw("draw100k");
    }
}
