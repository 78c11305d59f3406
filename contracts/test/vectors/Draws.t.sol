// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {ReputationRules} from "../../src/interfaces/IParameters.sol";
import {ItemDraw} from "../../src/libraries/ItemDraw.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {VectorTest} from "./VectorTest.sol";

/// @notice Seats, juries, items and salts are drawn as the TypeScript twins draw them.
contract DrawsTest is VectorTest {
    struct Validator {
        uint64 stake;
        uint32 reputationPpm;
        bool refreshed;
    }

    struct SeatCase {
        bytes32 seed;
        uint256 first;
        uint256 size;
        uint32 exclude;
        uint32[] numbers;
    }

    struct JuryCase {
        bytes32 seed;
        uint256 size;
        uint32[] exclude;
        uint32[] numbers;
    }

    struct ItemCase {
        bytes32 seed;
        uint256 pool;
        uint256 items;
        uint256 perEpoch;
        uint256[] drawn;
    }

    struct SaltCase {
        uint32 node;
        bytes32 salt;
        bytes32 commitment;
        bytes32 mix;
        bytes32 committeeSeed;
    }

    mapping(uint256 item => uint256) private _retired;

    function _file() internal pure override returns (string memory) {
        return "draws.json";
    }

    function _reputationRules() internal pure override returns (ReputationRules memory rules) {
        rules = super._reputationRules();
        rules.decayPpm = 400_000;
        rules.maxGainPpm = 1_000_000;
    }

    /// @dev The validators earn their reputation in epoch 0; then epoch 1 is open.
    function setUp() public override {
        super.setUp();
        Validator[] memory known = abi.decode(_encoded("validators"), (Validator[]));
        assertTrue(known.length == 45, "there are validators");
        uint32[] memory number = new uint32[](1);
        for (uint256 i; i < known.length; ++i) {
            address node = _register(VALIDATOR_1 + i, Roles.VALIDATOR, known[i].stake * UNIT);
            number[0] = registry.numberOf(node);
            vm.prank(address(pool));
            registry.addReputation(number[0], known[i].reputationPpm);
            if (known[i].refreshed) registry.refresh(number);
        }
        _register(LEARNER, Roles.LEARNER, MIN_STAKE);
        _submit(LEARNER, MIN_STAKE);
        assertEq(_epoch(), 1, "an epoch has passed");
    }

    function test_seats() public view {
        SeatCase[] memory cases = abi.decode(_encoded("seats"), (SeatCase[]));
        assertTrue(cases.length == 7, "there are cases");
        for (uint256 i; i < cases.length; ++i) {
            SeatCase memory c = cases[i];
            _assertSame(registry.drawSeats(c.seed, c.first, c.size, c.exclude, registry.drawMoment()), c.numbers, _case("seats", i));
        }
    }

    function test_juries() public view {
        JuryCase[] memory cases = abi.decode(_encoded("juries"), (JuryCase[]));
        assertTrue(cases.length == 4, "there are cases");
        for (uint256 i; i < cases.length; ++i) {
            JuryCase memory c = cases[i];
            _assertSame(registry.drawJury(c.seed, c.size, c.exclude), c.numbers, _case("jury", i));
        }
    }

    function test_items() public {
        ItemCase[] memory cases = abi.decode(_encoded("items"), (ItemCase[]));
        assertTrue(cases.length == 3, "there are cases");
        for (uint256 item; item < 600; item += 5) {
            _retired[item] = 1;
        }
        for (uint256 i; i < cases.length; ++i) {
            ItemCase memory c = cases[i];
            // Of the large pool only the drawn items can be looked up; its retired ones beyond 600 are marked by the draw itself.
            if (c.items > 600) _retireFifths(c);
            uint256[] memory drawn = ItemDraw.draw(_retired, c.seed, c.pool, 1, c.items, c.perEpoch);
            assertEq(drawn.length, c.drawn.length, _case("items", i));
            uint256 sum;
            uint256 expected;
            for (uint256 j; j < drawn.length; ++j) {
                assertTrue(_contains(c.drawn, drawn[j]), _case("drawn", i));
                sum += drawn[j];
                expected += c.drawn[j];
            }
            assertEq(sum, expected, _case("all of them", i));
        }
    }

    function test_salts() public {
        SaltCase[] memory cases = abi.decode(_encoded("salts"), (SaltCase[]));
        assertTrue(cases.length == 3, "there are cases");
        for (uint256 i; i < cases.length; ++i) {
            vm.prank(registry.addressOf(cases[i].node));
            randomness.commitSalt(1, cases[i].commitment);
        }
        _waitForPhaseEnd();
        for (uint256 i; i < cases.length; ++i) {
            SaltCase memory c = cases[i];
            randomness.revealSalt(1, c.node, c.salt);
            assertEq(randomness.mix(1), c.mix, _case("mix", i));
            assertEq(keccak256(abi.encode(c.salt, c.node)), c.committeeSeed, _case("committee's seed", i));
        }
    }

    function test_theCommitteeOfASubmission() public {
        _drawAll();
        bytes32 seed = keccak256(abi.encode(manager.seedOf(1, 1), registry.numberOf(vm.addr(LEARNER))));
        uint32[] memory expected = registry.drawSeats(seed, 0, 3, registry.numberOf(vm.addr(LEARNER)), registry.drawMoment());
        _assertSame(verdicts.seatsOf(1, 0), expected, "the learner's number goes into the seed");
    }

    function _retireFifths(ItemCase memory c) private {
        for (uint256 j; j < c.perEpoch; ++j) {
            for (uint256 attempt; attempt < ItemDraw.TRIES; ++attempt) {
                uint256 item = uint256(keccak256(abi.encode(c.seed, c.pool, j, attempt))) % c.items;
                if (item % 5 == 0) _retired[item] = 1;
            }
        }
    }

    function _contains(uint256[] memory list, uint256 value) private pure returns (bool) {
        for (uint256 i; i < list.length; ++i) {
            if (list[i] == value) return true;
        }
        return false;
    }

    function _assertSame(uint32[] memory left, uint32[] memory right, string memory message) private pure {
        assertEq(keccak256(abi.encode(left)), keccak256(abi.encode(right)), message);
    }
}
