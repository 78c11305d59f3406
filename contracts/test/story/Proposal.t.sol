// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {CommitteeRules, IParameters} from "../../src/interfaces/IParameters.sol";
import {GovernanceTest} from "../base/GovernanceTest.sol";

/// @notice A proposal from draft to execution: a learner with a name proposes larger committees, a holder and the nodes
/// vote for a week, the timelock waits, a stranger carries it out, the deposit comes back, and the next epoch uses it.
contract ProposalStory is GovernanceTest {
    function test_fromDraftToExecution() public {
        _registerCast();
        address learner = vm.addr(LEARNER);
        token.transfer(learner, 50 * LOAM);
        _wait(1);

        // The draft names a document: rationale, expected effects, tests, migration plan.
        CommitteeRules memory rules = _committeeRules();
        rules.sizes = [6, 12, 24, 0];
        rules.leads = [4, 6, 0];
        Draft memory draft = _draft(address(parameters), abi.encodeCall(IParameters.setCommitteeRules, (rules)));
        draft.proposer = learner;
        uint256 id = _propose(draft);
        _assertState(id, IGovernor.ProposalState.Pending, "proposed");
        assertEq(token.balanceOf(learner), 0, "the deposit is paid");

        // A week of votes: nodes by their stake, a holder by its tokens.
        _startVote();
        _assertState(id, IGovernor.ProposalState.Active, "the vote runs");
        vm.prank(learner);
        assertEq(governor.castVote(id, FOR), 2_000 * LOAM, "a node votes with its stake");
        vm.prank(vm.addr(LEARNER_2));
        governor.castVote(id, AGAINST);
        _assertState(id, IGovernor.ProposalState.Active, "no quorum yet");
        governor.castVote(id, FOR);
        _wait(7 days - 10);
        _assertState(id, IGovernor.ProposalState.Active, "a week is a week");
        bytes32 description = _descriptionHash(draft);
        vm.expectRevert();
        governor.queue(draft.targets, draft.values, draft.calldatas, description);
        _wait(10);
        _assertState(id, IGovernor.ProposalState.Succeeded, "accepted");

        // The timelock waits, then anyone carries it out.
        _queue(draft);
        _assertState(id, IGovernor.ProposalState.Queued, "waits");
        vm.expectRevert();
        governor.execute(draft.targets, draft.values, draft.calldatas, description);
        _wait(TIMELOCK_SECONDS);
        vm.prank(address(0x57A6E));
        governor.execute(draft.targets, draft.values, draft.calldatas, description);
        _assertState(id, IGovernor.ProposalState.Executed, "done");
        governor.settleDeposit(id);
        assertEq(token.balanceOf(learner), 50 * LOAM, "the deposit is back");

        // No rule changes while an epoch runs; the next one has it.
        assertEq(parameters.committeeRules().sizes[0], 3, "not at once");
        _submit(LEARNER, 200 * LOAM);
        assertEq(parameters.committeeRules().sizes[0], 6, "with the next epoch");
        _drawAll();
        assertEq(verdicts.seatsOf(1, 0).length, 6, "and the committee has six seats");
    }

    function test_aRunningEpochKeepsItsRules() public {
        _registerCast();
        _wait(1);
        CommitteeRules memory rules = _committeeRules();
        rules.sizes = [6, 12, 24, 0];
        rules.leads = [4, 6, 0];
        Draft memory draft = _draft(address(parameters), abi.encodeCall(IParameters.setCommitteeRules, (rules)));
        uint256 id = _propose(draft);
        _startVote();
        governor.castVote(id, FOR);
        _endVote();
        _queue(draft);
        _wait(TIMELOCK_SECONDS);
        _submit(LEARNER, 200 * LOAM);
        _execute(draft);
        _drawAll();
        assertEq(verdicts.seatsOf(1, 0).length, 3, "as when it began");
        _commitAll();
        _revealAll();
        _settleAll();
        _finish();
        _submit(LEARNER, 200 * LOAM);
        _drawAll();
        assertEq(verdicts.seatsOf(2, 0).length, 6, "the next one has the new rules");
    }

    function test_aDefeatedProposalChangesNothing() public {
        Draft memory draft = _draft(address(parameters), abi.encodeCall(IParameters.setCommitteeRules, (_committeeRules())));
        uint256 id = _propose(draft);
        _startVote();
        governor.castVote(id, AGAINST);
        _endVote();
        _assertState(id, IGovernor.ProposalState.Defeated, "voted down");
        bytes32 description = _descriptionHash(draft);
        vm.expectRevert();
        governor.queue(draft.targets, draft.values, draft.calldatas, description);
        bytes32 salt = bytes20(address(governor)) ^ description;
        vm.expectRevert(
            abi.encodeWithSelector(
                TimelockController.TimelockUnexpectedOperationState.selector,
                timelock.hashOperationBatch(draft.targets, draft.values, draft.calldatas, 0, salt),
                bytes32(1 << uint256(TimelockController.OperationState.Ready))
            )
        );
        timelock.executeBatch(draft.targets, draft.values, draft.calldatas, 0, salt);
    }
}
