// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {INodeRegistry} from "../../src/interfaces/INodeRegistry.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {Deployment} from "./Deployment.sol";

/// @notice Nodes, submissions and the clock of a deployed network.
abstract contract NetworkTest is Deployment {
    /// Private keys of the usual cast.
    uint256 internal constant LEARNER = 101;
    uint256 internal constant LEARNER_2 = 102;
    uint256 internal constant LEARNER_3 = 103;
    uint256 internal constant VALIDATOR_1 = 201;
    uint256 internal constant AGGREGATOR = 301;

    /// @dev Everything that was submitted in an epoch, in order, as its events tell it.
    mapping(uint256 epoch => IEpochManager.Link[]) internal linksOf;
    /// @dev How many links of an epoch are opened, from the end.
    mapping(uint256 epoch => uint256) internal openedOf;

    // ---- nodes

    function _gossipKey(uint256 key) internal pure returns (bytes memory) {
        return abi.encodePacked(bytes1(key % 2 == 0 ? 0x02 : 0x03), keccak256(abi.encode("gossip", key)));
    }

    /// @dev Gives tokens to the owner of `key`, who approves registry, verdicts, court and governor for them.
    function _fund(uint256 key, uint256 amount) internal returns (address node) {
        node = vm.addr(key);
        token.transfer(node, amount);
        vm.startPrank(node);
        token.approve(address(registry), type(uint256).max);
        token.approve(address(verdicts), type(uint256).max);
        token.approve(address(court), type(uint256).max);
        token.approve(address(governor), type(uint256).max);
        vm.stopPrank();
    }

    function _register(uint256 key, uint8 roles, uint256 stake) internal returns (address node) {
        node = _fund(key, stake);
        vm.prank(node);
        registry.register(roles, stake, _gossipKey(key));
    }

    function _registerValidators(uint256 count, uint256 stake) internal {
        for (uint256 i; i < count; ++i) {
            _register(VALIDATOR_1 + i, Roles.VALIDATOR, stake);
        }
    }

    /// @dev Three learners with 2,000 LOAM each, three validators and an aggregator with 500 LOAM each.
    function _registerCast() internal {
        _register(LEARNER, Roles.LEARNER, 2_000 * LOAM);
        _register(LEARNER_2, Roles.LEARNER, 2_000 * LOAM);
        _register(LEARNER_3, Roles.LEARNER, 2_000 * LOAM);
        _registerValidators(3, 500 * LOAM);
        _register(AGGREGATOR, Roles.AGGREGATOR, 500 * LOAM);
    }

    function _stakeOf(address node) internal view returns (uint256) {
        return registry.nodeOf(node).stake;
    }

    function _unbondingOf(address node) internal view returns (uint256) {
        return registry.nodeOf(node).unbonding;
    }

    // ---- clock and phases

    function _wait(uint256 duration) internal {
        vm.warp(vm.getBlockTimestamp() + duration);
        vm.roll(vm.getBlockNumber() + 1);
        vm.prevrandao(keccak256(abi.encode("randao", vm.getBlockNumber())));
    }

    function _epoch() internal view returns (uint256) {
        return manager.currentEpoch();
    }

    function _phase() internal view returns (IEpochManager.Phase) {
        return manager.phase(_epoch());
    }

    function _assertPhase(IEpochManager.Phase expected, string memory message) internal view {
        assertEq(uint256(_phase()), uint256(expected), message);
    }

    /// @dev Waits until the current phase is over by its time.
    function _waitForPhaseEnd() internal {
        uint256 endsAt = manager.epochInfo(_epoch()).phaseEndsAt;
        _wait(endsAt > vm.getBlockTimestamp() ? endsAt - vm.getBlockTimestamp() : 1);
    }

    /// @dev Waits until the running epoch takes no more submissions and its seed can be fixed.
    function _endSubmit() internal {
        uint256 at = manager.epochInfo(_epoch()).submitEndsAt + _epochRules().finalitySeconds;
        _wait(at > vm.getBlockTimestamp() ? at - vm.getBlockTimestamp() : 1);
    }

    // ---- submissions

    function _terms(uint256 stake, uint32 confidencePpm) internal view returns (IEpochManager.Terms memory) {
        (uint256 epoch, uint256 baseVersion) = manager.nextTerms();
        return IEpochManager.Terms(uint32(epoch), uint32(baseVersion), confidencePpm, uint64(stake / UNIT));
    }

    function _cid(uint256 key) internal pure returns (bytes32) {
        return keccak256(abi.encode("cid", key));
    }

    function _submit(uint256 key, uint256 stake) internal returns (uint256 index) {
        return _submit(key, _cid(key), keccak256("metrics"), _terms(stake, 40_000));
    }

    function _submit(uint256 key, bytes32 cid, bytes32 metricsHash, IEpochManager.Terms memory terms)
        internal
        returns (uint256 index)
    {
        address learner = vm.addr(key);
        uint256 epoch = terms.epoch;
        bytes18 previous = epoch == _epoch() ? manager.epochInfo(epoch).chain : bytes18(0);
        vm.prank(learner);
        index = manager.submit(cid, metricsHash, terms);
        linksOf[epoch].push(IEpochManager.Link(previous, learner, cid, metricsHash, terms, 0));
    }

    /// @dev The unopened part of an epoch's chain from its end, as the first round of `draw` opens it.
    function _links(uint256 epoch) internal view returns (IEpochManager.Link[] memory links) {
        IEpochManager.Link[] storage known = linksOf[epoch];
        links = new IEpochManager.Link[](known.length - openedOf[epoch]);
        for (uint256 i; i < links.length; ++i) {
            links[i] = known[links.length - 1 - i];
        }
    }

    /// @dev Submissions of an epoch that await a verdict.
    function _pending(uint256 epoch) internal view returns (uint256[] memory indices) {
        uint256 count = manager.epochInfo(epoch).count;
        indices = new uint256[](count);
        uint256 found;
        for (uint256 i; i < count; ++i) {
            if (manager.submission(epoch, i).status == IEpochManager.Status.Pending) indices[found++] = i;
        }
        assembly ("memory-safe") {
            mstore(indices, found)
        }
    }

    /// @dev The block whose hash decides the next seed is named, and over.
    function _askSeed() internal {
        manager.draw(new IEpochManager.Link[](0), new IEpochManager.Leaf[](0), new uint256[](0));
        vm.roll(vm.getBlockNumber() + 1);
    }

    /// @dev Draws the committees of the current round: of all submissions in the first, of escalated ones later.
    function _drawAll() internal {
        uint256 epoch = _epoch();
        uint256 round = manager.epochInfo(epoch).round;
        if (round == 0) _endSubmit();
        if (manager.seedOf(epoch, round == 0 ? 1 : round) == 0) _askSeed();
        if (round < 2) {
            manager.draw(_links(epoch), new IEpochManager.Leaf[](0), new uint256[](0));
            openedOf[epoch] = linksOf[epoch].length;
        } else {
            manager.draw(new IEpochManager.Link[](0), new IEpochManager.Leaf[](0), _pending(epoch));
        }
    }

    function _settleAll() internal {
        manager.settle(_epoch(), _pending(_epoch()));
    }

    function _proposeManifest() internal {
        uint256 epoch = _epoch();
        vm.prank(vm.addr(AGGREGATOR));
        models.propose(
            epoch,
            keccak256(abi.encode("manifest", epoch)),
            keccak256(abi.encode("adapter", epoch)),
            10_000,
            keccak256("evaluation")
        );
    }
}
