// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IElections} from "../../src/interfaces/IElections.sol";
import {GovernanceTest} from "../base/GovernanceTest.sol";

/// @notice elect: nobody turns the pick once its randomness is known.
contract ElectFuzzTest is GovernanceTest {
    IElections.Committee private constant GUARD = IElections.Committee.Guard;

    function setUp() public override {
        super.setUp();
        for (uint256 i; i < 6; ++i) {
            token.transfer(_stand(GUARD, i + 1), 1_000 * LOAM);
        }
        _wait(1);
    }

    /// @dev Whoever knows the randomness cannot choose the members by leaving or by staking.
    function testFuzz_nobodyTurnsThePick(bytes32 randao, uint256 leaver, uint256 staker, uint256 amount) public {
        elections.callElection(GUARD);
        vm.prevrandao(randao);
        _wait(1);
        vm.setBlockhash(vm.getBlockNumber(), randao);
        _wait(1);
        address grown = vm.addr(1 + staker % 6);
        uint256 before = vm.snapshotState();
        elections.elect(GUARD);
        address[] memory undisturbed = elections.membersOf(GUARD);
        vm.revertToState(before);

        vm.prank(grown);
        registry.addStake(bound(amount, 1, 1_000) * LOAM);
        address left = vm.addr(1 + leaver % 6);
        uint256 stake = registry.nodeOf(left).stake;
        vm.prank(left);
        registry.requestUnbond(stake);
        elections.elect(GUARD);
        address[] memory members = elections.membersOf(GUARD);
        assertEq(members.length, 3, "full");
        uint256 kept;
        for (uint256 i; i < 3; ++i) {
            if (undisturbed[i] == left) continue;
            assertEq(members[kept++], undisturbed[i], "whoever was picked still is, in the same order");
        }
    }
}
