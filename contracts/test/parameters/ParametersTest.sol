// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {Modules} from "../../src/Modules.sol";
import {Parameters} from "../../src/Parameters.sol";
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
import {TestBase} from "../base/TestBase.sol";

/// @notice Parameters that the test may set and activate as timelock and epoch manager.
abstract contract ParametersTest is TestBase {
    Modules internal modules;
    Parameters internal parameters;
    address internal timelock;
    address internal epochs;

    function setUp() public {
        address[15] memory where;
        for (uint256 i; i < where.length; ++i) {
            where[i] = address(uint160(0x1000 + i));
        }
        modules = new Modules(where);
        timelock = modules.at(Module.Timelock);
        epochs = modules.at(Module.Epochs);
        parameters = new Parameters(modules, _rules());
    }

    /// @dev Every number differs from its neighbours, so that a mix-up shows.
    function _rules() internal pure returns (Rules memory r) {
        r.epoch = EpochRules(15, 2, 60, 180, 120, 3, 121, 5);
        r.committee = CommitteeRules([3, 6, 12, 24], [uint8(2), 4, 7], 1_000, 1_001, 2_000, 100, 1_002, 500);
        r.stake = StakeRules(100_000_000, 1_000_000_000, 50_000_000, 60, StakeCurve.CappedLinear);
        r.score = ScoreRules(ScoreMethod.Proper, 50_000, 500_000, 5_000);
        r.reputation = ReputationRules(980_000, 50_001, 10_000, 100_000, 500_000, 50_002, 250_000);
        r.reward = RewardRules(800_000, 150_000, 100_000, 500_000);
        r.dispute = DisputeRules(100_000_000, 50_000_000, 3, 2, 61, 62, 63, 600, 2_000, 200);
        r.election = ElectionRules(3, 2, 7, 86_400, 3_600, 3_601);
    }

    function _active() internal view returns (Rules memory) {
        (uint256 minStake, uint256 decayPpm) = parameters.weightRules();
        assertEq(minStake, parameters.stakeRules().minStake, "the copy for draws");
        assertEq(decayPpm, parameters.reputationRules().decayPpm, "the copy for draws");
        return Rules({
            epoch: parameters.epochRules(),
            committee: parameters.committeeRules(),
            stake: parameters.stakeRules(),
            score: parameters.scoreRules(),
            reputation: parameters.reputationRules(),
            reward: parameters.rewardRules(),
            dispute: parameters.disputeRules(),
            election: parameters.electionRules()
        });
    }

    function _assertEq(Rules memory a, Rules memory b, string memory message) internal pure {
        assertEq(keccak256(abi.encode(a)), keccak256(abi.encode(b)), message);
    }
}
