// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IBenchmarkRegistry} from "../../src/interfaces/IBenchmarkRegistry.sol";
import {IElections} from "../../src/interfaces/IElections.sol";
import {EpochTest} from "../base/EpochTest.sol";
import {Merkle} from "../base/Merkle.sol";

/// @notice Pools of items with their proofs, votes, curators, and epochs with a seed.
abstract contract BenchmarksTest is EpochTest {
    uint32 internal constant ITEMS = 40;
    uint32 internal constant PER_EPOCH = 8;
    bytes32 internal constant CID = keccak256("list of the items");
    address internal constant KEEPER = address(0xbeef);

    function setUp() public virtual override {
        super.setUp();
        _registerCast();
    }

    // ---- pools

    /// @dev What an item of a pool is; `name` tells editions apart.
    function _hashOf(string memory name, uint256 item) internal pure returns (bytes32) {
        return keccak256(abi.encode(name, item));
    }

    function _leavesOf(string memory name) internal pure returns (bytes32[] memory leaves) {
        leaves = new bytes32[](ITEMS);
        for (uint256 i; i < ITEMS; ++i) {
            leaves[i] = keccak256(bytes.concat(keccak256(abi.encode(i, _hashOf(name, i)))));
        }
    }

    function _rootOf(string memory name) internal pure returns (bytes32) {
        return Merkle.root(_leavesOf(name));
    }

    function _add(string memory name, uint32 perEpoch) internal returns (uint256) {
        vm.prank(address(timelock));
        return benchmarks.addPool(IBenchmarkRegistry.PoolKind.Public, _rootOf(name), CID, ITEMS, perEpoch, address(0));
    }

    function _openItem(string memory name, uint256 pool_, uint256 epoch, uint256 item) internal {
        benchmarks.openItem(pool_, epoch, item, _hashOf(name, item), Merkle.proof(_leavesOf(name), item));
    }

    // ---- epochs

    /// @dev Opens an epoch and fixes its seed; it is not brought to its end.
    function _seedEpoch() internal returns (uint256 epoch) {
        _submit(LEARNER, 200 * LOAM);
        _drawAll();
        return _epoch();
    }

    function _finishEpoch() internal {
        _commitAll();
        _revealAll();
        _settleAll();
        _finish();
    }

    function _contains(uint256[] memory list, uint256 item) internal pure returns (bool) {
        for (uint256 i; i < list.length; ++i) {
            if (list[i] == item) return true;
        }
        return false;
    }

    // ---- curators

    /// @dev Three curators; two must agree.
    function _electCurators() internal returns (address[] memory) {
        for (uint256 i; i < 3; ++i) {
            vm.prank(vm.addr(VALIDATOR_1 + i));
            elections.stand(IElections.Committee.Curators);
        }
        elections.callElection(IElections.Committee.Curators);
        _wait(1);
        _wait(1);
        elections.elect(IElections.Committee.Curators);
        return elections.membersOf(IElections.Committee.Curators);
    }
}
