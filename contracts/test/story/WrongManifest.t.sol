// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IDisputeCourt} from "../../src/interfaces/IDisputeCourt.sol";
import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {IModelRegistry} from "../../src/interfaces/IModelRegistry.sol";
import {CourtTest} from "../court/CourtTest.sol";

/// @notice An aggregator proposes a merge that is none. A dispute holds the epoch, the manifest falls, its maker pays and may
/// not try again, another aggregator proposes the right one, and that becomes the version everybody builds on.
contract WrongManifestStory is CourtTest {
    function test_fallsAndIsReplaced() public {
        _submit(LEARNER, 200 * LOAM);
        uint256 epoch = _epoch();
        _judgeAll();
        _waitForPhaseEnd();
        vm.prank(aggregator);
        models.propose(epoch, keccak256("wrong"), keccak256("not the merge"), 900_000, keccak256("made up"));

        uint256 before = token.balanceOf(opener);
        uint256 id = _open(IDisputeCourt.Kind.Manifest, epoch);
        _drawJury(id);
        _wait(_epochRules().challengeSeconds);
        _assertPhase(IEpochManager.Phase.Challenge, "the epoch waits for the ruling");
        assertTrue(!models.finalizable(), "no version meanwhile");
        _voteAs(id, IDisputeCourt.Ruling.Overturn);
        court.rule(id);
        _close(id);

        assertEq(_stakeOf(aggregator), STAKE * 8 / 10, "its maker pays a fifth");
        assertEq(token.balanceOf(opener) - before, STAKE / 10, "half of it for the one who looked");
        _assertPhase(IEpochManager.Phase.Aggregate, "open for another one");
        vm.expectRevert(abi.encodeWithSelector(IModelRegistry.ManifestFellBefore.selector, epoch, aggregator));
        vm.prank(aggregator);
        models.propose(epoch, keccak256("right"), keccak256("merge"), 10_000, keccak256("measured"));

        address other = vm.addr(AGGREGATOR_2);
        vm.prank(other);
        models.propose(epoch, keccak256("right"), keccak256("merge"), 10_000, keccak256("measured"));
        _waitForPhaseEnd();
        assertEq(models.finalize(), 1, "a version");
        assertEq(models.version(1).manifestCid, keccak256("right"), "the right one");
        uint256 share = pool.claimAggregator(epoch);
        assertTrue(share != 0, "paid");
        assertEq(token.balanceOf(other), share, "to the one who did the work");
        assertTrue(pool.claimLearner(epoch, 0) != 0, "the learner lost nothing");
        _submit(LEARNER, 200 * LOAM);
        assertEq(manager.epochInfo(epoch + 1).baseVersion, 1, "and the network goes on");
    }
}
