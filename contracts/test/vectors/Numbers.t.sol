// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {FixedPointMathLib} from "solady/utils/FixedPointMathLib.sol";
import {LoamToken} from "../../src/LoamToken.sol";
import {ScoreMethod, ScoreRules, StakeCurve, StakeRules} from "../../src/interfaces/IParameters.sol";
import {Count} from "../../src/libraries/Counts.sol";
import {Leads} from "../../src/libraries/Leads.sol";
import {Reputation} from "../../src/libraries/Reputation.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {Scores} from "../../src/libraries/Scores.sol";
import {StakeCurves} from "../../src/libraries/StakeCurves.sol";
import {VectorTest} from "./VectorTest.sol";

/// @notice What a submission weighs.
struct WeightCase {
    int256 utilityPpm;
    uint256 confidencePpm;
    uint256 stake;
    uint256 uniquenessPpm;
    uint256 reputationPpm;
    uint64 weight;
}

/// @notice The arithmetic gives what its TypeScript twins give.
contract NumbersTest is VectorTest {
    struct Real {
        int256 x;
        int256 y;
    }

    struct ScoreCase {
        uint32 penaltyPpm;
        uint32 utilityCapPpm;
        uint32 steepnessMilli;
        int256 utilityPpm;
        uint256 confidencePpm;
        int256 meanPpm;
        uint256 clipped;
        uint256 proper;
        uint256 sigmoid;
    }

    struct BucketCase {
        int256 utilityPpm;
        uint256 confidencePpm;
        uint256 bucket;
        int256 meanPpm;
        uint256 count;
    }

    struct StakeCase {
        uint64 stakeCap;
        uint64 entryStake;
        uint8 curve;
        uint256 stake;
        uint256 factor;
    }

    struct PowerCase {
        uint256 ppm;
        uint256 n;
        uint256 result;
    }

    struct DecayCase {
        uint256 valuePpm;
        uint256 decayPpm;
        uint256 epochs;
        uint256 result;
    }

    struct DrawWeightCase {
        uint256 stake;
        uint256 reputationPpm;
        uint64 weight;
    }

    struct GrowthCase {
        uint256 gainPpm;
        uint256 reputationPpm;
    }

    struct EmissionCase {
        uint256 firstEmission;
        uint256 halvingEpochs;
        uint256 cap;
        uint256 supply;
        uint256 epoch;
        uint256 scheduled;
        uint256 minted;
    }

    struct VoteCase {
        uint256 delegated;
        uint256 stake;
        uint256 reputationPpm;
        uint256 votes;
    }

    struct DueCase {
        uint256 stake;
        uint32 confidencePpm;
        int32 utilityPpm;
        uint32 uniquenessPpm;
        uint64 weight;
        uint256 due;
        uint256 seatsDue;
    }

    struct DecisionCase {
        uint8[4] sizes;
        uint8[3] leads;
        uint8 stage;
        uint8 seats;
        bytes decided;
    }

    function _file() internal pure override returns (string memory) {
        return "numbers.json";
    }

    function test_expWad() public view {
        Real[] memory cases = abi.decode(_encoded("expWad"), (Real[]));
        assertTrue(cases.length > 40, "there are cases");
        for (uint256 i; i < cases.length; ++i) {
            vm.assertEq(FixedPointMathLib.expWad(cases[i].x), cases[i].y, _case("exp", i));
        }
    }

    function test_lnWad() public view {
        Real[] memory cases = abi.decode(_encoded("lnWad"), (Real[]));
        assertTrue(cases.length > 40, "there are cases");
        for (uint256 i; i < cases.length; ++i) {
            vm.assertEq(FixedPointMathLib.lnWad(cases[i].x), cases[i].y, _case("ln", i));
        }
    }

    function test_scores() public view {
        ScoreCase[] memory cases = abi.decode(_encoded("scores"), (ScoreCase[]));
        assertTrue(cases.length > 300, "there are cases");
        for (uint256 i; i < cases.length; ++i) {
            ScoreCase memory c = cases[i];
            ScoreRules memory rules = ScoreRules(ScoreMethod.Proper, c.penaltyPpm, c.utilityCapPpm, c.steepnessMilli);
            uint256 clipped = Scores.clip(c.utilityPpm, rules.utilityCapPpm);
            assertEq(clipped, c.clipped, _case("clipped", i));
            assertEq(Scores.proper(clipped, c.confidencePpm, rules), c.proper, _case("proper", i));
            assertEq(Scores.sigmoid(clipped, c.meanPpm, rules), c.sigmoid, _case("sigmoid", i));
        }
    }

    function test_buckets() public {
        BucketCase[] memory cases = abi.decode(_encoded("buckets"), (BucketCase[]));
        assertTrue(cases.length > 50, "there are cases");
        for (uint256 i; i < cases.length; ++i) {
            vm.prank(address(manager));
            scoring.record(cases[i].utilityPpm, cases[i].confidencePpm);
            (int256 mean, uint256 count) = scoring.meanOf(cases[i].bucket);
            vm.assertEq(mean, cases[i].meanPpm, _case("mean", i));
            assertEq(count, cases[i].count, _case("count", i));
        }
    }

    function test_stakeFactors() public view {
        StakeCase[] memory cases = abi.decode(_encoded("stakeFactors"), (StakeCase[]));
        assertTrue(cases.length > 40, "there are cases");
        for (uint256 i; i < cases.length; ++i) {
            StakeRules memory rules =
                StakeRules(0, cases[i].stakeCap, cases[i].entryStake, 0, StakeCurve(cases[i].curve));
            assertEq(StakeCurves.factor(cases[i].stake, rules), cases[i].factor, _case("stake", i));
        }
    }

    function test_weights() public view {
        WeightCase[] memory cases = abi.decode(_encoded("weights"), (WeightCase[]));
        assertTrue(cases.length > 70, "there are cases");
        for (uint256 i; i < cases.length; ++i) {
            WeightCase memory c = cases[i];
            uint256 weight =
                scoring.weight(c.utilityPpm, c.confidencePpm, c.stake, c.uniquenessPpm, c.reputationPpm);
            assertEq(weight, c.weight, _case("weight", i));
        }
    }

    function test_powers() public view {
        PowerCase[] memory cases = abi.decode(_encoded("powers"), (PowerCase[]));
        assertTrue(cases.length > 40, "there are cases");
        for (uint256 i; i < cases.length; ++i) {
            assertEq(Reputation.power(cases[i].ppm, cases[i].n), cases[i].result, _case("power", i));
        }
    }

    function test_decays() public view {
        DecayCase[] memory cases = abi.decode(_encoded("decays"), (DecayCase[]));
        assertTrue(cases.length > 70, "there are cases");
        for (uint256 i; i < cases.length; ++i) {
            DecayCase memory c = cases[i];
            assertEq(Reputation.decayed(c.valuePpm, c.decayPpm, c.epochs), c.result, _case("decay", i));
        }
    }

    function test_drawWeights() public view {
        DrawWeightCase[] memory cases = abi.decode(_encoded("drawWeights"), (DrawWeightCase[]));
        assertTrue(cases.length > 40, "there are cases");
        for (uint256 i; i < cases.length; ++i) {
            assertEq(Reputation.weight(cases[i].stake, cases[i].reputationPpm), cases[i].weight, _case("weight", i));
        }
    }

    function test_growth() public {
        GrowthCase[] memory cases = abi.decode(_encoded("growth"), (GrowthCase[]));
        assertTrue(cases.length > 5, "there are cases");
        address node = _register(VALIDATOR_1, Roles.VALIDATOR, MIN_STAKE);
        uint32 number = registry.numberOf(node);
        for (uint256 i; i < cases.length; ++i) {
            vm.prank(address(pool));
            registry.addReputation(number, cases[i].gainPpm);
            assertEq(registry.reputationOf(node), cases[i].reputationPpm, _case("reputation", i));
        }
    }

    function test_emissions() public {
        EmissionCase[] memory cases = abi.decode(_encoded("emissions"), (EmissionCase[]));
        assertTrue(cases.length > 80, "there are cases");
        address[] memory to = new address[](1);
        uint256[] memory amounts = new uint256[](1);
        to[0] = address(this);
        for (uint256 i; i < cases.length; ++i) {
            EmissionCase memory c = cases[i];
            amounts[0] = c.supply;
            LoamToken other = new LoamToken(modules, to, amounts, c.firstEmission, c.halvingEpochs, c.cap);
            assertEq(other.emissionOf(c.epoch), c.scheduled, _case("scheduled", i));
            vm.prank(address(pool));
            assertEq(other.emitEpoch(c.epoch), c.minted, _case("minted", i));
        }
    }

    function test_votes() public {
        VoteCase[] memory cases = abi.decode(_encoded("votes"), (VoteCase[]));
        assertTrue(cases.length > 4, "there are cases");
        for (uint256 i; i < cases.length; ++i) {
            VoteCase memory c = cases[i];
            address voter = vm.addr(VALIDATOR_1 + i);
            if (c.stake != 0) {
                _register(VALIDATOR_1 + i, Roles.VALIDATOR, c.stake);
                uint32[] memory number = new uint32[](1);
                number[0] = registry.numberOf(voter);
                vm.prank(address(pool));
                registry.addReputation(number[0], c.reputationPpm);
                registry.refresh(number);
            }
            token.transfer(voter, c.delegated);
            vm.prank(voter);
            token.delegate(voter);
            _wait(1);
            assertEq(governor.getVotes(voter, vm.getBlockTimestamp() - 1), c.votes, _case("votes", i));
        }
    }

    function test_duesOfAnEpoch() public {
        DueCase[] memory cases = abi.decode(_encoded("dues"), (DueCase[]));
        assertTrue(cases.length == 4, "there are cases");
        _registerValidators(7, MIN_STAKE);
        _register(AGGREGATOR, Roles.AGGREGATOR, MIN_STAKE);
        for (uint256 i; i < cases.length; ++i) {
            DueCase memory c = cases[i];
            _register(LEARNER + i, Roles.LEARNER, c.stake);
            uint256 index = _submit(LEARNER + i, _cid(i), 0, _terms(c.stake, c.confidencePpm));
            _setTruth(_epoch(), index, true, c.utilityPpm, c.uniquenessPpm);
        }
        uint256 epoch = _epoch();
        _judgeAll();
        _finish();
        pool.allot(epoch);
        for (uint256 i; i < cases.length; ++i) {
            assertEq(manager.submission(epoch, i).weight, cases[i].weight, _case("weight", i));
            assertEq(pool.learnerDue(epoch, i), cases[i].due, _case("due", i));
            assertEq(pool.validatorDue(epoch, i), cases[i].seatsDue, _case("seats' due", i));
        }
    }

    function test_decisions() public view {
        DecisionCase[] memory cases = abi.decode(_encoded("decisions"), (DecisionCase[]));
        assertTrue(cases.length == 8, "there are cases");
        for (uint256 i; i < cases.length; ++i) {
            DecisionCase memory c = cases[i];
            bool last = c.stage == 4 || c.sizes[c.stage] == 0;
            uint256 lead = last ? 0 : c.leads[c.stage - 1];
            Count empty = Count.wrap(0).grow(c.stage, c.seats);
            uint256 at;
            for (uint256 leading; leading <= c.seats; ++leading) {
                for (uint256 others; others + leading <= c.seats; ++others) {
                    Count count = empty.lead(0, (1 << leading) - 1, ((1 << others) - 1) << leading);
                    assertTrue(Leads.decides(count, lead) == (c.decided[at++] != 0), _case("decision", i));
                }
            }
            assertEq(at, c.decided.length, "all of them");
        }
    }
}

/// @notice The published rules: the sigmoid and the logarithm.
contract PublishedNumbersTest is VectorTest {
    function _file() internal pure override returns (string memory) {
        return "numbers.json";
    }

    function _scoreRules() internal pure override returns (ScoreRules memory rules) {
        rules = super._scoreRules();
        rules.method = ScoreMethod.Sigmoid;
    }

    function _stakeRules() internal pure override returns (StakeRules memory rules) {
        rules = super._stakeRules();
        rules.curve = StakeCurve.Logarithm;
    }

    function test_publishedWeights() public {
        WeightCase[] memory cases = abi.decode(_encoded("publishedWeights"), (WeightCase[]));
        assertTrue(cases.length > 70, "there are cases");
        for (uint256 i; i < cases.length; ++i) {
            WeightCase memory c = cases[i];
            uint256 weight =
                scoring.weight(c.utilityPpm, c.confidencePpm, c.stake, c.uniquenessPpm, c.reputationPpm);
            assertEq(weight, c.weight, _case("weight", i));
            vm.prank(address(manager));
            scoring.record(c.utilityPpm, c.confidencePpm);
        }
    }
}
