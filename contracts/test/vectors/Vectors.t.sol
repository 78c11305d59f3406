// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EpochManager} from "../../src/EpochManager.sol";
import {Verdicts} from "../../src/Verdicts.sol";
import {Attestation} from "../../src/interfaces/IVerdicts.sol";
import {NetworkTest} from "../base/NetworkTest.sol";

/// @notice The hashes and signatures that script/vectors.ts computed with another implementation.
contract VectorsTest is NetworkTest {
    uint256 private constant ATTESTATIONS = 5;
    string private json;

    function setUp() public override {
        super.setUp();
        json = vm.readFile("test/vectors/attestation.json");
        vm.chainId(vm.parseJsonUint(json, ".chainId"));
    }

    function _attestation(string memory path) private view returns (Attestation memory) {
        string memory a = string.concat(path, ".attestation");
        return Attestation({
            epoch: vm.parseJsonUint(json, string.concat(a, ".epoch")),
            index: vm.parseJsonUint(json, string.concat(a, ".index")),
            validator: vm.parseJsonAddress(json, string.concat(a, ".validator")),
            pass: vm.parseJsonBool(json, string.concat(a, ".pass")),
            utilityPpm: int64(vm.parseJsonInt(json, string.concat(a, ".utilityPpm"))),
            digest: vm.parseJsonBytes32(json, string.concat(a, ".digest")),
            salt: vm.parseJsonBytes32(json, string.concat(a, ".salt"))
        });
    }

    function test_attestations() public {
        address where = vm.parseJsonAddress(json, ".verdicts");
        vm.etch(where, address(verdicts).code);
        for (uint256 i; i < ATTESTATIONS; ++i) {
            string memory path = string.concat(".attestations[", vm.toString(i), "]");
            Attestation memory a = _attestation(path);
            bytes32 hash = Verdicts(where).attestationHash(a);
            assertEq(
                Verdicts(where).commitmentOf(a),
                vm.parseJsonBytes32(json, string.concat(path, ".commitment")),
                "commitment"
            );
            assertEq(hash, vm.parseJsonBytes32(json, string.concat(path, ".typedDataHash")), "typed data hash");
            bytes memory signature = vm.parseJsonBytes(json, string.concat(path, ".signature"));
            assertEq(ECDSA.recover(hash, signature), a.validator, "signer");
        }
    }

    function test_submission() public {
        address where = vm.parseJsonAddress(json, ".epochManager");
        vm.etch(where, address(manager).code);
        string memory s = ".submission.submission";
        address learner = vm.parseJsonAddress(json, string.concat(s, ".learner"));
        bytes32 hash = EpochManager(where).submissionHash(
            vm.parseJsonBytes32(json, string.concat(s, ".cid")),
            uint32(vm.parseJsonUint(json, string.concat(s, ".baseVersion"))),
            vm.parseJsonBytes32(json, string.concat(s, ".metricsHash")),
            uint32(vm.parseJsonUint(json, string.concat(s, ".confidencePpm"))),
            uint128(vm.parseJsonUint(json, string.concat(s, ".stake"))),
            learner
        );
        assertEq(hash, vm.parseJsonBytes32(json, ".submission.typedDataHash"), "typed data hash");
        assertEq(
            ECDSA.recover(hash, vm.parseJsonBytes(json, ".submission.signature")), learner, "signer"
        );
    }
}
