// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IElections} from "../../src/interfaces/IElections.sol";
import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {GovernanceTest} from "../base/GovernanceTest.sol";

/// @notice Ten nodes on a deployed network, and what is noted of what they do. Every call that the handler makes must
/// succeed, unless an action says which refusal it expects.
abstract contract Actors is GovernanceTest {
    uint256 public constant NODES = 10;

    /// @dev What was paid of an epoch.
    struct Paid {
        uint256 learners;
        uint256 validators;
        uint256 aggregator;
    }

    mapping(uint256 epoch => Paid) public paidOf;
    /// @notice How often something happened, by name.
    mapping(bytes32 what => uint256) public times;
    /// @notice What must never happen, and did; 0 while nothing has.
    bytes32 public broken;
    mapping(uint256 epoch => uint256) private _progressOf;
    /// @dev Deriving an address from a key takes longer than most actions.
    address[NODES] private _nodes;

    constructor() {
        super.setUp();
        for (uint256 i; i < NODES; ++i) {
            _nodes[i] = vm.addr(i + 1);
            uint8 roles = i < 3 ? Roles.LEARNER : i < 8 ? Roles.VALIDATOR : Roles.ALL;
            _register(i + 1, roles, (300 + i * 55) * LOAM);
            token.transfer(node(i), 2_000 * LOAM);
        }
        for (uint256 i = 3; i < 6; ++i) {
            vm.prank(node(i));
            elections.stand(IElections.Committee.Guard);
        }
        vm.startPrank(address(timelock));
        for (uint256 i; i < 3; ++i) {
            benchmarks.addDataSet(keccak256("data"), "CC0-1.0", keccak256("review"), keccak256("compatible"));
        }
        vm.stopPrank();
        _wait(1);
        _elect(IElections.Committee.Guard);
    }

    /// @dev Every action is followed by a look at the phase: it never goes back.
    modifier watched() {
        _;
        uint256 epoch = _epoch();
        uint256 now_ = _progress(epoch);
        if (now_ < _progressOf[epoch]) broken = "a phase went back";
        _progressOf[epoch] = now_;
    }

    function node(uint256 i) public view returns (address) {
        return _nodes[i % NODES];
    }

    /// @notice All accounts that can hold tokens.
    function holders() external view returns (address[] memory list) {
        list = new address[](NODES + 7);
        for (uint256 i; i < NODES; ++i) {
            list[i] = node(i);
        }
        list[NODES] = address(this);
        list[NODES + 1] = address(registry);
        list[NODES + 2] = address(pool);
        list[NODES + 3] = address(verdicts);
        list[NODES + 4] = address(court);
        list[NODES + 5] = address(governor);
        list[NODES + 6] = pool.escrow();
    }

    function directory() external view returns (address) {
        return address(modules);
    }

    /// @dev Notes that something happened.
    function _count(bytes32 what) internal {
        ++times[what];
    }

    function _random(uint256 seed, bytes32 what) internal pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed, what)));
    }

    /// @dev Neither a committee nor a jury is being drawn.
    function _weightsCanMove() internal view returns (bool) {
        return !manager.drawing() && !court.drawing() && _phase() != IEpochManager.Phase.Draw;
    }

    /// @dev A number that grows with the progress of an epoch.
    function _progress(uint256 epoch) private view returns (uint256) {
        (IEpochManager.Phase phase, uint256 round) = manager.phaseAndRound(epoch);
        if (phase < IEpochManager.Phase.Draw) return uint256(phase);
        if (phase == IEpochManager.Phase.Final) return type(uint256).max;
        // A manifest that falls leads from Challenge back to Aggregate.
        if (phase > IEpochManager.Phase.Contest) return 1 << 100;
        return (round == 0 ? 1 : round) * 100 + uint256(phase);
    }
}
