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

    /// @param did Decentralised identifier: did:pkh:eip155:<chain>:<address, lower case>.
    event Registered(address indexed node, uint32 indexed number, uint8 roles, uint256 stake, bytes gossipKey, string did);
    event StakeChanged(address indexed node, uint256 stake, uint256 unbonding);
    /// @notice 0: it left.
    event RolesChanged(address indexed node, uint8 roles);
    event UnbondRequested(address indexed node, uint256 amount, uint256 unbondAt, uint256 epoch);
    event Withdrawn(address indexed node, uint256 amount);
    /// @notice `by` is the contract that decided it; `amount` went to the reward pool.
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
    /// @notice Committees are being drawn: stakes and roles stand still until the draw is through.
    error DrawInProgress();
    error NoWeight();

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
    /// A second request restarts the time for everything that is unbonding. Possible at any time but a running draw.
    function requestUnbond(uint256 amount) external;

    /// @notice Pays out what has unbonded: the time has passed and the epoch of the request is final (or, whatever the
    /// epochs do, `MAX_HOLD` after the request: an exit cannot be held up by anybody). A node without stake leaves.
    function withdraw() external;

    /// @notice Takes up to `amount` wei of stake, then of unbonding, to the reward pool, and cuts the reputation
    /// (finedPpm is left). Only Verdicts, Epochs, Randomness, Court, Models, Rewards.
    /// @param to Gets `toBps` of what is taken.
    /// @return taken Wei that the node lost.
    function slash(address node, uint256 amount, address to, uint16 toBps) external returns (uint256 taken);

    /// @notice Adds to a node's reputation, at most maxGainPpm per epoch. Only Rewards.
    function addReputation(uint32 number, uint256 gainPpm) external;

    /// @notice Brings the weights and votes of nodes up to date with their stake and decayed reputation. Anyone.
    function refresh(uint32[] calldata numbers) external;

    /// @notice Draws `size` seats. Seat j (from `first`) is drawn with keccak256(abi.encode(seed, first + j, try)): from the
    /// j-th of `size` equal stretches of the line of weights, in proportion to the weight there; a node whose weight
    /// has decayed since it was written is kept with probability true / written, else drawn again (at most 16 tries).
    /// `exclude` never sits. A node can hold several seats.
    /// @return numbers Node numbers, one per seat; empty when nobody but `exclude` has weight.
    function drawSeats(bytes32 seed, uint256 first, uint256 size, uint32 exclude)
        external
        view
        returns (uint32[] memory numbers);

    /// @notice The same, but a drawn node is kept with probability reputation / 10^6 (after 16 tries whoever was last).
    function drawJury(bytes32 seed, uint256 size, uint32[] calldata exclude) external view returns (uint32[] memory);

    function nodeOf(address node) external view returns (Node memory);
    /// @notice 0 for a stranger.
    function numberOf(address node) external view returns (uint32);
    function addressOf(uint32 number) external view returns (address);
    /// @notice Bonded and unbonding stake, wei: what a fine is measured by.
    function bondOf(address node) external view returns (uint256);
    function isActive(address node, uint8 role) external view returns (bool);
    /// @notice Decayed to the current epoch, parts per million.
    function reputationOf(address node) external view returns (uint256);
    /// @notice Stake (wei) and reputation (ppm, as written then) of a node at a past time, for votes.
    function pastVotesOf(address node, uint256 timepoint) external view returns (uint256 stake, uint256 reputationPpm);
    /// @notice Sum of the written weights. A weight is stake in thousandths of a token times (1 + reputation).
    function totalWeight() external view returns (uint256);
    function weightOf(address node) external view returns (uint256);
    function didOf(address node) external view returns (string memory);
}
