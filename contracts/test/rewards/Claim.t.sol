// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IRewardPool} from "../../src/interfaces/IRewardPool.sol";
import {Attestation} from "../../src/interfaces/IVerdicts.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {NetworkTest} from "../base/NetworkTest.sol";

contract ClaimTest is NetworkTest {
    function setUp() public override {
        super.setUp();
        _registerCast();
    }

    function _claim(uint256 epoch, uint256 key) private returns (uint256 paid) {
        address account = vm.addr(key);
        uint256 before = token.balanceOf(account);
        uint256 announced = pool.claimable(epoch, account);
        paid = pool.claim(epoch, account);
        assertEq(token.balanceOf(account) - before, paid, "paid out");
        assertEq(announced, paid, "as announced");
    }

    function test_claim_paysEveryRole() public {
        _acceptedEpoch(200e18, 20_000);
        assertEq(_claim(1, LEARNER), 800e18, "the only learner gets the whole share");
        for (uint256 i; i < 3; ++i) {
            assertEq(_claim(1, VALIDATOR_1 + i), 50e18, "a third of 150");
        }
        assertEq(_claim(1, AGGREGATOR), 50e18, "aggregator");
        assertEq(pool.reserved(), 0, "nothing left over");
        assertEq(token.balanceOf(address(pool)), POOL - EPOCH_REWARD, "paid in all");
    }

    function test_claim_namesTheParts() public {
        _acceptedEpoch(200e18, 20_000);
        vm.expectEmit(address(pool));
        emit IRewardPool.Claimed(1, vm.addr(LEARNER), 800e18, 0, 0);
        pool.claim(1, vm.addr(LEARNER));
        (uint256 asLearner,,) = pool.dueOf(1, vm.addr(LEARNER));
        assertEq(asLearner, 800e18, "still readable");
    }

    function test_claim_sharesByUtilityAndStake() public {
        _submit(LEARNER, 200e18);
        _submit(LEARNER_2, 600e18);
        _submit(LEARNER_3, 200e18);
        _drawAll();
        int64[] memory utilities = new int64[](3);
        (utilities[0], utilities[1], utilities[2]) = (int64(10_000), int64(10_000), int64(-1));
        _unanimous(utilities);
        _settleAll();
        _propose();
        _wait(5);
        assertEq(_claim(1, LEARNER), 200e18, "a quarter of 800");
        assertEq(_claim(1, LEARNER_2), 600e18, "three quarters");
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.NothingToClaim.selector, 1, vm.addr(LEARNER_3)));
        pool.claim(1, vm.addr(LEARNER_3));
        assertEq(_claim(1, VALIDATOR_1), 50e18, "three agreements of nine");
    }

    function test_claim_onceOnly() public {
        _acceptedEpoch(200e18, 20_000);
        _claim(1, LEARNER);
        assertEq(pool.claimable(1, vm.addr(LEARNER)), 0, "nothing more");
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.AlreadyClaimed.selector, 1, vm.addr(LEARNER)));
        pool.claim(1, vm.addr(LEARNER));
    }

    function test_claim_waitsForFinal() public {
        _submit(LEARNER, 200e18);
        _drawAll();
        _unanimous(20_000);
        _settleAll();
        assertEq(pool.claimable(1, vm.addr(LEARNER)), 0, "not yet");
        (,, uint256 asAggregator) = pool.dueOf(1, vm.addr(AGGREGATOR));
        assertEq(asAggregator, 0, "no manifest yet");
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.NotFinal.selector, 1));
        pool.claim(1, vm.addr(LEARNER));
    }

    function test_claim_refusesStrangersAndUnknownEpochs() public {
        _acceptedEpoch(200e18, 20_000);
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.NothingToClaim.selector, 1, address(this)));
        pool.claim(1, address(this));
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.NotFinal.selector, 2));
        pool.claim(2, address(this));
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.NothingToClaim.selector, 1, address(0)));
        pool.claim(1, address(0));
    }

    function test_claim_severalRolesAtOnce() public {
        address node = _register(800, Roles.ALL, 1_000e18);
        _submit(LEARNER, 200e18);
        _submit(800, 200e18);
        _drawAll();
        int64[] memory utilities = new int64[](2);
        (utilities[0], utilities[1]) = (int64(10_000), int64(30_000));
        _unanimous(utilities);
        _settleAll();
        vm.prank(node);
        models.propose(1, keccak256("m"), keccak256("a"));
        _wait(5);
        uint256 agreements = verdicts.agreementsOf(1, node);
        uint256 expected = 600e18 + 150e18 * agreements / verdicts.totalAgreements(1) + 50e18;
        assertEq(_claim(1, 800), expected, "all parts in one payment");
    }

    function test_noManifest_sharesGoBackWithTheNextEpoch() public {
        _submit(LEARNER, 200e18);
        _drawAll();
        _unanimous(20_000);
        _settleAll();
        _wait(120);
        assertEq(pool.reserved(), EPOCH_REWARD, "reserved for an aggregator who may still come");
        assertEq(_claim(1, LEARNER), 800e18, "the learner is paid all the same");
        assertEq(pool.claimable(1, address(0)), 0, "no aggregator is nobody, not the zero address");
        _submit(LEARNER, 200e18);
        _drawAll();
        _unanimous(20_000);
        vm.expectEmit(address(pool));
        emit IRewardPool.ShareReturned(1, 50e18);
        _settleAll();
        assertEq(pool.reserved(), 150e18 + EPOCH_REWARD, "validators of epoch 1, all of epoch 2");
    }

    function test_nothingAccepted_validatorsArePaidForTheWork() public {
        _submit(LEARNER, 200e18);
        _drawAll();
        _unanimous(-100);
        _settleAll();
        assertEq(pool.reserved(), 150e18, "only theirs");
        assertEq(_claim(1, VALIDATOR_1), 50e18, "validator");
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.NothingToClaim.selector, 1, vm.addr(LEARNER)));
        pool.claim(1, vm.addr(LEARNER));
    }

    function test_allot_isForTheEpochManager() public {
        vm.expectRevert(
            abi.encodeWithSelector(IRewardPool.OnlyModule.selector, address(this), address(manager))
        );
        pool.allot(1);
    }

    /// @dev Whatever the utilities and stakes: nobody gets more than the formula, all together not more than R,
    /// and rounding loses less than one wei each.
    function testFuzz_claim_neverOverpays(uint256 seed) public {
        uint256 learners = bound(seed, 1, 8);
        int64[] memory utilities = new int64[](learners);
        for (uint256 i; i < learners; ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, i)));
            _register(900 + i, Roles.LEARNER, 3_000e18);
            _submit(900 + i, uint128(bound(random >> 64, 100e18, 3_000e18)));
            utilities[i] = int64(uint64(bound(random, 0, 1_000_000)));
            if (random >> 255 == 1) utilities[i] = -utilities[i] - 1;
        }
        _drawAll();
        _unanimous(utilities);
        _settleAll();
        uint256 total = manager.epochInfo(1).totalWeight;
        if (total != 0) _propose();
        _wait(5);
        uint256 paid;
        for (uint256 i; i < learners; ++i) {
            uint256 weight = manager.submission(1, i).weight;
            uint256 stake = manager.submission(1, i).stake;
            bool accepted = utilities[i] >= 1_000;
            uint256 capped = stake < STAKE_CAP ? stake : STAKE_CAP;
            assertEq(weight, accepted ? uint64(utilities[i]) * capped : 0, "weight");
            if (!accepted) continue;
            uint256 amount = _claim(1, 900 + i);
            assertEq(amount, 800e18 * weight / total, "formula");
            paid += amount;
        }
        assertTrue(paid <= 800e18, "not more than the share");
        if (total != 0) assertTrue(800e18 - paid < learners, "less than a wei each lost");
    }
}

/// @notice A pool that holds less than an epoch pays.
contract ClaimFromAPoorPoolTest is NetworkTest {
    function _poolFunds() internal pure override returns (uint256) {
        return 1_500 * LOAM;
    }

    function test_allot_paysWhatIsThere() public {
        _registerCast();
        _acceptedEpoch(200e18, 20_000);
        _acceptedEpoch2();
        assertEq(pool.rewardOf(1), 1_000e18, "first in full");
        assertEq(pool.rewardOf(2), 500e18, "then the rest, though the first is unclaimed");
        assertEq(pool.claim(2, vm.addr(LEARNER)), 400e18, "share of it");
        assertEq(pool.claim(1, vm.addr(LEARNER)), 800e18, "the first is still there");
        _acceptedEpoch2();
        assertEq(pool.rewardOf(3), 0, "empty");
    }

    function _acceptedEpoch2() private {
        if (models.finalizable()) models.finalize();
        _acceptedEpoch(200e18, 20_000);
    }
}
