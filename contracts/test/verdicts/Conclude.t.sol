// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {Modular} from "../../src/Modular.sol";
import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {Module} from "../../src/interfaces/IModules.sol";
import {CommitteeRules} from "../../src/interfaces/IParameters.sol";
import {Attestation, IVerdicts} from "../../src/interfaces/IVerdicts.sol";
import {VerdictsTest} from "./VerdictsTest.sol";

// conclude
// ├── not by Epochs: OnlyModule
// ├── before the last stage
// │   ├── nobody revealed, or the lead is too small: undecided
// │   └── leading seats - others >= lead: decided
// └── in the last stage
//     ├── leading seats more than half of all: decided
//     └── otherwise: Unresolved
// decided
// ├── does not pass: Rejected
// ├── passes with less than the least utility: Rejected
// └── passes with at least it: Accepted
// seat (of later stages)
// ├── a member that revealed gets more seats for what it stated
// ├── a silent member gets silent seats
// └── who is new is asked for a ballot
// Both against a naive count, over seats, statements and stages that are drawn at random.
contract ConcludeTest is VerdictsTest {
    uint256 private constant NODES = 9;
    /// @dev Nodes that sit elsewhere: one commits and never opens, one does nothing.
    uint32 private constant KEEPER = 12;
    uint32 private constant SILENT_NODE = 13;
    uint256 private constant STAGES = 4;
    uint8 private constant SILENT = 0;

    /// @dev What the naive count knows: who sits, and what each node stated first (0: nothing).
    uint32[] private _seats;
    mapping(uint32 node => uint8) private _stated;
    mapping(uint32 node => bool) private _asked;
    uint8[] private _order;

    function _committeeRules() internal pure override returns (CommitteeRules memory rules) {
        rules = super._committeeRules();
        rules.sizes = [6, 12, 24, 48];
        rules.leads = [6, 8, 10];
    }

    function test_onlyEpochs() public {
        bytes memory error =
            abi.encodeWithSelector(Modular.OnlyModule.selector, address(this), Module.Epochs);
        vm.expectRevert(error);
        verdicts.conclude(1, 0);
        vm.expectRevert(error);
        verdicts.seat(1, 0, 1, 1, new uint32[](0));
        vm.expectRevert(error);
        verdicts.startRound(1, 1, 2, 3);
    }

    /// @dev Statement 1 is a good lesson, 2 one that does not pass, 3 a useless one, 4 one with another digest.
    function _attestation(uint32 node, uint8 statement) private view returns (Attestation memory a) {
        a = Attestation({
            epoch: 1,
            index: 0,
            validator: registry.addressOf(node),
            pass: statement != 2,
            utilityPpm: statement == 3 ? int32(999) : int32(1_000),
            uniquenessPpm: 500_000,
            digest: keccak256(abi.encode(statement == 4)),
            salt: keccak256(abi.encode(node, statement))
        });
    }

    /// @dev The naive count: all seats of a node are for what it stated.
    function _naive() private view returns (uint256 leading, uint256 others, uint8 verdict) {
        uint256[5] memory counts;
        for (uint256 i; i < _seats.length; ++i) {
            ++counts[_stated[_seats[i]]];
        }
        for (uint8 s = 1; s < 5; ++s) {
            others += counts[s];
            if (counts[s] > leading) (leading, verdict) = (counts[s], s);
        }
        others -= leading;
    }

    /// @dev Plays a stage: draws seats, lets who is asked state something, and compares.
    function _playStage(uint256 stage, uint256 seed) private returns (bool decided) {
        uint256 size = _committeeRules().sizes[stage - 1] - _seats.length;
        uint32[] memory numbers = new uint32[](size);
        uint32[] memory fresh = new uint32[](size);
        uint256 count;
        for (uint256 i; i < size; ++i) {
            uint32 node = uint32(3 + uint256(keccak256(abi.encode(seed, stage, i))) % NODES);
            numbers[i] = node;
            _seats.push(node);
            if (_asked[node]) continue;
            _asked[node] = true;
            fresh[count++] = node;
        }
        vm.prank(address(manager));
        verdicts.seat(1, 0, stage, stage, numbers);
        // a ballot elsewhere that nobody gives keeps the phases open
        uint32[] memory elsewhere = new uint32[](2);
        (elsewhere[0], elsewhere[1]) = (KEEPER, SILENT_NODE);
        vm.prank(address(manager));
        verdicts.seat(1, stage, stage, 1, elsewhere);
        (uint256 uncommitted,) = verdicts.outstanding(1);
        assertEq(uncommitted, count + 2, "who is new is asked for a ballot, nobody else");
        _state(stage, seed, fresh, count);
        return _compare(stage);
    }

    function _state(uint256 stage, uint256 seed, uint32[] memory fresh, uint256 count) private {
        uint40 time = uint40(vm.getBlockTimestamp());
        vm.prank(address(manager));
        verdicts.startRound(1, stage, time + 10, time + 20);
        // a node that is never asked here commits, and never opens
        vm.prank(registry.addressOf(KEEPER));
        verdicts.commit(1, keccak256("kept"), 1);
        for (uint256 i; i < count; ++i) {
            uint8 statement = _drawStatement(seed, fresh[i]);
            _stated[fresh[i]] = statement;
            if (statement == SILENT) continue;
            Attestation memory a = _attestation(fresh[i], statement);
            bytes32 leaf = verdicts.leafOf(a);
            vm.prank(a.validator);
            verdicts.commit(1, leaf, 1);
        }
        vm.warp(time + 10);
        for (uint256 i; i < count; ++i) {
            if (_stated[fresh[i]] == SILENT) continue;
            verdicts.reveal(_attestation(fresh[i], _stated[fresh[i]]), _none());
        }
        vm.warp(time + 20);
    }

    /// @dev Mostly the good verdict, so that every outcome comes up.
    function _drawStatement(uint256 seed, uint32 node) private pure returns (uint8) {
        uint256 word = uint256(keccak256(abi.encode(seed, "statement", node)));
        uint256 wrong = seed % 10;
        if (word % 10 >= wrong) return uint8(1 + seed / 10 % 4);
        return uint8(word / 10 % 5);
    }

    function _compare(uint256 stage) private returns (bool) {
        (uint256 leading, uint256 others, uint8 verdict) = _naive();
        bool last = stage == STAGES;
        bool expected =
            last ? leading * 2 > _seats.length : leading != 0 && leading >= others + _committeeRules().leads[stage - 1];
        vm.prank(address(manager));
        (bool decided, IEpochManager.Status status, int32 utility, uint32 uniqueness) = verdicts.conclude(1, 0);
        IVerdicts.Tally memory tally = verdicts.tally(1, 0);
        assertEq(_size(tally.leading), leading, "seats of the leading verdict");
        assertEq(_size(tally.revealed), leading + others, "seats that revealed");
        assertEq(tally.seats, _seats.length, "all seats");
        assertEq(tally.stage, stage, "the stage");
        if (!expected) {
            assertTrue(decided == last, "undecided, or over");
            if (last) assertEq(uint256(status), uint256(IEpochManager.Status.Unresolved), "no verdict");
            assertEq(verdicts.totalAgreeing(1), 0, "nobody agreed with anything");
            return decided;
        }
        assertTrue(decided, "decided");
        IEpochManager.Status right =
            verdict == 1 || verdict == 4 ? IEpochManager.Status.Accepted : IEpochManager.Status.Rejected;
        assertEq(uint256(status), uint256(right), "as the verdict says");
        assertTrue(utility == (verdict == 3 ? int32(999) : int32(1_000)) && uniqueness == 500_000, "with its numbers");
        assertEq(verdicts.totalAgreeing(1), leading, "its seats agreed");
        uint256 sum;
        for (uint32 node = 3; node < 3 + NODES; ++node) {
            sum += verdicts.agreeingSeats(1, 0, node);
        }
        assertEq(sum, leading, "each of them at its node");
        return true;
    }

    function _size(uint256 mask) private pure returns (uint256 count) {
        for (; mask != 0; mask >>= 1) {
            count += mask & 1;
        }
    }

    function test_asANaiveCount(uint256 seed) public {
        for (uint256 stage = 1; stage <= STAGES; ++stage) {
            if (_playStage(stage, seed)) return;
        }
    }

    function test_nobodyRevealed() public {
        uint32[] memory none = new uint32[](0);
        for (uint256 stage = 1; stage <= STAGES; ++stage) {
            vm.prank(address(manager));
            verdicts.seat(1, 0, stage, stage, none);
            vm.prank(address(manager));
            (bool decided, IEpochManager.Status status,,) = verdicts.conclude(1, 0);
            assertTrue(decided == (stage == STAGES), "nobody is not a majority");
            if (decided) assertEq(uint256(status), uint256(IEpochManager.Status.Unresolved), "no verdict");
        }
    }
}
