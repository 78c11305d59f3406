// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IRandomness} from "../../src/interfaces/IRandomness.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {EpochTest} from "../base/EpochTest.sol";

/// @notice commitSalt
/// - an active validator, while the epoch takes submissions, once
/// - refused: outside of that, another epoch, who is no active validator, an empty commitment, a second one, the 257th
contract CommitSaltTest is EpochTest {
    function setUp() public override {
        super.setUp();
        _registerCast();
    }

    function _commit(uint256 key, bytes32 commitment) private {
        vm.prank(vm.addr(key));
        randomness.commitSalt(1, commitment);
    }

    function _refused(uint256 key, bytes32 commitment, bytes memory reason) private {
        vm.prank(vm.addr(key));
        vm.expectRevert(reason);
        randomness.commitSalt(1, commitment);
    }

    function test_commitSalt_isCounted() public {
        _submit(LEARNER, 200 * LOAM);
        uint32 node = registry.numberOf(vm.addr(VALIDATOR_1));
        assertTrue(randomness.complete(1), "nothing is missing yet");
        vm.expectEmit(address(randomness));
        emit IRandomness.SaltCommitted(1, node, keccak256("c"));
        _commit(VALIDATOR_1, keccak256("c"));
        assertEq(randomness.commitmentOf(1, node), keccak256("c"), "commitment");
        (uint256 committed, uint256 revealed) = randomness.counts(1);
        assertEq(committed, 1, "committed");
        assertEq(revealed, 0, "revealed");
        assertTrue(!randomness.complete(1), "one is missing");
    }

    function test_commitSalt_onlyWhileTheEpochTakesSubmissions() public {
        _refused(VALIDATOR_1, keccak256("c"), abi.encodeWithSelector(IRandomness.NotInWindow.selector, 1));
        _submit(LEARNER, 200 * LOAM);
        vm.prank(vm.addr(VALIDATOR_1));
        vm.expectRevert(abi.encodeWithSelector(IRandomness.NotInWindow.selector, 2));
        randomness.commitSalt(2, keccak256("c"));
        _wait(15);
        _refused(VALIDATOR_1, keccak256("c"), abi.encodeWithSelector(IRandomness.NotInWindow.selector, 1));
    }

    function test_commitSalt_refusesWhoIsNoActiveValidator() public {
        _submit(LEARNER, 200 * LOAM);
        uint256[3] memory others = [LEARNER, AGGREGATOR, 999];
        for (uint256 i; i < 3; ++i) {
            address other = vm.addr(others[i]);
            _refused(
                others[i], keccak256("c"), abi.encodeWithSelector(IRandomness.NotActiveValidator.selector, other)
            );
        }
    }

    function test_commitSalt_refusesAnEmptyOrASecondCommitment() public {
        _submit(LEARNER, 200 * LOAM);
        _refused(VALIDATOR_1, 0, abi.encodeWithSelector(IRandomness.ZeroCommitment.selector));
        _commit(VALIDATOR_1, keccak256("c"));
        uint32 node = registry.numberOf(vm.addr(VALIDATOR_1));
        _refused(
            VALIDATOR_1, keccak256("d"), abi.encodeWithSelector(IRandomness.AlreadyCommitted.selector, 1, node)
        );
    }

    function test_commitSalt_refusesTooMany() public {
        for (uint256 i; i < 254; ++i) {
            _register(5_000 + i, Roles.VALIDATOR, MIN_STAKE);
        }
        _submit(LEARNER, 200 * LOAM);
        for (uint256 i; i < 254; ++i) {
            _commit(5_000 + i, keccak256("c"));
        }
        _commit(VALIDATOR_1, keccak256("c"));
        _commit(VALIDATOR_1 + 1, keccak256("c"));
        _refused(VALIDATOR_1 + 2, keccak256("c"), abi.encodeWithSelector(IRandomness.TooManySalts.selector, 1));
    }
}
