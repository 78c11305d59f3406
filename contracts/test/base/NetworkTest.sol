// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {EpochManager} from "../../src/EpochManager.sol";
import {LoamToken} from "../../src/LoamToken.sol";
import {ModelRegistry} from "../../src/ModelRegistry.sol";
import {NodeRegistry} from "../../src/NodeRegistry.sol";
import {RewardPool} from "../../src/RewardPool.sol";
import {Verdicts} from "../../src/Verdicts.sol";
import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {Attestation, IVerdicts} from "../../src/interfaces/IVerdicts.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {TestBase} from "./TestBase.sol";

/// @notice A deployed network with the parameters of a local one, and the steps of an epoch.
abstract contract NetworkTest is TestBase {
    uint256 internal constant LOAM = 1e18;
    uint256 internal constant POOL = 1_000_000 * LOAM;
    uint256 internal constant FUNDS = 100_000_000 * LOAM;
    uint128 internal constant MIN_STAKE = 100e18;
    uint128 internal constant STAKE_CAP = 1_000e18;
    uint256 internal constant EPOCH_REWARD = 1_000e18;
    uint64 internal constant UNBOND_SECONDS = 60;
    bytes32 internal constant BASE_MODEL = keccak256("base model");

    /// Private keys of the usual cast.
    uint256 internal constant LEARNER = 101;
    uint256 internal constant LEARNER_2 = 102;
    uint256 internal constant LEARNER_3 = 103;
    uint256 internal constant VALIDATOR_1 = 201;
    uint256 internal constant AGGREGATOR = 301;

    LoamToken internal token;
    NodeRegistry internal registry;
    EpochManager internal manager;
    Verdicts internal verdicts;
    RewardPool internal pool;
    ModelRegistry internal models;

    mapping(address node => uint256) internal keyOf;

    function setUp() public virtual {
        vm.warp(1_700_000_000);
        vm.roll(1_000);
        _deploy();
    }

    function _epochParameters() internal pure virtual returns (IEpochManager.Parameters memory) {
        return IEpochManager.Parameters({
            submitSeconds: 15,
            commitSeconds: 180,
            revealSeconds: 120,
            aggregateSeconds: 120,
            challengeSeconds: 5,
            committeeSize: 3,
            maxSubmissions: 64,
            stakeCap: STAKE_CAP
        });
    }

    function _verdictParameters() internal pure virtual returns (IVerdicts.Parameters memory) {
        return IVerdicts.Parameters({
            minUtilityPpm: 1_000,
            rejectSlashBps: 1_000,
            dissentSlashBps: 2_000,
            missSlashBps: 100
        });
    }

    function _poolFunds() internal pure virtual returns (uint256) {
        return POOL;
    }

    function _deploy() internal {
        uint256 nonce = vm.getNonce(address(this));
        address[6] memory where;
        for (uint256 i; i < where.length; ++i) {
            where[i] = vm.computeCreateAddress(address(this), nonce + i);
        }
        address[] memory to = new address[](2);
        uint256[] memory amounts = new uint256[](2);
        (to[0], to[1]) = (where[4], address(this));
        (amounts[0], amounts[1]) = (_poolFunds(), FUNDS);
        token = new LoamToken(to, amounts);
        registry = new NodeRegistry(
            IERC20(where[0]), EpochManager(where[2]), where[3], where[4], MIN_STAKE, UNBOND_SECONDS
        );
        manager = new EpochManager(IEpochManager.Modules(where[1], where[3], where[4], where[5]), _epochParameters());
        verdicts = new Verdicts(EpochManager(where[2]), NodeRegistry(where[1]), _verdictParameters());
        pool = new RewardPool(
            IERC20(where[0]), EpochManager(where[2]), Verdicts(where[3]), ModelRegistry(where[5]), EPOCH_REWARD
        );
        models = new ModelRegistry(EpochManager(where[2]), NodeRegistry(where[1]), BASE_MODEL);
        assertEq(address(models), where[5], "addresses are predicted");
    }

    // ---- nodes

    function _gossipKey(uint256 key) internal pure returns (bytes memory) {
        return abi.encodePacked(bytes1(key % 2 == 0 ? 0x02 : 0x03), keccak256(abi.encode("gossip", key)));
    }

    /// @dev Gives tokens to the owner of `key` and approves the registry for them.
    function _fund(uint256 key, uint256 amount) internal returns (address node) {
        node = vm.addr(key);
        keyOf[node] = key;
        token.transfer(node, amount);
        vm.prank(node);
        token.approve(address(registry), type(uint256).max);
    }

    function _register(uint256 key, uint8 roles, uint128 stake) internal returns (address node) {
        node = _fund(key, stake);
        vm.prank(node);
        registry.register(roles, stake, _gossipKey(key));
    }

    function _registerValidators(uint256 count, uint128 stake) internal {
        for (uint256 i; i < count; ++i) {
            _register(VALIDATOR_1 + i, Roles.VALIDATOR, stake);
        }
    }

    /// @dev Three learners, three validators with 500 LOAM each, an aggregator.
    function _registerCast() internal {
        _register(LEARNER, Roles.LEARNER, 2_000e18);
        _register(LEARNER_2, Roles.LEARNER, 2_000e18);
        _register(LEARNER_3, Roles.LEARNER, 2_000e18);
        _registerValidators(3, 500e18);
        _register(AGGREGATOR, Roles.AGGREGATOR, 500e18);
    }

    function _stakeOf(address node) internal view returns (uint256 stake) {
        (stake,,,,,) = registry.nodes(node);
    }

    function _lockedOf(address node) internal view returns (uint256 locked) {
        (, locked,,,,) = registry.nodes(node);
    }

    // ---- phases

    function _phase() internal view returns (IEpochManager.Phase) {
        return manager.phase(manager.currentEpoch());
    }

    function _assertPhase(IEpochManager.Phase expected, string memory message) internal view {
        assertEq(uint256(_phase()), uint256(expected), message);
    }

    function _wait(uint256 duration) internal {
        vm.warp(block.timestamp + duration);
        vm.roll(block.number + 1);
    }

    function _submit(uint256 key, uint128 stake) internal returns (uint256 index) {
        uint32 version = uint32(models.latest());
        vm.prank(vm.addr(key));
        return manager.submit(keccak256(abi.encode("cid", key)), version, keccak256("metrics"), 900_000, stake);
    }

    function _endSubmit() internal {
        vm.warp(manager.epochInfo(manager.currentEpoch()).submitEndsAt);
        vm.roll(block.number + 1);
    }

    function _drawAll() internal {
        _endSubmit();
        manager.draw(type(uint256).max);
    }

    // ---- verdicts

    function _attestation(uint256 index, address validator, bool pass, int64 utilityPpm)
        internal
        view
        returns (Attestation memory)
    {
        return Attestation({
            epoch: manager.currentEpoch(),
            index: index,
            validator: validator,
            pass: pass,
            utilityPpm: utilityPpm,
            digest: keccak256(abi.encode("digest", index)),
            salt: keccak256(abi.encode("salt", index, validator))
        });
    }

    function _signature(Attestation memory attestation) internal view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(keyOf[attestation.validator], verdicts.attestationHash(attestation));
        return abi.encodePacked(r, s, v);
    }

    function _commit(Attestation memory attestation) internal {
        bytes32 commitment = verdicts.commitmentOf(attestation);
        vm.prank(attestation.validator);
        verdicts.commit(attestation.epoch, attestation.index, commitment);
    }

    function _reveal(Attestation memory attestation) internal {
        verdicts.reveal(attestation, _signature(attestation));
    }

    /// @dev All members of all committees commit to and reveal the same: passes with `utilities[index]`, or does not
    /// pass where that is negative.
    function _unanimous(int64[] memory utilities) internal {
        uint256 epoch = manager.currentEpoch();
        for (uint256 round; round < 2; ++round) {
            for (uint256 index; index < utilities.length; ++index) {
                address[] memory members = manager.committee(epoch, index);
                for (uint256 i; i < members.length; ++i) {
                    Attestation memory a =
                        _attestation(index, members[i], utilities[index] >= 0, utilities[index]);
                    if (round == 0) _commit(a);
                    else _reveal(a);
                }
            }
        }
    }

    function _unanimous(int64 utility) internal {
        int64[] memory utilities = new int64[](1);
        utilities[0] = utility;
        _unanimous(utilities);
    }

    function _settleAll() internal {
        manager.settle(manager.currentEpoch(), type(uint256).max);
    }

    function _propose() internal {
        uint256 epoch = manager.currentEpoch();
        vm.prank(vm.addr(AGGREGATOR));
        models.propose(epoch, keccak256(abi.encode("manifest", epoch)), keccak256(abi.encode("adapter", epoch)));
    }

    /// @dev One whole epoch in which one learner's submission is accepted; ends in phase Final.
    function _acceptedEpoch(uint128 stake, int64 utility) internal {
        _submit(LEARNER, stake);
        _drawAll();
        _unanimous(utility);
        _settleAll();
        _propose();
        _wait(_epochParameters().challengeSeconds);
    }
}
