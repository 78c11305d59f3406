// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {CommitteeRules} from "../../src/interfaces/IParameters.sol";
import {GovernanceTest} from "../base/GovernanceTest.sol";

/// @notice Gas of actions as transactions of their own (intrinsic gas included), compared with snapshots/epoch.json.
/// Committees have seven seats; validators have equal stakes, so with seven of them each sits once everywhere.
abstract contract GasTest is GovernanceTest {
    uint256 internal constant SEATS = 7;

    function _committeeRules() internal pure override returns (CommitteeRules memory rules) {
        rules = super._committeeRules();
        rules.sizes = [7, 15, 31, 0];
        rules.leads = [4, 6, 0];
    }

    /// @dev Notes the gas of the last call.
    function _snapshot(string memory name) internal {
        vm.snapshotGasLastCall("epoch", name);
    }

    /// @dev Notes the gas of the last call for each of `parts`.
    function _snapshotEach(string memory name, uint256 parts) internal {
        vm.snapshotValue("epoch", name, vm.lastCallGas().gasTotalUsed / parts);
    }
}
