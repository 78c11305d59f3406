// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {ILoamGovernor} from "../../src/interfaces/ILoamGovernor.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {GovernanceTest} from "../base/GovernanceTest.sol";

/// @notice A vote without any power is refused: nobody appears in a count with nothing, and nobody gets power for a vote
/// that already runs.
contract ZeroPowerStory is GovernanceTest {
    uint256 private _id;

    function setUp() public override {
        super.setUp();
        _id = _propose(_draft(address(governor), abi.encodeCall(ILoamGovernor.setDeposit, (0))));
        _startVote();
    }

    function _refused(address voter) private {
        vm.prank(voter);
        vm.expectRevert(abi.encodeWithSelector(ILoamGovernor.ZeroVotingPower.selector, voter));
        governor.castVote(_id, FOR);
        assertTrue(!governor.hasVoted(_id, voter), "it has not voted");
    }

    function test_aStranger() public {
        _refused(address(0x57A6E));
        vm.prank(address(0x57A6E));
        vm.expectRevert(abi.encodeWithSelector(ILoamGovernor.ZeroVotingPower.selector, address(0x57A6E)));
        governor.castVoteWithReason(_id, AGAINST, "because");
        (uint256 against, uint256 inFavour, uint256 abstaining) = governor.proposalVotes(_id);
        assertEq(against + inFavour + abstaining, 0, "nothing was counted");
    }

    function test_aHolderWhoDelegatedToNobody() public {
        _wait(1);
        _refused(_fund(1, 1_000 * LOAM));
    }

    function test_tokensBoughtWhileTheVoteRuns() public {
        address buyer = _fund(1, 1_000 * LOAM);
        vm.prank(buyer);
        token.delegate(buyer);
        _wait(1);
        _refused(buyer);
    }

    function test_aStakeBondedWhileTheVoteRuns() public {
        address node = _register(1, Roles.LEARNER, 1_000 * LOAM);
        _wait(1);
        _refused(node);
    }

    /// @dev Reputation raises what one has; without tokens or stake it is nothing.
    function test_reputationAlone() public {
        address node = _register(1, Roles.LEARNER, 100 * LOAM);
        uint32 number = registry.numberOf(node);
        vm.prank(address(pool));
        registry.addReputation(number, 100_000);
        vm.prank(node);
        registry.requestUnbond(100 * LOAM);
        _wait(1);
        uint256 id = _propose(_draft(address(governor), abi.encodeCall(ILoamGovernor.setDeposit, (1))));
        _startVote();
        vm.prank(node);
        vm.expectRevert(abi.encodeWithSelector(ILoamGovernor.ZeroVotingPower.selector, node));
        governor.castVote(id, FOR);
    }
}
