// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IBenchmarkRegistry} from "../interfaces/IBenchmarkRegistry.sol";

/// @title Which benchmark items an epoch draws from a pool.
/// @notice Slot j of `size` takes the first of keccak256(abi.encode(seed, pool, j, try)) mod items, try = 0…63, that is not
/// retired and not drawn before.
library ItemDraw {
    uint256 internal constant TRIES = 64;
    uint256 private constant EPOCH_BITS = type(uint32).max;

    /// @param states Low 32 bits: first epoch that does not draw the item any more, 0 while none.
    /// @return drawn In the order of the draw.
    function draw(
        mapping(uint256 item => uint256) storage states,
        bytes32 seed,
        uint256 pool,
        uint256 epoch,
        uint256 items,
        uint256 size
    ) internal view returns (uint256[] memory drawn) {
        drawn = new uint256[](size);
        // Open addressing, at most half full: what is in it was drawn (one more, so that 0 is free).
        uint256[] memory table = new uint256[](2 * size);
        for (uint256 j; j < size; ++j) {
            uint256 attempt;
            while (true) {
                if (attempt == TRIES) revert IBenchmarkRegistry.PoolExhausted(pool);
                uint256 item = uint256(keccak256(abi.encode(seed, pool, j, attempt))) % items;
                ++attempt;
                uint256 until = states[item] & EPOCH_BITS;
                if (until != 0 && until <= epoch) continue;
                if (!_insert(table, item)) continue;
                drawn[j] = item;
                break;
            }
        }
    }

    /// @dev False if it is there.
    function _insert(uint256[] memory table, uint256 item) private pure returns (bool) {
        uint256 slot = item % table.length;
        while (table[slot] != 0) {
            if (table[slot] == item + 1) return false;
            slot = (slot + 1) % table.length;
        }
        table[slot] = item + 1;
        return true;
    }
}
