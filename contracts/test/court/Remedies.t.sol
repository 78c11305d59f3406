// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IDisputeCourt} from "../../src/interfaces/IDisputeCourt.sol";
import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {IVerdicts} from "../../src/interfaces/IVerdicts.sol";
import {IRewardPool} from "../../src/interfaces/IRewardPool.sol";
import {CourtTest} from "./CourtTest.sol";

/// @notice close: what a ruling changes
/// ├── upheld: nothing; a manifest's epoch goes on
/// ├── overturned acceptance
/// │   ├── rejected; its share cannot be claimed, or is taken back when it was
/// │   ├── the learner loses overturnedBps, each node behind the verdict dissentBps once, who dissented nothing
/// │   ├── the opener gets half of the fines
/// │   └── a stake that is unbonding pays, one that is withdrawn cannot
/// ├── overturned rejection
/// │   ├── accepted, without a share; the fine comes back, once, also when it had still to be taken
/// │   ├── one that was only useless was not fined
/// │   └── each node behind the verdict pays
/// ├── overturned manifest: falls, its maker pays, the epoch is open for another one
/// ├── overturned version: rolled back unless it is already, its maker pays and is not paid
/// └── overturned data set: removed unless it is already
contract RemediesTest is CourtTest {
    IDisputeCourt.Kind private constant VERDICT = IDisputeCourt.Kind.Verdict;
    IDisputeCourt.Ruling private constant UPHOLD = IDisputeCourt.Ruling.Uphold;
    IDisputeCourt.Ruling private constant OVERTURN = IDisputeCourt.Ruling.Overturn;

    function _status(uint256 epoch) private view returns (uint256) {
        return uint256(manager.submission(epoch, 0).status);
    }

    /// @dev The nodes behind the verdict, each once, and none of them was fined.
    function _behind(uint256 epoch) private view returns (address[] memory nodes) {
        uint32[] memory seats = verdicts.seatsOf(epoch, 0);
        nodes = new address[](seats.length);
        uint256 count;
        for (uint256 i; i < seats.length; ++i) {
            bool known;
            for (uint256 k; k < i; ++k) {
                if (seats[k] == seats[i]) known = true;
            }
            if (!known && verdicts.agreeingSeats(epoch, 0, seats[i]) != 0) {
                nodes[count++] = registry.addressOf(seats[i]);
            }
        }
        assembly ("memory-safe") {
            mstore(nodes, count)
        }
    }

    // ---- verdicts

    function test_upheldVerdict_nothingChanges() public {
        (uint256 epoch, uint256 subject) = _finalEpoch(true);
        address[] memory behind = _behind(epoch);
        _decide(VERDICT, subject, UPHOLD);
        assertEq(_status(epoch), uint256(IEpochManager.Status.Accepted), "accepted");
        assertEq(_stakeOf(learner), 2_000 * LOAM, "learner");
        assertEq(_stakeOf(behind[0]), STAKE, "seat");
        assertTrue(pool.claimLearner(epoch, 0) != 0, "paid");
    }

    function test_overturnedAcceptance_unpaid() public {
        (uint256 epoch, uint256 subject) = _finalEpoch(true);
        address[] memory behind = _behind(epoch);
        uint256 before = token.balanceOf(opener);
        _decide(VERDICT, subject, OVERTURN);
        assertEq(_status(epoch), uint256(IEpochManager.Status.Rejected), "rejected");
        uint256 fines = 2_000 * LOAM / 5;
        assertEq(_stakeOf(learner), 2_000 * LOAM - fines, "the learner's fine");
        for (uint256 i; i < behind.length; ++i) {
            assertEq(_stakeOf(behind[i]), STAKE - STAKE / 5, "once each");
            fines += STAKE / 5;
        }
        assertEq(token.balanceOf(opener) - before, fines / 2, "half of it all");
        vm.expectRevert();
        pool.claimLearner(epoch, 0);
        assertEq(token.balanceOf(learner), 0, "nothing was paid");
    }

    function test_overturnedAcceptance_paid() public {
        (uint256 epoch, uint256 subject) = _finalEpoch(true);
        uint256 paid = pool.claimLearner(epoch, 0);
        assertEq(token.balanceOf(learner), paid, "paid");
        uint256 id = _open(VERDICT, subject);
        _ruleAs(id, OVERTURN);
        _wait(60);
        vm.expectEmit(address(pool));
        emit IRewardPool.Reversed(epoch, 0, paid, paid);
        court.close(id);
        uint256 left = 2_000 * LOAM - paid;
        assertEq(_stakeOf(learner), left - left / 5, "the share, then the fine");
    }

    function test_overturnedAcceptance_whoSaidOtherwiseDoesNotPay() public {
        _submit(LEARNER, 200 * LOAM);
        uint256 epoch = _epoch();
        _drawAll();
        address dissenter = registry.addressOf(verdicts.seatsOf(epoch, 0)[0]);
        moodOf[dissenter] = Mood.Liar;
        _commitAll();
        _revealAll();
        _settleAll();
        _judgeAll();
        _finish();
        assertEq(_status(epoch), uint256(IEpochManager.Status.Accepted), "against its vote");
        assertEq(verdicts.agreeingSeats(epoch, 0, registry.numberOf(dissenter)), 0, "it dissented");
        address[] memory behind = _behind(epoch);
        _decide(VERDICT, _verdictOf(epoch, 0), OVERTURN);
        assertEq(_stakeOf(dissenter), STAKE, "it is not behind the verdict");
        for (uint256 i; i < behind.length; ++i) {
            assertEq(_stakeOf(behind[i]), STAKE - STAKE / 5, "these are");
        }
    }

    function test_overturnedAcceptance_unbondingPaysToo() public {
        (, uint256 subject) = _finalEpoch(true);
        vm.prank(learner);
        registry.requestUnbond(2_000 * LOAM);
        _decide(VERDICT, subject, OVERTURN);
        assertEq(_unbondingOf(learner), 1_600 * LOAM, "a fifth of what unbonds");
    }

    function test_overturnedAcceptance_whoLeftKeepsIt() public {
        (uint256 epoch, uint256 subject) = _finalEpoch(true);
        vm.prank(learner);
        registry.requestUnbond(2_000 * LOAM);
        _wait(60);
        uint256 id = _open(VERDICT, subject);
        vm.prank(learner);
        registry.withdraw();
        _ruleAs(id, OVERTURN);
        _close(id);
        assertEq(token.balanceOf(learner), 2_000 * LOAM, "an exit is never held up");
        assertEq(_status(epoch), uint256(IEpochManager.Status.Rejected), "but the share is void");
    }

    function test_overturnedRejection_fineComesBack() public {
        (uint256 epoch, uint256 subject) = _finalEpoch(false);
        verdicts.enforce(epoch, 0);
        uint256 fine = 200 * LOAM / 10;
        assertEq(_stakeOf(learner), 2_000 * LOAM - fine, "fined");
        address[] memory behind = _behind(epoch);
        token.transfer(address(pool), 1_000 * LOAM);
        uint256 before = token.balanceOf(opener);
        _decide(VERDICT, subject, OVERTURN);
        assertEq(_status(epoch), uint256(IEpochManager.Status.Accepted), "accepted");
        assertEq(token.balanceOf(learner), fine, "the fine came back");
        assertEq(pool.learnerDue(epoch, 0), 0, "no share");
        uint256 fines;
        for (uint256 i; i < behind.length; ++i) {
            assertEq(_stakeOf(behind[i]), STAKE - STAKE / 5, "once each");
            fines += STAKE / 5;
        }
        assertEq(token.balanceOf(opener) - before, fines / 2, "half of it");
    }

    function test_overturnedRejection_noFineCanComeAfterwards() public {
        (uint256 epoch, uint256 subject) = _finalEpoch(false);
        token.transfer(address(pool), 1_000 * LOAM);
        _decide(VERDICT, subject, OVERTURN);
        assertEq(_stakeOf(learner), 1_980 * LOAM, "taken");
        assertEq(token.balanceOf(learner), 20 * LOAM, "and given back");
        assertEq(token.balanceOf(address(court)), 0, "the bounty does not stay in the court");
        vm.expectRevert(abi.encodeWithSelector(IVerdicts.NothingToEnforce.selector, epoch, 0));
        verdicts.enforce(epoch, 0);
    }

    function test_overturnedRejection_theUselessWereNotFined() public {
        (uint256 epoch,) = manager.nextTerms();
        _setTruth(epoch, 0, true, 10, 1_000_000);
        _runEpoch(LEARNER, 200 * LOAM);
        assertEq(_status(epoch), uint256(IEpochManager.Status.Rejected), "below the least utility");
        token.transfer(address(pool), 1_000 * LOAM);
        _decide(VERDICT, _verdictOf(epoch, 0), OVERTURN);
        assertEq(_status(epoch), uint256(IEpochManager.Status.Accepted), "accepted");
        assertEq(token.balanceOf(learner), 0, "nothing was taken");
        assertEq(_stakeOf(learner), 2_000 * LOAM, "nothing is taken");
    }

    function test_overturnedRejection_theFineComesBackOnce() public {
        (uint256 epoch, uint256 subject) = _finalEpoch(false);
        token.transfer(address(pool), 1_000 * LOAM);
        for (uint256 i; i < 3; ++i) {
            _decide(VERDICT, subject, OVERTURN);
        }
        assertEq(_status(epoch), uint256(IEpochManager.Status.Accepted), "accepted, rejected, accepted");
        assertEq(token.balanceOf(learner), 20 * LOAM, "one fine, once back");
    }

    function test_overturnedRejection_canBeDisputedInItsTurn() public {
        (uint256 epoch, uint256 subject) = _finalEpoch(false);
        _decide(VERDICT, subject, OVERTURN);
        uint256 id = _open(VERDICT, subject);
        assertEq(court.dispute(id).bond, BOND, "the first one was not lost");
        assertEq(court.dispute(id).respondent, learner, "now the learner answers");
        _ruleAs(id, OVERTURN);
        _close(id);
        assertEq(_status(epoch), uint256(IEpochManager.Status.Rejected), "rejected again");
    }

    // ---- manifests

    function test_upheldManifest_theEpochGoesOn() public {
        uint256 epoch = _challengedEpoch();
        _decide(IDisputeCourt.Kind.Manifest, epoch, UPHOLD);
        _assertPhase(IEpochManager.Phase.Final, "the time of the challenge was over");
        assertEq(models.finalize(), 1, "a version");
        assertEq(_stakeOf(aggregator), STAKE, "no fine");
    }

    function test_upheldManifest_restOfTheChallenge() public {
        uint256 epoch = _challengedEpoch();
        uint256 id = _open(IDisputeCourt.Kind.Manifest, epoch);
        _ruleAs(id, OVERTURN);
        _fund(AGGREGATOR, 2 * BOND);
        _appealBy(aggregator, id);
        _ruleAs(id, UPHOLD);
        _close(id);
        assertEq(models.proposalOf(epoch).aggregator, aggregator, "stands");
        assertEq(token.balanceOf(aggregator) >= 2 * BOND ? 1 : 0, 1, "the appeal came back");
    }

    function test_overturnedManifest_fallsAndOpensTheEpoch() public {
        uint256 epoch = _challengedEpoch();
        uint256 before = token.balanceOf(opener);
        _decide(IDisputeCourt.Kind.Manifest, epoch, OVERTURN);
        _assertPhase(IEpochManager.Phase.Aggregate, "open for another one");
        assertEq(models.proposalOf(epoch).aggregator, address(0), "it fell");
        assertEq(_stakeOf(aggregator), STAKE - STAKE / 5, "its maker pays");
        assertEq(token.balanceOf(opener) - before, STAKE / 10, "half to the opener");
    }

    // ---- versions

    function test_overturnedVersion_isRolledBack() public {
        _finalEpoch(true);
        models.finalize();
        _decide(IDisputeCourt.Kind.Version, 1, OVERTURN);
        assertEq(models.latest(), 0, "the parent");
        assertTrue(models.version(1).rolledBack, "on record");
        assertEq(_stakeOf(aggregator), STAKE - STAKE / 5, "its maker pays");
    }

    function test_overturnedVersion_itsMakersShareIsFreeAgain() public {
        (uint256 epoch,) = _finalEpoch(true);
        pool.allot(epoch);
        (,, uint256 share) = pool.rewardOf(epoch);
        assertTrue(share != 0, "set aside");
        _decide(IDisputeCourt.Kind.Version, 1, OVERTURN);
        uint256 before = pool.reserved();
        assertEq(pool.claimAggregator(epoch), 0, "nothing is paid");
        assertEq(before - pool.reserved(), share, "and nothing stays set aside for nobody");
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.AlreadyClaimed.selector, epoch, address(0)));
        pool.claimAggregator(epoch);
    }

    function test_overturnedVersion_aVoteWasFaster() public {
        _finalEpoch(true);
        models.finalize();
        uint256 id = _open(IDisputeCourt.Kind.Version, 1);
        vm.prank(address(timelock));
        models.rollback(0);
        _ruleAs(id, OVERTURN);
        _close(id);
        assertEq(models.latest(), 0, "as the vote left it");
        assertEq(_stakeOf(aggregator), STAKE - STAKE / 5, "its maker pays");
    }

    function test_upheldVersion_stays() public {
        _finalEpoch(true);
        models.finalize();
        _decide(IDisputeCourt.Kind.Version, 1, UPHOLD);
        assertEq(models.latest(), 1, "stays");
        assertEq(_stakeOf(aggregator), STAKE, "no fine");
    }

    // ---- data sets

    function test_overturnedDataSet_isRemoved() public {
        uint256 set = _addDataSet();
        _decide(IDisputeCourt.Kind.DataSet, set, OVERTURN);
        assertTrue(!benchmarks.dataSet(set).active, "removed");
    }

    function test_overturnedDataSet_aVoteWasFaster() public {
        uint256 set = _addDataSet();
        uint256 id = _open(IDisputeCourt.Kind.DataSet, set);
        vm.prank(address(timelock));
        benchmarks.removeDataSet(set);
        _ruleAs(id, OVERTURN);
        _close(id);
        _assertState(id, IDisputeCourt.State.Closed, "closed all the same");
    }

    function test_upheldDataSet_stays() public {
        uint256 set = _addDataSet();
        _decide(IDisputeCourt.Kind.DataSet, set, UPHOLD);
        assertTrue(benchmarks.dataSet(set).active, "stays");
    }
}
