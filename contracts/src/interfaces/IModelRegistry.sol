// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "./IEpochManager.sol";

/// @title The versions of the shared model.
/// @notice Version 0 is the base model. Each epoch adds at most one. A version that is rolled back stays on record; the
/// head moves to an older version and the next one is built on that.
interface IModelRegistry {
    /// @param parent Version that its epoch built on.
    /// @param utilityPpm What the aggregator measured for the merged model on the epoch's items, digest of it beside.
    /// @param rolledBack Not the head and no ancestor of it any more: it, or what it was built on, was rolled back.
    struct Version {
        uint256 epoch;
        uint256 parent;
        bytes32 manifestCid;
        bytes32 adapterCid;
        bytes32 evaluationDigest;
        /// Seconds since 1970; 0 while it is only proposed.
        uint256 finalizedAt;
        address aggregator;
        int32 utilityPpm;
        bool rolledBack;
    }

    event ManifestProposed(
        uint256 indexed epoch,
        address indexed aggregator,
        bytes32 manifestCid,
        bytes32 adapterCid,
        int32 utilityPpm,
        bytes32 evaluationDigest
    );
    event ManifestFell(uint256 indexed epoch, address indexed aggregator);
    event VersionFinalized(
        uint256 indexed version, uint256 indexed epoch, uint256 indexed parent, bytes32 manifestCid, bytes32 adapterCid, address aggregator
    );
    event RolledBack(uint256 indexed from, uint256 indexed to);

    error WrongPhase(uint256 epoch, IEpochManager.Phase actual, IEpochManager.Phase expected);
    error NotActive(address node, uint8 role);
    error ZeroCid();
    error NothingToFinalize();
    error NoSuchVersion(uint256 version);
    error NotAnAncestor(uint256 from, uint256 to);
    error ManifestFellBefore(uint256 epoch, address aggregator);
    error Paused();

    /// @notice An active aggregator proposes the merged model of an epoch in phase Aggregate (there is none
    /// when nothing was accepted), built on the version that the
    /// epoch opened with. One whose manifest fell in this epoch cannot try again.
    function propose(uint256 epoch, bytes32 manifestCid, bytes32 adapterCid, int32 utilityPpm, bytes32 evaluationDigest) external;

    /// @notice Makes the proposal of a final epoch a version. Anyone; opening the next epoch does it too. It becomes the head
    /// unless what it was built on has been rolled back meanwhile.
    function finalize() external returns (uint256 version);
    function finalizable() external view returns (bool);

    /// @notice A dispute about the open proposal began or ended; `fell` takes it away. Only Court.
    function noteDispute(uint256 epoch, bool open, bool fell) external;

    /// @notice Moves the head back to an ancestor. Only the timelock or Court. Takes effect with the next epoch. Gas grows with
    /// the versions between; a vote can go back in several steps. By the court, the version that follows `to` pays its
    /// maker no more; those built on it still pay.
    function rollback(uint256 to) external;

    /// @notice The head: the version that the next submissions build on.
    function latest() external view returns (uint256);
    function version(uint256 number) external view returns (Version memory);
    /// @notice Versions on record, base model included: numbers 0 to this − 1.
    function versionCount() external view returns (uint256);
    /// @notice The proposal of an epoch; empty without one.
    function proposalOf(uint256 epoch) external view returns (Version memory);
    /// @notice Who gets the aggregator's share of an epoch: the maker of its final version, or nobody.
    function aggregatorOf(uint256 epoch) external view returns (address);
}
