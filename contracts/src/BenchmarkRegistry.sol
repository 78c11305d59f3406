// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {Arrays} from "@openzeppelin/contracts/utils/Arrays.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {Modular} from "./Modular.sol";
import {IBenchmarkRegistry, PoolSeed} from "./interfaces/IBenchmarkRegistry.sol";
import {IElections} from "./interfaces/IElections.sol";
import {IEpochManager} from "./interfaces/IEpochManager.sol";
import {IModules, Module} from "./interfaces/IModules.sol";
import {ItemDraw} from "./libraries/ItemDraw.sol";

/// @title Implementation of IBenchmarkRegistry, where everything is described.
contract BenchmarkRegistry is IBenchmarkRegistry, Modular {
    /// @dev The items of a pool from an epoch on. Epochs that began before keep theirs, so every draw can be repeated.
    struct Edition {
        bytes32 root;
        bytes32 cid;
        uint32 items;
        uint32 retired;
        uint32 fromEpoch;
    }

    struct Entry {
        PoolKind kind;
        uint32 perEpoch;
        /// First epoch that does not draw from it any more, 0 while it is in use.
        uint32 endEpoch;
        address keeper;
        Edition[] editions;
        /// Bit 255: opened; the rest: first epoch that does not draw it any more.
        mapping(uint256 edition => mapping(uint256 item => uint256)) items;
    }

    uint256 private constant OPENED = 1 << 255;
    uint256 private constant MAX_PER_EPOCH = 256;
    uint256 private constant MAX_LICENCE_BYTES = 64;

    Entry[] private _pools;
    DataSet[] private _dataSets;
    mapping(bytes32 motion => mapping(address curator => bool)) private _agreed;
    mapping(bytes32 motion => uint256) private _agreements;

    constructor(IModules modules_, PoolSeed[] memory pools) Modular(modules_) {
        for (uint256 i; i < pools.length; ++i) {
            PoolSeed memory seed = pools[i];
            _add(seed.kind, seed.root, seed.cid, seed.items, seed.perEpoch, seed.keeper, 1);
        }
    }

    /// @inheritdoc IBenchmarkRegistry
    function addPool(PoolKind kind, bytes32 root, bytes32 cid, uint32 items, uint32 perEpoch, address keeper)
        external
        only(Module.Timelock)
        returns (uint256)
    {
        return _add(kind, root, cid, items, perEpoch, keeper, _nextEpoch());
    }

    /// @inheritdoc IBenchmarkRegistry
    function rotatePool(uint256 id, bytes32 root, bytes32 cid, uint32 items) external only(Module.Timelock) {
        Entry storage entry = _entry(id);
        _addEdition(entry, root, cid, items, _nextEpoch());
        emit PoolRotated(id, root, cid, items);
    }

    /// @inheritdoc IBenchmarkRegistry
    function removePool(uint256 id) external only(Module.Timelock) {
        _entry(id).endEpoch = _nextEpoch();
        emit PoolRemoved(id);
    }

    /// @inheritdoc IBenchmarkRegistry
    function addDataSet(bytes32 cid, string calldata licence, bytes32 privacyReviewCid, bytes32 compatibilityCid)
        external
        only(Module.Timelock)
        returns (uint256 id)
    {
        uint256 length = bytes(licence).length;
        if (cid == 0 || privacyReviewCid == 0 || compatibilityCid == 0 || length == 0 || length > MAX_LICENCE_BYTES) {
            revert InvalidDataSet();
        }
        id = _dataSets.length;
        _dataSets.push(DataSet(cid, licence, privacyReviewCid, compatibilityCid, true));
        emit DataSetAdded(id, cid, licence, privacyReviewCid, compatibilityCid);
    }

    /// @inheritdoc IBenchmarkRegistry
    function removeDataSet(uint256 id) external {
        if (msg.sender != _at(Module.Timelock) && msg.sender != _at(Module.Court)) revert NotAllowed(msg.sender);
        _activeDataSet(id).active = false;
        emit DataSetRemoved(id);
    }

    /// @inheritdoc IBenchmarkRegistry
    function openItem(uint256 id, uint256 epoch, uint256 item, bytes32 hash, bytes32[] calldata proof) external {
        uint256[] memory drawn = _draw(id, epoch);
        uint256 i;
        while (i < drawn.length && drawn[i] != item) ++i;
        if (i == drawn.length) revert NotDrawn(id, epoch, item);
        Entry storage entry = _pools[id];
        uint256 edition = _editionAt(entry, epoch);
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(item, hash))));
        if (!MerkleProof.verifyCalldata(proof, entry.editions[edition].root, leaf)) revert BadProof(id, item);
        entry.items[edition][item] |= OPENED;
        emit ItemOpened(id, epoch, item, leaf);
    }

    /// @inheritdoc IBenchmarkRegistry
    function retireItem(uint256 id, uint256 item) external {
        Entry storage entry = _entry(id);
        uint256 next = _nextEpoch();
        uint256 index = _editionAt(entry, next - 1);
        Edition storage edition = entry.editions[index];
        uint256 state = entry.items[index][item];
        if (state & OPENED == 0) revert NotOpened(id, item);
        if (state != OPENED) revert AlreadyRetired(id, item);
        if (edition.items - edition.retired - 1 < 2 * uint256(entry.perEpoch)) revert PoolExhausted(id);
        if (!_decided(keccak256(abi.encode("retire", id, index, item)))) return;
        entry.items[index][item] = OPENED | next;
        ++edition.retired;
        emit ItemRetired(id, item);
    }

    /// @inheritdoc IBenchmarkRegistry
    function recordReview(uint256 id, bytes32 privacyReviewCid) external {
        DataSet storage self = _activeDataSet(id);
        if (privacyReviewCid == 0) revert InvalidDataSet();
        if (!_decided(keccak256(abi.encode("review", id, privacyReviewCid)))) return;
        self.privacyReviewCid = privacyReviewCid;
        emit DataSetReviewed(id, privacyReviewCid);
    }

    /// @inheritdoc IBenchmarkRegistry
    function drawnItems(uint256 id, uint256 epoch) external view returns (uint256[] memory drawn) {
        drawn = _draw(id, epoch);
        Arrays.sort(drawn);
    }

    /// @inheritdoc IBenchmarkRegistry
    function pool(uint256 id) external view returns (Pool memory) {
        if (id >= _pools.length) revert NoSuchPool(id);
        Entry storage entry = _pools[id];
        Edition storage edition = entry.editions[entry.editions.length - 1];
        return Pool({
            kind: entry.kind,
            root: edition.root,
            cid: edition.cid,
            items: edition.items,
            retired: edition.retired,
            perEpoch: entry.perEpoch,
            keeper: entry.keeper,
            active: entry.endEpoch == 0
        });
    }

    /// @inheritdoc IBenchmarkRegistry
    function dataSet(uint256 id) external view returns (DataSet memory) {
        if (id >= _dataSets.length) revert NoSuchDataSet(id);
        return _dataSets[id];
    }

    /// @inheritdoc IBenchmarkRegistry
    function counts() external view returns (uint256 pools, uint256 dataSets) {
        return (_pools.length, _dataSets.length);
    }

    /// @inheritdoc IBenchmarkRegistry
    function isRetired(uint256 id, uint256 item) external view returns (bool) {
        if (id >= _pools.length) revert NoSuchPool(id);
        Entry storage entry = _pools[id];
        return entry.items[entry.editions.length - 1][item] & ~OPENED != 0;
    }

    function _add(
        PoolKind kind,
        bytes32 root,
        bytes32 cid,
        uint32 items,
        uint32 perEpoch,
        address keeper,
        uint32 fromEpoch
    ) private returns (uint256 id) {
        if (perEpoch == 0 || perEpoch > MAX_PER_EPOCH) revert InvalidPool();
        if (kind == PoolKind.Sealed && keeper == address(0)) revert InvalidPool();
        id = _pools.length;
        Entry storage entry = _pools.push();
        (entry.kind, entry.perEpoch, entry.keeper) = (kind, perEpoch, keeper);
        _addEdition(entry, root, cid, items, fromEpoch);
        emit PoolAdded(id, kind, root, cid, items, perEpoch, keeper);
    }

    function _addEdition(Entry storage entry, bytes32 root, bytes32 cid, uint32 items, uint32 fromEpoch) private {
        if (root == 0 || cid == 0 || items < 2 * uint256(entry.perEpoch)) revert InvalidPool();
        entry.editions.push(Edition(root, cid, items, 0, fromEpoch));
    }

    /// @dev Counts an agreement of the caller: true once enough curators of this term said the same, at once for a vote.
    function _decided(bytes32 what) private returns (bool) {
        if (msg.sender == _at(Module.Timelock)) return true;
        IElections elections = IElections(_at(Module.Elections));
        if (!elections.isMember(IElections.Committee.Curators, msg.sender)) revert NotAllowed(msg.sender);
        (uint256 term,) = elections.termOf(IElections.Committee.Curators);
        bytes32 motion = keccak256(abi.encode(what, term));
        if (_agreed[motion][msg.sender]) revert AlreadyAgreed(msg.sender);
        _agreed[motion][msg.sender] = true;
        return ++_agreements[motion] >= elections.thresholdOf(IElections.Committee.Curators);
    }

    /// @dev First epoch that has not begun.
    function _nextEpoch() private view returns (uint32) {
        return uint32(IEpochManager(_at(Module.Epochs)).currentEpoch() + 1);
    }

    function _entry(uint256 id) private view returns (Entry storage entry) {
        if (id >= _pools.length || _pools[id].endEpoch != 0) revert NoSuchPool(id);
        return _pools[id];
    }

    function _activeDataSet(uint256 id) private view returns (DataSet storage) {
        if (id >= _dataSets.length || !_dataSets[id].active) revert NoSuchDataSet(id);
        return _dataSets[id];
    }

    /// @dev The last edition that an epoch can draw from.
    function _editionAt(Entry storage entry, uint256 epoch) private view returns (uint256 i) {
        i = entry.editions.length - 1;
        while (i != 0 && entry.editions[i].fromEpoch > epoch) --i;
    }

    function _draw(uint256 id, uint256 epoch) private view returns (uint256[] memory) {
        if (id >= _pools.length) revert NoSuchPool(id);
        Entry storage entry = _pools[id];
        if (entry.endEpoch != 0 && entry.endEpoch <= epoch) revert NoSuchPool(id);
        uint256 index = _editionAt(entry, epoch);
        Edition storage edition = entry.editions[index];
        if (edition.fromEpoch > epoch) revert NoSuchPool(id);
        bytes32 seed = IEpochManager(_at(Module.Epochs)).seedOf(epoch, 1);
        if (seed == 0) revert SeedNotFixed(epoch);
        return ItemDraw.draw(entry.items[index], seed, id, epoch, edition.items, entry.perEpoch);
    }
}
