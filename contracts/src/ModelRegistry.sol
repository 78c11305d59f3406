// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "./interfaces/IEpochManager.sol";
import {IModelRegistry} from "./interfaces/IModelRegistry.sol";
import {INodeRegistry} from "./interfaces/INodeRegistry.sol";
import {Roles} from "./libraries/Roles.sol";

/// @title Implementation of IModelRegistry, where everything is described.
contract ModelRegistry is IModelRegistry {
    IEpochManager public immutable epochManager;
    INodeRegistry public immutable registry;
    /// @inheritdoc IModelRegistry
    bytes32 public immutable baseModelDigest;

    /// @inheritdoc IModelRegistry
    uint256 public latest;
    /// @inheritdoc IModelRegistry
    mapping(uint256 epoch => address) public aggregatorOf;
    mapping(uint256 number => Version) private _versions;

    constructor(IEpochManager epochManager_, INodeRegistry registry_, bytes32 baseModelDigest_) {
        if (baseModelDigest_ == 0) revert ZeroCid();
        epochManager = epochManager_;
        registry = registry_;
        baseModelDigest = baseModelDigest_;
        _versions[0].manifestCid = baseModelDigest_;
        _versions[0].finalizedAt = block.timestamp;
    }

    /// @inheritdoc IModelRegistry
    function propose(uint256 epoch, bytes32 manifestCid, bytes32 adapterCid) external {
        IEpochManager.Phase phase = epochManager.phase(epoch);
        if (phase != IEpochManager.Phase.Aggregate) {
            revert WrongPhase(epoch, phase, IEpochManager.Phase.Aggregate);
        }
        if (!registry.isActive(msg.sender, Roles.AGGREGATOR)) revert NotActive(msg.sender, Roles.AGGREGATOR);
        if (manifestCid == 0 || adapterCid == 0) revert ZeroCid();
        aggregatorOf[epoch] = msg.sender;
        _versions[latest + 1] = Version({
            epoch: epoch,
            parent: latest,
            manifestCid: manifestCid,
            adapterCid: adapterCid,
            aggregator: msg.sender,
            finalizedAt: 0
        });
        emit ManifestProposed(epoch, msg.sender, manifestCid, adapterCid);
        epochManager.noteProposal(epoch);
    }

    /// @inheritdoc IModelRegistry
    function finalize() external returns (uint256 number) {
        if (!finalizable()) revert NothingToFinalize();
        number = ++latest;
        Version storage self = _versions[number];
        self.finalizedAt = block.timestamp;
        emit VersionFinalized(number, self.epoch, self.manifestCid, self.adapterCid, self.aggregator);
    }

    /// @inheritdoc IModelRegistry
    function finalizable() public view returns (bool) {
        uint256 epoch = _versions[latest + 1].epoch;
        return epoch != 0 && epochManager.phase(epoch) == IEpochManager.Phase.Final;
    }

    /// @inheritdoc IModelRegistry
    function version(uint256 number) external view returns (Version memory) {
        if (_versions[number].manifestCid == 0) revert NoSuchVersion(number);
        return _versions[number];
    }
}
