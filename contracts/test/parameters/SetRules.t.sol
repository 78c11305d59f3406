// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {Modular} from "../../src/Modular.sol";
import {Module} from "../../src/interfaces/IModules.sol";
import {IParameters, Rules, ScoreMethod, StakeCurve} from "../../src/interfaces/IParameters.sol";
import {ParametersTest} from "./ParametersTest.sol";

// constructor  the rules are valid at once
// set…Rules    not the timelock · the timelock: waits · set twice: the last counts · each group alone
// activate     not the epoch manager · nothing waits · each group alone, others untouched · all together
// nextRules    nothing waits · some wait · all wait
contract SetRulesTest is ParametersTest {
    uint256 private constant GROUPS = 8;

    /// @dev Other values in every field of every group.
    function _changed() private pure returns (Rules memory r) {
        r = _rules();
        (r.epoch.submitSeconds, r.epoch.challengeSeconds) = (16, 6);
        (r.committee.sizes[3], r.committee.leads[0], r.committee.bountyBps) = (48, 3, 501);
        (r.stake.minStake, r.stake.curve) = (101_000_000, StakeCurve.Logarithm);
        (r.score.method, r.score.steepnessMilli) = (ScoreMethod.Sigmoid, 5_001);
        (r.reputation.decayPpm, r.reputation.voteBonusPpm) = (970_000, 250_001);
        (r.reward.learnersPpm, r.reward.canaryPpm) = (700_000, 500_001);
        (r.dispute.bond, r.dispute.absentJurorBps) = (100_000_001, 201);
        (r.election.seats, r.election.pauseRestSeconds) = (4, 3_602);
    }

    function _set(uint256 group, Rules memory r) private {
        vm.prank(timelock);
        _setAsIs(group, r);
    }

    function _setAsIs(uint256 group, Rules memory r) private {
        if (group == 0) parameters.setEpochRules(r.epoch);
        else if (group == 1) parameters.setCommitteeRules(r.committee);
        else if (group == 2) parameters.setStakeRules(r.stake);
        else if (group == 3) parameters.setScoreRules(r.score);
        else if (group == 4) parameters.setReputationRules(r.reputation);
        else if (group == 5) parameters.setRewardRules(r.reward);
        else if (group == 6) parameters.setDisputeRules(r.dispute);
        else parameters.setElectionRules(r.election);
    }

    /// @dev `a` with one group of `b`.
    function _with(Rules memory a, uint256 group, Rules memory b) private pure returns (Rules memory) {
        if (group == 0) a.epoch = b.epoch;
        else if (group == 1) a.committee = b.committee;
        else if (group == 2) a.stake = b.stake;
        else if (group == 3) a.score = b.score;
        else if (group == 4) a.reputation = b.reputation;
        else if (group == 5) a.reward = b.reward;
        else if (group == 6) a.dispute = b.dispute;
        else a.election = b.election;
        return a;
    }

    function _encoded(uint256 group, Rules memory r) private pure returns (bytes32 name, bytes memory rules) {
        if (group == 0) return ("epoch", abi.encode(r.epoch));
        if (group == 1) return ("committee", abi.encode(r.committee));
        if (group == 2) return ("stake", abi.encode(r.stake));
        if (group == 3) return ("score", abi.encode(r.score));
        if (group == 4) return ("reputation", abi.encode(r.reputation));
        if (group == 5) return ("reward", abi.encode(r.reward));
        if (group == 6) return ("dispute", abi.encode(r.dispute));
        return ("election", abi.encode(r.election));
    }

    function _activate() private {
        vm.prank(epochs);
        parameters.activate();
    }

    function test_constructor_rulesAreValidAtOnce() public view {
        _assertEq(_active(), _rules(), "active");
        _assertEq(parameters.nextRules(), _rules(), "next");
        assertEq(parameters.pendingGroups(), 0, "nothing waits");
    }

    function test_set_onlyTheTimelock() public {
        for (uint256 group; group < GROUPS; ++group) {
            vm.expectRevert(abi.encodeWithSelector(Modular.OnlyModule.selector, address(this), Module.Timelock));
            _setAsIs(group, _changed());
        }
    }

    function test_activate_onlyTheEpochManager() public {
        vm.expectRevert(abi.encodeWithSelector(Modular.OnlyModule.selector, address(this), Module.Epochs));
        parameters.activate();
    }

    function test_set_eachGroupWaitsAndThenAloneIsValid() public {
        Rules memory expected = _rules();
        for (uint256 group; group < GROUPS; ++group) {
            (bytes32 name, bytes memory rules) = _encoded(group, _changed());
            vm.expectEmit(address(parameters));
            emit IParameters.RulesSet(name, rules);
            _set(group, _changed());
            _assertEq(_active(), expected, "nothing changes yet");
            assertEq(parameters.pendingGroups(), 1 << group, "one bit waits");
            expected = _with(expected, group, _changed());
            _assertEq(parameters.nextRules(), expected, "what comes");
            vm.expectEmit(address(parameters));
            emit IParameters.RulesActivated(1 << group);
            _activate();
            _assertEq(_active(), expected, "this group and no other");
            assertEq(parameters.pendingGroups(), 0, "nothing waits");
        }
        _assertEq(_active(), _changed(), "all of them in the end");
    }

    function test_set_theLastCounts() public {
        Rules memory r = _changed();
        _set(0, r);
        r.epoch.submitSeconds = 17;
        _set(0, r);
        _activate();
        assertEq(parameters.epochRules().submitSeconds, 17, "the second");
    }

    function test_activate_allTogetherOrNothing() public {
        for (uint256 group; group < GROUPS; ++group) {
            _set(group, _changed());
        }
        _assertEq(parameters.nextRules(), _changed(), "what comes");
        _activate();
        _assertEq(_active(), _changed(), "all");
        vm.recordLogs();
        _activate();
        assertEq(vm.getRecordedLogs().length, 0, "nothing waits, nothing happens");
        _assertEq(_active(), _changed(), "unchanged");
    }
}
