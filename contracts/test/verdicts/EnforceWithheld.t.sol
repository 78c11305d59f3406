// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {EpochTest} from "../base/EpochTest.sol";

/// @notice enforce, of one who withheld ballots on two submissions of a round: both are charged, one by one.
contract EnforceWithheldTest is EpochTest {
    function test_eachWithheldBallotIsCharged() public {
        // Three validators of equal stake: each sits on every committee of three.
        _registerCast();
        address odd = vm.addr(VALIDATOR_1);
        moodOf[odd] = Mood.Withholding;
        _submit(LEARNER, 200 * LOAM);
        _submit(LEARNER_2, 200 * LOAM);
        _judgeAll();
        _waitForPhaseEnd();
        verdicts.enforce(1, 0);
        assertEq(registry.bondOf(odd), 400 * LOAM, "a fifth for the first");
        verdicts.enforce(1, 1);
        assertEq(registry.bondOf(odd), 320 * LOAM, "a fifth for the second");
    }
}
