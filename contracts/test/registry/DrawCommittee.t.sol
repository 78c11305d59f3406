// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {Roles} from "../../src/libraries/Roles.sol";
import {NetworkTest} from "../base/NetworkTest.sol";

contract DrawCommitteeTest is NetworkTest {
    function _assertDistinct(address[] memory members) private pure {
        for (uint256 i; i < members.length; ++i) {
            for (uint256 j; j < i; ++j) {
                assertTrue(members[i] != members[j], "distinct");
            }
        }
    }

    function testFuzz_draw_distinctWeightedNeverTheExcluded(bytes32 seed, uint8 validators_, uint8 size_) public {
        uint256 validators = bound(validators_, 0, 20);
        uint256 size = bound(size_, 1, 12);
        for (uint256 i; i < validators; ++i) {
            _register(VALIDATOR_1 + i, Roles.VALIDATOR, uint128(100e18 + i * 37e18));
        }
        address excluded = vm.addr(VALIDATOR_1);
        (address[] memory members, uint256[] memory weights) = registry.drawCommittee(seed, size, excluded);
        uint256 eligible = validators == 0 ? 0 : validators - 1;
        assertEq(members.length, eligible < size ? eligible : size, "as many as there are, at most `size`");
        assertEq(members.length, weights.length, "a weight each");
        _assertDistinct(members);
        for (uint256 i; i < members.length; ++i) {
            assertTrue(members[i] != excluded, "not the excluded");
            assertEq(weights[i], registry.weightOf(members[i]), "weight");
            assertTrue(weights[i] != 0, "no weightless member");
        }
    }

    function test_draw_oneWhaleDoesNotMakeItExpensive() public {
        _register(VALIDATOR_1, Roles.VALIDATOR, 50_000_000e18);
        for (uint256 i = 1; i < 3; ++i) {
            _register(VALIDATOR_1 + i, Roles.VALIDATOR, 100e18);
        }
        uint256 before = gasleft();
        (address[] memory members,) = registry.drawCommittee(keccak256("x"), 3, address(0));
        assertTrue(before - gasleft() < 200_000, "no rejection sampling");
        assertEq(members.length, 3, "all of them");
    }

    /// @dev With weights 1:2:7 the first seat follows them. 2,000 draws, tolerance of five standard deviations.
    function test_draw_followsTheWeights() public {
        uint128[3] memory stakes = [uint128(100e18), 200e18, 700e18];
        for (uint256 i; i < 3; ++i) {
            _register(VALIDATOR_1 + i, Roles.VALIDATOR, stakes[i]);
        }
        uint256[3] memory hits;
        for (uint256 n; n < 2_000; ++n) {
            (address[] memory members,) = registry.drawCommittee(keccak256(abi.encode(n)), 1, address(0));
            for (uint256 i; i < 3; ++i) {
                if (members[0] == vm.addr(VALIDATOR_1 + i)) ++hits[i];
            }
        }
        assertTrue(hits[0] > 133 && hits[0] < 267, "a tenth");
        assertTrue(hits[1] > 310 && hits[1] < 490, "a fifth");
        assertEq(hits[0] + hits[1] + hits[2], 2_000, "all");
    }

    function test_draw_sameSeedSameCommittee() public {
        _registerValidators(10, 200e18);
        (address[] memory a,) = registry.drawCommittee(keccak256("s"), 5, address(0));
        (address[] memory b,) = registry.drawCommittee(keccak256("s"), 5, address(0));
        (address[] memory c,) = registry.drawCommittee(keccak256("t"), 5, address(0));
        assertEq(keccak256(abi.encode(a)), keccak256(abi.encode(b)), "same");
        assertTrue(keccak256(abi.encode(a)) != keccak256(abi.encode(c)), "another");
    }
}
