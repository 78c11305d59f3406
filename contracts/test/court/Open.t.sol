// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IBenchmarkRegistry} from "../../src/interfaces/IBenchmarkRegistry.sol";
import {IDisputeCourt} from "../../src/interfaces/IDisputeCourt.sol";
import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {IModelRegistry} from "../../src/interfaces/IModelRegistry.sol";
import {CourtTest} from "./CourtTest.sol";

/// @notice open, addEvidence
///
/// open
/// ├── no evidence → refused
/// ├── a dispute about it is open → refused; closed → possible again, twice the bond after a lost one
/// ├── the bond is not approved or there → refused
/// ├── verdict: not final, time over, unresolved, unknown → refused; accepted → its learner answers; rejected → nobody alone
/// ├── manifest: not in challenge → refused; otherwise its aggregator answers and the epoch waits
/// ├── version: base model, unknown, rolled back, time over → refused; otherwise its aggregator answers
/// └── data set: unknown, removed → refused; otherwise nobody answers
/// addEvidence
/// ├── nothing → refused
/// └── unknown or closed dispute → refused
contract OpenTest is CourtTest {
    IDisputeCourt.Kind private constant VERDICT = IDisputeCourt.Kind.Verdict;
    IDisputeCourt.Kind private constant MANIFEST = IDisputeCourt.Kind.Manifest;
    IDisputeCourt.Kind private constant VERSION = IDisputeCourt.Kind.Version;
    IDisputeCourt.Kind private constant DATA = IDisputeCourt.Kind.DataSet;

    function test_recordsAndTakesTheBond() public {
        (, uint256 subject) = _finalEpoch(true);
        uint256 before = token.balanceOf(opener);
        vm.expectEmit(address(court));
        emit IDisputeCourt.DisputeOpened(1, VERDICT, subject, opener, learner, BOND, EVIDENCE);
        uint256 id = _open(VERDICT, subject);
        assertEq(id, 1, "ids begin with 1");
        assertEq(court.disputeCount(), 1, "count");
        assertEq(court.disputeOf(VERDICT, subject), id, "found by subject");
        assertEq(before - token.balanceOf(opener), BOND, "bond left the opener");
        assertEq(token.balanceOf(address(court)), BOND, "bond is in the court");
        IDisputeCourt.Dispute memory d = court.dispute(id);
        assertEq(uint256(d.kind), uint256(VERDICT), "kind");
        assertEq(uint256(d.state), uint256(IDisputeCourt.State.Vote), "state");
        assertEq(uint256(d.ruling), 0, "no ruling");
        assertEq(d.round, 1, "first round");
        assertEq(d.deadline, 0, "the jury is not drawn");
        assertEq(d.opener, opener, "opener");
        assertEq(d.respondent, learner, "respondent");
        assertEq(d.subject, subject, "subject");
        assertEq(d.bond, BOND, "bond");
        assertEq(d.evidenceCid, EVIDENCE, "evidence");
        assertEq(d.seed, 0, "no seed yet");
    }

    function test_refusesWithoutEvidence() public {
        uint256 set = _addDataSet();
        vm.expectRevert(IDisputeCourt.ZeroCid.selector);
        vm.prank(opener);
        court.open(DATA, set, 0);
    }

    function test_refusesASecondOpenOne() public {
        uint256 set = _addDataSet();
        _open(DATA, set);
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.AlreadyDisputed.selector, DATA, set));
        _open(DATA, set);
    }

    function test_aLostDisputeDoublesTheNextBond() public {
        uint256 set = _addDataSet();
        for (uint256 lost; lost < 3; ++lost) {
            uint256 id = _decide(DATA, set, IDisputeCourt.Ruling.Uphold);
            assertEq(court.dispute(id).bond, BOND << lost, "doubles");
        }
        assertEq(court.disputeOf(DATA, set), 0, "none open");
        assertEq(court.dispute(_open(DATA, _addDataSet())).bond, BOND, "another subject begins anew");
    }

    function test_refusesWithoutTheBond() public {
        uint256 set = _addDataSet();
        vm.expectRevert();
        vm.prank(address(0xdead));
        court.open(DATA, set, EVIDENCE);
        assertEq(court.disputeCount(), 0, "nothing is left of it");
        assertTrue(!court.drawing(), "no jury is awaited");
    }

    // ---- verdicts

    function test_verdict_notBeforeTheEnd() public {
        uint256 epoch = _challengedEpoch();
        _expectNotDisputable(VERDICT, _verdictOf(epoch, 0));
        _open(VERDICT, _verdictOf(epoch, 0));
    }

    function test_verdict_notAfterItsTime() public {
        (uint256 epoch, uint256 subject) = _finalEpoch(true);
        uint256 end = manager.finalAt(epoch) + _disputeRules().disputeSeconds;
        vm.warp(end);
        _expectNotDisputable(VERDICT, subject);
        _open(VERDICT, subject);
        vm.warp(end - 1);
        assertEq(_open(VERDICT, subject), 1, "until the last second");
    }

    function test_verdict_rejectedHasNoSingleRespondent() public {
        (, uint256 subject) = _finalEpoch(false);
        assertEq(court.dispute(_open(VERDICT, subject)).respondent, address(0), "its seats answer");
    }

    function test_verdict_notUnresolved() public {
        _submit(LEARNER, 200 * LOAM);
        for (uint256 i; i < VALIDATORS; ++i) {
            moodOf[vm.addr(VALIDATOR_1 + i)] = Mood.Silent;
        }
        uint256 epoch = _epoch();
        _judgeAll();
        _finish();
        assertEq(uint256(manager.submission(epoch, 0).status), uint256(IEpochManager.Status.Unresolved), "unresolved");
        _expectNotDisputable(VERDICT, _verdictOf(epoch, 0));
        _open(VERDICT, _verdictOf(epoch, 0));
    }

    function test_verdict_unknownEpoch() public {
        _expectNotDisputable(VERDICT, _verdictOf(7, 0));
        _open(VERDICT, _verdictOf(7, 0));
    }

    // ---- manifests

    function test_manifest_waitsInChallenge() public {
        uint256 epoch = _challengedEpoch();
        uint256 id = _open(MANIFEST, epoch);
        assertEq(court.dispute(id).respondent, aggregator, "its maker answers");
        _wait(1 days);
        _assertPhase(IEpochManager.Phase.Challenge, "it waits for the ruling");
    }

    function test_manifest_onlyInChallenge() public {
        _expectNotDisputable(MANIFEST, 1);
        _open(MANIFEST, 1);
        uint256 epoch = _challengedEpoch();
        _waitForPhaseEnd();
        _expectNotDisputable(MANIFEST, epoch);
        _open(MANIFEST, epoch);
    }

    // ---- versions

    function test_version_itsMakerAnswers() public {
        _finalEpoch(true);
        models.finalize();
        assertEq(court.dispute(_open(VERSION, 1)).respondent, aggregator, "its maker");
    }

    function test_version_notTheBaseModel() public {
        _expectNotDisputable(VERSION, 0);
        _open(VERSION, 0);
    }

    function test_version_unknown() public {
        vm.expectRevert(abi.encodeWithSelector(IModelRegistry.NoSuchVersion.selector, 1));
        _open(VERSION, 1);
    }

    function test_version_notRolledBack() public {
        _finalEpoch(true);
        models.finalize();
        vm.prank(address(timelock));
        models.rollback(0);
        _expectNotDisputable(VERSION, 1);
        _open(VERSION, 1);
    }

    function test_version_notAfterItsTime() public {
        _finalEpoch(true);
        models.finalize();
        uint256 end = models.version(1).finalizedAt + _disputeRules().disputeSeconds;
        vm.warp(end);
        _expectNotDisputable(VERSION, 1);
        _open(VERSION, 1);
        vm.warp(end - 1);
        assertEq(_open(VERSION, 1), 1, "until the last second");
    }

    // ---- data sets

    function test_dataSet_nobodyAnswers() public {
        assertEq(court.dispute(_openAboutData()).respondent, address(0), "nobody");
    }

    function test_dataSet_unknownOrRemoved() public {
        vm.expectRevert(abi.encodeWithSelector(IBenchmarkRegistry.NoSuchDataSet.selector, 0));
        _open(DATA, 0);
        uint256 set = _addDataSet();
        vm.prank(address(timelock));
        benchmarks.removeDataSet(set);
        _expectNotDisputable(DATA, set);
        _open(DATA, set);
    }

    // ---- evidence

    function test_evidence_fromAnybodyWhileOpen() public {
        uint256 id = _openAboutData();
        vm.expectEmit(address(court));
        emit IDisputeCourt.EvidenceAdded(id, address(this), keccak256("more"));
        court.addEvidence(id, keccak256("more"));
        vm.expectRevert(IDisputeCourt.ZeroCid.selector);
        court.addEvidence(id, 0);
    }

    function test_evidence_notForUnknownOrClosed() public {
        _expectWrongState(9, IDisputeCourt.State.None, IDisputeCourt.State.Vote);
        court.addEvidence(9, EVIDENCE);
        uint256 id = _openAboutData();
        _ruleAs(id, IDisputeCourt.Ruling.Uphold);
        _close(id);
        _expectWrongState(id, IDisputeCourt.State.Closed, IDisputeCourt.State.Vote);
        court.addEvidence(id, EVIDENCE);
    }
}
