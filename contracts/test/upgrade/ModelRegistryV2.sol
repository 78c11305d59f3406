// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {ModelRegistry} from "../../src/ModelRegistry.sol";
import {IModelRegistry} from "../../src/interfaces/IModelRegistry.sol";
import {IModules, Module} from "../../src/interfaces/IModules.sol";

/// @notice A successor that takes over all versions of its predecessor and counts those of each aggregator.
contract ModelRegistryV2 is ModelRegistry {
    IModelRegistry private immutable _before;

    mapping(address aggregator => uint256) public versionsOf;

    error InPlace();

    constructor(IModules modules_, IModelRegistry before)
        ModelRegistry(modules_, before.version(0).manifestCid)
    {
        _before = before;
        versionCount = 0;
    }

    /// @notice Copies up to `most` further versions. Anyone, until this contract is in place.
    function migrate(uint256 most) external {
        if (modules.at(Module.Models) == address(this)) revert InPlace();
        if (_before.finalizable()) _before.finalize();
        uint256 end = _before.versionCount();
        if (versionCount + most < end) end = versionCount + most;
        for (; versionCount < end; ++versionCount) {
            Version memory entry = _before.version(versionCount);
            _versions[versionCount] = entry;
            aggregatorOf[entry.epoch] = _before.aggregatorOf(entry.epoch);
            ++versionsOf[entry.aggregator];
        }
        // Of a rollback since the last call.
        latest = _before.latest();
    }
}
