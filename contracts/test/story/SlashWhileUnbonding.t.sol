// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {INodeRegistry} from "../../src/interfaces/INodeRegistry.sol";
import {EpochTest} from "../base/EpochTest.sol";

/// @notice A validator states a wrong verdict and asks for all its stake at once. The stake waits until the epoch is final, the
/// fine reaches it there, and then it is free: the fine is all that anybody can hold back.
contract SlashWhileUnbondingTest is EpochTest {
    uint256 private constant STAKE = 500 * LOAM;
    uint256 private _at;
    address private _runner;

    function setUp() public override {
        super.setUp();
        _registerCast();
        for (uint256 i = 3; i < 20; ++i) {
            _register(VALIDATOR_1 + i, 2, STAKE);
        }
        _submit(LEARNER, STAKE);
        _at = _epoch();
        _drawAll();
        _runner = _newMembers(_at, 0)[0];
        moodOf[_runner] = Mood.Liar;
        _commitAll();
        _revealAll();
        vm.prank(_runner);
        registry.requestUnbond(STAKE);
        _settleAll();
        _wait(1); // no seed is taken from the block in which a weight moved
        if (_phase() == IEpochManager.Phase.Draw) _judgeAll();
    }

    function _withdraw() private {
        vm.prank(_runner);
        registry.withdraw();
    }

    function test_theFineArrivesBeforeTheStakeLeaves() public {
        assertEq(registry.nodeOf(_runner).stake, 0, "everything is unbonding");
        _wait(_stakeRules().unbondSeconds);
        if (manager.phase(_at) == IEpochManager.Phase.Contest) _waitForPhaseEnd();
        uint256 unbondAt = registry.nodeOf(_runner).unbondAt;
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.StillUnbonding.selector, _runner, unbondAt, _at));
        _withdraw();

        verdicts.enforce(_at, 0);
        assertEq(registry.bondOf(_runner), STAKE * 8 / 10, "the fine comes out of what unbonds");

        _finish();
        _withdraw();
        assertEq(token.balanceOf(_runner), STAKE * 8 / 10, "and the rest is free");
        assertEq(registry.bondOf(_runner), 0, "it has left");
    }

    function test_nobodyIsHeldForLongerThanTheEpoch() public {
        _finish();
        _wait(_stakeRules().unbondSeconds);
        _withdraw();
        assertEq(token.balanceOf(_runner), STAKE, "a fine that nobody enforced in time is lost");
        verdicts.enforce(_at, 0);
        assertEq(token.balanceOf(_runner), STAKE, "and stops nobody");
    }
}
