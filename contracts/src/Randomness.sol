// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "./interfaces/IEpochManager.sol";
import {IModules, Module} from "./interfaces/IModules.sol";
import {INodeRegistry} from "./interfaces/INodeRegistry.sol";
import {CommitteeRules, IParameters} from "./interfaces/IParameters.sol";
import {IRandomness} from "./interfaces/IRandomness.sol";
import {Roles} from "./libraries/Roles.sol";
import {Modular} from "./Modular.sol";

/// @title Implementation of IRandomness, where everything is described.
contract Randomness is IRandomness, Modular {
    struct Counts {
        uint16 committed;
        uint16 revealed;
    }

    uint256 private constant MAX_SALTS = 256;
    uint256 private constant ONE_BPS = 10_000;

    /// @inheritdoc IRandomness
    mapping(uint256 epoch => bytes32) public mix;
    /// @inheritdoc IRandomness
    mapping(uint256 epoch => mapping(uint32 node => bytes32)) public commitmentOf;
    mapping(uint256 epoch => Counts) private _counts;

    constructor(IModules modules_) Modular(modules_) {}

    /// @inheritdoc IRandomness
    function commitSalt(uint256 epoch, bytes32 commitment) external {
        if (_epochs().phase(epoch) != IEpochManager.Phase.Submit) revert NotInWindow(epoch);
        INodeRegistry registry = _registry();
        if (!registry.isActive(msg.sender, Roles.VALIDATOR)) revert NotActiveValidator(msg.sender);
        if (commitment == 0) revert ZeroCommitment();
        uint32 node = registry.numberOf(msg.sender);
        if (commitmentOf[epoch][node] != 0) revert AlreadyCommitted(epoch, node);
        Counts storage self = _counts[epoch];
        if (self.committed == MAX_SALTS) revert TooManySalts(epoch);
        ++self.committed;
        commitmentOf[epoch][node] = commitment;
        emit SaltCommitted(epoch, node, commitment);
    }

    /// @inheritdoc IRandomness
    function revealSalt(uint256 epoch, uint32 node, bytes32 salt) external {
        IEpochManager epochs = _epochs();
        IEpochManager.Phase phase = epochs.phase(epoch);
        bool closed = phase < IEpochManager.Phase.Salt || epochs.seedOf(epoch, 1) != 0;
        if (closed) revert NotInWindow(epoch);
        bytes32 given = keccak256(abi.encode(epoch, node, salt));
        bytes32 committed = commitmentOf[epoch][node];
        if (given != committed) revert WrongSalt(committed, given);
        delete commitmentOf[epoch][node];
        mix[epoch] ^= keccak256(abi.encode(node, salt));
        ++_counts[epoch].revealed;
        emit SaltRevealed(epoch, node, salt);
    }

    /// @inheritdoc IRandomness
    function punish(uint256 epoch, uint32 node) external {
        IEpochManager epochs = _epochs();
        if (commitmentOf[epoch][node] == 0 || epochs.seedOf(epoch, 1) == 0) revert NothingWithheld(epoch, node);
        if (epochs.drawing()) revert DrawInProgress();
        delete commitmentOf[epoch][node];
        INodeRegistry registry = _registry();
        CommitteeRules memory rules = IParameters(_at(Module.Parameters)).committeeRules();
        address withholder = registry.addressOf(node);
        uint256 fine = registry.bondOf(withholder) * rules.dissentBps / ONE_BPS;
        uint256 taken = registry.slash(withholder, fine, msg.sender, rules.bountyBps);
        emit SaltWithheld(epoch, node, taken);
    }

    /// @inheritdoc IRandomness
    function complete(uint256 epoch) external view returns (bool) {
        Counts memory self = _counts[epoch];
        return self.committed == self.revealed;
    }

    /// @inheritdoc IRandomness
    function counts(uint256 epoch) external view returns (uint256 committed, uint256 revealed) {
        Counts memory self = _counts[epoch];
        return (self.committed, self.revealed);
    }

    function _epochs() private view returns (IEpochManager) {
        return IEpochManager(_at(Module.Epochs));
    }

    function _registry() private view returns (INodeRegistry) {
        return INodeRegistry(_at(Module.Registry));
    }
}
