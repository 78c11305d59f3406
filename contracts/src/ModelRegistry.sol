// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {Modular} from "./Modular.sol";
import {IEpochManager} from "./interfaces/IEpochManager.sol";
import {IGuardian} from "./interfaces/IGuardian.sol";
import {IModelRegistry} from "./interfaces/IModelRegistry.sol";
import {IModules, Module} from "./interfaces/IModules.sol";
import {INodeRegistry} from "./interfaces/INodeRegistry.sol";
import {Roles} from "./libraries/Roles.sol";

/// @title Implementation of IModelRegistry, where everything is described.
contract ModelRegistry is IModelRegistry, Modular {
    /// @inheritdoc IModelRegistry
    uint256 public latest;
    /// @inheritdoc IModelRegistry
    uint256 public versionCount = 1;
    /// @inheritdoc IModelRegistry
    mapping(uint256 epoch => address) public aggregatorOf;

    /// @dev Epoch of the last proposal; it becomes a version when that epoch is final.
    uint256 internal _open;
    mapping(uint256 epoch => Version) internal _proposals;
    mapping(uint256 epoch => mapping(address aggregator => bool)) private _fell;
    mapping(uint256 number => Version) internal _versions;

    constructor(IModules modules_, bytes32 baseModelDigest_) Modular(modules_) {
        if (baseModelDigest_ == 0) revert ZeroCid();
        _versions[0].manifestCid = baseModelDigest_;
        _versions[0].finalizedAt = block.timestamp;
    }

    /// @inheritdoc IModelRegistry
    function propose(uint256 epoch, bytes32 manifestCid, bytes32 adapterCid, int32 utilityPpm, bytes32 evaluationDigest)
        external
    {
        if (IGuardian(_at(Module.Guardian)).paused()) revert Paused();
        IEpochManager epochs = IEpochManager(_at(Module.Epochs));
        IEpochManager.EpochInfo memory info = epochs.epochInfo(epoch);
        if (info.phase != IEpochManager.Phase.Aggregate) {
            revert WrongPhase(epoch, info.phase, IEpochManager.Phase.Aggregate);
        }
        if (!INodeRegistry(_at(Module.Registry)).isActive(msg.sender, Roles.AGGREGATOR)) {
            revert NotActive(msg.sender, Roles.AGGREGATOR);
        }
        if (_fell[epoch][msg.sender]) revert ManifestFellBefore(epoch, msg.sender);
        if (manifestCid == 0 || adapterCid == 0 || evaluationDigest == 0) revert ZeroCid();
        _open = epoch;
        _proposals[epoch] = Version({
            epoch: epoch,
            parent: info.baseVersion,
            manifestCid: manifestCid,
            adapterCid: adapterCid,
            evaluationDigest: evaluationDigest,
            finalizedAt: 0,
            aggregator: msg.sender,
            utilityPpm: utilityPpm,
            rolledBack: false
        });
        emit ManifestProposed(epoch, msg.sender, manifestCid, adapterCid, utilityPpm, evaluationDigest);
        epochs.noteProposal(epoch);
    }

    /// @inheritdoc IModelRegistry
    function finalize() external returns (uint256 number) {
        if (!finalizable()) revert NothingToFinalize();
        return _finalize();
    }

    /// @inheritdoc IModelRegistry
    function finalizable() public view returns (bool) {
        uint256 epoch = _open;
        return epoch != 0 && IEpochManager(_at(Module.Epochs)).phase(epoch) == IEpochManager.Phase.Final;
    }

    /// @inheritdoc IModelRegistry
    function noteDispute(uint256 epoch, bool open, bool fell) external only(Module.Court) {
        IEpochManager epochs = IEpochManager(_at(Module.Epochs));
        epochs.noteDispute(epoch, open);
        if (!fell) return;
        address aggregator = _proposals[epoch].aggregator;
        _fell[epoch][aggregator] = true;
        delete _proposals[epoch];
        delete _open;
        emit ManifestFell(epoch, aggregator);
        epochs.noteFallen(epoch);
    }

    /// @inheritdoc IModelRegistry
    function rollback(uint256 to) external {
        bool byCourt = msg.sender == _at(Module.Court);
        if (!byCourt && msg.sender != _at(Module.Timelock)) revert OnlyModule(msg.sender, Module.Timelock);
        if (finalizable()) _finalize();
        uint256 from = latest;
        // What is not rolled back is the head or one of its ancestors.
        if (to >= from || _versions[to].rolledBack) revert NotAnAncestor(from, to);
        uint256 number = from;
        uint256 parent = _versions[number].parent;
        while (true) {
            _versions[number].rolledBack = true;
            if (parent == to) break;
            number = parent;
            parent = _versions[number].parent;
        }
        // The court's ruling is about this one; those built on it are only unlucky.
        if (byCourt) delete aggregatorOf[_versions[number].epoch];
        latest = to;
        emit RolledBack(from, to);
    }

    /// @inheritdoc IModelRegistry
    function version(uint256 number) external view returns (Version memory) {
        if (number >= versionCount) revert NoSuchVersion(number);
        return _versions[number];
    }

    /// @inheritdoc IModelRegistry
    function proposalOf(uint256 epoch) external view returns (Version memory) {
        return _proposals[epoch];
    }

    function _finalize() private returns (uint256 number) {
        Version memory self = _proposals[_open];
        delete _open;
        number = versionCount++;
        self.finalizedAt = block.timestamp;
        // Built on what was rolled back while its epoch ran: on record, not the head.
        self.rolledBack = _versions[self.parent].rolledBack;
        if (!self.rolledBack) latest = number;
        _versions[number] = self;
        aggregatorOf[self.epoch] = self.aggregator;
        emit VersionFinalized(number, self.epoch, self.parent, self.manifestCid, self.adapterCid, self.aggregator);
    }
}
