// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {StakeRules} from "../../src/interfaces/IParameters.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {NetworkTest} from "../base/NetworkTest.sol";

// drawSeats  a line shorter than there are seats: a stretch is at least 1 long, all seats are filled
contract DrawShortLineTest is NetworkTest {
    uint256 private constant LEAST = 1_000;

    function _stakeRules() internal pure override returns (StakeRules memory rules) {
        rules = super._stakeRules();
        (rules.minStake, rules.entryStake) = (uint64(LEAST), 0);
    }

    function test_drawSeats_moreSeatsThanWeight() public {
        _register(1, Roles.VALIDATOR, LEAST * UNIT);
        _register(2, Roles.VALIDATOR, LEAST * UNIT);
        assertEq(registry.totalWeight(), 2, "two units of weight");
        uint32[] memory seats = registry.drawSeats(bytes32(uint256(1)), 0, 7, 0, registry.drawMoment());
        assertEq(seats.length, 7, "all seats");
        // Position 0 is node 1's until the line's middle, then node 2's begins.
        for (uint256 i; i < 7; ++i) {
            assertEq(seats[i], 2 * i / 7 == 0 ? 1 : 2, "who lies there");
        }
    }
}
