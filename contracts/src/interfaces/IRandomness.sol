// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

/// @title Salts that nodes commit while submissions are open and reveal before the draw.
/// @notice The seed of an epoch mixes every revealed salt with the randomness of the block that fixes it. Whoever makes
/// that block cannot choose the outcome while one salt is unknown to it; whoever holds back a salt pays for it.
/// What a manipulation costs: (1) Who makes the block in which the seed is fixed, or sends that transaction first, can only
/// let the block pass, which is one more throw of the dice, given away again as soon as anybody else sends it: the price
/// is the block's reward per throw. (2) Who committed a salt can hold it back after seeing all others: one more throw
/// per salt (k salts: up to 2^k outcomes), each for dissentBps of the bond of a node of its own with the minimum stake
/// or more. Salts are mixed by exclusive or of keccak256(abi.encode(node, salt)); all commitments are there before the
/// first salt is opened, so no salt can be chosen in answer to others. At most 256 salts in an epoch.
interface IRandomness {
    event SaltCommitted(uint256 indexed epoch, uint32 indexed node, bytes32 commitment);
    event SaltRevealed(uint256 indexed epoch, uint32 indexed node, bytes32 salt);
    event SaltWithheld(uint256 indexed epoch, uint32 indexed node, uint256 fine);

    error NotInWindow(uint256 epoch);
    error NotActiveValidator(address caller);
    error AlreadyCommitted(uint256 epoch, uint32 node);
    error TooManySalts(uint256 epoch);
    error ZeroCommitment();
    /// @notice Committees are being drawn: fines, which move weights, wait.
    error DrawInProgress();
    error WrongSalt(bytes32 committed, bytes32 revealed);
    error NothingWithheld(uint256 epoch, uint32 node);

    /// @notice An active validator commits keccak256(abi.encode(epoch, node, salt)) while the epoch takes submissions.
    function commitSalt(uint256 epoch, bytes32 commitment) external;

    /// @notice Opens it, between the end of submitting and the seed. Anyone who knows the salt may.
    function revealSalt(uint256 epoch, uint32 node, bytes32 salt) external;

    /// @notice Fines a node that did not open its salt before the seed was fixed. Anyone may; gets the bounty.
    /// Not while committees are drawn.
    function punish(uint256 epoch, uint32 node) external;

    /// @notice Whether every committed salt of the epoch is revealed.
    function complete(uint256 epoch) external view returns (bool);

    /// @notice The mix of all revealed salts.
    function mix(uint256 epoch) external view returns (bytes32);

    /// @notice Commitments and reveals of an epoch so far.
    function counts(uint256 epoch) external view returns (uint256 committed, uint256 revealed);

    /// @notice A commitment that is still closed; 0 once it is revealed or punished.
    function commitmentOf(uint256 epoch, uint32 node) external view returns (bytes32);
}
