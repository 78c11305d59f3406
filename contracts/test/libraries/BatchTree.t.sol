// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {BatchTree} from "../../src/libraries/BatchTree.sol";
import {BatchTest} from "../epoch/BatchTest.sol";

/// @notice rootOf, leafHash, verify
/// - the root equals that of another way to build the tree, for any number of leaves
/// - every leaf is proved at its position, with as many siblings as the tree has there
/// - not proved: another position, another leaf, another number of leaves, a proof too long or too short, position ≥ count
contract BatchTreeTest is BatchTest {
    function rootOf(bytes calldata leaves) external pure returns (bytes32) {
        return BatchTree.rootOf(leaves);
    }

    function verify(bytes32 root, uint256 count, uint256 position, bytes32 leaf, bytes32[] calldata proof)
        external
        pure
        returns (bool)
    {
        return BatchTree.verify(root, count, position, leaf, proof);
    }

    function _tree(uint256 count, uint256 seed) private view returns (bytes32[] memory hashes, bytes32 root) {
        hashes = new bytes32[](count);
        bytes memory list;
        for (uint256 i; i < count; ++i) {
            uint32 node = uint32(uint256(keccak256(abi.encode(seed, i))));
            bytes32 structHash = keccak256(abi.encode(seed, i, "struct"));
            hashes[i] = keccak256(bytes.concat(keccak256(bytes.concat(bytes4(node), structHash))));
            assertEq(BatchTree.leafHash(node, structHash), hashes[i], "leaf");
            list = abi.encodePacked(list, node, structHash);
        }
        root = this.rootOf(list);
    }

    function testFuzz_rootOf_equalsTheTreeBuiltByHalves(uint256 count, uint256 seed) public view {
        count = bound(count, 1, 70);
        (bytes32[] memory hashes, bytes32 root) = _tree(count, seed);
        assertEq(root, _orderedRoot(hashes), "root");
    }

    function testFuzz_verify_provesEveryLeafInItsPlaceOnly(uint256 count, uint256 position, uint256 other, uint256 seed)
        public
        view
    {
        count = bound(count, 2, 40);
        position = bound(position, 0, count - 1);
        other = bound(other, 0, count + 3);
        (bytes32[] memory hashes, bytes32 root) = _tree(count, seed);
        bytes32[] memory proof = _orderedProof(hashes, position);
        bytes32 leaf = hashes[position];
        assertTrue(this.verify(root, count, position, leaf, proof), "in its place");
        if (other != position) assertTrue(!this.verify(root, count, other, leaf, proof), "not in another");
        assertTrue(!this.verify(root, count, position, keccak256(abi.encode(leaf)), proof), "not another leaf");

        bytes32[] memory longer = new bytes32[](proof.length + 1);
        bytes32[] memory shorter = new bytes32[](proof.length - 1);
        for (uint256 i; i < proof.length; ++i) {
            longer[i] = proof[i];
            if (i < shorter.length) shorter[i] = proof[i];
        }
        assertTrue(!this.verify(root, count, position, leaf, longer), "not with a longer proof");
        assertTrue(!this.verify(root, count, position, leaf, shorter), "not with a shorter proof");
    }

    function test_verify_aLeafStandsAlone() public view {
        (bytes32[] memory hashes, bytes32 root) = _tree(1, 1);
        assertEq(root, hashes[0], "root");
        assertTrue(this.verify(root, 1, 0, hashes[0], new bytes32[](0)), "proved by nothing");
        assertTrue(!this.verify(root, 1, 1, hashes[0], new bytes32[](0)), "there is no second");
        assertTrue(!this.verify(root, 0, 0, root, new bytes32[](0)), "nor a first of none");
    }

    /// @dev Two leaves in the other order make another tree: who opens it cannot swap them.
    function test_verify_siblingsCannotChangePlaces() public view {
        (bytes32[] memory hashes, bytes32 root) = _tree(2, 3);
        bytes32[] memory proof = new bytes32[](1);
        proof[0] = hashes[0];
        assertTrue(this.verify(root, 2, 1, hashes[1], proof), "second");
        assertTrue(!this.verify(root, 2, 0, hashes[1], proof), "not first");
    }
}
