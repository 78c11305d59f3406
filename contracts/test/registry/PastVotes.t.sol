// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {Roles} from "../../src/libraries/Roles.sol";
import {RegistryTest} from "./RegistryTest.sol";

// pastVotesOf  stranger · before it joined · between changes · at the second of a change · two changes in one second
//              · reputation as it was written · beyond 48 bits of time
contract PastVotesTest is RegistryTest {
    function test_pastVotesOf_everyMoment() public {
        uint256 start = vm.getBlockTimestamp();
        address node = _register(NODE, Roles.LEARNER, 150 * LOAM);
        token.transfer(node, 100 * LOAM);
        _wait(10);
        vm.prank(node);
        registry.addStake(50 * LOAM);
        _wait(10);
        _addReputation(node, 100_000);
        vm.prank(node);
        registry.addStake(10 * LOAM);
        vm.prank(node);
        registry.addStake(10 * LOAM);
        _wait(10);
        uint256[7] memory times = [start - 1, start, start + 9, start + 10, start + 19, start + 20, start + 100];
        uint256[7] memory stakes = [uint256(0), 150, 150, 200, 200, 220, 220];
        for (uint256 i; i < times.length; ++i) {
            (uint256 stake, uint256 reputation) = registry.pastVotesOf(node, times[i]);
            assertEq(stake, stakes[i] * LOAM, "stake");
            assertEq(reputation, i < 5 ? 0 : 100_000, "reputation");
        }
    }

    function test_pastVotesOf_strangers() public {
        (uint256 stake, uint256 reputation) = registry.pastVotesOf(address(0xBEEF), vm.getBlockTimestamp());
        assertEq(stake + reputation, 0, "nothing");
        vm.expectRevert();
        registry.pastVotesOf(address(0xBEEF), uint256(type(uint48).max) + 1);
    }
}
