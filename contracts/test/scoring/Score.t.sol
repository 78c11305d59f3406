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
// │   ├── the predicted utility is met: the whole additive part
// │   └── it is missed by the whole cap: none of it
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
        // u = 20,000, û = 0.04 · 500,000 = 20,000: the whole 5 % of the cap
        assertEq(scoring.score(20_000, 40_000), 45_000, "met");
        // d = 20,000 - 500,000: d²/cap = 460,800, 5 % of 39,200 = 1,960
        assertEq(scoring.score(20_000, 1_000_000), 21_960, "overstated");
        assertEq(scoring.score(500_000, 0), 500_000, "missed by all of it");
        assertEq(scoring.score(0, 1_000_000), 0, "missed by all of it, with nothing");
        assertEq(scoring.score(-3, 0), 25_000, "below zero counts zero");
        assertEq(scoring.score(700_000, 1_000_000), 525_000, "above the cap counts the cap");
    }

    function test_properIsBounded(int32 utility, uint256 confidence) public view {
        confidence = bound(confidence, 0, 1_000_000);
        uint256 clipped = utility < 0 ? 0 : uint256(int256(utility));
        if (clipped > CAP_PPM) clipped = CAP_PPM;
        uint256 score = scoring.score(utility, confidence);
        assertTrue(score >= clipped && score <= clipped + CAP_PPM / 20, "the utility and at most 5 % of the cap");
    }

    function test_properUnderAllRules(int32 utility, uint256 confidence, uint32 alpha, uint32 cap) public {
        ScoreRules memory rules = ScoreRules(
            ScoreMethod.Proper, uint32(bound(alpha, 0, 1_000_000)), uint32(bound(cap, 1, 1_000_000)), 0
        );
        _useScore(rules);
        scoring.score(utility, bound(confidence, 0, 1_000_000));
    }

    function test_sigmoidOfAnEmptyBucket() public {
        _useSigmoid();
        assertEq(scoring.score(20_000, 40_000), 20_000, "nothing to compare with");
        assertEq(scoring.score(900_000, 40_000), CAP_PPM, "but cut at the cap");
    }

    function test_sigmoid() public {
        _useSigmoid();
        _record(100_000, 250_000);
        assertEq(scoring.score(100_000, 299_999), 100_000, "at the mean of its bucket");
        assertEq(scoring.score(100_000, 300_000), 100_000, "the next bucket is empty");
        // 2 / (1 + e^-0.5) = 1.24491866…, 2 / (1 + e^0.5) = 0.755081…
        assertEq(scoring.score(200_000, 250_000), 248_983, "a tenth above, k = 5");
        assertEq(scoring.score(50_000, 250_000), 43_782, "a twentieth below: 2 / (1 + e^0.25) = 0.875647");
        assertEq(scoring.score(0, 250_000), 0, "nothing is nothing");
    }

    function test_steepestSigmoid(int32 utility, int32 recorded, uint256 confidence) public {
        ScoreRules memory rules = ScoreRules(ScoreMethod.Sigmoid, 0, 1_000_000, 10_000_000);
        _useScore(rules);
        confidence = bound(confidence, 0, 1_000_000);
        _record(recorded, confidence);
        uint256 clipped = utility < 0 ? 0 : uint256(int256(utility));
        if (clipped > 1_000_000) clipped = 1_000_000;
        assertTrue(scoring.score(utility, confidence) <= 2 * clipped, "at most twice the utility");
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
