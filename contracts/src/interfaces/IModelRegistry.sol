// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "./IEpochManager.sol";

/// @title The versions of the shared model.
/// @notice Version 0 is the base model. Each epoch adds at most one: a staked aggregator proposes a manifest, which
/// stands open for a challenge and then becomes the next version.
interface IModelRegistry {
    /// @param epoch Epoch that produced it; 0 for the base model.
    /// @param parent The version it builds on.
    /// @param manifestCid sha2-256 digest of the manifest's CIDv1; for version 0 the base model's digest.
    /// @param adapterCid sha2-256 digest of the merged adapter's CIDv1; none for version 0.
    /// @param aggregator Who proposed it; none for version 0.
    /// @param finalizedAt Seconds since 1970; 0 while it is only proposed.
    struct Version {
        uint256 epoch;
        uint256 parent;
        bytes32 manifestCid;
        bytes32 adapterCid;
        address aggregator;
        uint256 finalizedAt;
    }

    event ManifestProposed(
        uint256 indexed epoch, address indexed aggregator, bytes32 manifestCid, bytes32 adapterCid
    );
    event VersionFinalized(
        uint256 indexed version, uint256 indexed epoch, bytes32 manifestCid, bytes32 adapterCid, address aggregator
    );

    error WrongPhase(uint256 epoch, IEpochManager.Phase actual, IEpochManager.Phase expected);
    error NotActive(address node, uint8 role);
    error ZeroCid();
    error NothingToFinalize();
    error NoSuchVersion(uint256 version);

    /// @notice Proposes the merge of an epoch. Only an active aggregator, in phase Aggregate; the first one stands.
    function propose(uint256 epoch, bytes32 manifestCid, bytes32 adapterCid) external;

    /// @notice Turns the proposal whose challenge is over into the latest version. Anyone may call.
    function finalize() external returns (uint256 version);

    /// @notice Whether `finalize` would succeed.
    function finalizable() external view returns (bool);

    /// @notice Number of the latest finalized version.
    function latest() external view returns (uint256);

    /// @notice A finalized version, or the proposed one at `latest() + 1` with `finalizedAt` 0.
    function version(uint256 number) external view returns (Version memory);

    /// @notice Who proposed the manifest of an epoch; none if nobody did.
    function aggregatorOf(uint256 epoch) external view returns (address);

    function baseModelDigest() external view returns (bytes32);
}
