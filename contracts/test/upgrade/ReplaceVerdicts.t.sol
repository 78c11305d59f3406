// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {Verdicts} from "../../src/Verdicts.sol";
import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {Module} from "../../src/interfaces/IModules.sol";
import {IVerdicts} from "../../src/interfaces/IVerdicts.sol";
import {VerdictsTest} from "../verdicts/VerdictsTest.sol";

/// @notice A contract that a vote puts in the place of the verdicts
/// ├── tells of old verdicts what the old one says, so that validators are still paid
/// ├── judges new epochs
/// └── the old one gives bonds back and fines nobody
contract ReplaceVerdictsTest is VerdictsTest {
    Verdicts private _old;
    uint256 private constant WATCHER = VALIDATOR_1 + 5;
    uint256 private constant BOND = 50 * LOAM;

    function _replace() private {
        _old = verdicts;
        verdicts = new Verdicts(modules);
        vm.prank(address(timelock));
        modules.replace(Module.Verdicts, address(verdicts));
    }

    function _same(uint256 index, uint32 node) private view {
        assertEq(
            keccak256(abi.encode(verdicts.tally(epoch, index))), keccak256(abi.encode(_old.tally(epoch, index))), "tally"
        );
        assertEq(
            keccak256(abi.encode(verdicts.seatsOf(epoch, index))),
            keccak256(abi.encode(_old.seatsOf(epoch, index))),
            "seats"
        );
        assertEq(verdicts.agreeingSeats(epoch, index, node), _old.agreeingSeats(epoch, index, node), "agreeing");
        assertTrue(verdicts.enforced(epoch, index) == _old.enforced(epoch, index), "enforced");
        (address watcher, uint256 bond) = verdicts.rerunOf(epoch, index);
        (address watcher2, uint256 bond2) = _old.rerunOf(epoch, index);
        assertTrue(watcher == watcher2 && bond == bond2, "re-run");
    }

    function test_oldVerdictsStand() public {
        _drawOne();
        _playRound();
        _finish();
        uint32 node = verdicts.seatsOf(epoch, 0)[0];
        address validator = registry.addressOf(node);
        uint256 before = epoch;
        _replace();
        _same(0, node);
        assertEq(verdicts.totalAgreeing(before), _old.totalAgreeing(before), "all of them");
        assertTrue(verdicts.totalAgreeing(before) != 0, "which are some");
        assertEq(verdicts.totalAgreeing(before + 7), 0, "none of an epoch that was not");
        uint256[] memory indices = new uint256[](1);
        vm.prank(validator);
        assertTrue(pool.claimValidator(before, validator, indices) != 0, "its seats are paid");
        _same(0, node);
        _runEpoch(LEARNER, 200 * LOAM);
        assertEq(manager.epochInfo(before + 1).accepted, 1, "the next epoch is judged");
        assertEq(_old.totalAgreeing(before + 1), 0, "by the new one");
    }

    /// @dev Its bond would lie there for good if only who may fine could give it back.
    function test_bondsComeBackFinesDoNot() public {
        address watcher = _fund(WATCHER, 10 * BOND);
        _drawOne();
        for (uint256 i; i < 3; ++i) {
            moodOf[_member(i)] = Mood.Liar;
        }
        address liar = _member(0);
        _playRound();
        vm.prank(watcher);
        verdicts.forceRerun(epoch, 0);
        _waitForPhaseEnd();
        _judgeAll();
        _assertStatus(0, IEpochManager.Status.Accepted, "turned");
        _waitForPhaseEnd();
        _replace();
        uint256 bonded = registry.bondOf(liar);
        uint256 before = token.balanceOf(watcher);
        vm.expectRevert(abi.encodeWithSelector(IVerdicts.NothingToEnforce.selector, epoch, 0));
        verdicts.enforce(epoch, 0);
        _old.enforce(epoch, 0);
        assertEq(token.balanceOf(watcher) - before, BOND, "the bond is back");
        assertEq(registry.bondOf(liar), bonded, "nobody is fined");
        assertTrue(verdicts.enforced(epoch, 0), "and it is over");
    }
}
