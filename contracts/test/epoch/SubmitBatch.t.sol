// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {SubmissionChain} from "../../src/libraries/SubmissionChain.sol";
import {BatchTest} from "./BatchTest.sol";

/// @notice submitBatch, submitRoot
/// - the chain grows by one link with the root over the leaves; each leaf gets a position
/// - the root only: the same link
/// - refused: no leaves, bytes that are no whole leaves, no root, more positions than an epoch has
/// - refused: who is active in no role; more leaves in an epoch than the stake can pay for, over several batches; the next
///   epoch counts anew; a node of any role may
contract SubmitBatchTest is BatchTest {
    function setUp() public override {
        super.setUp();
        _registerCast();
    }

    function _leaves(uint256 count) private pure returns (bytes memory list) {
        for (uint256 i; i < count; ++i) {
            list = abi.encodePacked(list, uint32(i + 1), keccak256(abi.encode("leaf", i)));
        }
    }

    function test_submitBatch_isOneLink() public {
        address batcher = _registerBatcher(500 * LOAM);
        _submit(LEARNER, 200 * LOAM);
        bytes18 chain = manager.epochInfo(1).chain;
        bytes memory list = _leaves(5);
        bytes32[] memory hashes = new bytes32[](5);
        for (uint256 i; i < 5; ++i) {
            hashes[i] = keccak256(
                bytes.concat(keccak256(abi.encodePacked(uint32(i + 1), keccak256(abi.encode("leaf", i)))))
            );
        }
        bytes32 root = _orderedRoot(hashes);
        vm.expectEmit(address(manager));
        emit IEpochManager.BatchSubmitted(1, 1, batcher, root, keccak256("list"), 5);
        vm.prank(batcher);
        assertEq(manager.submitBatch(list, keccak256("list")), 1, "first position");
        chain = SubmissionChain.append(chain, batcher, root, keccak256("list"), IEpochManager.Terms(1, 0, 0, 0), 5);
        assertEq(bytes32(manager.epochInfo(1).chain), bytes32(chain), "chain");
        assertEq(manager.epochInfo(1).count, 6, "positions");

        vm.expectEmit(address(manager));
        emit IEpochManager.BatchSubmitted(1, 6, batcher, root, keccak256("list"), 5);
        vm.prank(batcher);
        assertEq(manager.submitRoot(root, 5, keccak256("list")), 6, "the root alone");
        chain = SubmissionChain.append(chain, batcher, root, keccak256("list"), IEpochManager.Terms(1, 0, 0, 0), 5);
        assertEq(bytes32(manager.epochInfo(1).chain), bytes32(chain), "the same link");
    }

    function test_submitBatch_refusesSizes() public {
        address batcher = _registerBatcher(500 * LOAM);
        vm.startPrank(batcher);
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.BatchSize.selector, 0));
        manager.submitBatch("", 0);
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.BatchSize.selector, 37));
        manager.submitBatch(new bytes(37), 0);
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.BatchSize.selector, 0));
        manager.submitRoot(keccak256("root"), 0, 0);
        vm.expectRevert(IEpochManager.ZeroCid.selector);
        manager.submitRoot(0, 1, 0);
        vm.stopPrank();
    }

    function test_submitBatch_refusesMoreThanAllPositions() public {
        address batcher = _registerBatcher(700_000 * LOAM);
        vm.startPrank(batcher);
        manager.submitRoot(keccak256("root"), 65_535, 0);
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.EpochFull.selector, 1, 65_535));
        manager.submitRoot(keccak256("root"), 1, 0);
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.BatchSize.selector, 36 * 65_536));
        manager.submitBatch(new bytes(36 * 65_536), 0);
        vm.stopPrank();
    }

    function test_submitRoot_refusesStrangers() public {
        address stranger = vm.addr(999);
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.NotCovered.selector, stranger, 1, 0));
        manager.submitRoot(keccak256("root"), 1, 0);
    }

    function test_submitRoot_anyRoleMay() public {
        address[3] memory nodes = [vm.addr(LEARNER), vm.addr(VALIDATOR_1), vm.addr(AGGREGATOR)];
        for (uint256 i; i < 3; ++i) {
            vm.prank(nodes[i]);
            assertEq(manager.submitRoot(keccak256("root"), 1, 0), i, "position");
        }
    }

    /// @dev An unopened leaf costs a tenth of 100 LOAM here, so 500 LOAM cover 50 leaves.
    function test_submitRoot_refusesMoreLeavesThanTheStakeCovers() public {
        address batcher = _registerBatcher(500 * LOAM);
        vm.startPrank(batcher);
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.NotCovered.selector, batcher, 51, 50));
        manager.submitRoot(keccak256("root"), 51, 0);
        manager.submitRoot(keccak256("root"), 30, 0);
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.NotCovered.selector, batcher, 51, 50));
        manager.submitRoot(keccak256("root"), 21, 0);
        manager.submitRoot(keccak256("root"), 20, 0);
        vm.stopPrank();
    }

    function test_submitRoot_theNextEpochCountsAnew() public {
        address batcher = _registerBatcher(500 * LOAM);
        _runEpoch(LEARNER, 200 * LOAM);
        vm.startPrank(batcher);
        manager.submitRoot(keccak256("root"), 50, 0);
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.NotCovered.selector, batcher, 51, 50));
        manager.submitRoot(keccak256("root"), 1, 0);
        vm.stopPrank();
    }

    function test_submitRoot_aStakeThatLeavesStillCovers() public {
        address batcher = _registerBatcher(500 * LOAM);
        vm.startPrank(batcher);
        registry.requestUnbond(400 * LOAM);
        manager.submitRoot(keccak256("root"), 50, 0);
        registry.requestUnbond(100 * LOAM);
        vm.expectRevert(abi.encodeWithSelector(IEpochManager.NotCovered.selector, batcher, 51, 0));
        manager.submitRoot(keccak256("root"), 1, 0);
        vm.stopPrank();
    }
}
