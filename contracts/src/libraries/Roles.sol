// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

/// @title The role bits of a node.
library Roles {
    uint8 internal constant LEARNER = 1;
    uint8 internal constant VALIDATOR = 2;
    uint8 internal constant AGGREGATOR = 4;
    uint8 internal constant ALL = LEARNER | VALIDATOR | AGGREGATOR;
}
