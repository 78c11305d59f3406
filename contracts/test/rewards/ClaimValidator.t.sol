// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IRewardPool} from "../../src/interfaces/IRewardPool.sol";
import {RewardsTest} from "./RewardsTest.sol";

// claimValidator
// ├── by another: NotTheValidator
// ├── indices not ascending, or twice the same: NotAscending
// ├── no agreeing seat: NothingToClaim
// ├── twice, even with other indices: AlreadyClaimed
// └── otherwise: by seats, with a name per seat, at most the limit of an epoch
contract ClaimValidatorTest is RewardsTest {
    event ValidatorPaid(uint256 indexed epoch, address indexed validator, uint256 seats, uint256 amount);

    function test_onlyItself() public {
        uint256 epoch = _epochWith(1);
        address validator = _seated(epoch);
        vm.expectRevert(
            abi.encodeWithSelector(IRewardPool.NotTheValidator.selector, address(this), validator)
        );
        pool.claimValidator(epoch, validator, _first(1));
    }

    function test_notAscending() public {
        uint256 epoch = _epochWith(3);
        address validator = _seated(epoch);
        uint256[] memory indices = new uint256[](3);
        (indices[1], indices[2]) = (2, 2);
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.NotAscending.selector, 2, 2));
        vm.prank(validator);
        pool.claimValidator(epoch, validator, indices);
        indices[2] = 1;
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.NotAscending.selector, 2, 1));
        vm.prank(validator);
        pool.claimValidator(epoch, validator, indices);
    }

    function test_withoutAnAgreeingSeat() public {
        _register(VALIDATOR_1 + 8, 2, 100 * LOAM);
        address odd = vm.addr(VALIDATOR_1);
        moodOf[odd] = Mood.Liar;
        uint256 epoch = _epochWith(1);
        vm.prank(odd);
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.NothingToClaim.selector, epoch, odd));
        pool.claimValidator(epoch, odd, _first(1));
        address seated = _seated(epoch);
        vm.prank(seated);
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.NothingToClaim.selector, epoch, seated));
        pool.claimValidator(epoch, seated, new uint256[](0));
    }

    function test_bySeatsAndOnce() public {
        uint256 epoch = _epochWith(3);
        address validator = _seated(epoch);
        uint32 node = registry.numberOf(validator);
        uint256 seats = verdicts.agreeingSeatsIn(epoch, _first(3), node);
        pool.allot(epoch);
        uint256 due = pool.validatorDue(epoch, seats);
        assertEq(due, 150 * LOAM * seats / 9, "by seats");
        assertTrue(!pool.validatorClaimed(epoch, node), "open");
        vm.expectEmit(address(pool));
        emit ValidatorPaid(epoch, validator, seats, due);
        _claimSeats(epoch, validator, 3);
        assertEq(token.balanceOf(validator), due, "it has it");
        assertEq(registry.reputationOf(validator), 10_000 * seats, "and a name");
        assertTrue(pool.validatorClaimed(epoch, node), "paid");
        vm.expectRevert(abi.encodeWithSelector(IRewardPool.AlreadyClaimed.selector, epoch, validator));
        vm.prank(validator);
        pool.claimValidator(epoch, validator, _first(1));
    }

    /// @dev Nodes share words of the bitmap: one claim is not another's.
    function test_eachForItself() public {
        uint256 epoch = _epochWith(3);
        uint256 paid;
        for (uint256 i; i < 3; ++i) {
            address validator = vm.addr(VALIDATOR_1 + i);
            if (verdicts.agreeingSeatsIn(epoch, _first(3), registry.numberOf(validator)) == 0) continue;
            paid += _claimSeats(epoch, validator, 3);
        }
        assertTrue(paid <= 150 * LOAM && 150 * LOAM - paid < 3, "together their whole part");
    }

    function test_theLimitOfAnEpoch() public {
        for (uint256 i; i < 12; ++i) {
            _register(600 + i, 1, 200 * LOAM);
            _submit(600 + i, 200 * LOAM);
        }
        _judgeAll();
        _finish();
        address validator = _seated(1);
        assertTrue(verdicts.agreeingSeatsIn(1, _first(12), registry.numberOf(validator)) > 10, "many seats");
        _claimSeats(1, validator, 12);
        assertEq(registry.reputationOf(validator), 100_000, "no more than an epoch can add");
    }
}
