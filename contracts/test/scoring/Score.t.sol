// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {Modular} from "../../src/Modular.sol";
import {Module} from "../../src/interfaces/IModules.sol";
import {ScoreMethod, ScoreRules} from "../../src/interfaces/IParameters.sol";
import {IScoring} from "../../src/interfaces/IScoring.sol";
import {ScoringTest} from "./ScoringTest.sol";

// score
// ├── confidence above 1: ConfidenceOutOfRange
// ├── Proper
// │   ├── utility below 0 counts 0, above the cap the cap
// │   ├── the predicted utility is met: the utility
// │   ├── it is missed: up to the penalty less, rounded down
// │   └── less than nothing is left: 0
// └── Sigmoid
//     ├── nothing recorded in the bucket: the utility
//     ├── at the mean: the utility
//     ├── above and below: up to twice it, down to nothing
//     └── with the steepest curve: no overflow
// record
// ├── not by Epochs: OnlyModule; confidence above 1: ConfidenceOutOfRange
// └── sum and count of the bucket grow, the mean is truncated toward zero
contract ScoreTest is ScoringTest {
    uint256 private constant CAP_PPM = 500_000;

    event Recorded(uint256 indexed bucket, int256 meanPpm, uint256 count);

    function test_confidenceOutOfRange() public {
        bytes memory error = abi.encodeWithSelector(IScoring.ConfidenceOutOfRange.selector, 1_000_001);
        vm.expectRevert(error);
        scoring.score(1, 1_000_001);
        vm.prank(address(manager));
        vm.expectRevert(error);
        scoring.record(1, 1_000_001);
    }

    function test_properByHand() public view {
        // u = 20,000, û = 0.04 · 500,000 = 20,000
        assertEq(scoring.score(20_000, 40_000), 20_000_000, "met: the utility");
        // (20,000 - 500,000) / 500,000 = -0.96, squared 0.9216 of 1,000 ppm
        assertEq(scoring.score(20_000, 1_000_000), 19_078_400, "overstated");
        assertEq(scoring.score(20_000, 40_001), 19_999_999, "missed by half a millionth, rounded down");
        assertEq(scoring.score(500_000, 0), 499_000_000, "missed by all of it");
        // (1,000 - 500,000) / 500,000 = -0.998, squared 0.996004
        assertEq(scoring.score(1_000, 1_000_000), 3_996, "the least accepted utility, missed as far as it can be");
        assertEq(scoring.score(0, 1_000_000), 0, "cut at nothing");
        assertEq(scoring.score(-3, 0), 0, "below zero counts zero");
        assertEq(scoring.score(700_000, 1_000_000), 500_000_000, "above the cap counts the cap");
    }

    function test_nothingIsPaidOnTopOfTheUtility(int32 utility, uint256 confidence) public view {
        utility = int32(int256(bound(uint256(uint32(utility)), _committeeRules().minUtilityPpm, 1_000_000)));
        uint256 clipped = uint256(int256(utility)) < CAP_PPM ? uint256(int256(utility)) : CAP_PPM;
        uint256 score = scoring.score(utility, bound(confidence, 0, 1_000_000));
        assertTrue(score > 0 && score <= clipped * 1_000, "an accepted update never scores below 0");
        assertTrue(score + 1_000_000 >= clipped * 1_000, "nor loses more than the penalty");
    }

    function test_properUnderAllRules(int32 utility, uint256 confidence, uint32 penalty, uint32 cap) public {
        ScoreRules memory rules = ScoreRules(
            ScoreMethod.Proper, uint32(bound(penalty, 0, 1_000_000)), uint32(bound(cap, 1, 1_000_000)), 0
        );
        _useScore(rules);
        uint256 score = scoring.score(utility, bound(confidence, 0, 1_000_000));
        assertTrue(score <= uint256(rules.utilityCapPpm) * 1_000, "at most the cap");
    }

    function test_sigmoidOfAnEmptyBucket() public {
        _useSigmoid();
        assertEq(scoring.score(20_000, 40_000), 20_000_000, "nothing to compare with");
        assertEq(scoring.score(900_000, 40_000), CAP_PPM * 1_000, "but cut at the cap");
    }

    function test_sigmoid() public {
        _useSigmoid();
        _record(100_000, 250_000);
        assertEq(scoring.score(100_000, 299_999), 100_000_000, "at the mean of its bucket");
        assertEq(scoring.score(100_000, 300_000), 100_000_000, "the next bucket is empty");
        // 2 / (1 + e^-0.5) = 1.24491866…, 2 / (1 + e^0.5) = 0.755081…
        assertEq(scoring.score(200_000, 250_000), 248_983_732, "a tenth above, k = 5");
        assertEq(scoring.score(50_000, 250_000), 43_782_349, "a twentieth below: 2 / (1 + e^0.25) = 0.875647");
        assertEq(scoring.score(0, 250_000), 0, "nothing is nothing");
    }

    function test_steepestSigmoid(int32 utility, int32 recorded, uint256 confidence) public {
        ScoreRules memory rules = ScoreRules(ScoreMethod.Sigmoid, 0, 1_000_000, 10_000_000);
        _useScore(rules);
        confidence = bound(confidence, 0, 1_000_000);
        _record(recorded, confidence);
        uint256 clipped = utility < 0 ? 0 : uint256(int256(utility));
        if (clipped > 1_000_000) clipped = 1_000_000;
        assertTrue(scoring.score(utility, confidence) <= 2_000 * clipped, "at most twice the utility");
    }

    function test_recordOnlyByEpochs() public {
        vm.expectRevert(
            abi.encodeWithSelector(Modular.OnlyModule.selector, address(this), Module.Epochs)
        );
        scoring.record(1, 1);
    }

    function test_record() public {
        vm.expectEmit(address(scoring));
        emit Recorded(9, 7, 1);
        _record(7, 1_000_000);
        _record(8, 900_000);
        (int256 mean, uint256 count) = scoring.meanOf(9);
        assertTrue(mean == 7 && count == 2, "15 / 2 is 7");
        _record(-8, 950_000);
        _record(-8, 950_000);
        _record(-2, 999_999);
        (mean, count) = scoring.meanOf(9);
        assertTrue(mean == 0 && count == 5, "-3 / 5 is 0: toward zero");
        (, count) = scoring.meanOf(8);
        assertEq(count, 0, "another bucket");
    }
}
