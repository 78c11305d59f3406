// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ILoamGovernor} from "../../src/interfaces/ILoamGovernor.sol";
import {GovernanceTest} from "../base/GovernanceTest.sol";

/// @notice proposeWithMetadata, propose, cancel
///
/// proposeWithMetadata
/// ├── below the threshold of votes → refused
/// ├── a stake counts towards the threshold
/// ├── without the deposit → refused
/// ├── the same proposal again → refused
/// ├── same calls and metadata by another proposer → another proposal
/// └── otherwise: deposit taken, description names metadata and proposer, metadata in an event
/// propose → refused
/// cancel
/// ├── by a stranger → refused
/// ├── once the vote runs → refused
/// └── by the proposer before → cancelled, the deposit is lost
contract ProposeTest is GovernanceTest {
    function test_takesTheDepositAndNamesTheMetadata() public {
        Draft memory draft = _draft(address(governor), abi.encodeCall(ILoamGovernor.setDeposit, (1)));
        uint256 id = _idOf(draft);
        vm.expectEmit(address(governor));
        emit ILoamGovernor.ProposalMetadata(id, address(this), draft.metadataCid, 50 * LOAM);
        assertEq(_propose(draft), id, "the id follows from calls, metadata and proposer");
        assertEq(token.balanceOf(address(governor)), 50 * LOAM, "the deposit lies with the governor");
        assertEq(governor.depositOf(id), 50 * LOAM, "and is noted");
        assertEq(governor.proposalProposer(id), address(this), "proposer");
        _assertState(id, IGovernor.ProposalState.Pending, "the vote starts later");
    }

    function test_descriptionIsLowerCaseHex() public view {
        assertEq(
            keccak256(bytes(governor.descriptionOf(bytes32(uint256(0xAB) << 248), address(0xCd)))),
            keccak256(
                "loam:metadata:0xab00000000000000000000000000000000000000000000000000000000000000#proposer=0x00000000000000000000000000000000000000cd"
            ),
            "description"
        );
    }

    function test_belowTheThreshold() public {
        Draft memory draft = _draft(address(governor), "");
        draft.proposer = _fund(1, 50 * LOAM);
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernor.GovernorInsufficientProposerVotes.selector, draft.proposer, 0, 100 * LOAM
            )
        );
        _propose(draft);
    }

    function test_aStakeCountsTowardsTheThreshold() public {
        Draft memory draft = _draft(address(governor), "");
        draft.proposer = _register(1, 1, 100 * LOAM);
        token.transfer(draft.proposer, 50 * LOAM);
        _wait(1);
        assertEq(governor.depositOf(_propose(draft)), 50 * LOAM, "proposed");
    }

    function test_withoutTheDeposit() public {
        Draft memory draft = _draft(address(governor), "");
        draft.proposer = _register(1, 1, 100 * LOAM);
        _wait(1);
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientBalance.selector, draft.proposer, 0, 50 * LOAM
            )
        );
        _propose(draft);
    }

    function test_twice() public {
        Draft memory draft = _draft(address(governor), "");
        uint256 id = _propose(draft);
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernor.GovernorUnexpectedProposalState.selector, id, IGovernor.ProposalState.Pending, bytes32(0)
            )
        );
        _propose(draft);
    }

    /// @dev Otherwise whoever sees a proposal in the mempool could propose it first and cancel it.
    function test_anotherProposerMakesAnotherProposal() public {
        Draft memory draft = _draft(address(governor), "");
        Draft memory copy = _draft(address(governor), "");
        copy.proposer = _register(1, 1, 100 * LOAM);
        token.transfer(copy.proposer, 50 * LOAM);
        _wait(1);
        uint256 first = _propose(copy);
        assertTrue(_propose(draft) != first, "both stand");
    }

    function test_plainProposeIsRefused() public {
        Draft memory draft = _draft(address(governor), "");
        vm.expectRevert(ILoamGovernor.MetadataRequired.selector);
        governor.propose(draft.targets, draft.values, draft.calldatas, "words");
    }

    function test_cancel_byAStranger() public {
        Draft memory draft = _draft(address(governor), "");
        uint256 id = _propose(draft);
        bytes32 description = _descriptionHash(draft);
        vm.prank(address(1));
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, id, address(1)));
        governor.cancel(draft.targets, draft.values, draft.calldatas, description);
    }

    function test_cancel_tooLate() public {
        Draft memory draft = _draft(address(governor), "");
        uint256 id = _propose(draft);
        bytes32 description = _descriptionHash(draft);
        _startVote();
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, id, address(this)));
        governor.cancel(draft.targets, draft.values, draft.calldatas, description);
    }

    function test_cancel_losesTheDeposit() public {
        Draft memory draft = _draft(address(governor), "");
        uint256 id = _propose(draft);
        governor.cancel(draft.targets, draft.values, draft.calldatas, _descriptionHash(draft));
        _assertState(id, IGovernor.ProposalState.Canceled, "cancelled");
        governor.settleDeposit(id);
        assertEq(token.balanceOf(address(pool)), 50 * LOAM, "to the reward pool");
    }
}
