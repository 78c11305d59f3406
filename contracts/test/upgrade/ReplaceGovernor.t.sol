// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {LoamGovernor} from "../../src/LoamGovernor.sol";
import {GovernorRules, ILoamGovernor} from "../../src/interfaces/ILoamGovernor.sol";
import {IModules, Module} from "../../src/interfaces/IModules.sol";
import {GovernanceTest} from "../base/GovernanceTest.sol";

/// @notice A vote of the old governor makes a new one the timelock's only proposer: the power moves on, none is left behind.
contract ReplaceGovernorTest is GovernanceTest {
    function test_thePowerMovesOn() public {
        GovernorRules memory rules = _governorRules();
        rules.votingPeriod = 14 days;
        LoamGovernor old = governor;
        LoamGovernor successor = new LoamGovernor(modules, rules);
        bytes32 proposer = timelock.PROPOSER_ROLE();
        bytes32 canceller = timelock.CANCELLER_ROLE();

        Draft memory draft = _draft(
            address(timelock), abi.encodeCall(IAccessControl.grantRole, (proposer, address(successor)))
        );
        draft =
            _and(draft, address(timelock), abi.encodeCall(IAccessControl.grantRole, (canceller, address(successor))));
        draft = _and(draft, address(timelock), abi.encodeCall(IAccessControl.revokeRole, (proposer, address(old))));
        draft = _and(draft, address(timelock), abi.encodeCall(IAccessControl.revokeRole, (canceller, address(old))));
        draft = _and(
            draft, address(modules), abi.encodeCall(IModules.replace, (Module.Governor, address(successor)))
        );
        _decide(draft);
        assertEq(modules.at(Module.Governor), address(successor), "in place");

        // The old one can still count votes, but the timelock does not listen any more.
        Draft memory late = _draft(address(old), abi.encodeCall(ILoamGovernor.setDeposit, (0)));
        uint256 lateId = _propose(late);
        _startVote();
        old.castVote(lateId, FOR);
        _endVote();
        bytes32 description = _descriptionHash(late);
        vm.expectRevert(
            abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, address(old), proposer)
        );
        old.queue(late.targets, late.values, late.calldatas, description);

        governor = successor;
        token.approve(address(successor), type(uint256).max);
        Draft memory next = _draft(address(successor), abi.encodeCall(ILoamGovernor.setDeposit, (3 * LOAM)));
        uint256 id = _propose(next);
        _startVote();
        successor.castVote(id, FOR);
        _wait(14 days);
        _queue(next);
        _wait(TIMELOCK_SECONDS);
        _execute(next);
        assertEq(successor.deposit(), 3 * LOAM, "the new one decides");
        uint256 before = token.balanceOf(address(this));
        old.settleDeposit(lateId);
        assertEq(token.balanceOf(address(this)) - before, 50 * LOAM, "deposits of the old one still come back");
    }
}
