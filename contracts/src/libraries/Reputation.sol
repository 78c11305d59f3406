// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

/// @title How reputation decays, grows and weighs. Parts per million; every division rounds down.
library Reputation {
    uint256 internal constant ONE = 1_000_000;
    /// @dev Units of stake (10^12 wei) in a unit of weight (10^15 wei).
    uint256 private constant STAKE_PER_WEIGHT = 1_000;

    /// @notice What is left of `value` after `epochs`: value · decay^epochs / 10^6.
    function decayed(uint256 value, uint256 decayPpm, uint256 epochs) internal pure returns (uint256) {
        return value == 0 || epochs == 0 ? value : value * power(decayPpm, epochs) / ONE;
    }

    /// @notice ppm^n as parts per million, by squaring: the bits of n from the lowest, the product rounded down before
    /// the square, each time by 10^6.
    function power(uint256 ppm, uint256 n) internal pure returns (uint256 result) {
        result = ONE;
        while (n != 0 && result != 0) {
            if (n & 1 != 0) result = result * ppm / ONE;
            n >>= 1;
            ppm = ppm * ppm / ONE;
        }
    }

    /// @notice Weight of a validator in draws: thousandths of a token times (1 + reputation).
    /// @param stake Units of 10^12 wei, 64 bits.
    /// @param reputationPpm At most 10^6.
    function weight(uint256 stake, uint256 reputationPpm) internal pure returns (uint256) {
        unchecked {
            return stake * (ONE + reputationPpm) / (STAKE_PER_WEIGHT * ONE);
        }
    }
}
