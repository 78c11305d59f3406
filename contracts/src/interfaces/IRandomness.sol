// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

/// @title Salts that nodes commit while submissions are open and reveal before the draw.
/// @notice The seed of an epoch mixes every revealed salt with the randomness of the block that fixes it. Whoever makes
/// that block cannot choose the outcome while one salt is unknown to it; whoever holds back a salt pays for it.
interface IRandomness {
    event SaltCommitted(uint256 indexed epoch, uint32 indexed node, bytes32 commitment);
    event SaltRevealed(uint256 indexed epoch, uint32 indexed node, bytes32 salt);
    event SaltWithheld(uint256 indexed epoch, uint32 indexed node, uint256 fine);

    error NotInWindow(uint256 epoch);
    error NotActiveValidator(address caller);
    error AlreadyCommitted(uint256 epoch, uint32 node);
    error TooManySalts(uint256 epoch);
    error WrongSalt(bytes32 committed, bytes32 revealed);
    error NothingWithheld(uint256 epoch, uint32 node);

    /// @notice An active validator commits keccak256(abi.encode(epoch, node, salt)) while the epoch takes submissions.
    function commitSalt(uint256 epoch, bytes32 commitment) external;

    /// @notice Opens it, between the end of submitting and the seed. Anyone who knows the salt may.
    function revealSalt(uint256 epoch, uint32 node, bytes32 salt) external;

    /// @notice Fines a node that did not open its salt before the seed was fixed. Anyone may; gets the bounty.
    function punish(uint256 epoch, uint32 node) external;

    /// @notice Whether every committed salt of the epoch is revealed.
    function complete(uint256 epoch) external view returns (bool);

    /// @notice The mix of all revealed salts.
    function mix(uint256 epoch) external view returns (bytes32);

    /// @notice Commitments and reveals of an epoch so far.
    function counts(uint256 epoch) external view returns (uint256 committed, uint256 revealed);

    function commitmentOf(uint256 epoch, uint32 node) external view returns (bytes32);
}
