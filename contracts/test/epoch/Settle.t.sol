// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {Attestation} from "../../src/interfaces/IVerdicts.sol";
import {NetworkTest} from "../base/NetworkTest.sol";

contract SettleTest is NetworkTest {
    address private learner;

    function setUp() public override {
        super.setUp();
        _registerCast();
        learner = vm.addr(LEARNER);
    }

    function _status(uint256 index) private view returns (IEpochManager.SubmissionStatus) {
        return manager.submission(1, index).status;
    }

    function _assertStatus(IEpochManager.SubmissionStatus expected, string memory message) private view {
        assertEq(uint256(_status(0)), uint256(expected), message);
    }

    /// @dev One submission whose three members commit to what `change` makes of an honest attestation.
    function _vote(Attestation[3] memory votes, bool[3] memory commits, bool[3] memory reveals) private {
        for (uint256 i; i < 3; ++i) {
            if (commits[i]) _commit(votes[i]);
        }
        if (!(commits[0] && commits[1] && commits[2])) _wait(180);
        for (uint256 i; i < 3; ++i) {
            if (reveals[i]) _reveal(votes[i]);
        }
        if (_phase() == IEpochManager.Phase.Reveal) _wait(120);
        _settleAll();
    }

    function _ballots(int64 utility) private returns (Attestation[3] memory votes) {
        _submit(LEARNER, 200e18);
        _drawAll();
        address[] memory members = manager.committee(1, 0);
        for (uint256 i; i < 3; ++i) {
            votes[i] = _attestation(0, members[i], utility >= 0, utility);
        }
    }

    function test_settle_accepts() public {
        Attestation[3] memory votes = _ballots(25_000);
        _unanimous(25_000);
        vm.expectEmit(address(manager));
        emit IEpochManager.SubmissionSettled(
            1, 0, IEpochManager.SubmissionStatus.Accepted, 25_000, votes[0].digest, 25_000 * 200e18
        );
        _settleAll();
        IEpochManager.Submission memory s = manager.submission(1, 0);
        assertEq(uint64(s.utilityPpm), 25_000, "utility");
        assertEq(s.digest, votes[0].digest, "digest");
        assertEq(s.weight, 25_000 * 200e18, "weight");
        assertEq(manager.epochInfo(1).totalWeight, s.weight, "total");
        assertEq(_lockedOf(learner), 0, "unlocked");
        assertEq(_stakeOf(learner), 2_000e18, "not slashed");
        assertEq(verdicts.totalAgreements(1), 3, "agreements");
    }

    function test_settle_capsTheStakeInTheWeight() public {
        _submit(LEARNER, 1_500e18);
        _drawAll();
        _unanimous(10_000);
        _settleAll();
        assertEq(manager.submission(1, 0).weight, 10_000 * uint256(STAKE_CAP), "capped");
    }

    function test_settle_rejectsWhatDoesNotPassAndSlashes() public {
        _vote(_ballots(-3), [true, true, true], [true, true, true]);
        _assertStatus(IEpochManager.SubmissionStatus.Rejected, "rejected");
        assertEq(_stakeOf(learner), 1_980e18, "a tenth of the submission's stake");
        assertEq(token.balanceOf(address(pool)), POOL + 20e18, "to the pool");
        assertEq(_lockedOf(learner), 0, "unlocked");
        assertEq(manager.submission(1, 0).weight, 0, "no weight");
    }

    function test_settle_rejectsTooLittleUtilityWithoutSlash() public {
        _vote(_ballots(999), [true, true, true], [true, true, true]);
        _assertStatus(IEpochManager.SubmissionStatus.Rejected, "rejected");
        assertEq(_stakeOf(learner), 2_000e18, "not slashed");
    }

    function test_settle_acceptsTheLeastUtility() public {
        _vote(_ballots(1_000), [true, true, true], [true, true, true]);
        _assertStatus(IEpochManager.SubmissionStatus.Accepted, "accepted");
    }

    function test_settle_slashesDissent() public {
        Attestation[3] memory votes = _ballots(25_000);
        votes[2].digest = keccak256("made up");
        _vote(votes, [true, true, true], [true, true, true]);
        _assertStatus(IEpochManager.SubmissionStatus.Accepted, "two of three");
        assertEq(_stakeOf(votes[0].validator), 500e18, "agreed");
        assertEq(_stakeOf(votes[2].validator), 400e18, "a fifth");
        assertEq(verdicts.agreementsOf(1, votes[2].validator), 0, "no agreement");
        assertEq(verdicts.totalAgreements(1), 2, "two");
    }

    function test_settle_slashesSilence() public {
        Attestation[3] memory votes = _ballots(25_000);
        _vote(votes, [true, true, false], [true, true, false]);
        _assertStatus(IEpochManager.SubmissionStatus.Accepted, "two of three");
        assertEq(_stakeOf(votes[2].validator), 495e18, "a hundredth for no commitment");
    }

    function test_settle_slashesACommitmentWithoutReveal() public {
        Attestation[3] memory votes = _ballots(25_000);
        _vote(votes, [true, true, true], [true, false, true]);
        assertEq(_stakeOf(votes[1].validator), 495e18, "a hundredth for no reveal");
    }

    function test_settle_unresolvedCostsNobody() public {
        Attestation[3] memory votes = _ballots(25_000);
        votes[1].utilityPpm = 25_001;
        votes[2].pass = false;
        _vote(votes, [true, true, true], [true, true, true]);
        _assertStatus(IEpochManager.SubmissionStatus.Unresolved, "three opinions");
        for (uint256 i; i < 3; ++i) {
            assertEq(_stakeOf(votes[i].validator), 500e18, "not slashed");
        }
        assertEq(_stakeOf(learner), 2_000e18, "nor the learner");
        assertEq(_lockedOf(learner), 0, "unlocked");
        assertEq(verdicts.totalAgreements(1), 0, "nobody agreed");
        _assertPhase(IEpochManager.Phase.Final, "final");
    }

    function test_settle_silenceCountsInTheWhole() public {
        _vote(_ballots(25_000), [true, false, false], [true, false, false]);
        _assertStatus(IEpochManager.SubmissionStatus.Unresolved, "one of three is no majority");
    }

    function test_settle_pagesAndFundsAtTheEnd() public {
        _submit(LEARNER, 200e18);
        _submit(LEARNER_2, 200e18);
        _drawAll();
        int64[] memory utilities = new int64[](2);
        (utilities[0], utilities[1]) = (int64(10_000), int64(-5));
        _unanimous(utilities);
        manager.settle(1, 1);
        _assertPhase(IEpochManager.Phase.Settle, "one left");
        assertEq(pool.rewardOf(1), 0, "not funded yet");
        manager.settle(1, 1);
        _assertPhase(IEpochManager.Phase.Aggregate, "settled");
        assertEq(pool.rewardOf(1), EPOCH_REWARD, "funded");
        assertEq(manager.epochInfo(1).accepted, 1, "accepted");
        vm.expectRevert(
            abi.encodeWithSelector(
                IEpochManager.WrongPhase.selector, 1, IEpochManager.Phase.Aggregate, IEpochManager.Phase.Settle
            )
        );
        manager.settle(1, 1);
    }

    function test_settle_refusesZero() public {
        _submit(LEARNER, 200e18);
        _drawAll();
        _unanimous(5_000);
        vm.expectRevert(IEpochManager.ZeroAmount.selector);
        manager.settle(1, 0);
    }
}

