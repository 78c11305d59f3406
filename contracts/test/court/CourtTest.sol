// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IDisputeCourt} from "../../src/interfaces/IDisputeCourt.sol";
import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {EpochTest} from "../base/EpochTest.sol";

/// @notice A network with enough validators for juries, and the steps of a dispute.
abstract contract CourtTest is EpochTest {
    uint256 internal constant OPENER = 401;
    uint256 internal constant AGGREGATOR_2 = 302;
    uint256 internal constant VALIDATORS = 24;
    uint256 internal constant STAKE = 500 * LOAM;
    uint256 internal constant BOND = 100 * LOAM;
    bytes32 internal constant EVIDENCE = keccak256("evidence");

    address internal opener;
    address internal learner;
    address internal aggregator;

    function setUp() public virtual override {
        super.setUp();
        opener = _fund(OPENER, 10_000 * LOAM);
        learner = _register(LEARNER, Roles.LEARNER, 2_000 * LOAM);
        aggregator = _register(AGGREGATOR, Roles.AGGREGATOR, STAKE);
        _register(AGGREGATOR_2, Roles.AGGREGATOR, STAKE);
        _registerValidators(VALIDATORS, STAKE);
    }

    // ---- what is disputed

    function _verdictOf(uint256 epoch, uint256 index) internal pure returns (uint256 subject) {
        return epoch << 128 | index;
    }

    /// @dev An epoch whose only submission is accepted, or rejected with a fine; it is final.
    function _finalEpoch(bool accepted) internal returns (uint256 epoch, uint256 subject) {
        (epoch,) = manager.nextTerms();
        if (!accepted) _setTruth(epoch, 0, false, -20_000, 1_000_000);
        assertEq(_runEpoch(LEARNER, 200 * LOAM), epoch, "number");
        return (epoch, _verdictOf(epoch, 0));
    }

    /// @dev An epoch whose manifest is open to challenge.
    function _challengedEpoch() internal returns (uint256 epoch) {
        _submit(LEARNER, 200 * LOAM);
        epoch = _epoch();
        _judgeAll();
        _waitForPhaseEnd();
        _proposeManifest();
        _assertPhase(IEpochManager.Phase.Challenge, "challenge");
    }

    function _addDataSet() internal returns (uint256 id) {
        vm.prank(address(timelock));
        return benchmarks.addDataSet(keccak256("data"), "CC0-1.0", keccak256("review"), keccak256("compatible"));
    }

    // ---- steps of a dispute

    function _open(IDisputeCourt.Kind kind, uint256 subject) internal returns (uint256 id) {
        vm.prank(opener);
        return court.open(kind, subject, EVIDENCE);
    }

    /// @dev A dispute about a data set: nothing of an epoch is needed.
    function _openAboutData() internal returns (uint256 id) {
        return _open(IDisputeCourt.Kind.DataSet, _addDataSet());
    }

    function _drawJury(uint256 id) internal {
        _wait(1);
        _wait(1);
        court.drawJury(id);
    }

    function _round(uint256 id) internal view returns (uint256) {
        return court.dispute(id).round;
    }

    /// @dev The jurors of the current round, each once.
    function _jury(uint256 id) internal view returns (address[] memory jury) {
        uint32[] memory seats = court.jurorsOf(id, _round(id));
        jury = new address[](seats.length);
        uint256 count;
        for (uint256 i; i < seats.length; ++i) {
            address juror = registry.addressOf(seats[i]);
            bool known;
            for (uint256 k; k < count; ++k) {
                if (jury[k] == juror) known = true;
            }
            if (!known) jury[count++] = juror;
        }
        assembly ("memory-safe") {
            mstore(jury, count)
        }
    }

    function _seatsOf(uint256 id, address juror) internal view returns (uint256 count) {
        uint32[] memory seats = court.jurorsOf(id, _round(id));
        for (uint256 i; i < seats.length; ++i) {
            if (registry.addressOf(seats[i]) == juror) ++count;
        }
    }

    function _salt(address juror) internal pure returns (bytes32) {
        return keccak256(abi.encode("vote", juror));
    }

    function _commitVote(uint256 id, address juror, IDisputeCourt.Ruling ruling) internal {
        bytes32 commitment = keccak256(abi.encode(id, _round(id), juror, ruling, _salt(juror)));
        vm.prank(juror);
        court.commitVote(id, commitment);
    }

    function _revealVote(uint256 id, address juror, IDisputeCourt.Ruling ruling) internal {
        court.revealVote(id, juror, ruling, _salt(juror));
    }

    /// @dev The i-th juror votes `rulings[i]`; None: it stays away. Then time passes until the votes can be counted.
    function _voteAll(uint256 id, IDisputeCourt.Ruling[] memory rulings) internal {
        address[] memory jury = _jury(id);
        for (uint256 i; i < jury.length; ++i) {
            if (rulings[i] != IDisputeCourt.Ruling.None) _commitVote(id, jury[i], rulings[i]);
        }
        if (court.dispute(id).state == IDisputeCourt.State.Vote) _wait(_disputeRules().voteSeconds);
        for (uint256 i; i < jury.length; ++i) {
            if (rulings[i] != IDisputeCourt.Ruling.None) _revealVote(id, jury[i], rulings[i]);
        }
    }

    /// @dev Draws the jury, all vote the same, and the round is ruled.
    function _ruleAs(uint256 id, IDisputeCourt.Ruling ruling) internal {
        _drawJury(id);
        _voteAs(id, ruling);
        court.rule(id);
    }

    function _voteAs(uint256 id, IDisputeCourt.Ruling ruling) internal {
        IDisputeCourt.Ruling[] memory rulings = new IDisputeCourt.Ruling[](_jury(id).length);
        for (uint256 i; i < rulings.length; ++i) {
            rulings[i] = ruling;
        }
        _voteAll(id, rulings);
    }

    function _appealBy(address account, uint256 id) internal {
        vm.prank(account);
        court.appeal(id);
    }

    function _close(uint256 id) internal {
        _wait(_disputeRules().appealSeconds);
        court.close(id);
    }

    /// @dev A whole dispute in one round.
    function _decide(IDisputeCourt.Kind kind, uint256 subject, IDisputeCourt.Ruling ruling)
        internal
        returns (uint256 id)
    {
        id = _open(kind, subject);
        _ruleAs(id, ruling);
        _close(id);
    }

    // ---- checks

    function _assertState(uint256 id, IDisputeCourt.State expected, string memory message) internal view {
        assertEq(uint256(court.dispute(id).state), uint256(expected), message);
    }

    function _assertRuling(uint256 id, IDisputeCourt.Ruling expected, string memory message) internal view {
        assertEq(uint256(court.dispute(id).ruling), uint256(expected), message);
    }

    function _expectWrongState(uint256 id, IDisputeCourt.State actual, IDisputeCourt.State expected) internal {
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.WrongState.selector, id, actual, expected));
    }

    function _expectNotDisputable(IDisputeCourt.Kind kind, uint256 subject) internal {
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.NotDisputable.selector, kind, subject));
    }
}
