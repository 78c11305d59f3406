// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {IVerdicts} from "../../src/interfaces/IVerdicts.sol";
import {VerdictsTest} from "./VerdictsTest.sol";

// forceRerun
// ├── not in Contest: WrongPhase
// ├── by a stranger, by a node that left: NotAWatcher
// ├── of nothing, of what is open again: NotContestable
// ├── in the last stage: NotContestable
// ├── without the bond: refused by the token
// └── otherwise
//     ├── the bond is taken, agreeing seats no longer count, the next stage judges
//     ├── verdict turned: the bond comes back when it is enforced
//     ├── verdict confirmed: the bond goes to the pool
//     └── twice in one epoch: each bond is judged by what stood when it was given
contract ForceRerunTest is VerdictsTest {
    uint256 private constant WATCHER = VALIDATOR_1 + 5;

    event RerunForced(uint256 indexed epoch, uint256 indexed index, address indexed watcher, uint256 bond);
    event RerunClosed(uint256 indexed epoch, uint256 indexed index, bool merited);

    uint256 private constant BOND = 50 * LOAM;
    address private _watcher;

    function setUp() public override {
        super.setUp();
        _watcher = _fund(WATCHER, 10 * BOND);
    }

    function _force() private {
        vm.prank(_watcher);
        verdicts.forceRerun(epoch, 0);
    }

    /// @dev The first committee lies unanimously; all others are honest.
    function _toAWrongVerdict() private {
        _drawOne();
        for (uint256 i; i < 3; ++i) {
            moodOf[_member(i)] = Mood.Liar;
        }
        _playRound();
        _assertStatus(0, IEpochManager.Status.Rejected, "a lie");
    }

    function _toARightVerdict() private {
        _drawOne();
        _playRound();
        _assertStatus(0, IEpochManager.Status.Accepted, "the truth");
    }

    function test_inItsPhaseOnly() public {
        _drawOne();
        vm.expectRevert(_wrongPhase(IEpochManager.Phase.Commit, IEpochManager.Phase.Contest));
        _force();
        _playRound();
        _waitForPhaseEnd();
        vm.expectRevert(_wrongPhase(IEpochManager.Phase.Aggregate, IEpochManager.Phase.Contest));
        _force();
    }

    function test_byNodesOnly() public {
        _toARightVerdict();
        vm.expectRevert(abi.encodeWithSelector(IVerdicts.NotAWatcher.selector, address(this)));
        verdicts.forceRerun(epoch, 0);
    }

    function test_byAnyActiveNode() public {
        _fund(LEARNER_2, BOND);
        _fund(AGGREGATOR, BOND);
        _toARightVerdict();
        vm.prank(vm.addr(LEARNER_2));
        verdicts.forceRerun(epoch, 0);
        (address watcher,) = verdicts.rerunOf(epoch, 0);
        assertEq(watcher, vm.addr(LEARNER_2), "a learner may");
    }

    function test_ofSomethingSettledOnly() public {
        _toARightVerdict();
        vm.prank(_watcher);
        vm.expectRevert(abi.encodeWithSelector(IVerdicts.NotContestable.selector, epoch, 9));
        verdicts.forceRerun(epoch, 9);
        _force();
        vm.expectRevert(abi.encodeWithSelector(IVerdicts.NotContestable.selector, epoch, 0));
        _force();
    }

    function test_takesTheBond() public {
        _toARightVerdict();
        assertEq(verdicts.totalAgreeing(epoch), 3, "three agreed");
        uint256 before = token.balanceOf(_watcher);
        vm.expectEmit(address(verdicts));
        emit RerunForced(epoch, 0, _watcher, BOND);
        _force();
        assertEq(before - token.balanceOf(_watcher), BOND, "the bond");
        assertEq(token.balanceOf(address(verdicts)), BOND, "is kept here");
        (address watcher, uint256 bond) = verdicts.rerunOf(epoch, 0);
        assertEq(watcher, _watcher, "whose it is");
        assertEq(bond, BOND, "how much it is");
        assertEq(verdicts.totalAgreeing(epoch), 0, "nothing stands to agree with");
        _assertStatus(0, IEpochManager.Status.Pending, "it is judged again");
        assertEq(manager.epochInfo(epoch).totalWeight, 0, "and has no weight meanwhile");
    }

    function test_withoutTheBond() public {
        _toARightVerdict();
        uint256 left = token.balanceOf(_watcher);
        vm.prank(_watcher);
        token.transfer(address(this), left - BOND + 1);
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, _watcher, BOND - 1, BOND)
        );
        _force();
    }

    function test_aTurnedVerdictReturnsTheBond() public {
        _toAWrongVerdict();
        _force();
        _waitForPhaseEnd();
        _judgeAll();
        _assertStatus(0, IEpochManager.Status.Accepted, "the truth");
        _waitForPhaseEnd();
        uint256 before = token.balanceOf(_watcher);
        vm.expectEmit(address(verdicts));
        emit RerunClosed(epoch, 0, true);
        verdicts.enforce(epoch, 0);
        assertEq(token.balanceOf(_watcher) - before, BOND, "the bond is back");
        assertEq(token.balanceOf(address(verdicts)), 0, "nothing stays");
        (address watcher, uint256 bond) = verdicts.rerunOf(epoch, 0);
        assertTrue(watcher == address(0) && bond == 0, "it is closed");
    }

    function test_aConfirmedVerdictCostsTheBond() public {
        _toARightVerdict();
        _force();
        _waitForPhaseEnd();
        _judgeAll();
        _assertStatus(0, IEpochManager.Status.Accepted, "still the truth");
        _waitForPhaseEnd();
        uint256 before = token.balanceOf(address(pool));
        vm.expectEmit(address(verdicts));
        emit RerunClosed(epoch, 0, false);
        verdicts.enforce(epoch, 0);
        assertEq(token.balanceOf(address(pool)) - before, BOND, "the pool has the bond");
        assertEq(token.balanceOf(address(verdicts)), 0, "nothing stays");
    }

    function test_notInTheLastStage() public {
        _toAWrongVerdict();
        _force();
        _waitForPhaseEnd();
        _judgeAll();
        if (verdicts.tally(epoch, 0).stage == 2) {
            _force();
            _waitForPhaseEnd();
            _judgeAll();
        }
        assertEq(verdicts.tally(epoch, 0).stage, 3, "the last stage");
        vm.expectRevert(abi.encodeWithSelector(IVerdicts.NotContestable.selector, epoch, 0));
        _force();
    }

    function test_twoRerunsAreJudgedOnTheirOwn() public {
        _toARightVerdict();
        _force();
        _waitForPhaseEnd();
        // everybody who is asked now lies
        _drawAll();
        address[] memory members = _newMembers(epoch, 0);
        for (uint256 i; i < members.length; ++i) {
            moodOf[members[i]] = Mood.Liar;
        }
        _playRound();
        if (_phase() == IEpochManager.Phase.Draw) _judgeAll();
        uint256 stage = verdicts.tally(epoch, 0).stage;
        uint256 forced = 1;
        if (stage == 2) {
            _force();
            ++forced;
            _waitForPhaseEnd();
            _judgeAll();
        }
        if (_phase() == IEpochManager.Phase.Contest) _waitForPhaseEnd();
        uint256 before = token.balanceOf(address(pool));
        uint256 fines = token.balanceOf(address(registry));
        address caller = address(0xca11e4);
        vm.prank(caller);
        verdicts.enforce(epoch, 0);
        fines -= token.balanceOf(address(registry));
        bool stands = _statusOf(0) == IEpochManager.Status.Accepted;
        assertTrue(stands, "three honest first seats and honest later ones win");
        assertEq(
            token.balanceOf(address(pool)) - before,
            forced * BOND + fines - token.balanceOf(caller),
            "every bond whose verdict stood is lost"
        );
    }
}
