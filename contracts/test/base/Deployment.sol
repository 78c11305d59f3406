// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {BenchmarkRegistry} from "../../src/BenchmarkRegistry.sol";
import {DisputeCourt} from "../../src/DisputeCourt.sol";
import {Elections} from "../../src/Elections.sol";
import {EpochManager} from "../../src/EpochManager.sol";
import {Guardian} from "../../src/Guardian.sol";
import {LoamGovernor} from "../../src/LoamGovernor.sol";
import {LoamToken} from "../../src/LoamToken.sol";
import {ModelRegistry} from "../../src/ModelRegistry.sol";
import {Modules} from "../../src/Modules.sol";
import {NodeRegistry} from "../../src/NodeRegistry.sol";
import {Parameters} from "../../src/Parameters.sol";
import {Randomness} from "../../src/Randomness.sol";
import {RewardPool} from "../../src/RewardPool.sol";
import {Scoring} from "../../src/Scoring.sol";
import {Timelock} from "../../src/Timelock.sol";
import {Verdicts} from "../../src/Verdicts.sol";
import {PoolSeed} from "../../src/interfaces/IBenchmarkRegistry.sol";
import {GovernorRules} from "../../src/interfaces/ILoamGovernor.sol";
import {Module} from "../../src/interfaces/IModules.sol";
import {
    CommitteeRules,
    DisputeRules,
    ElectionRules,
    EpochRules,
    ReputationRules,
    RewardRules,
    Rules,
    ScoreMethod,
    ScoreRules,
    StakeCurve,
    StakeRules
} from "../../src/interfaces/IParameters.sol";
import {TestBase} from "./TestBase.sol";

