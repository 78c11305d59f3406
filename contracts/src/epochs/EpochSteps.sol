// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IModules} from "../interfaces/IModules.sol";
import {Draws} from "./Draws.sol";
import {EpochState} from "./EpochState.sol";
import {Settlements} from "./Settlements.sol";

/// @title The two steps of an epoch that need the most code. The epoch manager makes this contract itself and runs its code
/// on its own storage, because both together exceed the size of a contract. Called directly it finds no epoch.
contract EpochSteps is Draws, Settlements {
    constructor(IModules modules_) EpochState(modules_) {}
}
