// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Modular} from "../Modular.sol";
import {IEpochManager} from "../interfaces/IEpochManager.sol";
import {IModules, Module} from "../interfaces/IModules.sol";
import {INodeRegistry} from "../interfaces/INodeRegistry.sol";
import {EpochRules, IParameters} from "../interfaces/IParameters.sol";
import {IRandomness} from "../interfaces/IRandomness.sol";
import {IVerdicts} from "../interfaces/IVerdicts.sol";
import {Entry} from "../libraries/Entry.sol";
import {Head} from "../libraries/Head.sol";
import {Phases} from "../libraries/Phases.sol";

/// @title What the epoch manager keeps. All of its storage is here, because EpochSteps works on it too.
abstract contract EpochState is Modular, EIP712 {
    using Phases for Phases.Progress;

    /// @dev A node as a learner, kept here so that a submission asks nobody. One slot.
    struct Learner {
        uint32 number;
        uint64 stake;
        /// Least stake of a submission when the registry last told.
        uint64 minStake;
        /// Epoch and position of its last submission that counts.
        uint24 drawnEpoch;
        uint24 drawnIndex;
        bool byLeaf;
    }

    /// @dev What draws need of the other rules of the running epoch. One slot.
    struct DrawRules {
        uint64 minStake;
        uint32 decayPpm;
        /// Seats of the committees of stage 1 to 4, one byte each, from the lowest.
        uint32 sizes;
    }

    struct Batch {
        bytes32 root;
        address batcher;
        uint16 leaves;
        uint16 opened;
        mapping(uint256 word => uint256 bits) positions;
    }

    /// @dev Leaves that somebody posted in an epoch.
    struct Posted {
        uint24 epoch;
        uint24 leaves;
    }

    uint32 internal constant ONE_PPM = 1_000_000;
    uint256 internal constant ONE_BPS = 10_000;
    /// @dev Wei in a unit of stake.
    uint256 internal constant UNIT = 1e12;
    uint16 internal constant MAX_SUBMISSIONS = type(uint16).max;

    /// @dev The one slot that a submission writes.
    Head internal _head;
    /// @dev Rules of the running epoch.
    EpochRules internal _rules;
    DrawRules internal _drawRules;
    mapping(uint256 epoch => Phases.Progress) internal _progress;
    mapping(uint256 epoch => mapping(uint256 round => bytes32)) internal _seeds;
    /// @dev Block whose hash decides a seed.
    mapping(uint256 epoch => mapping(uint256 round => uint256)) internal _seedAskedAt;
    mapping(uint256 epoch => mapping(uint256 index => Entry)) internal _entries;
    mapping(uint256 epoch => mapping(uint256 first => Batch)) internal _batches;
    mapping(address learner => Learner) internal _learners;
    mapping(address batcher => Posted) internal _posted;

    constructor(IModules modules_) Modular(modules_) EIP712("Loam", "1") {}

    function _state(uint256 epoch, uint256 time) internal view returns (Phases.State memory state) {
        state = _progress[epoch].at(_rules, time);
        if (state.phase != IEpochManager.Phase.Salt || time <= state.since) return state;
        IRandomness randomness = IRandomness(_at(Module.Randomness));
        (uint256 committed,) = randomness.counts(epoch);
        if (committed == 0 || !randomness.complete(epoch)) return state;
        state.phase = IEpochManager.Phase.Draw;
        state.endsAt = 0;
    }

    function _expect(uint256 epoch, IEpochManager.Phase expected) internal view returns (Phases.State memory state) {
        state = _state(epoch, block.timestamp);
        if (state.phase != expected) revert IEpochManager.WrongPhase(epoch, state.phase, expected);
    }

    function _submission(Entry entry) internal view returns (IEpochManager.Submission memory) {
        return IEpochManager.Submission({
            node: entry.node(),
            learner: entry.node() == 0 ? address(0) : _registry().addressOf(entry.node()),
            stake: entry.stake(),
            confidencePpm: entry.confidencePpm(),
            status: entry.status(),
            paid: entry.paid(),
            weight: entry.weight()
        });
    }

    /// @dev From the moment in which a seed can be fixed until its committees are drawn.
    function _drawing() internal view returns (bool) {
        return _state(_head.epoch(), block.timestamp).phase == IEpochManager.Phase.Draw;
    }

    /// @dev Wei that an unopened leaf costs its batcher.
    function _finePerLeaf() internal view returns (uint256) {
        IParameters parameters = _parameters();
        return parameters.committeeRules().unopenedBps * (parameters.stakeRules().minStake * UNIT) / ONE_BPS;
    }

    function _requireSigned(bytes32 structHash, address learner, bytes calldata signature) internal view {
        (address signer, ECDSA.RecoverError failure,) =
            ECDSA.tryRecoverCalldata(_hashTypedDataV4(structHash), signature);
        if (failure != ECDSA.RecoverError.NoError || signer != learner) {
            revert IEpochManager.InvalidSignature(learner);
        }
    }

    function _registry() internal view returns (INodeRegistry) {
        return INodeRegistry(_at(Module.Registry));
    }

    function _verdicts() internal view returns (IVerdicts) {
        return IVerdicts(_at(Module.Verdicts));
    }

    function _parameters() internal view returns (IParameters) {
        return IParameters(_at(Module.Parameters));
    }
}
