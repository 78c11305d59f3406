// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {ElectionRules} from "../../src/interfaces/IParameters.sol";
import {IElections} from "../../src/interfaces/IElections.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {GovernanceTest} from "../base/GovernanceTest.sol";

/// @notice stand, standDown, strike
///
/// stand
/// ├── a stranger, a node that left → refused
/// ├── too little reputation → refused
/// ├── twice → refused
/// ├── the list is full → refused, until somebody is struck
/// ├── while an election is held → refused
/// └── an active node of any role with the reputation → on the list, committee by committee
/// standDown: not standing → refused, while an election is held → refused, otherwise off the list
/// strike: still eligible → refused, not standing → refused, otherwise off the list
contract StandTest is GovernanceTest {
    IElections.Committee private constant GUARD = IElections.Committee.Guard;

    function _electionRules() internal pure override returns (ElectionRules memory rules) {
        rules = super._electionRules();
        rules.minReputationPpm = 100_000;
    }

    function _named(uint256 key, uint8 roles, uint256 reputationPpm) private returns (address node) {
        node = _register(key, roles, MIN_STAKE);
        uint32 number = registry.numberOf(node);
        vm.prank(address(pool));
        registry.addReputation(number, reputationPpm);
    }

    function _standAs(address node) private {
        vm.prank(node);
        elections.stand(GUARD);
    }

    function test_aStranger() public {
        vm.expectRevert(abi.encodeWithSelector(IElections.NotEligible.selector, address(1), 0, 100_000));
        _standAs(address(1));
    }

    function test_tooLittleReputation() public {
        address node = _named(1, Roles.LEARNER, 99_999);
        vm.expectRevert(abi.encodeWithSelector(IElections.NotEligible.selector, node, 99_999, 100_000));
        _standAs(node);
    }

    function test_oneThatLeft() public {
        address node = _named(1, Roles.LEARNER, 100_000);
        vm.prank(node);
        registry.requestUnbond(MIN_STAKE);
        vm.expectRevert(abi.encodeWithSelector(IElections.NotEligible.selector, node, 100_000, 100_000));
        _standAs(node);
    }

    function test_anyRole() public {
        uint8[3] memory roles = [Roles.LEARNER, Roles.VALIDATOR, Roles.AGGREGATOR];
        for (uint256 i; i < 3; ++i) {
            address node = _named(i + 1, roles[i], 100_000);
            vm.expectEmit(address(elections));
            emit IElections.Stood(GUARD, node);
            _standAs(node);
            assertEq(elections.candidatesOf(GUARD)[i], node, "on the list");
        }
        assertEq(elections.candidatesOf(IElections.Committee.Curators).length, 0, "of this committee only");
    }

    function test_twice() public {
        address node = _named(1, Roles.LEARNER, 100_000);
        _standAs(node);
        vm.expectRevert(abi.encodeWithSelector(IElections.AlreadyStanding.selector, node));
        _standAs(node);
    }

    function test_fullList() public {
        for (uint256 i; i < 256; ++i) {
            _standAs(_named(i + 1, Roles.LEARNER, 100_000));
        }
        address late = _named(999, Roles.LEARNER, 100_000);
        vm.expectRevert(abi.encodeWithSelector(IElections.TooManyStand.selector, 256));
        _standAs(late);
        address first = vm.addr(1);
        vm.prank(first);
        registry.requestUnbond(MIN_STAKE);
        elections.strike(GUARD, first);
        _standAs(late);
        assertEq(elections.candidatesOf(GUARD).length, 256, "there is room again");
        elections.callElection(GUARD);
        _wait(1);
        _wait(1);
        elections.elect(GUARD);
        assertEq(elections.membersOf(GUARD).length, 3, "a full list can be elected from");
    }

    function test_standDown() public {
        address node = _named(1, Roles.LEARNER, 100_000);
        vm.startPrank(node);
        vm.expectRevert(abi.encodeWithSelector(IElections.NotStanding.selector, node));
        elections.standDown(GUARD);
        elections.stand(GUARD);
        vm.expectEmit(address(elections));
        emit IElections.StoodDown(GUARD, node);
        elections.standDown(GUARD);
        vm.stopPrank();
        assertEq(elections.candidatesOf(GUARD).length, 0, "off the list");
    }

    function test_strike() public {
        address node = _named(1, Roles.LEARNER, 100_000);
        _standAs(node);
        vm.expectRevert(abi.encodeWithSelector(IElections.StillEligible.selector, node));
        elections.strike(GUARD, node);
        vm.expectRevert(abi.encodeWithSelector(IElections.NotStanding.selector, address(1)));
        elections.strike(GUARD, address(1));
        vm.prank(node);
        registry.requestUnbond(MIN_STAKE);
        elections.strike(GUARD, node);
        assertEq(elections.candidatesOf(GUARD).length, 0, "off the list");
    }

    function test_nobodyComesOrGoesWhileAnElectionIsHeld() public {
        address a = _named(1, Roles.LEARNER, 100_000);
        address b = _named(2, Roles.LEARNER, 100_000);
        address c = _named(3, Roles.LEARNER, 100_000);
        _standAs(a);
        _standAs(b);
        elections.callElection(GUARD);
        bytes memory running = abi.encodeWithSelector(IElections.ElectionRunning.selector, GUARD);
        vm.expectRevert(running);
        _standAs(c);
        vm.prank(a);
        vm.expectRevert(running);
        elections.standDown(GUARD);
        vm.prank(a);
        registry.requestUnbond(MIN_STAKE);
        vm.expectRevert(running);
        elections.strike(GUARD, a);
        // It lapses: nobody is held on the list by an election that is never held.
        vm.roll(vm.getBlockNumber() + 258);
        _standAs(c);
    }
}
