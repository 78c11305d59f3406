// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {GovernorSettings} from "@openzeppelin/contracts/governance/extensions/GovernorSettings.sol";
import {ILoamGovernor} from "../../src/interfaces/ILoamGovernor.sol";
import {GovernanceTest} from "../base/GovernanceTest.sol";

/// @notice The governor's own numbers
///
/// setDeposit, setVotingPeriod …
/// ├── by anybody → refused, by the timelock outside of a vote too
/// └── by vote → changed
/// relay, updateTimelock → refused, even by vote
/// the rules it starts with
contract GovernorSettingsTest is GovernanceTest {
    function test_startsWithItsRules() public view {
        assertEq(governor.votingDelay(), 5, "delay");
        assertEq(governor.votingPeriod(), 7 days, "a week");
        assertEq(governor.lateQuorumVoteExtension(), 1 days, "late quorum");
        assertEq(governor.proposalThreshold(), 100 * LOAM, "threshold");
        assertEq(governor.quorum(vm.getBlockTimestamp() - 1), FUNDS * 4 / 100, "4 % of all tokens");
        assertEq(governor.deposit(), 50 * LOAM, "deposit");
        assertEq(keccak256(bytes(governor.CLOCK_MODE())), keccak256("mode=timestamp"), "time, not blocks");
        assertEq(governor.clock(), vm.getBlockTimestamp(), "clock");
        assertTrue(governor.proposalNeedsQueuing(1), "everything waits in the timelock");
        assertEq(governor.timelock(), address(timelock), "timelock");
    }

    function test_settersAreForVotesOnly() public {
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorOnlyExecutor.selector, address(this)));
        governor.setDeposit(0);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorOnlyExecutor.selector, address(this)));
        governor.setVotingPeriod(1);
        // Not even the timelock can, outside of an execution that the governor began.
        vm.prank(address(timelock));
        vm.expectRevert();
        governor.setDeposit(0);
    }

    function test_aVoteSetsThem() public {
        Draft memory draft = _draft(address(governor), abi.encodeCall(ILoamGovernor.setDeposit, (9 * LOAM)));
        draft = _and(draft, address(governor), abi.encodeCall(GovernorSettings.setVotingPeriod, (14 days)));
        _decide(draft);
        assertEq(governor.deposit(), 9 * LOAM, "deposit");
        assertEq(governor.votingPeriod(), 14 days, "period");
    }

    function test_aProposalWithoutDepositIsPossibleByVote() public {
        _decide(_draft(address(governor), abi.encodeCall(ILoamGovernor.setDeposit, (0))));
        uint256 id = _propose(_draft(address(this), ""));
        _startVote();
        _endVote();
        vm.expectRevert(abi.encodeWithSelector(ILoamGovernor.NoDeposit.selector, id));
        governor.settleDeposit(id);
    }

    function _decided(bytes memory data) private returns (Draft memory draft, bytes32 description) {
        draft = _draft(address(governor), data);
        uint256 id = _propose(draft);
        _startVote();
        governor.castVote(id, FOR);
        _endVote();
        _queue(draft);
        _wait(TIMELOCK_SECONDS);
        description = _descriptionHash(draft);
    }

    function test_noVoteTakesDepositsThroughRelay() public {
        bytes memory transfer = abi.encodeWithSignature("transfer(address,uint256)", address(1), 1);
        (Draft memory draft, bytes32 description) =
            _decided(abi.encodeWithSignature("relay(address,uint256,bytes)", address(token), 0, transfer));
        vm.expectRevert(ILoamGovernor.NotSupported.selector);
        governor.execute(draft.targets, draft.values, draft.calldatas, description);
    }

    function test_noVoteReplacesTheTimelock() public {
        (Draft memory draft, bytes32 description) =
            _decided(abi.encodeWithSignature("updateTimelock(address)", address(1)));
        vm.expectRevert(ILoamGovernor.NotSupported.selector);
        governor.execute(draft.targets, draft.values, draft.calldatas, description);
        vm.expectRevert(ILoamGovernor.NotSupported.selector);
        governor.updateTimelock(TimelockController(payable(address(1))));
    }
}
