// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {IRandomness} from "../../src/interfaces/IRandomness.sol";
import {SaltTest} from "./SaltTest.sol";

/// @notice revealSalt, mix, and how salts end the wait
/// - from the end of submitting until the seed is fixed, by anyone, once, with the right salt
/// - the mix does not depend on the order, goes into the seed, and is another one without a salt
/// - all open: the seed can be fixed at once, but not in the second in which submitting ended; without salts, and with one
///   closed, finalitySeconds are waited for
contract RevealSaltTest is SaltTest {
    function _reveal(uint256 i) private {
        randomness.revealSalt(1, _node(i), _salt(i));
    }

    function _mixOf(uint256 i) private view returns (bytes32) {
        return keccak256(abi.encode(_node(i), _salt(i)));
    }

    function _closed(uint256 i) private {
        uint32 node = _node(i);
        vm.expectRevert(abi.encodeWithSelector(IRandomness.NotInWindow.selector, 1));
        randomness.revealSalt(1, node, _salt(i));
    }

    function test_revealSalt_opensTheCommitment() public {
        _commitSalts(2);
        _wait(15);
        uint32 node = _node(0);
        vm.expectEmit(address(randomness));
        emit IRandomness.SaltRevealed(1, node, _salt(0));
        _reveal(0);
        assertEq(randomness.mix(1), _mixOf(0), "mix");
        assertEq(randomness.commitmentOf(1, node), 0, "open");
        (uint256 committed, uint256 revealed) = randomness.counts(1);
        assertEq(committed, 2, "committed");
        assertEq(revealed, 1, "revealed");
        assertTrue(!randomness.complete(1), "one is missing");
        _reveal(1);
        assertEq(randomness.mix(1), _mixOf(0) ^ _mixOf(1), "mix of both");
        assertTrue(randomness.complete(1), "complete");
    }

    function testFuzz_revealSalt_theOrderDoesNotMatter(uint256 seed) public {
        _commitSalts(3);
        _wait(15);
        uint256 first = seed % 3;
        uint256 second = (first + 1 + (seed >> 8) % 2) % 3;
        _reveal(first);
        _reveal(second);
        _reveal(3 - first - second);
        assertEq(randomness.mix(1), _mixOf(0) ^ _mixOf(1) ^ _mixOf(2), "mix");
    }

    function test_revealSalt_refusesAnotherSaltNodeOrASecondTime() public {
        _commitSalts(2);
        _wait(15);
        uint32 node = _node(0);
        bytes32 committed = randomness.commitmentOf(1, node);
        bytes32 wrong = keccak256(abi.encode(uint256(1), node, _salt(1)));
        vm.expectRevert(abi.encodeWithSelector(IRandomness.WrongSalt.selector, committed, wrong));
        randomness.revealSalt(1, node, _salt(1));
        _reveal(0);
        bytes32 right = keccak256(abi.encode(uint256(1), node, _salt(0)));
        vm.expectRevert(abi.encodeWithSelector(IRandomness.WrongSalt.selector, 0, right));
        randomness.revealSalt(1, node, _salt(0));
    }

    function test_revealSalt_onlyBetweenSubmittingAndTheSeed() public {
        _commitSalts(2);
        _closed(0);
        _wait(15);
        _reveal(0);
        _wait(100);
        assertTrue(manager.phase(1) == IEpochManager.Phase.Draw, "late");
        _reveal(1);
        _drawAll();
        _closed(1);
        vm.expectRevert(abi.encodeWithSelector(IRandomness.NotInWindow.selector, 9));
        randomness.revealSalt(9, 1, 0);
    }

    function test_revealSalt_goesIntoTheSeed() public {
        _commitSalts(1);
        _wait(15);
        _reveal(0);
        _wait(2);
        _askSeed();
        bytes32 seed = keccak256(
            abi.encode(
                blockhash(vm.getBlockNumber() - 1),
                _mixOf(0),
                manager.epochInfo(1).chain,
                uint256(1),
                uint256(1)
            )
        );
        manager.draw(_links(1), new IEpochManager.Leaf[](0), new uint256[](0));
        assertEq(manager.seedOf(1, 1), seed, "seed");
    }

    function test_phase_allSaltsOpenEndTheWait() public {
        _commitSalts(2);
        _wait(15);
        _reveal(0);
        _reveal(1);
        _assertPhase(IEpochManager.Phase.Salt, "not in the second in which submitting ended");
        _wait(1);
        _assertPhase(IEpochManager.Phase.Draw, "then at once");
        assertTrue(manager.drawing(), "weights stand still");
        _askSeed();
        manager.draw(_links(1), new IEpochManager.Leaf[](0), new uint256[](0));
        _assertPhase(IEpochManager.Phase.Commit, "drawn");
    }

    function test_phase_oneClosedSaltWaits() public {
        _commitSalts(2);
        _wait(15);
        _reveal(0);
        _wait(1);
        _assertPhase(IEpochManager.Phase.Salt, "one is missing");
        _wait(1);
        _assertPhase(IEpochManager.Phase.Draw, "until the time is over");
    }

    function test_phase_noSaltsNoShortWait() public {
        _submit(LEARNER, 200 * LOAM);
        _wait(16);
        _assertPhase(IEpochManager.Phase.Salt, "the time is waited for");
    }
}
