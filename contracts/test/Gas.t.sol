// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {Attestation} from "../src/interfaces/IVerdicts.sol";
import {Roles} from "../src/libraries/Roles.sol";
import {NetworkTest} from "./base/NetworkTest.sol";

/// @notice Gas of every step of an epoch, each as a transaction of its own, compared with snapshots/epoch.json.
/// forge-config: default.isolate = true
contract GasTest is NetworkTest {
    function _snapshot(string memory name) private {
        vm.snapshotGasLastCall("epoch", name);
    }

    function test_gas_epoch() public {
        _registerCast();
        address extra = _fund(900, 500e18);
        vm.prank(extra);
        registry.register(Roles.LEARNER, 500e18, _gossipKey(900));
        _snapshot("register a learner");
        extra = _fund(901, 500e18);
        vm.prank(extra);
        registry.register(Roles.VALIDATOR, 500e18, _gossipKey(901));
        _snapshot("register a validator");

        _submit(LEARNER, 200e18);
        _snapshot("submit, opening the epoch");
        _submit(LEARNER_2, 200e18);
        _snapshot("submit");

        _drawAll();
        _snapshot("draw two committees of three");

        Attestation[] memory list = new Attestation[](6);
        bytes[] memory signatures = new bytes[](6);
        for (uint256 i; i < 6; ++i) {
            list[i] = _attestation(i / 3, manager.committee(1, i / 3)[i % 3], true, 20_000);
            signatures[i] = _signature(list[i]);
            _commit(list[i]);
        }
        _snapshot("commit");
        verdicts.revealBatch(list, signatures);
        _snapshot("reveal six in a batch");

        _settleAll();
        _snapshot("settle two submissions");
        _propose();
        _snapshot("propose");
        _wait(5);
        models.finalize();
        _snapshot("finalize");
        pool.claim(1, vm.addr(LEARNER));
        _snapshot("claim as learner");
    }
}
