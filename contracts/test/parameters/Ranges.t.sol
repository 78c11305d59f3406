// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {Parameters} from "../../src/Parameters.sol";
import {
    CommitteeRules,
    DisputeRules,
    ElectionRules,
    EpochRules,
    IParameters,
    ReputationRules,
    RewardRules,
    Rules,
    ScoreRules,
    StakeRules
} from "../../src/interfaces/IParameters.sol";
import {ParametersTest} from "./ParametersTest.sol";

// Each field: its least and most are taken, one beyond is refused by its name; fields that bound each other.
// The constructor checks every group as the setters do.
contract RangesTest is ParametersTest {
    bytes4 private constant SELECTOR = IParameters.OutOfRange.selector;

    /// @dev The next setter must refuse `value` for `field`.
    function _refuses(bytes32 field, uint256 value) private {
        vm.expectRevert(abi.encodeWithSelector(SELECTOR, field, value));
    }

    modifier asTimelock() {
        vm.startPrank(timelock);
        _;
        vm.stopPrank();
    }

    function test_epoch_everyPhaseHasALength() public asTimelock {
        bytes32[8] memory names = [
            bytes32("submitSeconds"),
            "finalitySeconds",
            "drawSeconds",
            "commitSeconds",
            "revealSeconds",
            "contestSeconds",
            "aggregateSeconds",
            "challengeSeconds"
        ];
        for (uint256 i; i < 8; ++i) {
            for (uint256 j; j < 4; ++j) {
                uint32 value = [uint32(0), 1, 7 days, 7 days + 1][j];
                EpochRules memory r = _rules().epoch;
                if (i == 0) r.submitSeconds = value;
                if (i == 1) r.finalitySeconds = value;
                if (i == 2) r.drawSeconds = value;
                if (i == 3) r.commitSeconds = value;
                if (i == 4) r.revealSeconds = value;
                if (i == 5) r.contestSeconds = value;
                if (i == 6) r.aggregateSeconds = value;
                if (i == 7) r.challengeSeconds = value;
                if (j % 3 == 0) _refuses(names[i], value);
                parameters.setEpochRules(r);
            }
        }
    }

    function test_epoch_endsBeforeAnExitWaitsForNothing() public asTimelock {
        EpochRules memory r = EpochRules(7 days, 1 days - 4, 7 days, 1, 1, 1, 1, 1);
        r.finalitySeconds = 1 days - 5;
        parameters.setEpochRules(r);
        ++r.finalitySeconds;
        _refuses("epochSeconds", 15 days + 1);
        parameters.setEpochRules(r);
    }

    function _committee(uint8[4] memory sizes, uint8[3] memory leads) private pure returns (CommitteeRules memory r) {
        r = _rules().committee;
        (r.sizes, r.leads) = (sizes, leads);
    }

    function test_committee_sizesAscendAndEnd() public asTimelock {
        parameters.setCommitteeRules(_committee([1, 0, 0, 0], [0, 0, 0]));
        parameters.setCommitteeRules(_committee([1, 2, 3, 4], [1, 1, 1]));
        parameters.setCommitteeRules(_committee([45, 46, 47, 48], [45, 46, 47]));
        _refuses("sizes", 0);
        parameters.setCommitteeRules(_committee([0, 0, 0, 0], [0, 0, 0]));
        _refuses("sizes", 0);
        parameters.setCommitteeRules(_committee([3, 0, 12, 0], [2, 2, 0]));
        _refuses("sizes", 6);
        parameters.setCommitteeRules(_committee([6, 6, 12, 0], [2, 2, 0]));
        _refuses("sizes", 49);
        parameters.setCommitteeRules(_committee([3, 6, 12, 49], [2, 2, 2]));
    }

    function test_committee_leadsAreReachableAndOnlyWhereTheyDecide() public asTimelock {
        _refuses("leads", 0);
        parameters.setCommitteeRules(_committee([3, 6, 12, 0], [2, 0, 0]));
        _refuses("leads", 4);
        parameters.setCommitteeRules(_committee([3, 6, 12, 0], [4, 4, 0]));
        _refuses("leads", 1);
        parameters.setCommitteeRules(_committee([3, 6, 12, 0], [2, 4, 1]));
        _refuses("leads", 2);
        parameters.setCommitteeRules(_committee([3, 0, 0, 0], [2, 0, 0]));
        parameters.setCommitteeRules(_committee([3, 6, 0, 0], [3, 0, 0]));
    }

    function test_committee_rates() public asTimelock {
        bytes32[6] memory names =
            [bytes32("minUtilityPpm"), "rejectBps", "dissentBps", "silenceBps", "unopenedBps", "bountyBps"];
        uint32[6] memory most = [uint32(1_000_000), 10_000, 10_000, 10_000, 10_000, 5_000];
        for (uint256 i; i < 6; ++i) {
            for (uint32 beyond; beyond < 2; ++beyond) {
                uint32 value = most[i] + beyond;
                CommitteeRules memory r = _rules().committee;
                if (i == 0) r.minUtilityPpm = value;
                if (i == 1) r.rejectBps = uint16(value);
                if (i == 2) r.dissentBps = uint16(value);
                if (i == 3) r.silenceBps = uint16(value);
                if (i == 4) r.unopenedBps = uint16(value);
                if (i == 5) r.bountyBps = uint16(value);
                if (beyond == 1) _refuses(names[i], value);
                parameters.setCommitteeRules(r);
            }
        }
    }

    function test_stake_boundsHoldEachOther() public asTimelock {
        StakeRules memory r = _rules().stake;
        (r.minStake, r.stakeCap, r.entryStake, r.unbondSeconds) = (1_000, 1_000, 999, 30 days);
        parameters.setStakeRules(r);
        r.minStake = 999;
        _refuses("minStake", 999);
        parameters.setStakeRules(r);
        (r.minStake, r.stakeCap) = (1_001, 1_000);
        _refuses("stakeCap", 1_000);
        parameters.setStakeRules(r);
        (r.minStake, r.entryStake) = (1_000, 1_000);
        _refuses("entryStake", 1_000);
        parameters.setStakeRules(r);
        (r.entryStake, r.unbondSeconds) = (0, 0);
        _refuses("unbondSeconds", 0);
        parameters.setStakeRules(r);
        r.unbondSeconds = 30 days + 1;
        _refuses("unbondSeconds", 30 days + 1);
        parameters.setStakeRules(r);
    }

    function test_score_bounds() public asTimelock {
        ScoreRules memory r = _rules().score;
        (r.penaltyPpm, r.utilityCapPpm, r.steepnessMilli) = (1_000_000, 1_000_000, 10_000_000);
        parameters.setScoreRules(r);
        ++r.penaltyPpm;
        _refuses("penaltyPpm", 1_000_001);
        parameters.setScoreRules(r);
        (r.penaltyPpm, r.utilityCapPpm) = (0, 0);
        _refuses("utilityCapPpm", 0);
        parameters.setScoreRules(r);
        r.utilityCapPpm = 1_000_001;
        _refuses("utilityCapPpm", 1_000_001);
        parameters.setScoreRules(r);
        (r.utilityCapPpm, r.steepnessMilli) = (1, 10_000_001);
        _refuses("steepnessMilli", 10_000_001);
        parameters.setScoreRules(r);
    }

    function test_reputation_bounds() public asTimelock {
        bytes32[7] memory names = [
            bytes32("decayPpm"),
            "gainAcceptedPpm",
            "gainAgreedPpm",
            "maxGainPpm",
            "finedPpm",
            "bonusPpm",
            "voteBonusPpm"
        ];
        for (uint256 i; i < 7; ++i) {
            for (uint32 beyond; beyond < 2; ++beyond) {
                uint32 value = 1_000_000 + beyond;
                ReputationRules memory r = _rules().reputation;
                if (i == 0) r.decayPpm = value;
                if (i == 1) r.gainAcceptedPpm = value;
                if (i == 2) r.gainAgreedPpm = value;
                if (i == 3) r.maxGainPpm = value;
                if (i == 4) r.finedPpm = value;
                if (i == 5) r.bonusPpm = value;
                if (i == 6) r.voteBonusPpm = value;
                if (beyond == 1) _refuses(names[i], value);
                parameters.setReputationRules(r);
            }
        }
    }

    function test_reward_sharesAreAtMostEverything() public asTimelock {
        parameters.setRewardRules(RewardRules(1_000_000, 0, 1_000_000, 1_000_000));
        parameters.setRewardRules(RewardRules(600_000, 400_000, 0, 0));
        _refuses("learnersPpm", 1_000_001);
        parameters.setRewardRules(RewardRules(1_000_001, 0, 0, 0));
        _refuses("validatorsPpm", 400_001);
        parameters.setRewardRules(RewardRules(600_000, 400_001, 0, 0));
        _refuses("feesPpm", 1_000_001);
        parameters.setRewardRules(RewardRules(0, 0, 1_000_001, 0));
        _refuses("canaryPpm", 1_000_001);
        parameters.setRewardRules(RewardRules(0, 0, 0, 1_000_001));
    }

    function test_dispute_bonds() public asTimelock {
        DisputeRules memory r = _rules().dispute;
        (r.bond, r.rerunBond) = (1, type(uint56).max);
        parameters.setDisputeRules(r);
        r.bond = 0;
        _refuses("bond", 0);
        parameters.setDisputeRules(r);
        r.bond = uint64(type(uint56).max) + 1;
        _refuses("bond", r.bond);
        parameters.setDisputeRules(r);
        (r.bond, r.rerunBond) = (1, 0);
        _refuses("rerunBond", 0);
        parameters.setDisputeRules(r);
        r.rerunBond = uint64(type(uint56).max) + 1;
        _refuses("rerunBond", r.rerunBond);
        parameters.setDisputeRules(r);
    }

    function test_dispute_theLastJuryIsAtMost127() public asTimelock {
        DisputeRules memory r = _rules().dispute;
        for (uint8 appeals; appeals < 5; ++appeals) {
            r.maxAppeals = appeals;
            r.jurors = [127, 63, 31, 15, 7][appeals];
            parameters.setDisputeRules(r);
            ++r.jurors;
            _refuses("jurors", r.jurors);
            parameters.setDisputeRules(r);
        }
        r.jurors = 0;
        _refuses("jurors", 0);
        parameters.setDisputeRules(r);
        (r.jurors, r.maxAppeals) = (1, 5);
        _refuses("maxAppeals", 5);
        parameters.setDisputeRules(r);
    }

    function test_dispute_timesAndRates() public asTimelock {
        bytes32[6] memory names = [
            bytes32("voteSeconds"),
            "voteRevealSeconds",
            "appealSeconds",
            "disputeSeconds",
            "overturnedBps",
            "absentJurorBps"
        ];
        uint32[6] memory least = [uint32(1), 1, 1, 0, 0, 0];
        uint32[6] memory most = [uint32(7 days), 7 days, 7 days, 365 days, 10_000, 10_000];
        for (uint256 i; i < 6; ++i) {
            for (uint256 j; j < 4; ++j) {
                if (j == 0 && least[i] == 0) continue;
                uint32 value = j == 0 ? 0 : j == 1 ? least[i] : j == 2 ? most[i] : most[i] + 1;
                DisputeRules memory r = _rules().dispute;
                if (i == 0) r.voteSeconds = value;
                if (i == 1) r.revealSeconds = value;
                if (i == 2) r.appealSeconds = value;
                if (i == 3) r.disputeSeconds = value;
                if (i == 4) r.overturnedBps = uint16(value);
                if (i == 5) r.absentJurorBps = uint16(value);
                if (j % 3 == 0) _refuses(names[i], value);
                parameters.setDisputeRules(r);
            }
        }
    }

    function _setElection(uint8 seats, uint8 threshold, uint32 reputation, uint32 term, uint32 pause, uint32 rest)
        private
    {
        parameters.setElectionRules(ElectionRules(seats, threshold, reputation, term, pause, rest));
    }

    function test_election_bounds() public asTimelock {
        _setElection(1, 1, 0, 1, 1, 1);
        _setElection(32, 32, 1_000_000, 730 days, 14 days, 365 days);
        _refuses("seats", 0);
        _setElection(0, 0, 0, 1, 1, 1);
        _refuses("seats", 33);
        _setElection(33, 1, 0, 1, 1, 1);
        _refuses("threshold", 0);
        _setElection(3, 0, 0, 1, 1, 1);
        _refuses("threshold", 4);
        _setElection(3, 4, 0, 1, 1, 1);
        _refuses("minReputationPpm", 1_000_001);
        _setElection(3, 2, 1_000_001, 1, 1, 1);
        _refuses("termSeconds", 0);
        _setElection(3, 2, 0, 0, 1, 1);
        _refuses("termSeconds", 730 days + 1);
        _setElection(3, 2, 0, 730 days + 1, 1, 1);
        _refuses("pauseSeconds", 0);
        _setElection(3, 2, 0, 1, 0, 1);
        _refuses("pauseSeconds", 14 days + 1);
        _setElection(3, 2, 0, 1, 14 days + 1, 15 days);
        _refuses("pauseRestSeconds", 99);
        _setElection(3, 2, 0, 1, 100, 99);
        _refuses("pauseRestSeconds", 365 days + 1);
        _setElection(3, 2, 0, 1, 100, 365 days + 1);
    }

    function test_constructor_checksEveryGroup() public {
        for (uint256 group; group < 8; ++group) {
            Rules memory r = _rules();
            bytes32 field;
            if (group == 0) (r.epoch.submitSeconds, field) = (0, "submitSeconds");
            if (group == 1) (r.committee.sizes[0], field) = (0, "sizes");
            if (group == 2) (r.stake.minStake, field) = (0, "minStake");
            if (group == 3) (r.score.utilityCapPpm, field) = (0, "utilityCapPpm");
            if (group == 4) (r.reputation.decayPpm, field) = (1_000_001, "decayPpm");
            if (group == 5) (r.reward.learnersPpm, field) = (1_000_001, "learnersPpm");
            if (group == 6) (r.dispute.bond, field) = (0, "bond");
            if (group == 7) (r.election.seats, field) = (0, "seats");
            _refuses(field, group == 4 || group == 5 ? 1_000_001 : 0);
            new Parameters(modules, r);
        }
    }

    /// @dev Whatever fits its type comes back from the packed word.
    function testFuzz_committee_comesBackAsItWasSet(uint256 seed) public asTimelock {
        CommitteeRules memory r;
        uint256 stages = 1 + (seed % 4);
        uint256 size;
        for (uint256 i; i < stages; ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, i)));
            size += 1 + (random % 12);
            r.sizes[i] = uint8(size);
            if (i + 1 < stages) r.leads[i] = uint8(1 + ((random >> 128) % size));
        }
        r.minUtilityPpm = uint32((seed >> 32) % 1_000_001);
        r.rejectBps = uint16((seed >> 64) % 10_001);
        r.dissentBps = uint16((seed >> 96) % 10_001);
        r.silenceBps = uint16((seed >> 128) % 10_001);
        r.unopenedBps = uint16((seed >> 160) % 10_001);
        r.bountyBps = uint16((seed >> 192) % 5_001);
        parameters.setCommitteeRules(r);
        vm.stopPrank();
        vm.prank(epochs);
        parameters.activate();
        assertEq(keccak256(abi.encode(parameters.committeeRules())), keccak256(abi.encode(r)), "same");
        vm.startPrank(timelock);
    }
}
