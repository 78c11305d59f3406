// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

/// @notice The contracts of a network by their task.
enum Module {
    Token,
    Timelock,
    Parameters,
    Registry,
    Randomness,
    Epochs,
    Verdicts,
    Scoring,
    Rewards,
    Models,
    Court,
    Benchmarks,
    Elections,
    Guardian,
    Governor
}

/// @title Where the contracts of a network are.
/// @notice Contracts find each other here at every call, so a vote can put a new contract in the place of an old one.
/// The token and the timelock stay for ever.
interface IModules {
    event ModuleReplaced(Module indexed module, address indexed before, address indexed now_);

    error OnlyTimelock(address caller);
    /// @notice The token and the timelock cannot be replaced.
    error FixedModule(Module module);
    /// @notice A module must be a contract.
    error NoCode(address module);

    /// @notice Address of a module.
    function at(Module module) external view returns (address);

    /// @notice Puts a new contract in the place of a module. Only the timelock, so only after a vote.
    function replace(Module module, address now_) external;
}
