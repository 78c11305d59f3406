// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IDisputeCourt} from "../../src/interfaces/IDisputeCourt.sol";
import {CourtTest} from "../court/CourtTest.sol";

/// @notice A rival disputes an honest lesson without a reason, again and again. It holds nobody up: the learner is paid and
/// leaves while the court sits. Each time the rival loses its bond, and the next one is twice as large.
contract FrivolousDisputeStory is CourtTest {
    function test_theBondIsLost() public {
        (uint256 epoch, uint256 subject) = _finalEpoch(true);
        uint256 before = token.balanceOf(opener);
        uint256 id = _open(IDisputeCourt.Kind.Verdict, subject);

        uint256 paid = pool.claimLearner(epoch, 0);
        assertEq(token.balanceOf(learner), paid, "paid while the dispute is open");
        _drawJury(id);
        vm.prank(learner);
        registry.requestUnbond(2_000 * LOAM);
        address[] memory jury = _jury(id);
        uint256 poolBefore = token.balanceOf(address(pool));
        _voteAs(id, IDisputeCourt.Ruling.Uphold);
        court.rule(id);
        _wait(60);
        vm.prank(learner);
        registry.withdraw();
        assertEq(token.balanceOf(learner), 2_000 * LOAM + paid, "left with everything while the dispute is open");

        court.close(id);
        assertEq(before - token.balanceOf(opener), BOND, "the bond is lost");
        uint256 earned;
        for (uint256 i; i < jury.length; ++i) {
            uint256 fee = token.balanceOf(jury[i]);
            assertEq(fee, BOND / 6 * _seatsOf(id, jury[i]), "a juror earns by seats");
            earned += fee;
        }
        assertEq(token.balanceOf(address(pool)) - poolBefore, BOND - earned, "the pool has the other half");

        for (uint256 again = 1; again < 4; ++again) {
            uint256 held = token.balanceOf(opener);
            _decide(IDisputeCourt.Kind.Verdict, subject, IDisputeCourt.Ruling.Uphold);
            assertEq(held - token.balanceOf(opener), BOND << again, "twice as dear each time");
        }
    }
}