/// @notice Validators of different weight: stake decides, not heads.
contract SettleWeightTest is NetworkTest {
    function setUp() public override {
        super.setUp();
        _register(LEARNER, 1, 200e18);
        _register(VALIDATOR_1, 2, 1_000e18);
        _register(VALIDATOR_1 + 1, 2, 500e18);
        _register(VALIDATOR_1 + 2, 2, 499e18);
    }

    function _settleAgainstTheHeaviest(uint128 extra) private returns (IEpochManager.SubmissionStatus) {
        if (extra != 0) {
            address third = _fund(VALIDATOR_1 + 2, extra);
            vm.prank(third);
            registry.addStake(extra);
        }
        _submit(LEARNER, 200e18);
        _drawAll();
        Attestation[3] memory votes;
        for (uint256 i; i < 3; ++i) {
            votes[i] = _attestation(0, vm.addr(VALIDATOR_1 + i), i == 0, i == 0 ? int64(5_000) : int64(-5_000));
            _commit(votes[i]);
        }
        for (uint256 i; i < 3; ++i) {
            _reveal(votes[i]);
        }
        _settleAll();
        return manager.submission(1, 0).status;
    }

    function test_settle_heavyMemberOutvotesTwo() public {
        assertEq(
            uint256(_settleAgainstTheHeaviest(0)), uint256(IEpochManager.SubmissionStatus.Accepted), "1000 > 999"
        );
    }

    function test_settle_exactHalfIsNoMajority() public {
        assertEq(
            uint256(_settleAgainstTheHeaviest(1e18)),
            uint256(IEpochManager.SubmissionStatus.Unresolved),
            "1000 = 1000"
        );
    }

    function test_settle_twoOutvoteTheHeaviest() public {
        assertEq(
            uint256(_settleAgainstTheHeaviest(2e18)), uint256(IEpochManager.SubmissionStatus.Rejected), "1000 < 1001"
        );
    }
}
