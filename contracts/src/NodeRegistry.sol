// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IEpochManager} from "./interfaces/IEpochManager.sol";
import {INodeRegistry} from "./interfaces/INodeRegistry.sol";
import {Roles} from "./libraries/Roles.sol";
import {SumTree} from "./libraries/SumTree.sol";

/// @title Implementation of INodeRegistry, where everything is described.
contract NodeRegistry is INodeRegistry {
    using SafeERC20 for IERC20;
    using SumTree for SumTree.Tree;

    struct Node {
        uint128 stake;
        uint128 locked;
        uint128 unbonding;
        uint64 unbondAt;
        uint32 duties;
        uint8 roles;
        /// First byte of the gossip key (02 or 03); the other 32 are `gossipX`.
        bytes1 gossipPrefix;
        bytes32 gossipX;
    }

    uint256 private constant GOSSIP_KEY_BYTES = 33;

    IERC20 public immutable token;
    IEpochManager public immutable epochManager;
    address public immutable verdicts;
    address public immutable rewardPool;
    /// @inheritdoc INodeRegistry
    uint128 public immutable minStake;
    /// @inheritdoc INodeRegistry
    uint64 public immutable unbondSeconds;

    mapping(address node => Node) private _nodes;
    SumTree.Tree private _tree;
    /// @dev Leaf index + 1; a node keeps its leaf for good.
    mapping(address node => uint256) private _leafOf;
    mapping(uint256 leaf => address) private _ownerOf;

    modifier only(address module) {
        if (msg.sender != module) revert OnlyModule(msg.sender, module);
        _;
    }

    /// @dev Between the seed and the last committee nobody may move weights: the seed is known by then.
    modifier whenNotDrawing() {
        if (epochManager.drawing()) revert DrawInProgress();
        _;
    }

    constructor(
        IERC20 token_,
        IEpochManager epochManager_,
        address verdicts_,
        address rewardPool_,
        uint128 minStake_,
        uint64 unbondSeconds_
    ) {
        token = token_;
        epochManager = epochManager_;
        verdicts = verdicts_;
        rewardPool = rewardPool_;
        minStake = minStake_;
        unbondSeconds = unbondSeconds_;
    }

    /// @inheritdoc INodeRegistry
    function register(uint8 roles, uint128 stake, bytes calldata gossipKey) external whenNotDrawing {
        Node storage self = _nodes[msg.sender];
        if (self.roles != 0) revert AlreadyRegistered(msg.sender);
        _checkRoles(roles);
        if (stake < minStake || stake == 0) revert StakeBelowMinimum(stake, minStake);
        if (gossipKey.length != GOSSIP_KEY_BYTES || (gossipKey[0] != 0x02 && gossipKey[0] != 0x03)) {
            revert InvalidGossipKey(gossipKey);
        }
        self.roles = roles;
        self.stake = stake;
        self.gossipPrefix = gossipKey[0];
        self.gossipX = bytes32(gossipKey[1:]);
        _stakeChanged(msg.sender);
        emit Registered(msg.sender, roles, stake, gossipKey);
        token.safeTransferFrom(msg.sender, address(this), stake);
    }

    /// @inheritdoc INodeRegistry
    function addStake(uint128 amount) external whenNotDrawing {
        Node storage self = _registered(msg.sender);
        if (amount == 0) revert ZeroAmount();
        self.stake += amount;
        _stakeChanged(msg.sender);
        token.safeTransferFrom(msg.sender, address(this), amount);
    }

    /// @inheritdoc INodeRegistry
    function setRoles(uint8 roles) external whenNotDrawing {
        Node storage self = _registered(msg.sender);
        _checkRoles(roles);
        self.roles = roles;
        _updateWeight(msg.sender);
        emit RolesChanged(msg.sender, roles);
    }

    /// @inheritdoc INodeRegistry
    function requestUnbond(uint128 amount) external whenNotDrawing {
        Node storage self = _registered(msg.sender);
        if (amount == 0) revert ZeroAmount();
        uint128 free = self.stake - self.locked;
        if (amount > free) revert InsufficientFreeStake(msg.sender, free, amount);
        uint128 left = self.stake - amount;
        if (left != 0 && left < minStake) revert StakeBelowMinimum(left, minStake);
        self.stake = left;
        self.unbonding += amount;
        self.unbondAt = uint64(block.timestamp) + unbondSeconds;
        _stakeChanged(msg.sender);
        emit UnbondRequested(msg.sender, amount, self.unbondAt);
    }

    /// @inheritdoc INodeRegistry
    function withdraw() external {
        Node storage self = _registered(msg.sender);
        uint128 amount = self.unbonding;
        if (amount == 0) revert NothingToWithdraw(msg.sender);
        if (block.timestamp < self.unbondAt) revert StillUnbonding(msg.sender, self.unbondAt);
        if (self.duties != 0) revert OnDuty(msg.sender, self.duties);
        self.unbonding = 0;
        self.unbondAt = 0;
        _stakeChanged(msg.sender);
        emit Withdrawn(msg.sender, amount);
        if (self.stake == 0) {
            delete _nodes[msg.sender];
            emit RolesChanged(msg.sender, 0);
        }
        token.safeTransfer(msg.sender, amount);
    }

    /// @inheritdoc INodeRegistry
    function lock(address node, uint128 amount) external only(address(epochManager)) {
        Node storage self = _nodes[node];
        uint128 free = self.stake - self.locked;
        if (amount > free) revert InsufficientFreeStake(node, free, amount);
        self.locked += amount;
        _stakeChanged(node);
    }

    /// @inheritdoc INodeRegistry
    function unlock(address node, uint128 amount) external only(address(epochManager)) {
        Node storage self = _nodes[node];
        self.locked -= uint128(Math.min(self.locked, amount));
        _stakeChanged(node);
    }

    /// @inheritdoc INodeRegistry
    function engage(address[] calldata members) external only(address(epochManager)) {
        for (uint256 i; i < members.length; ++i) {
            ++_nodes[members[i]].duties;
        }
    }

    /// @inheritdoc INodeRegistry
    function disengage(address[] calldata members) external only(address(epochManager)) {
        for (uint256 i; i < members.length; ++i) {
            --_nodes[members[i]].duties;
        }
    }

    /// @inheritdoc INodeRegistry
    function slash(address node, uint256 amount) external only(verdicts) returns (uint256 taken) {
        Node storage self = _nodes[node];
        uint256 fromFree = Math.min(amount, self.stake - self.locked);
        uint256 fromUnbonding = Math.min(amount - fromFree, self.unbonding);
        uint256 fromLocked = Math.min(amount - fromFree - fromUnbonding, self.locked);
        taken = fromFree + fromUnbonding + fromLocked;
        if (taken == 0) return 0;
        self.stake -= SafeCast.toUint128(fromFree + fromLocked);
        self.locked -= SafeCast.toUint128(fromLocked);
        self.unbonding -= SafeCast.toUint128(fromUnbonding);
        _stakeChanged(node);
        emit Slashed(node, taken);
        token.safeTransfer(rewardPool, taken);
    }

    /// @inheritdoc INodeRegistry
    function nodes(address node)
        external
        view
        returns (
            uint256 stake,
            uint256 locked,
            uint256 unbonding,
            uint256 unbondAt,
            uint8 roles,
            bytes memory gossipKey
        )
    {
        Node storage self = _nodes[node];
        gossipKey = self.roles == 0 ? bytes("") : abi.encodePacked(self.gossipPrefix, self.gossipX);
        return (self.stake, self.locked, self.unbonding, self.unbondAt, self.roles, gossipKey);
    }

    /// @inheritdoc INodeRegistry
    function dutiesOf(address node) external view returns (uint256) {
        return _nodes[node].duties;
    }

    /// @inheritdoc INodeRegistry
    function freeStakeOf(address node) external view returns (uint256) {
        return _nodes[node].stake - _nodes[node].locked;
    }

    /// @inheritdoc INodeRegistry
    function isActive(address node, uint8 role) external view returns (bool) {
        return _isActive(_nodes[node], role);
    }

    /// @inheritdoc INodeRegistry
    function totalWeight() external view returns (uint256) {
        return _tree.total();
    }

    /// @inheritdoc INodeRegistry
    function weightOf(address node) external view returns (uint256) {
        uint256 leaf = _leafOf[node];
        return leaf == 0 ? 0 : _tree.weightOf(leaf - 1);
    }

    /// @inheritdoc INodeRegistry
    function drawCommittee(bytes32 seed, uint256 size, address exclude)
        external
        view
        returns (address[] memory members, uint256[] memory weights)
    {
        SumTree.Taken memory taken = SumTree.newTaken(size + 1);
        uint256 first;
        if (_leafOf[exclude] != 0) {
            _tree.take(taken, _leafOf[exclude] - 1);
            first = 1;
        }
        uint256 total = _tree.total();
        members = new address[](size);
        weights = new uint256[](size);
        uint256 count;
        for (; count < size && taken.total < total; ++count) {
            uint256 target = uint256(keccak256(abi.encode(seed, count))) % (total - taken.total);
            uint256 leaf = _tree.find(taken, target);
            _tree.take(taken, leaf);
            members[count] = _ownerOf[leaf];
            weights[count] = taken.weights[first + count];
        }
        // Fewer eligible validators than seats: give back the part that was filled.
        assembly ("memory-safe") {
            mstore(members, count)
            mstore(weights, count)
        }
    }

    function _stakeChanged(address node) private {
        _updateWeight(node);
        Node storage self = _nodes[node];
        emit StakeChanged(node, self.stake, self.locked, self.unbonding);
    }

    function _updateWeight(address node) private {
        Node storage self = _nodes[node];
        uint256 weight = _isActive(self, Roles.VALIDATOR) ? self.stake - self.locked : 0;
        uint256 leaf = _leafOf[node];
        if (leaf != 0) {
            _tree.set(leaf - 1, weight);
        } else if (weight != 0) {
            leaf = _tree.push(weight);
            _leafOf[node] = leaf + 1;
            _ownerOf[leaf] = node;
        }
    }

    function _registered(address node) private view returns (Node storage self) {
        self = _nodes[node];
        if (self.roles == 0) revert NotRegistered(node);
    }

    function _isActive(Node storage self, uint8 role) private view returns (bool) {
        return self.roles & role == role && self.stake >= minStake && self.stake != 0;
    }

    function _checkRoles(uint8 roles) private pure {
        if (roles == 0 || roles & ~Roles.ALL != 0) revert InvalidRoles(roles);
    }
}