/// @notice Deploys a whole network as the deploy script does, with the parameters of a local one (protocol/chain/local-parameters.ts).
/// A test overrides a group of rules to run on others.
abstract contract Deployment is TestBase {
    uint256 internal constant LOAM = 1e18;
    /// @dev Wei in a unit of stake.
    uint256 internal constant UNIT = 1e12;
    uint256 internal constant FUNDS = 10_000_000 * LOAM;
    uint256 internal constant CAP = 30_000_000 * LOAM;
    uint256 internal constant MIN_STAKE = 100 * LOAM;
    uint256 internal constant STAKE_CAP = 1_000 * LOAM;
    uint256 internal constant EMISSION = 1_000 * LOAM;
    uint256 internal constant TIMELOCK_SECONDS = 10;
    bytes32 internal constant BASE_MODEL = keccak256("base model");

    Modules internal modules;
    LoamToken internal token;
    Timelock internal timelock;
    Parameters internal parameters;
    NodeRegistry internal registry;
    Randomness internal randomness;
    EpochManager internal manager;
    Verdicts internal verdicts;
    Scoring internal scoring;
    RewardPool internal pool;
    ModelRegistry internal models;
    DisputeCourt internal court;
    BenchmarkRegistry internal benchmarks;
    Elections internal elections;
    Guardian internal guardian;
    LoamGovernor internal governor;

    function setUp() public virtual {
        vm.warp(1_700_000_000);
        vm.roll(1_000);
        _deploy();
    }

    function _deploy() internal {
        uint256 nonce = vm.getNonce(address(this));
        address[15] memory where;
        for (uint256 i; i < where.length; ++i) {
            where[i] = vm.computeCreateAddress(address(this), nonce + 1 + i);
        }
        modules = new Modules(where);
        address[] memory to = new address[](1);
        uint256[] memory amounts = new uint256[](1);
        (to[0], amounts[0]) = (address(this), FUNDS);
        token = new LoamToken(modules, to, amounts, EMISSION, 10_000, CAP);
        address[] memory proposers = new address[](1);
        address[] memory executors = new address[](1);
        proposers[0] = where[uint256(Module.Governor)];
        timelock = new Timelock(TIMELOCK_SECONDS, proposers, executors, address(0));
        parameters = new Parameters(modules, _rules());
        registry = new NodeRegistry(modules);
        randomness = new Randomness(modules);
        manager = new EpochManager(modules);
        verdicts = new Verdicts(modules);
        scoring = new Scoring(modules);
        pool = new RewardPool(modules);
        models = new ModelRegistry(modules, BASE_MODEL);
        court = new DisputeCourt(modules);
        benchmarks = new BenchmarkRegistry(modules, _pools());
        elections = new Elections(modules);
        guardian = new Guardian(modules);
        governor = new LoamGovernor(modules, _governorRules());
        assertEq(address(governor), modules.at(Module.Governor), "addresses are predicted");
    }

    function _rules() internal pure returns (Rules memory) {
        return Rules(
            _epochRules(),
            _committeeRules(),
            _stakeRules(),
            _scoreRules(),
            _reputationRules(),
            _rewardRules(),
            _disputeRules(),
            _electionRules()
        );
    }

    function _pools() internal pure virtual returns (PoolSeed[] memory) {
        return new PoolSeed[](0);
    }

    function _epochRules() internal pure virtual returns (EpochRules memory) {
        return EpochRules({
            submitSeconds: 15,
            finalitySeconds: 2,
            drawSeconds: 60,
            commitSeconds: 180,
            revealSeconds: 120,
            contestSeconds: 3,
            aggregateSeconds: 120,
            challengeSeconds: 5
        });
    }

    function _committeeRules() internal pure virtual returns (CommitteeRules memory) {
        return CommitteeRules({
            sizes: [3, 6, 12, 0],
            leads: [2, 4, 0],
            minUtilityPpm: 1_000,
            rejectBps: 1_000,
            dissentBps: 2_000,
            silenceBps: 100,
            unopenedBps: 1_000,
            bountyBps: 500
        });
    }

    function _stakeRules() internal pure virtual returns (StakeRules memory) {
        return StakeRules({
            minStake: uint64(MIN_STAKE / UNIT),
            stakeCap: uint64(STAKE_CAP / UNIT),
            entryStake: uint64(50 * LOAM / UNIT),
            unbondSeconds: 60,
            curve: StakeCurve.CappedLinear
        });
    }

    function _scoreRules() internal pure virtual returns (ScoreRules memory) {
        return ScoreRules({
            method: ScoreMethod.Proper,
            penaltyPpm: 1_000,
            utilityCapPpm: 500_000,
            steepnessMilli: 5_000
        });
    }

    function _reputationRules() internal pure virtual returns (ReputationRules memory) {
        return ReputationRules({
            decayPpm: 980_000,
            gainAcceptedPpm: 50_000,
            gainAgreedPpm: 10_000,
            maxGainPpm: 100_000,
            finedPpm: 500_000,
            bonusPpm: 50_000,
            voteBonusPpm: 250_000
        });
    }

    function _rewardRules() internal pure virtual returns (RewardRules memory) {
        return RewardRules({learnersPpm: 800_000, validatorsPpm: 150_000, feesPpm: 100_000, canaryPpm: 500_000});
    }

    function _disputeRules() internal pure virtual returns (DisputeRules memory) {
        return DisputeRules({
            bond: uint64(100 * LOAM / UNIT),
            rerunBond: uint64(50 * LOAM / UNIT),
            jurors: 3,
            maxAppeals: 2,
            voteSeconds: 60,
            revealSeconds: 60,
            appealSeconds: 60,
            disputeSeconds: 600,
            overturnedBps: 2_000,
            absentJurorBps: 200
        });
    }

    function _electionRules() internal pure virtual returns (ElectionRules memory) {
        return ElectionRules({
            seats: 3,
            threshold: 2,
            minReputationPpm: 0,
            termSeconds: 86_400,
            pauseSeconds: 3_600,
            pauseRestSeconds: 3_600
        });
    }

    function _governorRules() internal pure virtual returns (GovernorRules memory) {
        return GovernorRules({
            votingDelay: 5,
            votingPeriod: 7 days,
            lateQuorumExtension: 1 days,
            proposalThreshold: 100 * LOAM,
            quorumPercent: 4,
            deposit: 50 * LOAM
        });
    }
}
