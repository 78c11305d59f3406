// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {Roles} from "../../src/libraries/Roles.sol";
import {RegistryTest} from "./RegistryTest.sol";

// Whatever nodes do and suffer, in any order: the line is the sum of the written weights, a written weight is the true one
// where stake and roles decide, tokens cover all stakes, reputation stays in its bounds.
contract WeightsTest is RegistryTest {
    uint256 private constant NODES = 6;

    function testFuzz_weightsEqualTheRegistry(uint256 seed, uint8 steps) public {
        for (uint256 i; i < NODES; ++i) {
            _fund(1 + i, 5_000 * LOAM);
        }
        for (uint256 i; i < bound(steps, 1, 40); ++i) {
            _act(uint256(keccak256(abi.encode(seed, i))));
        }
        uint256 written;
        uint256 bonded;
        for (uint256 i; i < NODES; ++i) {
            address node = vm.addr(1 + i);
            written += registry.weightOf(node);
            bonded += registry.bondOf(node);
            uint256 reputation = _reputationOf(node);
            assertTrue(reputation <= 1e6, "reputation");
            uint256 true_ = registry.isActive(node, Roles.VALIDATOR) ? _weight(_stakeOf(node), reputation) : 0;
            assertEq(registry.trueWeightOf(node), true_, "true weight");
            if (registry.numberOf(node) == 0) continue;
            _refresh(node);
            assertEq(registry.weightOf(node), true_, "refreshed");
            (uint256 stake,) = registry.pastVotesOf(node, vm.getBlockTimestamp());
            assertEq(stake, _stakeOf(node), "votes");
        }
        assertEq(token.balanceOf(address(registry)), bonded, "tokens cover the stakes");
        uint256 refreshed;
        for (uint256 i; i < NODES; ++i) {
            refreshed += registry.weightOf(vm.addr(1 + i));
        }
        assertEq(registry.totalWeight(), refreshed, "the line");
        assertTrue(written <= 2 * bonded / 1e15, "bounded by the stakes");
    }

    /// @dev One random action of one random node; what is refused is refused.
    function _act(uint256 random) private {
        uint256 key = 1 + (random >> 16) % NODES;
        address node = vm.addr(key);
        uint256 amount = (1 + (random >> 32) % 600) * LOAM / (random >> 48 & 1 == 0 ? 1 : 1_000);
        uint256 kind = random % 8;
        bytes memory action;
        address actor = node;
        if (kind == 0) {
            action = abi.encodeCall(registry.register, (uint8(1 + (random >> 64) % 7), amount, _gossipKey(key)));
        } else if (kind == 1) {
            action = abi.encodeCall(registry.addStake, (amount));
        } else if (kind == 2) {
            action = abi.encodeCall(registry.setRoles, (uint8(1 + (random >> 64) % 7)));
        } else if (kind == 3) {
            action = abi.encodeCall(registry.requestUnbond, (random >> 80 & 1 == 0 ? _stakeOf(node) : amount));
        } else if (kind == 4) {
            _wait(random >> 64 & 63);
            action = abi.encodeCall(registry.withdraw, ());
        } else if (kind == 5) {
            actor = address(verdicts);
            action = abi.encodeCall(registry.slash, (node, amount, address(0xBEEF), uint16((random >> 64) % 10_001)));
        } else if (kind == 6) {
            actor = address(pool);
            action = abi.encodeCall(registry.addReputation, (registry.numberOf(node), (random >> 64) % 200_000));
        } else {
            uint32[] memory numbers = new uint32[](1);
            numbers[0] = registry.numberOf(node);
            action = abi.encodeCall(registry.refresh, (numbers));
        }
        vm.prank(actor);
        (bool done,) = address(registry).call(action);
        if (!done) return;
        if (kind < 6 && kind != 4) assertEq(registry.weightOf(node), registry.trueWeightOf(node), "written at once");
    }
}
