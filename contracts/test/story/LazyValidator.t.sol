// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {EpochTest} from "../base/EpochTest.sol";

/// @notice Lazy validators agreed on a cheap guess and form a whole first committee. A canary among the lessons looks like any
/// other; its maker opens it, the larger committee works, and laziness has cost more than it can ever earn.
contract LazyValidatorTest is EpochTest {
    uint256 private constant VALIDATORS = 30;
    bytes32 private constant SALT = keccak256("nobody knows");
    bytes32 private constant EVALUATION = keccak256("eval.json");
    uint256 private _at;
    address[] private _lazy;

    function setUp() public override {
        super.setUp();
        _registerCast();
        for (uint256 i = 3; i < VALIDATORS; ++i) {
            _register(VALIDATOR_1 + i, 2, 500 * LOAM);
        }
        // a delta that changes nothing has utility 0, whatever the questions are
        bytes32 seed = keccak256(abi.encode("canary", vm.addr(LEARNER), true, int32(0), SALT));
        bytes32 metricsHash = keccak256(abi.encode(seed, EVALUATION));
        _submit(LEARNER, _cid(LEARNER), metricsHash, _terms(500 * LOAM, 40_000));
        _at = _epoch();
        _setTruth(_at, 0, true, 0, 1_000_000);
        _drawAll();
        address[] memory members = _newMembers(_at, 0);
        for (uint256 i; i < members.length; ++i) {
            moodOf[members[i]] = Mood.Liar;
            _lazy.push(members[i]);
        }
        _commitAll();
        _revealAll();
        _settleAll();
    }

    function _openSeal() private {
        verdicts.openCanary(_at, 0, EVALUATION, true, 0, SALT);
    }

    function test_withoutTheCanaryTheyWouldBePaid() public {
        _finish();
        vm.prank(_lazy[0]);
        assertEq(pool.claimValidator(_at, _lazy[0], new uint256[](1)), 50 * LOAM, "a third of the validators' part");
    }

    function test_theCanaryExposesThem() public {
        _openSeal();
        assertEq(uint256(manager.submission(_at, 0).status), uint256(IEpochManager.Status.Pending), "judged again");
        _waitForPhaseEnd();
        _judgeAll();
        assertEq(uint256(manager.submission(_at, 0).status), uint256(IEpochManager.Status.Canary), "proven");
        _finish();
        verdicts.enforce(_at, 0);
        uint256 mostToEarn = EMISSION * 15 / 100;
        for (uint256 i; i < _lazy.length; ++i) {
            uint256 lost = 500 * LOAM - registry.bondOf(_lazy[i]);
            assertEq(lost, 100 * LOAM, "a fifth of the bond");
            assertTrue(lost * 3 > mostToEarn, "three such seats cost more than all validators of an epoch earn");
            assertEq(verdicts.agreeingSeats(_at, 0, registry.numberOf(_lazy[i])), 0, "and no pay");
            assertEq(registry.reputationOf(_lazy[i]), 0, "or name");
        }
        assertEq(token.balanceOf(vm.addr(LEARNER)), 150 * LOAM, "half of it pays for the canary");
        assertEq(registry.bondOf(vm.addr(LEARNER)), 2_000 * LOAM, "whose maker lost nothing");
        assertEq(manager.epochInfo(_at).accepted, 0, "it is no lesson");
    }
}
