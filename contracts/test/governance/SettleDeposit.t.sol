// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {ILoamGovernor} from "../../src/interfaces/ILoamGovernor.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {GovernanceTest} from "../base/GovernanceTest.sol";

/// @notice settleDeposit
///
/// ├── unknown proposal → refused
/// ├── before the vote or while it runs → refused
/// ├── a second time → refused
/// ├── quorum not reached → to the reward pool
/// ├── quorum reached, voted down → back to the proposer, whoever calls
/// ├── executed → back to the proposer
/// └── each proposal returns what it paid, not what is asked now
contract SettleDepositTest is GovernanceTest {
    Draft private _d;
    uint256 private _id;
    address private _proposer;

    function setUp() public override {
        super.setUp();
        _proposer = _register(1, Roles.LEARNER, 100 * LOAM);
        token.transfer(_proposer, 50 * LOAM);
        _wait(1);
        _d = _draft(address(governor), abi.encodeCall(ILoamGovernor.setDeposit, (7 * LOAM)));
        _d.proposer = _proposer;
        _id = _propose(_d);
    }

    function test_unknown() public {
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorNonexistentProposal.selector, 77));
        governor.settleDeposit(77);
    }

    function test_tooEarly() public {
        vm.expectRevert(abi.encodeWithSelector(ILoamGovernor.VoteRunning.selector, _id));
        governor.settleDeposit(_id);
        _startVote();
        governor.castVote(_id, FOR);
        vm.expectRevert(abi.encodeWithSelector(ILoamGovernor.VoteRunning.selector, _id));
        governor.settleDeposit(_id);
    }

    function test_noQuorum() public {
        _startVote();
        vm.prank(_proposer);
        governor.castVote(_id, FOR);
        _endVote();
        vm.expectEmit(address(governor));
        emit ILoamGovernor.DepositForfeited(_id, _proposer, 50 * LOAM);
        governor.settleDeposit(_id);
        assertEq(token.balanceOf(address(pool)), 50 * LOAM, "to the reward pool");
        assertEq(token.balanceOf(address(governor)), 0, "nothing stays");
    }

    function test_votedDownWithQuorum() public {
        address opponent = _fund(2, 300_000 * LOAM);
        address undecided = _fund(3, 400_000 * LOAM);
        vm.prank(opponent);
        token.delegate(opponent);
        vm.prank(undecided);
        token.delegate(undecided);
        Draft memory other = _draft(address(governor), "");
        uint256 id = _propose(other);
        _startVote();
        vm.prank(opponent);
        governor.castVote(id, AGAINST);
        vm.prank(undecided);
        governor.castVote(id, ABSTAIN);
        _endVote();
        _assertState(id, IGovernor.ProposalState.Defeated, "voted down");
        uint256 before = token.balanceOf(address(this));
        vm.expectEmit(address(governor));
        emit ILoamGovernor.DepositReturned(id, address(this), 50 * LOAM);
        vm.prank(opponent);
        governor.settleDeposit(id);
        assertEq(token.balanceOf(address(this)) - before, 50 * LOAM, "an honest question costs nothing");
    }

    function test_executedAndOnce() public {
        _startVote();
        governor.castVote(_id, FOR);
        _endVote();
        _queue(_d);
        _wait(TIMELOCK_SECONDS);
        _execute(_d);
        assertEq(governor.deposit(), 7 * LOAM, "the new deposit is for later proposals");
        governor.settleDeposit(_id);
        assertEq(token.balanceOf(_proposer), 50 * LOAM, "what was paid comes back");
        vm.expectRevert(abi.encodeWithSelector(ILoamGovernor.NoDeposit.selector, _id));
        governor.settleDeposit(_id);
    }
}
