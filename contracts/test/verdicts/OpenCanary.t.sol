// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {IVerdicts} from "../../src/interfaces/IVerdicts.sol";
import {VerdictsTest} from "./VerdictsTest.sol";

// openCanary
// ├── not in Contest: WrongPhase
// ├── of nothing, opened before: NotContestable
// ├── not what was sealed, in any part: WrongSeal
// ├── the verdict agrees (what does not pass agrees whatever its utility): Canary, no weight, seats still agree
// └── it does not, or there is none
//     ├── in the last stage: NotContestable
//     └── otherwise a larger committee judges
//         ├── and agrees: Canary; the first committee pays, the maker gets its part
//         └── and does not: Rejected; the maker's stake pays
contract OpenCanaryTest is VerdictsTest {
    bytes32 private constant SALT = keccak256("salt of the seal");
    bytes32 private constant EVALUATION = keccak256("eval.json");

    event CanaryOpened(uint256 indexed epoch, uint256 indexed index, bool pass, int32 utilityPpm, bool rerun);

    function _seal(bool pass, int32 utilityPpm) private pure returns (bytes32) {
        bytes32 seed = keccak256(abi.encode("canary", vm.addr(LEARNER), pass, utilityPpm, SALT));
        return keccak256(abi.encode(seed, EVALUATION));
    }

    /// @dev What is kept of it.
    function _kept(bytes32 metricsHash) private view returns (bytes10) {
        return bytes10(keccak256(abi.encode(metricsHash, manager.seedOf(epoch, 1))));
    }

    /// @dev A canary whose maker expects this is drawn.
    function _plant(bool pass, int32 utilityPpm) private {
        _submit(LEARNER, _cid(LEARNER), _seal(pass, utilityPpm), _terms(500 * LOAM, 40_000));
        epoch = _epoch();
        _drawAll();
    }

    function _open(bool pass, int32 utilityPpm) private {
        verdicts.openCanary(epoch, 0, EVALUATION, pass, utilityPpm, SALT);
    }

    /// @dev The first committee waves it through with a guess.
    function _lazyRound() private {
        for (uint256 i; i < 3; ++i) {
            moodOf[_member(i)] = Mood.Liar;
        }
        _playRound();
    }

    function test_inItsPhaseOnly() public {
        _setTruth(1, 0, true, 0, 1_000_000);
        _plant(true, 0);
        vm.expectRevert(_wrongPhase(IEpochManager.Phase.Commit, IEpochManager.Phase.Contest));
        _open(true, 0);
    }

    function test_ofSomethingSettledAndOnce() public {
        _setTruth(1, 0, true, 0, 1_000_000);
        _plant(true, 0);
        _playRound();
        vm.expectRevert(abi.encodeWithSelector(IVerdicts.NotContestable.selector, epoch, 4));
        verdicts.openCanary(epoch, 4, EVALUATION, true, 0, SALT);
        _open(true, 0);
        vm.expectRevert(abi.encodeWithSelector(IVerdicts.NotContestable.selector, epoch, 0));
        _open(true, 0);
    }

    function test_onlyWhatWasSealed() public {
        _setTruth(1, 0, true, 0, 1_000_000);
        _plant(true, 0);
        _playRound();
        bytes10 sealed_ = _kept(_seal(true, 0));
        vm.expectRevert(abi.encodeWithSelector(IVerdicts.WrongSeal.selector, sealed_, _kept(_seal(true, 1))));
        _open(true, 1);
        vm.expectRevert(abi.encodeWithSelector(IVerdicts.WrongSeal.selector, sealed_, _kept(_seal(false, 0))));
        _open(false, 0);
        bytes32 seed = keccak256(abi.encode("canary", vm.addr(LEARNER), true, int32(0), SALT));
        bytes32 given = keccak256(abi.encode(seed, SALT));
        vm.expectRevert(abi.encodeWithSelector(IVerdicts.WrongSeal.selector, sealed_, _kept(given)));
        verdicts.openCanary(epoch, 0, SALT, true, 0, SALT);
        seed = keccak256(abi.encode("canary", vm.addr(LEARNER), true, int32(0), EVALUATION));
        given = keccak256(abi.encode(seed, EVALUATION));
        vm.expectRevert(abi.encodeWithSelector(IVerdicts.WrongSeal.selector, sealed_, _kept(given)));
        verdicts.openCanary(epoch, 0, EVALUATION, true, 0, EVALUATION);
    }

    /// @dev Somebody else's seed, taken over with its seal, cannot be opened by who took it.
    function test_onlyForWhoSealed() public {
        _setTruth(1, 0, true, 0, 1_000_000);
        bytes32 seed = keccak256(abi.encode("canary", vm.addr(VALIDATOR_1), true, int32(0), SALT));
        bytes32 foreign = keccak256(abi.encode(seed, EVALUATION));
        _submit(LEARNER, _cid(LEARNER), foreign, _terms(500 * LOAM, 40_000));
        epoch = _epoch();
        _drawAll();
        _playRound();
        vm.expectRevert(abi.encodeWithSelector(IVerdicts.WrongSeal.selector, _kept(foreign), _kept(_seal(true, 0))));
        _open(true, 0);
    }

    function test_anAgreeingVerdictProvesIt() public {
        _setTruth(1, 0, true, 1_000, 1_000_000);
        _plant(true, 1_000);
        _playRound();
        _assertStatus(0, IEpochManager.Status.Accepted, "as a lesson it is accepted");
        vm.expectEmit(address(verdicts));
        emit CanaryOpened(epoch, 0, true, 1_000, false);
        _open(true, 1_000);
        _assertStatus(0, IEpochManager.Status.Canary, "as a canary it is not");
        assertEq(manager.epochInfo(epoch).totalWeight, 0, "nothing is paid for it");
        assertEq(verdicts.totalAgreeing(epoch), 3, "its seats worked");
    }

    function test_whatDoesNotPassHasNoUtility() public {
        _setTruth(1, 0, false, -777, 1_000_000);
        _plant(false, 0);
        _playRound();
        _open(false, 0);
        _assertStatus(0, IEpochManager.Status.Canary, "proven");
        _waitForPhaseEnd();
        uint256 stake = registry.bondOf(vm.addr(LEARNER));
        verdicts.enforce(epoch, 0);
        assertEq(stake - registry.bondOf(vm.addr(LEARNER)), 50 * LOAM, "harm costs its maker, sealed or not");
    }

    function test_aLazyCommitteePaysAndTheMakerIsPaid() public {
        _setTruth(1, 0, true, 0, 1_000_000);
        _plant(true, 0);
        _lazyRound();
        address[] memory lazy = _newMembers(epoch, 0);
        vm.expectEmit(address(verdicts));
        emit CanaryOpened(epoch, 0, true, 0, true);
        _open(true, 0);
        _assertStatus(0, IEpochManager.Status.Pending, "a larger committee judges");
        _waitForPhaseEnd();
        _wait(1); // a block in which the lazy three do not sit again
        _judgeAll();
        _assertStatus(0, IEpochManager.Status.Canary, "proven");
        _waitForPhaseEnd();
        uint256 stake = registry.bondOf(vm.addr(LEARNER));
        uint256 before = token.balanceOf(vm.addr(LEARNER));
        verdicts.enforce(epoch, 0);
        uint256 fines;
        for (uint256 i; i < lazy.length; ++i) {
            assertEq(registry.bondOf(lazy[i]), 400 * LOAM, "a fifth of a lazy bond");
            fines += 100 * LOAM;
        }
        assertEq(token.balanceOf(vm.addr(LEARNER)) - before, fines / 2, "half of it for the maker");
        assertEq(registry.bondOf(vm.addr(LEARNER)), stake, "whose stake is whole");
    }

    function test_aFalseCanaryPays() public {
        _plant(true, 0);
        _playRound();
        _assertStatus(0, IEpochManager.Status.Accepted, "a good lesson");
        _open(true, 0);
        _waitForPhaseEnd();
        _judgeAll();
        _assertStatus(0, IEpochManager.Status.Rejected, "and no canary");
        assertEq(verdicts.totalAgreeing(epoch), 6, "both committees were right");
        _waitForPhaseEnd();
        uint256 stake = registry.bondOf(vm.addr(LEARNER));
        verdicts.enforce(epoch, 0);
        assertEq(stake - registry.bondOf(vm.addr(LEARNER)), 50 * LOAM, "a tenth of its stake");
    }

    /// @dev A proven canary can be judged again; what is proven last counts.
    function test_aProvenCanaryCanBeContested() public {
        _setTruth(1, 0, true, 20_000, 1_000_000);
        _plant(false, 0);
        _lazyRound();
        _open(false, 0);
        _assertStatus(0, IEpochManager.Status.Canary, "friends of the maker agree");
        address watcher = _fund(VALIDATOR_1 + 5, 50 * LOAM);
        vm.prank(watcher);
        verdicts.forceRerun(epoch, 0);
        _waitForPhaseEnd();
        _judgeAll();
        _assertStatus(0, IEpochManager.Status.Rejected, "the larger committee does not");
        _waitForPhaseEnd();
        uint256 stake = registry.bondOf(vm.addr(LEARNER));
        verdicts.enforce(epoch, 0);
        assertEq(stake - registry.bondOf(vm.addr(LEARNER)), 50 * LOAM, "the maker pays");
        assertEq(token.balanceOf(watcher), 50 * LOAM, "the watcher has the bond back");
    }

    function test_notInTheLastStage() public {
        _setTruth(1, 0, true, 0, 1_000_000);
        _plant(true, 5);
        // no two validators ever agree, up to the last stage
        for (uint256 i; i < VALIDATORS; ++i) {
            moodOf[vm.addr(VALIDATOR_1 + i)] = Mood.Silent;
        }
        _playRound();
        _judgeAll();
        _assertStatus(0, IEpochManager.Status.Unresolved, "no verdict");
        vm.expectRevert(abi.encodeWithSelector(IVerdicts.NotContestable.selector, epoch, 0));
        _open(true, 5);
    }
}
