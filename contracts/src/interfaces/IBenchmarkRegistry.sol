// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

/// @notice A pool to begin with.
struct PoolSeed {
    IBenchmarkRegistry.PoolKind kind;
    bytes32 root;
    bytes32 cid;
    uint32 items;
    uint32 perEpoch;
    address keeper;
}

/// @title Pools of benchmark items and data sets.
interface IBenchmarkRegistry {
    enum PoolKind {
        Public, // items behind a Merkle root that everybody can read
        Generated, // a generator seeded by the epoch's randomness; root = hash of its code
        Sealed // items that their keeper opens when they are drawn
    }
    struct Pool {
        PoolKind kind;
        bytes32 root;
        bytes32 cid;
        uint32 items;
        uint32 retired;
        /// Items drawn per epoch.
        uint32 perEpoch;
        address keeper;
        bool active;
    }
    struct DataSet {
        bytes32 cid;
        /// SPDX expression, 1 to 64 bytes.
        string licence;
        bytes32 privacyReviewCid;
        bytes32 compatibilityCid;
        bool active;
    }

    event PoolAdded(uint256 indexed pool, PoolKind kind, bytes32 root, bytes32 cid, uint32 items, uint32 perEpoch, address keeper);
    event PoolRotated(uint256 indexed pool, bytes32 root, bytes32 cid, uint32 items);
    event PoolRemoved(uint256 indexed pool);
    event ItemOpened(uint256 indexed pool, uint256 indexed epoch, uint256 indexed item, bytes32 leaf);
    event ItemRetired(uint256 indexed pool, uint256 indexed item);
    event DataSetAdded(uint256 indexed dataSet, bytes32 cid, string licence, bytes32 privacyReviewCid, bytes32 compatibilityCid);
    event DataSetReviewed(uint256 indexed dataSet, bytes32 privacyReviewCid);
    event DataSetRemoved(uint256 indexed dataSet);

    error NoSuchPool(uint256 pool);
    error NoSuchDataSet(uint256 dataSet);
    error InvalidPool();
    error InvalidDataSet();
    error NotDrawn(uint256 pool, uint256 epoch, uint256 item);
    error BadProof(uint256 pool, uint256 item);
    error AlreadyRetired(uint256 pool, uint256 item);
    error NotAllowed(address caller);
    error PoolExhausted(uint256 pool);
    error NotOpened(uint256 pool, uint256 item);
    error AlreadyAgreed(address curator);
    error SeedNotFixed(uint256 epoch);

    /// @notice By vote only (timelock): pools and data sets come, change and go. What changes counts from the next epoch on, so
    /// that what an epoch drew stays what it was. An epoch draws at most 256 items of a pool, and a pool keeps at least
    /// twice as many as an epoch draws.
    function addPool(PoolKind kind, bytes32 root, bytes32 cid, uint32 items, uint32 perEpoch, address keeper) external returns (uint256 pool);
    function rotatePool(uint256 pool, bytes32 root, bytes32 cid, uint32 items) external;
    function removePool(uint256 pool) external;
    function addDataSet(bytes32 cid, string calldata licence, bytes32 privacyReviewCid, bytes32 compatibilityCid) external returns (uint256 dataSet);
    /// @notice By vote, or by the court after a dispute.
    function removeDataSet(uint256 dataSet) external;

    /// @notice Shows that an item that an epoch drew is in the pool (leaf = keccak256(keccak256(abi.encode(item, hash)))). For a
    /// sealed pool this is how its keeper opens it. Anyone with the proof.
    function openItem(uint256 pool, uint256 epoch, uint256 item, bytes32 hash, bytes32[] calldata proof) external;
    /// @notice Takes an opened item out of the draws of later epochs; threshold curators of one term agree, or the timelock.
    function retireItem(uint256 pool, uint256 item) external;
    /// @notice A curator records a privacy review; threshold curators must state the same.
    function recordReview(uint256 dataSet, bytes32 privacyReviewCid) external;

    /// @notice The items of a pool that an epoch's first seed draws, without retired ones, distinct, ascending. Slot j takes
    /// the first of keccak256(abi.encode(seed, pool, j, try)) mod items, try = 0…63, that is free.
    function drawnItems(uint256 pool, uint256 epoch) external view returns (uint256[] memory);
    function pool(uint256 id) external view returns (Pool memory);
    function dataSet(uint256 id) external view returns (DataSet memory);
    function counts() external view returns (uint256 pools, uint256 dataSets);
    function isRetired(uint256 pool, uint256 item) external view returns (bool);
}
