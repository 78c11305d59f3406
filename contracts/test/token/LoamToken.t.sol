// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {LoamToken} from "../../src/LoamToken.sol";
import {Modular} from "../../src/Modular.sol";
import {Modules} from "../../src/Modules.sol";
import {ILoamToken} from "../../src/interfaces/ILoamToken.sol";
import {Module} from "../../src/interfaces/IModules.sol";
import {TestBase} from "../base/TestBase.sol";

// constructor  lists of different length · halving of 0 · cap above a billion · more than the cap · nothing at all
// emitEpoch    not the rewards · an epoch before or again · in order · skipped ones emit nothing · the cap cuts, then nothing
// emissionOf   epoch 0 · first · last before and first after a halving · far away
// votes        by time, after delegation
// permit       approves by signature
contract LoamTokenTest is TestBase {
    uint256 private constant FIRST = 1_000e18;
    uint256 private constant HALVING = 4;
    uint256 private constant CAP = 20_000e18;

    Modules private modules;
    address private rewards;
    LoamToken private token;

    function setUp() public {
        vm.warp(1_700_000_000);
        address[15] memory where;
        for (uint256 i; i < where.length; ++i) {
            where[i] = address(uint160(0x1000 + i));
        }
        modules = new Modules(where);
        rewards = modules.at(Module.Rewards);
        token = _deploy(vm.addr(7), 5_000e18, HALVING, CAP);
    }

    function _deploy(address to, uint256 amount, uint256 halving, uint256 cap) private returns (LoamToken) {
        address[] memory holders = new address[](1);
        uint256[] memory amounts = new uint256[](1);
        (holders[0], amounts[0]) = (to, amount);
        return new LoamToken(modules, holders, amounts, FIRST, halving, cap);
    }

    function _emit(uint256 epoch) private returns (uint256) {
        vm.prank(rewards);
        return token.emitEpoch(epoch);
    }

    function test_constructor_mintsTheFirstAllocation() public view {
        assertEq(token.totalSupply(), 5_000e18, "supply");
        assertEq(token.balanceOf(vm.addr(7)), 5_000e18, "holder");
        assertEq(token.cap(), CAP, "cap");
        assertEq(token.lastEmitted(), 0, "nothing emitted");
        (uint256 first, uint256 halving) = token.schedule();
        assertEq(first, FIRST, "first");
        assertEq(halving, HALVING, "halving");
    }

    function test_constructor_refusesWhatIsMalformed() public {
        bytes memory invalid = abi.encodeWithSelector(ILoamToken.InvalidAllocation.selector);
        vm.expectRevert(invalid);
        new LoamToken(modules, new address[](1), new uint256[](2), FIRST, HALVING, CAP);
        vm.expectRevert(invalid);
        _deploy(vm.addr(7), 1, 0, CAP);
        vm.expectRevert(invalid);
        _deploy(vm.addr(7), 1, HALVING, 1_000_000_000e18 + 1);
        vm.expectRevert(invalid);
        _deploy(vm.addr(7), CAP + 1, HALVING, CAP);
    }

    function test_constructor_refusesMoreThanTheCapInParts() public {
        address[] memory to = new address[](2);
        uint256[] memory amounts = new uint256[](2);
        (to[0], to[1], amounts[0], amounts[1]) = (vm.addr(1), vm.addr(2), CAP, 1);
        vm.expectRevert(abi.encodeWithSelector(ILoamToken.InvalidAllocation.selector));
        new LoamToken(modules, to, amounts, FIRST, HALVING, CAP);
    }

    function test_constructor_nobodyNeedsToGetAnything() public {
        LoamToken bare = new LoamToken(modules, new address[](0), new uint256[](0), FIRST, HALVING, 0);
        vm.prank(rewards);
        assertEq(bare.emitEpoch(1), 0, "a cap of 0 emits nothing");
    }

    function test_emitEpoch_onlyTheRewards() public {
        vm.expectRevert(abi.encodeWithSelector(Modular.OnlyModule.selector, address(this), Module.Rewards));
        token.emitEpoch(1);
    }

    function test_emitEpoch_inOrderAndOnce() public {
        vm.expectEmit(address(token));
        emit ILoamToken.EpochEmitted(2, FIRST);
        assertEq(_emit(2), FIRST, "epoch 1 was skipped and is lost");
        assertEq(token.lastEmitted(), 2, "last");
        for (uint256 epoch; epoch < 3; ++epoch) {
            vm.prank(rewards);
            vm.expectRevert(abi.encodeWithSelector(ILoamToken.WrongEpoch.selector, epoch, 3));
            token.emitEpoch(epoch);
        }
        _emit(3);
        assertEq(token.balanceOf(rewards), 2 * FIRST, "paid to the rewards");
        assertEq(token.totalSupply(), 5_000e18 + 2 * FIRST, "supply");
    }

    function test_emitEpoch_stopsAtTheCap() public {
        LoamToken small = _deploy(vm.addr(7), 100e18, HALVING, 100e18 + FIRST + 7);
        vm.startPrank(rewards);
        assertEq(small.emitEpoch(1), FIRST, "whole");
        assertEq(small.emitEpoch(2), 7, "what is left");
        assertEq(small.emitEpoch(3), 0, "nothing");
        assertEq(small.totalSupply(), small.cap(), "cap");
    }

    function test_emissionOf_halves() public view {
        assertEq(token.emissionOf(0), 0, "there is no epoch 0");
        assertEq(token.emissionOf(1), FIRST, "first");
        assertEq(token.emissionOf(HALVING), FIRST, "last before");
        assertEq(token.emissionOf(HALVING + 1), FIRST / 2, "first after");
        assertEq(token.emissionOf(2 * HALVING + 1), FIRST / 4, "again");
        assertEq(token.emissionOf(type(uint256).max), 0, "far away");
    }

    function testFuzz_emission_neverPassesTheCap(uint256 seed) public {
        uint256 epoch;
        for (uint256 i; i < 40; ++i) {
            epoch += 1 + (uint256(keccak256(abi.encode(seed, i))) % 3);
            uint256 before = token.totalSupply();
            uint256 amount = _emit(epoch);
            assertEq(token.totalSupply(), before + amount, "minted");
            assertTrue(amount <= token.emissionOf(epoch), "not more than the schedule");
        }
        assertTrue(token.totalSupply() <= CAP, "cap");
    }

    function test_votes_areCountedByTime() public {
        assertEq(token.clock(), 1_700_000_000, "clock");
        assertEq(keccak256(bytes(token.CLOCK_MODE())), keccak256("mode=timestamp"), "mode");
        address holder = vm.addr(7);
        vm.prank(holder);
        token.delegate(address(0xBEEF));
        vm.warp(1_700_000_100);
        vm.prank(holder);
        token.transfer(address(1), 1_000e18);
        assertEq(token.getVotes(address(0xBEEF)), 4_000e18, "now");
        assertEq(token.getPastVotes(address(0xBEEF), 1_700_000_099), 5_000e18, "before");
    }

    function test_permit_approvesBySignature() public {
        address owner = vm.addr(7);
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                owner,
                address(this),
                2e18,
                0,
                type(uint256).max
            )
        );
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(7, keccak256(abi.encodePacked("\x19\x01", token.DOMAIN_SEPARATOR(), structHash)));
        token.permit(owner, address(this), 2e18, type(uint256).max, v, r, s);
        assertEq(token.allowance(owner, address(this)), 2e18, "allowance");
        assertEq(token.nonces(owner), 1, "nonce");
    }
}
