// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IDisputeCourt} from "../../src/interfaces/IDisputeCourt.sol";
import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {CourtTest} from "../court/CourtTest.sol";

/// @notice A hard case: the first jury wants a deeper audit, the larger one upholds, the opener appeals with a larger bond, and
/// the largest jury overturns. Who was away pays, who voted for the final ruling is paid, all bonds come back.
contract DeeperAuditStory is CourtTest {
    function test_threeJuries() public {
        (uint256 epoch, uint256 subject) = _finalEpoch(true);
        token.transfer(address(pool), 1_000 * LOAM);
        uint256 before = token.balanceOf(opener);
        uint256 id = _open(IDisputeCourt.Kind.Verdict, subject);

        _drawJury(id);
        assertEq(court.jurorsOf(id, 1).length, 3, "three");
        _voteAs(id, IDisputeCourt.Ruling.DeeperAudit);
        court.rule(id);
        assertEq(before - token.balanceOf(opener), BOND, "no further bond");

        _drawJury(id);
        assertEq(court.jurorsOf(id, 2).length, 7, "seven");
        // One of them stays away.
        address[] memory second = _jury(id);
        IDisputeCourt.Ruling[] memory rulings = new IDisputeCourt.Ruling[](second.length);
        for (uint256 i = 1; i < rulings.length; ++i) {
            rulings[i] = IDisputeCourt.Ruling.Uphold;
        }
        _voteAll(id, rulings);
        uint256 bond = registry.bondOf(second[0]);
        court.rule(id);
        assertEq(registry.bondOf(second[0]), bond - bond / 50, "a juror who stays away pays");
        _assertRuling(id, IDisputeCourt.Ruling.Uphold, "upheld");

        _appealBy(opener, id);
        assertEq(before - token.balanceOf(opener), BOND + 4 * BOND, "the bond of the third round");
        _drawJury(id);
        assertEq(court.jurorsOf(id, 3).length, 15, "fifteen");
        address[] memory third = _jury(id);
        _voteAs(id, IDisputeCourt.Ruling.Overturn);
        court.rule(id);
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.NoAppealLeft.selector, id));
        _appealBy(learner, id);
        court.close(id);

        assertEq(uint256(manager.submission(epoch, 0).status), uint256(IEpochManager.Status.Rejected), "overturned");
        assertTrue(token.balanceOf(opener) > before, "both bonds back, and a reward");
        for (uint256 i; i < third.length; ++i) {
            assertEq(token.balanceOf(third[i]), BOND / 2 / 15 * _seatsOf(id, third[i]), "paid by seats");
        }
        assertEq(token.balanceOf(address(court)), 0, "the court keeps nothing");
    }
}
