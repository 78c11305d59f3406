// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {INodeRegistry} from "../../src/interfaces/INodeRegistry.sol";
import {Module} from "../../src/interfaces/IModules.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {RegistryTest} from "./RegistryTest.sol";

// slash  caller: each module that may · every other · stranger
//        node: unknown · left
//        amount: nothing · less than a unit · part of the stake · all of it and part of what unbonds · more than there is
//        bounty: nobody · a part · everything · nothing taken
//        reputation cut · weight, votes and eligibility at once · while committees are drawn the weight stays written
contract SlashTest is RegistryTest {
    address private node;

    function setUp() public override {
        super.setUp();
        node = _register(NODE, Roles.VALIDATOR | Roles.LEARNER, 500 * LOAM);
    }

    function test_slash_takesStakeThenWhatUnbonds() public {
        vm.prank(node);
        registry.requestUnbond(400 * LOAM);
        vm.expectEmit(address(registry));
        emit INodeRegistry.Slashed(node, address(verdicts), 250 * LOAM);
        assertEq(_slash(node, 250 * LOAM), 250 * LOAM, "taken");
        assertEq(_stakeOf(node), 0, "stake goes first");
        assertEq(_unbondingOf(node), 250 * LOAM, "then unbonding");
        assertEq(registry.weightOf(node), 0, "out of the draw");
        assertEq(token.balanceOf(address(pool)), 250 * LOAM, "the pool has it");
    }

    function test_slash_onlyWhoJudges() public {
        for (uint256 i; i <= uint256(type(Module).max); ++i) {
            Module module = Module(i);
            bool may = module == Module.Verdicts || module == Module.Epochs || module == Module.Court
                || module == Module.Randomness || module == Module.Models || module == Module.Rewards;
            address caller = modules.at(module);
            vm.prank(caller);
            if (!may) vm.expectRevert(abi.encodeWithSelector(INodeRegistry.MayNotSlash.selector, caller));
            registry.slash(node, LOAM, address(0), 0);
        }
        assertEq(_stakeOf(node), 494 * LOAM, "six may");
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.MayNotSlash.selector, address(this)));
        registry.slash(node, LOAM, address(0), 0);
    }

    function test_slash_paysABounty() public {
        address hunter = address(0xBEEF);
        uint16[4] memory rates = [uint16(500), 0, 10_000, 333];
        uint256[4] memory bounties = [uint256(5 * LOAM), 0, 100 * LOAM, 333 * LOAM / 100];
        for (uint256 i; i < rates.length; ++i) {
            uint256 pooled = token.balanceOf(address(pool));
            uint256 had = token.balanceOf(hunter);
            vm.prank(address(verdicts));
            assertEq(registry.slash(node, 100 * LOAM, hunter, rates[i]), 100 * LOAM, "taken");
            assertEq(token.balanceOf(hunter) - had, bounties[i], "bounty");
            assertEq(token.balanceOf(address(pool)) - pooled, 100 * LOAM - bounties[i], "the pool has the rest");
        }
    }

    function test_slash_nobodyGetsABounty() public {
        vm.prank(address(verdicts));
        registry.slash(node, 100 * LOAM, address(0), 500);
        assertEq(token.balanceOf(address(pool)), 100 * LOAM, "all of it goes to the pool");
    }

    function test_slash_cutsTheReputation() public {
        _addReputation(node, 100_000);
        vm.expectEmit(address(registry));
        emit INodeRegistry.ReputationChanged(node, 50_000, 0);
        _slash(node, 1);
        assertEq(_reputationOf(node), 50_000, "half, though less than a unit is nothing");
        assertEq(_stakeOf(node), 500 * LOAM, "stake");
        assertEq(registry.weightOf(node), _weight(500 * LOAM, 50_000), "weight");
        _addReputation(node, 100_000);
        assertEq(_reputationOf(node), 50_000, "what this epoch could add is used up");
    }

    function test_slash_decaysBeforeItCuts() public {
        _registerCast();
        _epochs(1);
        _addReputation(node, 100_000);
        _epochs(2);
        _slash(node, LOAM);
        assertEq(_reputationOf(node), 48_020, "half of what two epochs left of 100,000");
        _addReputation(node, 100_000);
        assertEq(_reputationOf(node), 148_020, "a new epoch adds again");
    }

    function test_slash_strangersHaveNothing() public {
        assertEq(_slash(address(0xBEEF), LOAM), 0, "taken");
        assertEq(_slash(node, 0), 0, "nothing");
    }

    function test_slash_whoLeftHasNothing() public {
        vm.prank(node);
        registry.requestUnbond(500 * LOAM);
        _wait(60);
        vm.prank(node);
        registry.withdraw();
        assertEq(_slash(node, LOAM), 0, "taken");
    }

    function test_slash_endsEligibility() public {
        _slash(node, 401 * LOAM);
        assertTrue(!registry.isActive(node, Roles.LEARNER), "99 LOAM are too few");
        vm.expectRevert();
        this.submitOutside(NODE, 99 * LOAM);
        (uint256 stake, uint256 reputation) = registry.pastVotesOf(node, vm.getBlockTimestamp());
        assertEq(stake, 99 * LOAM, "votes");
        assertEq(reputation, 0, "no reputation without the minimum stake");
    }

    function submitOutside(uint256 key, uint256 stake) external {
        _submit(key, stake);
    }

    function test_slash_whileCommitteesAreDrawnTheLineStandsStill() public {
        _registerCast();
        _stopWithinADraw();
        uint256 total = registry.totalWeight();
        assertEq(_slash(node, 450 * LOAM), 450 * LOAM, "taken at once");
        assertEq(registry.totalWeight(), total, "no weight moves");
        assertEq(registry.weightOf(node), 500_000, "as written");
        assertEq(registry.trueWeightOf(node), 0, "as it is");
        uint32[] memory numbers = new uint32[](1);
        numbers[0] = registry.numberOf(node);
        _expectDrawInProgress();
        registry.refresh(numbers);
        _endTheDraw();
        registry.refresh(numbers);
        assertEq(registry.weightOf(node), 0, "written after the draw");
        assertEq(registry.totalWeight(), total - 500_000, "for all to see");
    }

    function testFuzz_slash_neverTakesMoreThanThereIs(uint256 unbond, uint256 amount, uint16 bps) public {
        unbond = bound(unbond, 0, 400) * LOAM;
        if (unbond != 0) {
            vm.prank(node);
            registry.requestUnbond(unbond);
        }
        bps = uint16(bound(bps, 0, 10_000));
        amount = bound(amount, 0, 600 * LOAM);
        vm.prank(address(court));
        uint256 taken = registry.slash(node, amount, address(0xBEEF), bps);
        assertEq(taken, amount < 500 * LOAM ? amount - amount % UNIT : 500 * LOAM, "taken");
        assertEq(registry.bondOf(node) + taken, 500 * LOAM, "conserved");
        assertEq(token.balanceOf(address(registry)), registry.bondOf(node), "backed by tokens");
        assertEq(token.balanceOf(address(0xBEEF)) + token.balanceOf(address(pool)), taken, "paid out");
        assertEq(registry.weightOf(node), registry.trueWeightOf(node), "weight");
    }
}
