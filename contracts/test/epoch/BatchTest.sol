// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {BatchTree} from "../../src/libraries/BatchTree.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {SubmissionChain} from "../../src/libraries/SubmissionChain.sol";
import {EpochTest} from "../base/EpochTest.sol";

/// @notice Batches of signed submissions, and the leaves that open them.
abstract contract BatchTest is EpochTest {
    uint256 internal constant BATCHER = 500;

    IEpochManager.Link[] private _none;
    mapping(uint256 epoch => mapping(uint256 first => IEpochManager.Leaf[])) private _leavesOf;

    function _registerBatcher(uint256 stake) internal returns (address) {
        return _register(BATCHER, Roles.AGGREGATOR, stake);
    }

    /// @dev A leaf that the owner of `key` signed, without its place in a batch.
    function _leaf(uint256 key, bytes32 cid, IEpochManager.Terms memory terms)
        internal
        view
        returns (IEpochManager.Leaf memory leaf)
    {
        address learner = vm.addr(key);
        bytes32 metricsHash = keccak256("metrics");
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, manager.submissionHash(cid, metricsHash, terms, learner));
        leaf.cid = cid;
        leaf.metricsHash = metricsHash;
        leaf.terms = terms;
        leaf.node = registry.numberOf(learner);
        leaf.signature = abi.encodePacked(r, s, v);
    }

    function _leaf(uint256 key) internal view returns (IEpochManager.Leaf memory) {
        return _leaf(key, _cid(key), _terms(200 * LOAM, 40_000));
    }

    /// @dev The 36 bytes of each leaf side by side.
    function _bytesOf(IEpochManager.Leaf[] memory leaves) internal view returns (bytes memory list) {
        for (uint256 i; i < leaves.length; ++i) {
            list = abi.encodePacked(list, leaves[i].node, _structHash(leaves[i]));
        }
    }

    function _structHash(IEpochManager.Leaf memory leaf) private view returns (bytes32) {
        return SubmissionChain.structHash(leaf.cid, leaf.metricsHash, leaf.terms, registry.addressOf(leaf.node));
    }

    /// @dev Posts the leaves, notes the link for `_links` and gives the leaves their place and proof.
    function _postBatch(uint256 batcher, IEpochManager.Leaf[] memory leaves) internal returns (uint256 first) {
        bytes memory list = _bytesOf(leaves);
        bytes32[] memory hashes = new bytes32[](leaves.length);
        for (uint256 i; i < leaves.length; ++i) {
            hashes[i] = BatchTree.leafHash(leaves[i].node, _structHash(leaves[i]));
        }
        (uint256 epoch,) = manager.nextTerms();
        bytes18 previous = epoch == _epoch() ? manager.epochInfo(epoch).chain : bytes18(0);
        vm.prank(vm.addr(batcher));
        first = manager.submitBatch(list, keccak256("list"));
        for (uint256 i; i < leaves.length; ++i) {
            leaves[i].batch = uint32(first);
            leaves[i].position = uint16(i);
            leaves[i].proof = _orderedProof(hashes, i);
        }
        linksOf[epoch].push(
            IEpochManager.Link(
                previous,
                vm.addr(batcher),
                _orderedRoot(hashes),
                keccak256("list"),
                IEpochManager.Terms(uint32(epoch), 0, 0, 0),
                uint16(leaves.length)
            )
        );
    }

    function _openLinks() internal {
        if (manager.seedOf(_epoch(), 1) == 0) _askSeed();
        manager.draw(_links(_epoch()), new IEpochManager.Leaf[](0), new uint256[](0));
    }

    function _open(IEpochManager.Leaf memory leaf) internal {
        IEpochManager.Leaf[] memory one = new IEpochManager.Leaf[](1);
        one[0] = leaf;
        manager.draw(_none, one, new uint256[](0));
    }

    function _openAll(IEpochManager.Leaf[] memory leaves) internal {
        manager.draw(_none, leaves, new uint256[](0));
    }

    /// @dev A call that opens nothing, which ends a draw whose time is over.
    function _endDraw() internal {
        manager.draw(_none, new IEpochManager.Leaf[](0), new uint256[](0));
    }

    // ---- a second way to the same tree: halves by recursion instead of levels

    /// @dev The left half of `count` leaves is the greatest power of two below `count`.
    function _split(uint256 count) private pure returns (uint256 half) {
        half = 1;
        while (half * 2 < count) half *= 2;
    }

    function _orderedRoot(bytes32[] memory leaves) internal pure returns (bytes32) {
        return _rootOf(leaves, 0, leaves.length);
    }

    function _rootOf(bytes32[] memory leaves, uint256 from, uint256 count) private pure returns (bytes32) {
        if (count == 1) return leaves[from];
        uint256 half = _split(count);
        return keccak256(
            bytes.concat(_rootOf(leaves, from, half), _rootOf(leaves, from + half, count - half))
        );
    }

    function _orderedProof(bytes32[] memory leaves, uint256 position) internal pure returns (bytes32[] memory path) {
        uint256 from;
        uint256 count = leaves.length;
        uint256 length;
        bytes32[] memory down = new bytes32[](32);
        while (count > 1) {
            uint256 half = _split(count);
            if (position - from < half) {
                down[length++] = _rootOf(leaves, from + half, count - half);
                count = half;
            } else {
                down[length++] = _rootOf(leaves, from, half);
                (from, count) = (from + half, count - half);
            }
        }
        path = new bytes32[](length);
        for (uint256 i; i < length; ++i) {
            path[i] = down[length - 1 - i];
        }
    }
}
