// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {Roles} from "../../src/libraries/Roles.sol";
import {RegistryTest} from "./RegistryTest.sol";

/// @dev Writes validators with equal stakes straight into the registry's storage: 100,000 registrations take too long.
abstract contract CrowdTest is RegistryTest {
    uint256 private constant WEIGHT = 100_000;
    /// Slots of the registry's storage; a test notices when they move.
    uint256 private constant COUNT_SLOT = 0;
    uint256 private constant ACCOUNTS_SLOT = 2;
    uint256 private constant DEPTH_SLOT = 3;
    uint256 private constant WORDS_SLOT = 4;

    event Gas(string name, uint256 gas);

    function _fill(uint256 nodes) internal {
        _write(COUNT_SLOT, nodes);
        uint256 account = MIN_STAKE / UNIT | uint256(Roles.VALIDATOR) << 128;
        for (uint256 number = 1; number <= nodes; ++number) {
            _write(_slot(number, ACCOUNTS_SLOT), account);
        }
        uint256 depth;
        uint256 children = nodes;
        uint256 whole = WEIGHT; // sum below a full child
        while (children != 1) {
            uint256 words = (children + 5) / 6;
            uint256 rest = nodes * WEIGHT - (children - 1) * whole; // sum below the last child
            for (uint256 i; i < words; ++i) {
                uint256 word;
                uint256 sum;
                for (uint256 lane; lane < 6; ++lane) {
                    if (6 * i + lane < children) sum += 6 * i + lane == children - 1 ? rest : whole;
                    word |= sum << (42 * lane);
                }
                _write(_slot(depth << 128 | i, WORDS_SLOT), word);
            }
            (children, whole) = (words, 6 * whole);
            ++depth;
        }
        _write(DEPTH_SLOT, depth);
        assertEq(registry.totalWeight(), nodes * WEIGHT, "the tree stands where the registry looks");
    }

    /// @dev All slots are cold: the crowd came in another transaction.
    function _measure(string memory name, uint256 most) internal {
        uint256 before = gasleft();
        uint32[] memory seats = registry.drawSeats(keccak256("seed"), 0, 7, 500, registry.drawMoment());
        uint256 gas = before - gasleft();
        emit Gas(name, gas);
        assertEq(seats.length, 7, "seats");
        for (uint256 i; i < 7; ++i) {
            assertTrue(seats[i] != 0 && seats[i] != 500 && seats[i] <= registry.nodeCount(), "somebody");
        }
        assertTrue(gas < most, "gas");
    }

    function _slot(uint256 key, uint256 mappingSlot) private pure returns (uint256 slot) {
        assembly ("memory-safe") {
            mstore(0, key)
            mstore(32, mappingSlot)
            slot := keccak256(0, 64)
        }
    }

    function _write(uint256 slot, uint256 word) private {
        vm.store(address(registry), bytes32(slot), bytes32(word));
    }
}

contract DrawGas1kTest is CrowdTest {
    function setUp() public override {
        super.setUp();
        _fill(1_000);
    }

    function test_gas_sevenSeatsOfAThousand() public {
        _measure("7 of 1,000", 150_000);
    }
}

contract DrawGas100kTest is CrowdTest {
    function setUp() public override {
        super.setUp();
        _fill(100_000);
    }

    function test_gas_sevenSeatsOfAHundredThousand() public {
        _measure("7 of 100,000", 195_000);
    }
}
