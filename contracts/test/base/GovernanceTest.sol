// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IElections} from "../../src/interfaces/IElections.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {EpochTest} from "./EpochTest.sol";

/// @notice Proposals from draft to execution, elections and pauses. The test contract holds all tokens and votes with them.
abstract contract GovernanceTest is EpochTest {
    struct Draft {
        address[] targets;
        uint256[] values;
        bytes[] calldatas;
        bytes32 metadataCid;
        address proposer;
    }

    uint8 internal constant AGAINST = 0;
    uint8 internal constant FOR = 1;
    uint8 internal constant ABSTAIN = 2;

    function setUp() public virtual override {
        super.setUp();
        token.delegate(address(this));
        token.approve(address(governor), type(uint256).max);
        _wait(1);
    }

    // ---- proposals

    function _draft(address target, bytes memory data) internal view returns (Draft memory draft) {
        draft.targets = new address[](1);
        draft.values = new uint256[](1);
        draft.calldatas = new bytes[](1);
        (draft.targets[0], draft.calldatas[0]) = (target, data);
        draft.metadataCid = keccak256(abi.encode("metadata", target, data));
        draft.proposer = address(this);
    }

    /// @dev Another call of the same proposal.
    function _and(Draft memory draft, address target, bytes memory data) internal pure returns (Draft memory longer) {
        uint256 count = draft.targets.length;
        longer = Draft(
            new address[](count + 1), new uint256[](count + 1), new bytes[](count + 1), draft.metadataCid, draft.proposer
        );
        for (uint256 i; i < count; ++i) {
            (longer.targets[i], longer.calldatas[i]) = (draft.targets[i], draft.calldatas[i]);
        }
        (longer.targets[count], longer.calldatas[count]) = (target, data);
    }

    function _propose(Draft memory draft) internal returns (uint256 id) {
        vm.prank(draft.proposer);
        return governor.proposeWithMetadata(draft.targets, draft.values, draft.calldatas, draft.metadataCid);
    }

    function _descriptionHash(Draft memory draft) internal view returns (bytes32) {
        return keccak256(bytes(governor.descriptionOf(draft.metadataCid, draft.proposer)));
    }

    function _idOf(Draft memory draft) internal view returns (uint256) {
        return governor.hashProposal(draft.targets, draft.values, draft.calldatas, _descriptionHash(draft));
    }

    function _startVote() internal {
        _wait(_governorRules().votingDelay + 1);
    }

    function _endVote() internal {
        _wait(_governorRules().votingPeriod);
    }

    function _queue(Draft memory draft) internal {
        governor.queue(draft.targets, draft.values, draft.calldatas, _descriptionHash(draft));
    }

    function _execute(Draft memory draft) internal {
        governor.execute(draft.targets, draft.values, draft.calldatas, _descriptionHash(draft));
    }

    /// @dev The whole way: the test contract proposes and votes for it, the timelock waits, somebody executes.
    function _decide(Draft memory draft) internal returns (uint256 id) {
        id = _propose(draft);
        _startVote();
        governor.castVote(id, FOR);
        _endVote();
        _queue(draft);
        _wait(TIMELOCK_SECONDS);
        _execute(draft);
    }

    function _assertState(uint256 id, IGovernor.ProposalState expected, string memory message) internal view {
        assertEq(uint256(governor.state(id)), uint256(expected), message);
    }

    // ---- committees

    function _stand(IElections.Committee committee, uint256 key) internal returns (address node) {
        node = _register(key, Roles.VALIDATOR, 500 * LOAM);
        vm.prank(node);
        elections.stand(committee);
    }

    /// @dev Registers nodes with keys from `first`, who stand and are elected.
    function _electNodes(IElections.Committee committee, uint256 first, uint256 count)
        internal
        returns (address[] memory)
    {
        for (uint256 i; i < count; ++i) {
            _stand(committee, first + i);
        }
        _wait(1);
        _elect(committee);
        return elections.membersOf(committee);
    }

    function _elect(IElections.Committee committee) internal {
        elections.callElection(committee);
        _wait(1);
        _wait(1);
        elections.elect(committee);
    }

    /// @dev The first `threshold` members pause.
    function _pause(address[] memory guards) internal {
        for (uint256 i; i < _electionRules().threshold; ++i) {
            vm.prank(guards[i]);
            guardian.approvePause(keccak256("reason"));
        }
        assertTrue(guardian.paused(), "paused");
    }
}
