// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {RegistryTest} from "./RegistryTest.sol";

// Nobody moves a weight who can know the seed:
// phase Draw before the seed · between the seed and the last committee · after it: free again
// a later round: weights moved in the block in which its seed could be fixed: the seed waits for the next block
contract StandStillTest is RegistryTest {
    address private node;

    function setUp() public override {
        super.setUp();
        _registerCast();
        node = _register(NODE, Roles.VALIDATOR, 500 * LOAM);
        token.transfer(node, 1_000 * LOAM);
    }

    function _add() private {
        vm.prank(node);
        registry.addStake(100 * LOAM);
    }

    function test_nothingMovesFromTheEndOfSubmittingToTheLastCommittee() public {
        _submit(LEARNER, MIN_STAKE);
        _add();
        _endSubmit();
        _assertPhase(IEpochManager.Phase.Draw, "no seed yet");
        vm.prank(node);
        _expectDrawInProgress();
        registry.addStake(100 * LOAM);
        _askSeed();
        manager.draw(_links(1), new IEpochManager.Leaf[](0), new uint256[](0));
        _add();
        assertEq(_stakeOf(node), 700 * LOAM, "free before and after");
    }

    function test_theSeedIsOfABlockThatIsOverWhenItIsKnown() public {
        _submit(LEARNER, MIN_STAKE);
        _endSubmit();
        IEpochManager.Link[] memory links = _links(1);
        uint256 asked = vm.getBlockNumber();
        manager.draw(links, new IEpochManager.Leaf[](0), new uint256[](0));
        manager.draw(links, new IEpochManager.Leaf[](0), new uint256[](0));
        assertEq(manager.seedOf(1, 1), bytes32(0), "not in the block that asks");
        vm.roll(asked + 300);
        manager.draw(links, new IEpochManager.Leaf[](0), new uint256[](0));
        assertEq(manager.seedOf(1, 1), bytes32(0), "its hash is forgotten, so it is asked for again");
        vm.roll(asked + 301);
        manager.draw(links, new IEpochManager.Leaf[](0), new uint256[](0));
        assertTrue(manager.seedOf(1, 1) != 0, "known in a later block");
        _assertPhase(IEpochManager.Phase.Commit, "drawn");
    }
}
