// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {EpochTest} from "../base/EpochTest.sol";

/// @notice The usual cast and a second aggregator; epochs up to the manifest.
abstract contract ModelsTest is EpochTest {
    uint256 internal constant AGGREGATOR_2 = 302;
    bytes32 internal constant MANIFEST = keccak256("manifest");
    bytes32 internal constant ADAPTER = keccak256("adapter");
    bytes32 internal constant EVALUATION = keccak256("evaluation");

    address internal aggregator;
    address internal aggregator2;

    function setUp() public virtual override {
        super.setUp();
        _registerCast();
        aggregator = vm.addr(AGGREGATOR);
        aggregator2 = _register(AGGREGATOR_2, Roles.AGGREGATOR, 500 * LOAM);
    }

    /// @dev Opens the next epoch and brings it to Aggregate.
    function _toAggregate() internal returns (uint256 epoch) {
        _submit(LEARNER, 200 * LOAM);
        epoch = _epoch();
        _judgeAll();
        _waitForPhaseEnd();
        _assertPhase(IEpochManager.Phase.Aggregate, "aggregate");
    }

    function _propose(address by, uint256 epoch) internal {
        vm.prank(by);
        models.propose(epoch, MANIFEST, ADAPTER, 12_345, EVALUATION);
    }

    /// @dev An epoch that becomes a version.
    function _addVersion() internal returns (uint256 number) {
        _runEpoch(LEARNER, 200 * LOAM);
        return models.finalize();
    }

    function _rollback(uint256 to) internal {
        vm.prank(address(timelock));
        models.rollback(to);
    }
}
