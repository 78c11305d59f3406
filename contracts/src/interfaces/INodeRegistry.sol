// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

/// @title Who takes part, in which roles, with which stake and reputation; draws seats.
/// @notice A node is an address with a number (1, 2, …) that it keeps for good. Roles are bits: 1 learner, 2 validator,
/// 4 aggregator. A node is active in a role while it has the role and at least the minimum stake bonded.
/// Stakes stay slashable while they unbond and until every epoch that the node can have worked in is final.
interface INodeRegistry {
    struct Node {
        uint32 number;
        uint8 roles;
        /// Bonded, wei; excludes `unbonding`.
        uint256 stake;
        uint256 unbonding;
        /// Seconds since 1970.
        uint256 unbondAt;
        /// Epoch that must be final before `unbonding` can be withdrawn.
        uint256 unbondEpoch;
        /// Now, decayed, parts per million.
        uint256 reputationPpm;
        bytes gossipKey;
    }

    /// @notice What turns a stake into a weight at a moment.
    /// @param minStake Units of 10^12 wei.
    struct Moment {
        uint256 minStake;
        uint256 decayPpm;
        uint256 epoch;
    }

    /// @param did Decentralised identifier: did:pkh:eip155:<chain>:<address, lower case>.
    event Registered(address indexed node, uint32 indexed number, uint8 roles, uint256 stake, bytes gossipKey, string did);
    event StakeChanged(address indexed node, uint256 stake, uint256 unbonding);
    /// @notice 0: it left.
    event RolesChanged(address indexed node, uint8 roles);
    event UnbondRequested(address indexed node, uint256 amount, uint256 unbondAt, uint256 epoch);
    event Withdrawn(address indexed node, uint256 amount);
    /// @param by The contract that decided it.
    /// @param amount All that was taken, wei; less the enforcer's bounty it went to the reward pool.
    event Slashed(address indexed node, address indexed by, uint256 amount);
    event ReputationChanged(address indexed node, uint256 reputationPpm, uint256 epoch);
    event WeightChanged(address indexed node, uint256 weight);

    error AlreadyRegistered(address node);
    error NotRegistered(address node);
    error InvalidRoles(uint8 roles);
    /// @notice A gossip key is a compressed secp256k1 point: 33 bytes that begin with 02 or 03.
    error InvalidGossipKey(bytes gossipKey);
    error StakeBelowMinimum(uint256 stake, uint256 minimum);
    /// @notice Stakes are whole multiples of 10^12 wei and below 2^64 of them.
    error InvalidAmount(uint256 amount);
    error InsufficientStake(address node, uint256 stake, uint256 wanted);
    error NothingToWithdraw(address node);
    error StillUnbonding(address node, uint256 unbondAt, uint256 unbondEpoch);
    /// @notice Committees or a jury are being drawn: stakes and roles stand still until the draw is through.
    error DrawInProgress();
    /// @notice Only the contracts that judge can slash.
    error MayNotSlash(address caller);

    /// @notice Joins with `stake` wei, approved for this contract before (or by `registerWithPermit`).
    function register(uint8 roles, uint256 stake, bytes calldata gossipKey) external returns (uint32 number);

