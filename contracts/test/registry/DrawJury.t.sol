// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {Roles} from "../../src/libraries/Roles.sol";
import {RegistryTest} from "./RegistryTest.sol";

// drawJury  nobody · only excluded ones · several excluded, repeated, without weight, number 0
//           · reputation decides · nobody has reputation: the 16th try is kept
contract DrawJuryTest is RegistryTest {
    function _draw(uint256 seed, uint256 size, uint32[] memory exclude) private view returns (uint32[] memory) {
        return registry.drawJury(bytes32(seed), size, exclude);
    }

    function _list(uint32 a, uint32 b, uint32 c) private pure returns (uint32[] memory list) {
        list = new uint32[](3);
        (list[0], list[1], list[2]) = (a, b, c);
    }

    function test_drawJury_nobody() public {
        assertEq(_draw(1, 3, new uint32[](0)).length, 0, "an empty network");
        _register(1, Roles.VALIDATOR, MIN_STAKE);
        _register(2, Roles.LEARNER, MIN_STAKE);
        assertEq(_draw(1, 3, _list(1, 2, 0)).length, 0, "only excluded ones");
    }

    function test_drawJury_neverTheParties() public {
        for (uint256 i; i < 6; ++i) {
            _register(1 + i, i == 3 ? Roles.LEARNER : Roles.VALIDATOR, MIN_STAKE);
        }
        bool[7] memory seen;
        for (uint256 n; n < 100; ++n) {
            uint32[] memory jurors = _draw(n, 3, _list(5, 2, 5));
            assertEq(jurors.length, 3, "all seats");
            for (uint256 i; i < 3; ++i) {
                seen[jurors[i]] = true;
            }
        }
        assertTrue(seen[1] && seen[3] && seen[6], "everybody else");
        assertTrue(!seen[2] && !seen[4] && !seen[5], "no party, no learner");
    }

    /// @dev Same stake, reputations 10 % and 1 %: ten jurors to one. Expected 182 and 1,818 of 2,000.
    function test_drawJury_byReputation() public {
        address known = _register(1, Roles.VALIDATOR, MIN_STAKE);
        address less = _register(2, Roles.VALIDATOR, MIN_STAKE);
        _addReputation(known, 100_000);
        _addReputation(less, 10_000);
        uint256 hits;
        for (uint256 n; n < 2_000; ++n) {
            if (_draw(n, 1, new uint32[](0))[0] == 2) ++hits;
        }
        // Of 16 tries 5.5 % keep each, so 40 % of the draws end with whoever is last: half of these are the second.
        assertTrue(hits > 430 && hits < 620, "a fourth");
        _addReputation(less, 90_000);
        hits = 0;
        for (uint256 n; n < 2_000; ++n) {
            if (_draw(n, 1, new uint32[](0))[0] == 2) ++hits;
        }
        assertTrue(hits > 880 && hits < 1_120, "half with the same reputation");
    }

    function test_drawJury_withoutAnyReputation() public {
        _register(1, Roles.VALIDATOR, MIN_STAKE);
        assertEq(_draw(1, 1, new uint32[](0))[0], 1, "the last try is kept");
    }
}
