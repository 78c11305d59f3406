// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {Roles} from "../../src/libraries/Roles.sol";
import {RegistryTest} from "./RegistryTest.sol";

// drawSeats  nobody has weight · nobody but the excluded · one node: all seats · size 0
//            excluded: nobody, a node without weight, a node in the middle of the line
//            decayed: kept or drawn again · only decayed ones in the stretch: kept at the 16th try · grown: always kept
//            by weight · a seat from every stretch · the same seed, the same seats · later seats are others
contract DrawSeatsTest is RegistryTest {
    function _draw(uint256 seed, uint256 size) private view returns (uint32[] memory) {
        return registry.drawSeats(bytes32(seed), 0, size, 0, registry.drawMoment());
    }

    function test_drawSeats_nobody() public {
        assertEq(_draw(1, 7).length, 0, "an empty network");
        _register(1, Roles.VALIDATOR, MIN_STAKE);
        _register(2, Roles.LEARNER, MIN_STAKE);
        assertEq(registry.drawSeats(bytes32(uint256(1)), 0, 7, 1, registry.drawMoment()).length, 0, "nobody but the excluded");
        assertEq(_draw(1, 0).length, 0, "no seats");
    }

    function test_drawSeats_oneNodeCanHoldAll() public {
        _register(2, Roles.LEARNER, MIN_STAKE);
        _register(1, Roles.VALIDATOR, MIN_STAKE);
        uint32[] memory seats = registry.drawSeats(bytes32(uint256(1)), 0, 7, 1, registry.drawMoment());
        assertEq(seats.length, 7, "all seats");
        for (uint256 i; i < 7; ++i) {
            assertEq(seats[i], 2, "the only one; the excluded has no weight");
        }
    }

    /// @dev The rule of the interface, walked along the line.
    function _expected(bytes32 seed, uint256 first, uint256 size, uint256[] memory weights, uint256 exclude)
        private
        pure
        returns (uint32[] memory seats)
    {
        uint256 total;
        for (uint256 i; i < weights.length; ++i) {
            if (i + 1 != exclude) total += weights[i];
        }
        seats = new uint32[](size);
        for (uint256 j; j < size; ++j) {
            uint256 from = total * j / size;
            uint256 word = uint256(keccak256(abi.encode(seed, first + j, 0)));
            uint256 position = from + (word & type(uint128).max) % (total * (j + 1) / size - from);
            for (uint256 i; i < weights.length; ++i) {
                if (i + 1 == exclude) continue;
                if (position < weights[i]) {
                    seats[j] = uint32(i + 1);
                    break;
                }
                position -= weights[i];
            }
        }
    }

    function testFuzz_drawSeats_asTheInterfaceSays(bytes32 seed, uint256 nodes, uint256 size, uint256 first, uint256 out)
        public
    {
        nodes = bound(nodes, 2, 9);
        size = bound(size, 1, 12);
        first = bound(first, 0, 36);
        out = bound(out, 0, nodes);
        uint256[] memory weights = new uint256[](nodes);
        for (uint256 i; i < nodes; ++i) {
            bool validates = i < 2 || uint256(seed) >> i & 1 == 1;
            weights[i] = validates ? 100_000 + i * 37_000 : 0;
            _register(1 + i, validates ? Roles.VALIDATOR : Roles.LEARNER, (100 + i * 37) * LOAM);
        }
        uint32[] memory seats = registry.drawSeats(seed, first, size, uint32(out), registry.drawMoment());
        uint32[] memory expected = _expected(seed, first, size, weights, out);
        assertEq(keccak256(abi.encode(seats)), keccak256(abi.encode(expected)), "seats");
        for (uint256 i; i < size; ++i) {
            assertTrue(seats[i] != out && seats[i] != 0, "never the excluded");
        }
    }

    /// @dev With weights 1:2:7, 2,000 draws, within five standard deviations.
    function test_drawSeats_followTheWeights() public {
        uint256[3] memory stakes = [100 * LOAM, 200 * LOAM, 700 * LOAM];
        for (uint256 i; i < 3; ++i) {
            _register(1 + i, Roles.VALIDATOR, stakes[i]);
        }
        uint256[4] memory hits;
        for (uint256 n; n < 2_000; ++n) {
            ++hits[_draw(n, 1)[0]];
        }
        assertTrue(hits[1] > 133 && hits[1] < 267, "a tenth");
        assertTrue(hits[2] > 310 && hits[2] < 490, "a fifth");
        assertEq(hits[1] + hits[2] + hits[3], 2_000, "all");
    }

    /// @dev Who has half of the weight, in a row, gets half of the seats within one, always: no lucky committee.
    function test_drawSeats_oneFromEveryStretch() public {
        for (uint256 i; i < 10; ++i) {
            _register(1 + i, Roles.VALIDATOR, MIN_STAKE);
        }
        for (uint256 n; n < 200; ++n) {
            uint32[] memory seats = _draw(n, 5);
            for (uint256 j; j < 5; ++j) {
                assertTrue(seats[j] == 2 * j + 1 || seats[j] == 2 * j + 2, "seat j from the j-th pair");
            }
        }
    }

    function test_drawSeats_sameSeedSameSeats() public {
        for (uint256 i; i < 10; ++i) {
            _register(1 + i, Roles.VALIDATOR, MIN_STAKE);
        }
        bytes32 a = keccak256(abi.encode(_draw(1, 5)));
        assertEq(a, keccak256(abi.encode(_draw(1, 5))), "same");
        assertTrue(a != keccak256(abi.encode(_draw(2, 5))), "another seed");
        assertTrue(a != keccak256(abi.encode(registry.drawSeats(bytes32(uint256(1)), 5, 5, 0, registry.drawMoment()))), "later seats");
    }

    /// @dev Two nodes were written with the same weight; one has lost nine tenths of it since. Seats follow 10:1.
    function test_drawSeats_decayedWeightCountsAsItIs() public {
        _registerCast();
        address faded = _register(1, Roles.VALIDATOR, 1_000 * LOAM);
        _register(2, Roles.VALIDATOR, 1_000 * LOAM);
        _stopWithinADraw(); // the line stands still, but a fine is taken
        _slash(faded, 900 * LOAM);
        assertEq(registry.trueWeightOf(faded), 100_000, "true");
        assertEq(registry.weightOf(faded), 1_000_000, "written");
        uint256 hits;
        uint256 others;
        for (uint256 n; n < 2_000; ++n) {
            uint32 seat = _draw(n, 1)[0];
            if (seat == registry.numberOf(faded)) ++hits;
            else if (seat == registry.numberOf(vm.addr(2))) ++others;
        }
        // 100 : 1,000 of 2,600 true weight: 77 and 769 of 2,000 expected.
        assertTrue(hits > 35 && hits < 120, "a thirteenth of the tenth");
        assertTrue(others > 660 && others < 880, "the other");
    }

    /// @dev A stretch in which only weight of the past lies: the 16th try is kept, so a seat is never empty.
    function test_drawSeats_onlyDecayedOnes() public {
        _registerCast();
        address faded = _register(1, Roles.VALIDATOR, 100_000 * LOAM);
        _stopWithinADraw();
        _slash(faded, 100_000 * LOAM);
        uint32[] memory seats = _draw(1, 6);
        for (uint256 i = 1; i < 6; ++i) {
            assertEq(seats[i], registry.numberOf(faded), "nobody else there");
        }
    }

    function test_drawSeats_grownOnesAreAlwaysKept() public {
        address node = _register(1, Roles.VALIDATOR, MIN_STAKE);
        _addReputation(node, 100_000);
        assertTrue(registry.trueWeightOf(node) > registry.weightOf(node), "grown");
        assertEq(_draw(1, 3)[2], 1, "kept");
    }

    /// @dev A line shorter than the seats: stretches are at least one long.
    function test_drawSeats_moreSeatsThanWeight() public {
        _register(1, Roles.VALIDATOR, MIN_STAKE);
        uint32[] memory seats = _draw(1, 150_000 / 1_000);
        assertEq(seats.length, 150, "all seats");
    }
}