    function registerWithPermit(
        uint8 roles,
        uint256 stake,
        bytes calldata gossipKey,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external returns (uint32 number);

    function addStake(uint256 amount) external;

    function setRoles(uint8 roles) external;

    /// @notice Moves `amount` from stake to unbonding. What remains must be 0 or at least the minimum.
    /// A second request restarts the time for everything that is unbonding. Possible at any time but a running draw,
    /// which anyone can bring to its end.
    function requestUnbond(uint256 amount) external;

    /// @notice Pays out what has unbonded: the time has passed and the epoch of the request is final (or, whatever the
    /// epochs do, `MAX_HOLD` after the request: an exit cannot be held up by anybody). A node without stake leaves; it keeps
    /// its number and what reputation time leaves of it.
    function withdraw() external;

    /// @notice Takes up to `amount` wei of stake, then of unbonding, to the reward pool, and cuts the reputation
    /// (finedPpm is left). Only Verdicts, Epochs, Randomness, Court, Models, Rewards. While committees are drawn the written
    /// weight stays until it is refreshed, so that no fine that somebody kept for the moment turns the draw.
    /// @param to Gets `toBps` of what is taken.
    /// @return taken Wei that the node lost.
    function slash(address node, uint256 amount, address to, uint16 toBps) external returns (uint256 taken);

    /// @notice Adds to a node's reputation as it is now, at most maxGainPpm per epoch. Only Rewards.
    function addReputation(uint32 number, uint256 gainPpm) external;

    /// @notice Brings the weights and votes of nodes up to date with their stake, their decayed reputation and the rules, and
    /// tells the epoch manager (a new one knows no learner before). Anyone, but not while committees are drawn.
    function refresh(uint32[] calldata numbers) external;

    /// @notice Draws `size` seats; a node can hold several, `exclude` (0 for nobody) none. The weights lie side by side in
    /// the order of the numbers, without `exclude`'s; with T their sum, seat j (from 0) is drawn from
    /// [T·j / size, T·(j + 1) / size) (rounded down; at least 1 long). Try t (from 0) has the word
    /// h = keccak256(abi.encode(seed, first + j, t)): its low 128 bits modulo the length choose the position. A node
    /// whose weight has decayed since it was written is kept when its high 128 bits modulo the written weight are
    /// below the true one, else drawn again; the 16th try is kept.
    /// @param at What true weights are computed with: the caller knows it, which saves asking for it.
    /// @return numbers Node numbers, one per seat; empty when nobody but `exclude` has weight.
    function drawSeats(bytes32 seed, uint256 first, uint256 size, uint32 exclude, Moment calldata at)
        external
        view
        returns (uint32[] memory numbers);

    /// @notice The same from 0, but a node is kept when h's high 128 bits modulo 10^6 are below its reputation.
    function drawJury(bytes32 seed, uint256 size, uint32[] calldata exclude) external view returns (uint32[] memory);

    /// @notice The running epoch and its rules.
    function drawMoment() external view returns (Moment memory);
    function nodeOf(address node) external view returns (Node memory);
    /// @notice 0 for a stranger.
    function numberOf(address node) external view returns (uint32);
    /// @notice Zero for a number that is not given yet.
    function addressOf(uint32 number) external view returns (address);
    /// @notice Bonded and unbonding stake, wei: what a fine is measured by.
    function bondOf(address node) external view returns (uint256);
    function isActive(address node, uint8 role) external view returns (bool);
    /// @notice Decayed to the current epoch, parts per million.
    function reputationOf(address node) external view returns (uint256);
    /// @notice The same of a node's number.
    function reputationOfNumber(uint32 number) external view returns (uint256);
    /// @notice Bonded stake (wei) and reputation (ppm, as written then) of a node at a past time, for votes.
    /// A node without the minimum stake has no reputation there.
    function pastVotesOf(address node, uint256 timepoint) external view returns (uint256 stake, uint256 reputationPpm);
    /// @notice Sum of the written weights. A weight is stake in thousandths of a token times (1 + reputation); 0 for a node
    /// that is no active validator.
    function totalWeight() external view returns (uint256);
    /// @notice The written weight: draws go by it.
    function weightOf(address node) external view returns (uint256);
    /// @notice The weight by stake, decayed reputation and rules as they are now: what `refresh` would write.
    function trueWeightOf(address node) external view returns (uint256);
    /// @notice Last number given.
    function nodeCount() external view returns (uint32);
    /// @notice Longest time that a withdrawal can wait after its request, seconds.
    // solhint-disable-next-line func-name-mixedcase
    function MAX_HOLD() external view returns (uint256);
    function didOf(address node) external view returns (string memory);
}
