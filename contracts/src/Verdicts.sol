// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {Modular} from "./Modular.sol";
import {IModules} from "./interfaces/IModules.sol";
import {Ballots} from "./verdicts/Ballots.sol";
import {Contests} from "./verdicts/Contests.sol";
import {Fines} from "./verdicts/Fines.sol";
import {Seating} from "./verdicts/Seating.sol";
import {VerdictViews} from "./verdicts/VerdictViews.sol";

/// @title Implementation of IVerdicts, where everything is described.
contract Verdicts is Ballots, Seating, Contests, Fines, VerdictViews {
    constructor(IModules modules_) Modular(modules_) {}
}
