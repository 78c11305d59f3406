// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {ElectionRules} from "../../src/interfaces/IParameters.sol";
import {IElections} from "../../src/interfaces/IElections.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {GovernanceTest} from "../base/GovernanceTest.sol";

/// @notice callElection, elect, isMember, membersOf, thresholdOf
///
/// callElection
/// ├── while a term runs and enough members are left → refused
/// ├── fewer eligible candidates than must agree → refused
/// ├── while one is held → refused
/// ├── after the term, or when too few members are left → called
/// └── again after it lapsed
/// elect
/// ├── not called, or lapsed → refused
/// ├── before its randomness is there → refused
/// ├── too many candidates left since → refused
/// ├── who left since the call is passed over; nobody else's pick changes
/// ├── stake that came after the call does not count
/// └── at most `seats` members, without repetition, for one term
/// a member who unbonds, or whose term is over, is none
contract ElectTest is GovernanceTest {
    IElections.Committee private constant GUARD = IElections.Committee.Guard;
    IElections.Committee private constant CURATORS = IElections.Committee.Curators;

    function _standing(uint256 count) private {
        for (uint256 i; i < count; ++i) {
            _stand(GUARD, i + 1);
        }
        _wait(1);
    }

    function _call() private {
        elections.callElection(GUARD);
        _wait(1);
        _wait(1);
    }

    function test_aTerm() public {
        _standing(5);
        _call();
        elections.elect(GUARD);
        address[] memory members = elections.membersOf(GUARD);
        assertEq(members.length, 3, "as many as there are seats");
        assertTrue(members[0] != members[1] && members[1] != members[2] && members[0] != members[2], "three nodes");
        for (uint256 i; i < 3; ++i) {
            assertTrue(elections.isMember(GUARD, members[i]), "member");
            assertTrue(!elections.isMember(CURATORS, members[i]), "of this committee only");
        }
        (uint256 term, uint256 endsAt) = elections.termOf(GUARD);
        assertEq(term, 1, "first term");
        assertEq(endsAt, vm.getBlockTimestamp() + 1 days, "a day");
        assertEq(elections.thresholdOf(GUARD), 2, "two agree");
        uint256 count;
        for (uint256 i; i < 5; ++i) {
            if (elections.isMember(GUARD, vm.addr(i + 1))) ++count;
        }
        assertEq(count, 3, "the others are none");
    }

    function test_powersEndWithTheTerm() public {
        address[] memory members = _electNodes(GUARD, 1, 3);
        vm.expectRevert(
            abi.encodeWithSelector(IElections.TermRunning.selector, vm.getBlockTimestamp() + 1 days)
        );
        elections.callElection(GUARD);
        _wait(1 days);
        assertTrue(!elections.isMember(GUARD, members[0]), "no member any more");
        assertEq(elections.membersOf(GUARD).length, 0, "nobody is");
        _elect(GUARD);
        (uint256 term,) = elections.termOf(GUARD);
        assertEq(term, 2, "second term");
        assertEq(elections.membersOf(GUARD).length, 3, "of the same candidates");
    }

    function test_aMemberWhoLeavesIsNone() public {
        address[] memory members = _electNodes(GUARD, 1, 3);
        vm.prank(members[1]);
        registry.requestUnbond(500 * LOAM);
        assertTrue(!elections.isMember(GUARD, members[1]), "left");
        address[] memory left = elections.membersOf(GUARD);
        assertEq(left.length, 2, "two are left");
        assertEq(left[0], members[0], "the first");
        assertEq(left[1], members[2], "and the third");
        assertEq(elections.thresholdOf(GUARD), 2, "as many must agree as before");
    }

    function test_tooFewMembersLeft() public {
        address[] memory members = _electNodes(GUARD, 1, 5);
        vm.prank(members[0]);
        registry.requestUnbond(500 * LOAM);
        vm.expectRevert();
        elections.callElection(GUARD);
        vm.prank(members[1]);
        registry.requestUnbond(500 * LOAM);
        _elect(GUARD);
        assertEq(elections.membersOf(GUARD).length, 3, "full again");
    }

    function test_call_tooFewStand() public {
        vm.expectRevert(abi.encodeWithSelector(IElections.TooFewStand.selector, 0, 2));
        elections.callElection(GUARD);
        _standing(2);
        address first = vm.addr(1);
        vm.prank(first);
        registry.requestUnbond(500 * LOAM);
        vm.expectRevert(abi.encodeWithSelector(IElections.TooFewStand.selector, 1, 2));
        elections.callElection(GUARD);
    }

    function test_call_twiceAndLapsed() public {
        _standing(3);
        elections.callElection(GUARD);
        uint256 seedBlock = vm.getBlockNumber() + 1;
        vm.expectRevert(abi.encodeWithSelector(IElections.ElectionRunning.selector, GUARD));
        elections.callElection(GUARD);
        _wait(1);
        vm.roll(seedBlock + 257);
        vm.expectRevert(abi.encodeWithSelector(IElections.NoElection.selector, GUARD));
        elections.elect(GUARD);
        _elect(GUARD);
        assertEq(elections.membersOf(GUARD).length, 3, "called again and held");
    }

    function test_elect_atTheLastBlock() public {
        _standing(3);
        elections.callElection(GUARD);
        uint256 seedBlock = vm.getBlockNumber() + 1;
        _wait(1);
        vm.roll(seedBlock + 256);
        elections.elect(GUARD);
        assertEq(elections.membersOf(GUARD).length, 3, "held");
    }

    function test_elect_notCalled() public {
        vm.expectRevert(abi.encodeWithSelector(IElections.NoElection.selector, GUARD));
        elections.elect(GUARD);
    }

    function test_elect_tooEarly() public {
        _standing(3);
        elections.callElection(GUARD);
        uint256 seedBlock = vm.getBlockNumber() + 1;
        vm.warp(vm.getBlockTimestamp() + 1);
        vm.expectRevert(abi.encodeWithSelector(IElections.SeedNotReady.selector, seedBlock + 1));
        elections.elect(GUARD);
        vm.roll(seedBlock);
        vm.expectRevert(abi.encodeWithSelector(IElections.SeedNotReady.selector, seedBlock + 1));
        elections.elect(GUARD);
    }

    /// @dev Blocks of one second: the weights at the call must lie in the past.
    function test_elect_inTheSameSecond() public {
        _standing(3);
        elections.callElection(GUARD);
        uint256 seedBlock = vm.getBlockNumber() + 1;
        vm.roll(seedBlock + 1);
        vm.expectRevert(abi.encodeWithSelector(IElections.SeedNotReady.selector, seedBlock + 1));
        elections.elect(GUARD);
    }

    function test_elect_tooManyLeft() public {
        _standing(2);
        _call();
        address first = vm.addr(1);
        vm.prank(first);
        registry.requestUnbond(500 * LOAM);
        vm.expectRevert(abi.encodeWithSelector(IElections.TooFewStand.selector, 1, 2));
        elections.elect(GUARD);
    }

    function test_stakeAndReputationWeigh() public {
        address light = _stand(GUARD, 1);
        address heavy = _register(2, Roles.VALIDATOR, 50_000 * LOAM);
        vm.prank(heavy);
        elections.stand(GUARD);
        _stand(GUARD, 3);
        _stand(GUARD, 4);
        _stand(GUARD, 5);
        _wait(1);
        uint256 lightTimes;
        uint256 heavyTimes;
        for (uint256 i; i < 40; ++i) {
            _elect(GUARD);
            if (elections.isMember(GUARD, light)) ++lightTimes;
            if (elections.isMember(GUARD, heavy)) ++heavyTimes;
            _wait(1 days);
        }
        assertEq(heavyTimes, 40, "96 % of the weight: practically always");
        assertTrue(lightTimes > 8 && lightTimes < 33, "one of four for two seats");
    }
}
