// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {Modular} from "../../src/Modular.sol";
import {IBenchmarkRegistry} from "../../src/interfaces/IBenchmarkRegistry.sol";
import {Module} from "../../src/interfaces/IModules.sol";
import {BenchmarksTest} from "./BenchmarksTest.sol";

/// @notice addDataSet, removeDataSet, recordReview
///
/// addDataSet
/// ├── by anybody but the timelock → refused
/// ├── without CID, review, compatibility; no licence or more than 64 bytes → refused
/// └── otherwise recorded
/// removeDataSet
/// ├── by anybody but timelock and court → refused
/// └── unknown or removed → refused
/// recordReview
/// ├── unknown or removed, nothing → refused
/// ├── by anybody but curators and the timelock, twice by one → refused
/// └── enough curators state the same → recorded; different ones do not add up
contract DataSetsTest is BenchmarksTest {
    bytes32 private constant DATA = keccak256("data");
    bytes32 private constant REVIEW = keccak256("review");
    bytes32 private constant COMPATIBLE = keccak256("compatible");
    bytes32 private constant NEW_REVIEW = keccak256("new review");

    function _addDataSet(bytes32 cid, string memory licence, bytes32 review, bytes32 compatible)
        private
        returns (uint256)
    {
        vm.prank(address(timelock));
        return benchmarks.addDataSet(cid, licence, review, compatible);
    }

    function _addDataSet() private returns (uint256) {
        return _addDataSet(DATA, "CC-BY-4.0", REVIEW, COMPATIBLE);
    }

    function _expectNoSuchDataSet(uint256 id) private {
        vm.expectRevert(abi.encodeWithSelector(IBenchmarkRegistry.NoSuchDataSet.selector, id));
    }

    function test_add() public {
        vm.expectEmit(address(benchmarks));
        emit IBenchmarkRegistry.DataSetAdded(0, DATA, "CC-BY-4.0", REVIEW, COMPATIBLE);
        assertEq(_addDataSet(), 0, "first id");
        IBenchmarkRegistry.DataSet memory d = benchmarks.dataSet(0);
        assertEq(d.cid, DATA, "cid");
        assertEq(keccak256(bytes(d.licence)), keccak256("CC-BY-4.0"), "licence");
        assertEq(d.privacyReviewCid, REVIEW, "review");
        assertEq(d.compatibilityCid, COMPATIBLE, "compatibility");
        assertTrue(d.active, "active");
        (, uint256 sets) = benchmarks.counts();
        assertEq(sets, 1, "count");
    }

    function test_add_onlyTheTimelock() public {
        vm.expectRevert(abi.encodeWithSelector(Modular.OnlyModule.selector, address(this), Module.Timelock));
        benchmarks.addDataSet(DATA, "MIT", REVIEW, COMPATIBLE);
    }

    function _expectInvalid(bytes32 cid, string memory licence, bytes32 review, bytes32 compatible) private {
        vm.expectRevert(IBenchmarkRegistry.InvalidDataSet.selector);
        _addDataSet(cid, licence, review, compatible);
    }

    function test_add_refusesIncomplete() public {
        _expectInvalid(0, "MIT", REVIEW, COMPATIBLE);
        _expectInvalid(DATA, "", REVIEW, COMPATIBLE);
        _expectInvalid(DATA, "MIT", 0, COMPATIBLE);
        _expectInvalid(DATA, "MIT", REVIEW, 0);
        string memory sixtyFour = "MIT AND Apache-2.0 AND BSD-3-Clause AND CC-BY-4.0 AND CC-BY-SA-4";
        assertEq(bytes(sixtyFour).length, 64, "the longest");
        _expectInvalid(DATA, string.concat(sixtyFour, "."), REVIEW, COMPATIBLE);
        _addDataSet(DATA, sixtyFour, REVIEW, COMPATIBLE);
    }

    function test_remove_byVoteOrCourt() public {
        _addDataSet();
        _addDataSet();
        vm.expectEmit(address(benchmarks));
        emit IBenchmarkRegistry.DataSetRemoved(0);
        vm.prank(address(timelock));
        benchmarks.removeDataSet(0);
        assertTrue(!benchmarks.dataSet(0).active, "removed");
        vm.prank(address(court));
        benchmarks.removeDataSet(1);
        assertTrue(!benchmarks.dataSet(1).active, "removed");
    }

    function test_remove_refuses() public {
        _addDataSet();
        vm.expectRevert(abi.encodeWithSelector(IBenchmarkRegistry.NotAllowed.selector, address(this)));
        benchmarks.removeDataSet(0);
        vm.startPrank(address(timelock));
        _expectNoSuchDataSet(1);
        benchmarks.removeDataSet(1);
        benchmarks.removeDataSet(0);
        _expectNoSuchDataSet(0);
        benchmarks.removeDataSet(0);
        vm.stopPrank();
        _expectNoSuchDataSet(1);
        benchmarks.dataSet(1);
    }

    function test_review_byVote() public {
        _addDataSet();
        vm.expectEmit(address(benchmarks));
        emit IBenchmarkRegistry.DataSetReviewed(0, NEW_REVIEW);
        vm.prank(address(timelock));
        benchmarks.recordReview(0, NEW_REVIEW);
        assertEq(benchmarks.dataSet(0).privacyReviewCid, NEW_REVIEW, "recorded");
    }

    function test_review_curatorsStateTheSame() public {
        _addDataSet();
        address[] memory curators = _electCurators();
        vm.prank(curators[0]);
        benchmarks.recordReview(0, NEW_REVIEW);
        vm.prank(curators[1]);
        benchmarks.recordReview(0, keccak256("another review"));
        assertEq(benchmarks.dataSet(0).privacyReviewCid, REVIEW, "they do not agree");
        vm.prank(curators[2]);
        benchmarks.recordReview(0, NEW_REVIEW);
        assertEq(benchmarks.dataSet(0).privacyReviewCid, NEW_REVIEW, "two agree");
    }

    function test_review_refuses() public {
        _expectNoSuchDataSet(0);
        benchmarks.recordReview(0, NEW_REVIEW);
        _addDataSet();
        vm.expectRevert(IBenchmarkRegistry.InvalidDataSet.selector);
        benchmarks.recordReview(0, 0);
        vm.expectRevert(abi.encodeWithSelector(IBenchmarkRegistry.NotAllowed.selector, address(this)));
        benchmarks.recordReview(0, NEW_REVIEW);
        address[] memory curators = _electCurators();
        vm.startPrank(curators[0]);
        benchmarks.recordReview(0, NEW_REVIEW);
        vm.expectRevert(abi.encodeWithSelector(IBenchmarkRegistry.AlreadyAgreed.selector, curators[0]));
        benchmarks.recordReview(0, NEW_REVIEW);
        vm.stopPrank();
    }
}
