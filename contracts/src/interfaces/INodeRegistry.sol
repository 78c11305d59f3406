// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

/// @title Who takes part, in which roles and with which stake; draws committees.
/// @notice A node is its address. Roles are bits: 1 learner, 2 validator, 4 aggregator. A node is active in a role
/// while it has the role and at least `minStake` bonded.
interface INodeRegistry {
    /// @notice A node joined.
    event Registered(address indexed node, uint8 roles, uint256 stake, bytes gossipKey);
    /// @notice A node's amounts are now these. `stake` includes `locked` and excludes `unbonding`.
    event StakeChanged(address indexed node, uint256 stake, uint256 locked, uint256 unbonding);
    /// @notice A node has other roles now; 0 means that it left.
    event RolesChanged(address indexed node, uint8 roles);
    /// @notice A node took `amount` out of its stake; everything it has unbonding is free at `unbondAt`.
    event UnbondRequested(address indexed node, uint256 amount, uint256 unbondAt);
    /// @notice Unbonded tokens went back to the node.
    event Withdrawn(address indexed node, uint256 amount);
    /// @notice A node lost `amount` to the reward pool.
    event Slashed(address indexed node, uint256 amount);

    error AlreadyRegistered(address node);
    error NotRegistered(address node);
    /// @notice Roles must be a non-empty set of the known bits.
    error InvalidRoles(uint8 roles);
    /// @notice A gossip key is a compressed secp256k1 point: 33 bytes that begin with 02 or 03.
    error InvalidGossipKey(bytes gossipKey);
    error StakeBelowMinimum(uint256 stake, uint256 minimum);
    error InsufficientFreeStake(address node, uint256 free, uint256 wanted);
    error ZeroAmount();
    error NothingToWithdraw(address node);
    error StillUnbonding(address node, uint256 unbondAt);
    /// @notice The node still sits on committees whose verdicts are open, so its tokens stay.
    error OnDuty(address node, uint256 duties);
    /// @notice Committees are being drawn: stakes and roles stand still until `draw` is through.
    error DrawInProgress();
    /// @notice Only one module of the network may call this.
    error OnlyModule(address caller, address module);

    /// @notice Joins with `stake` wei, which must be approved for this contract before.
    /// @param roles Sum of role bits.
    /// @param gossipKey The compressed secp256k1 public key (33 bytes) that signs this node's gossip.
    function register(uint8 roles, uint128 stake, bytes calldata gossipKey) external;

    /// @notice Bonds `amount` more wei (approved before).
    function addStake(uint128 amount) external;

    /// @notice Takes other roles.
    function setRoles(uint8 roles) external;

    /// @notice Moves `amount` from stake to unbonding. What remains must be 0 or at least `minStake`.
    /// A second request restarts the time for everything that is unbonding.
    function requestUnbond(uint128 amount) external;

    /// @notice Pays out what has unbonded. A node without stake left leaves the registry.
    function withdraw() external;

    /// @notice Ties `amount` of free stake to a submission. Only the epoch manager.
    function lock(address node, uint128 amount) external;

    /// @notice Frees stake of a submission (less if a slash already took it). Only the epoch manager.
    function unlock(address node, uint128 amount) external;

    /// @notice Each of `members` has one committee seat more. Only the epoch manager.
    function engage(address[] calldata members) external;

    /// @notice Each of `members` has one committee seat less. Only the epoch manager.
    function disengage(address[] calldata members) external;

    /// @notice Takes up to `amount` from a node for the reward pool: first free stake, then unbonding, then locked.
    /// Only the verdicts module.
    /// @return taken What the node really lost.
    function slash(address node, uint256 amount) external returns (uint256 taken);

    /// @notice What is known of a node; all zero for a stranger.
    /// @return stake Bonded wei, locked part included.
    /// @return locked Part of `stake` that is tied to an open submission.
    /// @return unbonding Wei on the way out, still slashable.
    /// @return unbondAt Time at which `unbonding` may be withdrawn, seconds since 1970.
    /// @return roles Role bits.
    /// @return gossipKey 33 bytes, or none for a stranger.
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
        );

    /// @notice Committee seats of a node whose verdicts are open. While there are any, `withdraw` refuses.
    function dutiesOf(address node) external view returns (uint256);

    /// @notice Stake that is neither locked nor unbonding.
    function freeStakeOf(address node) external view returns (uint256);

    /// @notice Whether the node has the role and at least the minimum stake.
    function isActive(address node, uint8 role) external view returns (bool);

    /// @notice Least stake of an active node and of a submission, wei.
    function minStake() external view returns (uint128);

    /// @notice Time from `requestUnbond` to `withdraw`, seconds.
    function unbondSeconds() external view returns (uint64);

    /// @notice Sum of the weights (free stake) of all active validators.
    function totalWeight() external view returns (uint256);

    /// @notice Weight of a node in the draw: its free stake while it is an active validator, otherwise 0.
    function weightOf(address node) external view returns (uint256);

    /// @notice Draws distinct validators one after the other, each with a probability proportional to its weight
    /// among those not drawn yet. Position j comes from keccak256(abi.encode(seed, j)) modulo the weight left.
    /// @param seed Randomness.
    /// @param size Members wanted; with fewer eligible validators all of them are returned.
    /// @param exclude A node that may not be drawn (the submission's learner), or the zero address.
    /// @return members In the order in which they were drawn.
    /// @return weights Their weights at this moment.
    function drawCommittee(bytes32 seed, uint256 size, address exclude)
        external
        view
        returns (address[] memory members, uint256[] memory weights);
}
