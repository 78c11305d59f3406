// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {Modular} from "../../src/Modular.sol";
import {IBenchmarkRegistry} from "../../src/interfaces/IBenchmarkRegistry.sol";
import {ILoamGovernor} from "../../src/interfaces/ILoamGovernor.sol";
import {IModules, Module} from "../../src/interfaces/IModules.sol";
import {INodeRegistry} from "../../src/interfaces/INodeRegistry.sol";
import {IRewardPool} from "../../src/interfaces/IRewardPool.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {GovernanceTest} from "../base/GovernanceTest.sol";

/// @notice After deployment no address holds a special key.
///
/// Every function of every contract that is not a view is read from the compiler's output and called by the deployer,
/// by a stranger and by a registered node:
/// ├── it is on the list of what anyone may call (`_open`), or it refuses all three with the error of a guard
/// ├── the deployer gets the same answer as the stranger, whatever the arguments
/// └── no call changes what only a vote may change (`_privileged`)
/// The timelock's only proposer and canceller is the governor, anyone executes, nobody but itself is its administrator.
contract NoSpecialKeyTest is GovernanceTest {
    /// @dev Name of a contract's source and where it is.
    struct Deployed {
        string name;
        address at;
    }

    uint256 private constant WORDS = 40;
    address private constant STRANGER = address(0x57A6E);

    mapping(bytes32 key => bool) private _isOpen;
    mapping(bytes4 selector => bool) private _isGuard;
    /// @dev Signatures of each contract's functions that may change something.
    mapping(uint256 deployed => string[]) private _functions;
    address private _node;

    function setUp() public override {
        super.setUp();
        _node = _register(1, Roles.ALL, 500 * LOAM);
        // From here on the deployer has nothing that a stranger has not.
        token.transfer(address(0xDEAD), token.balanceOf(address(this)));
        _wait(1);
        _isGuard[Modular.OnlyModule.selector] = true;
        _isGuard[IModules.OnlyTimelock.selector] = true;
        _isGuard[INodeRegistry.MayNotSlash.selector] = true;
        _isGuard[IBenchmarkRegistry.NotAllowed.selector] = true;
        _isGuard[IRewardPool.NotCourtOrVerdicts.selector] = true;
        _isGuard[IGovernor.GovernorOnlyExecutor.selector] = true;
        _isGuard[ILoamGovernor.MetadataRequired.selector] = true;
        _isGuard[ILoamGovernor.NotSupported.selector] = true;
        _isGuard[IGovernor.GovernorDisabledDeposit.selector] = true;
        _isGuard[IAccessControl.AccessControlUnauthorizedAccount.selector] = true;
        _isGuard[TimelockController.TimelockUnauthorizedCaller.selector] = true;
        _listOpen();
        Deployed[17] memory all = _deployed();
        for (uint256 i; i < all.length; ++i) {
            assertTrue(all[i].at.code.length != 0, all[i].name);
            _functions[i] = _read(all[i].name);
        }
    }

    /// @dev What anyone may call: it acts for the caller, for whoever signed, or does what the rules say anyway.
    function _listOpen() private {
        _open("LoamToken", "approve transfer transferFrom delegate delegateBySig permit");
        // Roles of the timelock: one can only give up one's own. Receiving is no power, executing needs a decision.
        _open("Timelock", "renounceRole onERC721Received onERC1155Received onERC1155BatchReceived execute executeBatch");
        _open("NodeRegistry", "register registerWithPermit addStake setRoles requestUnbond withdraw refresh");
        _open("Randomness", "commitSalt revealSalt punish");
        _open("EpochManager", "submit submitFor submitBatch submitRoot draw settle punishBatch");
        _open("EpochSteps", "draw settle");
        _open("Verdicts", "commit commitFor reveal revealBatch revealAll forceRerun openCanary enforce");
        _open("RewardPool", "allot credit claimLearner claimLearnerMany claimValidator claimAggregator");
        _open("ModelRegistry", "propose finalize");
        _open("DisputeCourt", "open addEvidence drawJury commitVote revealVote rule appeal close");
        // Members of an elected committee, and keepers of a pool, act here; who is neither gets NotAllowed.
        _open("BenchmarkRegistry", "openItem retireItem recordReview");
        _open("Elections", "stand standDown strike callElection elect");
        _open("Guardian", "approvePause approveLift");
        _open("LoamGovernor", "proposeWithMetadata settleDeposit queue execute cancel castVote castVoteWithReason");
        _open("LoamGovernor", "castVoteBySig castVoteWithReasonAndParams castVoteWithReasonAndParamsBySig");
    }

    function _deployed() private view returns (Deployed[17] memory) {
        return [
            Deployed("Modules", address(modules)),
            Deployed("LoamToken", address(token)),
            Deployed("Timelock", address(timelock)),
            Deployed("Parameters", address(parameters)),
            Deployed("NodeRegistry", address(registry)),
            Deployed("Randomness", address(randomness)),
            Deployed("EpochManager", address(manager)),
            Deployed("Verdicts", address(verdicts)),
            Deployed("Scoring", address(scoring)),
            Deployed("RewardPool", address(pool)),
            Deployed("ModelRegistry", address(models)),
            Deployed("DisputeCourt", address(court)),
            Deployed("BenchmarkRegistry", address(benchmarks)),
            Deployed("Elections", address(elections)),
            Deployed("Guardian", address(guardian)),
            Deployed("LoamGovernor", address(governor)),
            // The epoch manager made it; called directly it has no epoch.
            Deployed("EpochSteps", vm.computeCreateAddress(address(manager), 1))
        ];
    }

    function test_everyFunctionIsOpenOrGuarded() public {
        Deployed[17] memory all = _deployed();
        uint256 walked;
        uint256 guarded;
        for (uint256 i; i < all.length; ++i) {
            string[] memory functions = _functions[i];
            for (uint256 j; j < functions.length; ++j) {
                ++walked;
                bytes memory data = _withZeros(bytes4(keccak256(bytes(functions[j]))));
                bool open = _isOpen[_key(all[i].name, _nameOf(functions[j]))];
                if (!open) ++guarded;
                bytes32 before = _privileged();
                _tryAs(address(this), all[i].at, data, open, functions[j]);
                _tryAs(STRANGER, all[i].at, data, open, functions[j]);
                _tryAs(_node, all[i].at, data, open, functions[j]);
                assertEq(_privileged(), before, string.concat(functions[j], " changes nothing that a vote decides"));
            }
        }
        assertTrue(walked > 120, "all functions were found");
        assertTrue(guarded > 40, "and told apart");
    }

    /// forge-config: default.fuzz.runs = 16
    /// forge-config: ci.fuzz.runs = 256
    function testFuzz_theDeployerIsAStranger(uint256[40] memory words) public {
        Deployed[17] memory all = _deployed();
        for (uint256 i; i < WORDS; ++i) {
            // Mostly small numbers and known addresses, so that calls get further than the decoding of their arguments.
            if (words[i] % 4 == 0) words[i] = uint160(all[(words[i] >> 8) % 16].at);
            else if (words[i] % 4 != 1) words[i] = (words[i] >> 8) % 3 * 32;
        }
        for (uint256 i; i < all.length; ++i) {
            string[] memory functions = _functions[i];
            for (uint256 j; j < functions.length; ++j) {
                bytes memory data = abi.encodePacked(bytes4(keccak256(bytes(functions[j]))), words);
                bytes32 before = _privileged();
                bytes4 asDeployer = _answer(address(this), all[i].at, data, before, functions[j]);
                bytes4 asStranger = _answer(STRANGER, all[i].at, data, before, functions[j]);
                assertEq(bytes32(asDeployer), bytes32(asStranger), string.concat(functions[j], " answers both alike"));
            }
        }
    }

    function test_theTimelockHasNoKeeper() public view {
        bytes32[4] memory roles = [
            timelock.PROPOSER_ROLE(),
            timelock.CANCELLER_ROLE(),
            timelock.EXECUTOR_ROLE(),
            timelock.DEFAULT_ADMIN_ROLE()
        ];
        Deployed[17] memory all = _deployed();
        for (uint256 i; i < 4; ++i) {
            for (uint256 j; j < all.length; ++j) {
                bool expected = (i < 2 && all[j].at == address(governor)) || (i == 3 && all[j].at == address(timelock));
                assertTrue(timelock.hasRole(roles[i], all[j].at) == expected, all[j].name);
            }
            assertTrue(!timelock.hasRole(roles[i], address(this)), "the deployer has no role");
            assertTrue(!timelock.hasRole(roles[i], STRANGER), "nobody has");
            assertTrue(!timelock.hasRole(roles[i], _node), "no node has");
            assertEq(timelock.getRoleAdmin(roles[i]), timelock.DEFAULT_ADMIN_ROLE(), "who gives roles");
        }
        assertTrue(timelock.hasRole(timelock.EXECUTOR_ROLE(), address(0)), "anyone executes what was decided");
        assertTrue(!timelock.hasRole(timelock.DEFAULT_ADMIN_ROLE(), address(0)), "nobody is administrator");
    }

    // ---- walking

    function _tryAs(address caller, address target, bytes memory data, bool open, string memory name) private {
        uint256 state = vm.snapshotState();
        vm.prank(caller);
        (bool ok, bytes memory result) = target.call(data);
        if (!open) {
            assertTrue(!ok, string.concat(name, " is neither open nor guarded"));
            assertTrue(_isGuard[bytes4(result)], string.concat(name, " refuses, but not as a guard does"));
        }
        vm.revertToState(state);
    }

    /// @dev 0 when the call succeeds, otherwise its error; what only a vote may change is as before.
    function _answer(address caller, address target, bytes memory data, bytes32 before, string memory name)
        private
        returns (bytes4)
    {
        uint256 state = vm.snapshotState();
        vm.prank(caller);
        (bool ok, bytes memory result) = target.call(data);
        assertEq(_privileged(), before, string.concat(name, " changes nothing that a vote decides"));
        vm.revertToState(state);
        return ok ? bytes4(0) : bytes4(result);
    }

    /// @dev What only a vote may change, and what belongs to others.
    function _privileged() private view returns (bytes32) {
        bytes memory directory;
        for (uint256 i; i < 15; ++i) {
            directory = abi.encode(directory, modules.at(Module(i)));
        }
        bytes memory rules = abi.encode(
            parameters.epochRules(),
            parameters.committeeRules(),
            parameters.stakeRules(),
            parameters.scoreRules(),
            parameters.reputationRules(),
            parameters.rewardRules(),
            parameters.disputeRules(),
            parameters.electionRules(),
            parameters.pendingGroups()
        );
        bytes memory votes = abi.encode(
            governor.deposit(),
            governor.votingDelay(),
            governor.votingPeriod(),
            governor.proposalThreshold(),
            governor.quorumNumerator(),
            governor.lateQuorumVoteExtension(),
            governor.timelock(),
            timelock.getMinDelay(),
            guardian.pausedUntil()
        );
        (uint256 pools, uint256 dataSets) = benchmarks.counts();
        (int256 mean, uint256 recorded) = scoring.meanOf(0);
        bytes memory world = abi.encode(
            token.totalSupply(),
            token.balanceOf(address(registry)),
            token.balanceOf(address(pool)),
            token.balanceOf(address(0xDEAD)),
            models.latest(),
            models.versionCount(),
            pools,
            dataSets,
            mean,
            recorded
        );
        return keccak256(abi.encode(directory, rules, votes, world));
    }

    /// @dev Arguments that decode whatever the types: zeros, and for everything of variable length an offset of zero, where
    /// the length is zero.
    function _withZeros(bytes4 selector) private pure returns (bytes memory) {
        return abi.encodePacked(selector, new bytes(WORDS * 32));
    }

    // ---- the compiler's output

    /// @dev Signatures of a contract's functions that may change something.
    function _read(string memory name) private view returns (string[] memory found) {
        string memory json = vm.readFile(string.concat("out/", name, ".sol/", name, ".json"));
        string[] memory signatures = vm.parseJsonKeys(json, "$.methodIdentifiers");
        string[] memory changing = _changing(json);
        found = new string[](signatures.length);
        uint256 count;
        for (uint256 i; i < signatures.length; ++i) {
            string memory own = _nameOf(signatures[i]);
            for (uint256 j; j < changing.length; ++j) {
                if (!_same(changing[j], own)) continue;
                found[count++] = signatures[i];
                break;
            }
        }
        assembly ("memory-safe") {
            mstore(found, count)
        }
    }

    /// @dev Names of the functions that are neither view nor pure.
    function _changing(string memory json) private view returns (string[] memory names) {
        names = new string[](200);
        uint256 count;
        for (uint256 i; vm.keyExistsJson(json, _item(i, "type")); ++i) {
            if (!_same(vm.parseJsonString(json, _item(i, "type")), "function")) continue;
            string memory mutability = vm.parseJsonString(json, _item(i, "stateMutability"));
            if (_same(mutability, "view") || _same(mutability, "pure")) continue;
            names[count++] = vm.parseJsonString(json, _item(i, "name"));
        }
        assembly ("memory-safe") {
            mstore(names, count)
        }
    }

    function _item(uint256 i, string memory field) private pure returns (string memory) {
        return string.concat(".abi[", vm.toString(i), "].", field);
    }

    function _same(string memory a, string memory b) private pure returns (bool) {
        return keccak256(bytes(a)) == keccak256(bytes(b));
    }

    /// @dev What stands before the parenthesis.
    function _nameOf(string memory signature) private pure returns (string memory) {
        bytes memory text = bytes(signature);
        uint256 length;
        while (text[length] != "(") ++length;
        return _slice(text, 0, length);
    }

    /// @dev `names` are separated by spaces.
    function _open(string memory contractName, string memory names) private {
        bytes memory text = bytes(names);
        uint256 start;
        for (uint256 i; i <= text.length; ++i) {
            if (i < text.length && text[i] != " ") continue;
            _isOpen[_key(contractName, _slice(text, start, i))] = true;
            start = i + 1;
        }
    }

    function _key(string memory contractName, string memory name) private pure returns (bytes32) {
        return keccak256(abi.encode(contractName, name));
    }

    function _slice(bytes memory text, uint256 from, uint256 to) private pure returns (string memory) {
        bytes memory part = new bytes(to - from);
        for (uint256 i; i < part.length; ++i) {
            part[i] = text[from + i];
        }
        return string(part);
    }
}
