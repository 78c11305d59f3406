// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {EpochManager} from "../../src/EpochManager.sol";
import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {Attestation} from "../../src/interfaces/IVerdicts.sol";
import {NetworkTest} from "../base/NetworkTest.sol";

contract PhasesTest is NetworkTest {
    function setUp() public override {
        super.setUp();
        _registerCast();
        _submit(LEARNER, 200e18);
    }

    function _assertAt(uint256 time, IEpochManager.Phase expected, string memory message) private view {
        assertEq(uint256(manager.phaseAt(1, time)), uint256(expected), message);
    }

    function _assertEnds(uint256 time, string memory message) private view {
        assertEq(manager.epochInfo(1).phaseEndsAt, time, message);
    }

    function _attestations(int64 utility) private view returns (Attestation[] memory list) {
        address[] memory members = manager.committee(1, 0);
        list = new Attestation[](members.length);
        for (uint256 i; i < members.length; ++i) {
            list[i] = _attestation(0, members[i], true, utility);
        }
    }

    function test_submitEndsByTimeOnly() public view {
        uint256 opened = manager.epochInfo(1).openedAt;
        _assertEnds(opened + 15, "end");
        _assertAt(opened + 14, IEpochManager.Phase.Submit, "last second");
        _assertAt(opened + 15, IEpochManager.Phase.Draw, "over");
        _assertAt(opened + 1 days, IEpochManager.Phase.Draw, "waits for a draw");
    }

    function test_commitEndsByTime() public {
        _drawAll();
        _assertEnds(block.timestamp + 180, "end");
        _assertAt(block.timestamp + 179, IEpochManager.Phase.Commit, "last second");
        _assertAt(block.timestamp + 180, IEpochManager.Phase.Settle, "nobody committed: nothing to reveal");
        Attestation[] memory all = _attestations(5_000);
        _commit(all[0]);
        _assertAt(block.timestamp + 180, IEpochManager.Phase.Reveal, "one did");
        _assertAt(block.timestamp + 299, IEpochManager.Phase.Reveal, "last second");
        _assertAt(block.timestamp + 300, IEpochManager.Phase.Settle, "over");
    }

    function test_commitEndsWhenAllHave() public {
        _drawAll();
        Attestation[] memory all = _attestations(5_000);
        _commit(all[0]);
        _commit(all[1]);
        _wait(7);
        _assertPhase(IEpochManager.Phase.Commit, "one is missing");
        _commit(all[2]);
        _assertPhase(IEpochManager.Phase.Reveal, "at once");
        _assertEnds(block.timestamp + 120, "reveal runs from the last commit");
        _assertAt(block.timestamp + 120, IEpochManager.Phase.Settle, "over by time");
        _reveal(all[0]);
        _reveal(all[1]);
        _assertPhase(IEpochManager.Phase.Reveal, "one is missing");
        _reveal(all[2]);
        _assertPhase(IEpochManager.Phase.Settle, "at once");
        _assertEnds(0, "by progress only");
    }

    function test_revealEndsWhenThoseWhoCommittedHave() public {
        _drawAll();
        Attestation[] memory all = _attestations(5_000);
        _commit(all[0]);
        _commit(all[1]);
        _wait(180);
        _reveal(all[0]);
        _reveal(all[1]);
        _assertPhase(IEpochManager.Phase.Settle, "the third never committed");
    }

    function test_aggregateAndChallenge() public {
        _drawAll();
        _unanimous(5_000);
        _settleAll();
        _assertPhase(IEpochManager.Phase.Aggregate, "accepted");
        _assertEnds(block.timestamp + 120, "end");
        _assertAt(block.timestamp + 120, IEpochManager.Phase.Final, "without a proposal");
        _wait(100);
        _propose();
        _assertPhase(IEpochManager.Phase.Challenge, "proposed");
        _assertEnds(block.timestamp + 5, "end");
        _assertAt(block.timestamp + 4, IEpochManager.Phase.Challenge, "last second");
        _assertAt(block.timestamp + 5, IEpochManager.Phase.Final, "final");
    }

    function test_nothingAcceptedIsFinalAtOnce() public {
        _drawAll();
        _unanimous(-1);
        _settleAll();
        _assertPhase(IEpochManager.Phase.Final, "final");
    }

    function test_notesComeFromModulesOnly() public {
        vm.expectRevert(
            abi.encodeWithSelector(IEpochManager.OnlyModule.selector, address(this), address(verdicts))
        );
        manager.noteCommit(1);
        vm.expectRevert(
            abi.encodeWithSelector(IEpochManager.OnlyModule.selector, address(this), address(verdicts))
        );
        manager.noteReveal(1);
        vm.expectRevert(
            abi.encodeWithSelector(IEpochManager.OnlyModule.selector, address(this), address(models))
        );
        manager.noteProposal(1);
    }

    function test_constructor_refusesEmptyParameters() public {
        IEpochManager.Parameters memory p = _epochParameters();
        p.committeeSize = 0;
        vm.expectRevert(IEpochManager.InvalidParameters.selector);
        new EpochManager(IEpochManager.Modules(address(1), address(2), address(3), address(4)), p);
    }

    function test_parameters_areReadable() public view {
        assertEq(
            keccak256(abi.encode(manager.parameters())), keccak256(abi.encode(_epochParameters())), "parameters"
        );
    }
}
