// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {Attestation, IVerdicts} from "../../src/interfaces/IVerdicts.sol";
import {Verdicts} from "../../src/Verdicts.sol";
import {NetworkTest} from "../base/NetworkTest.sol";

contract CommitTest is NetworkTest {
    address private member;

    function setUp() public override {
        super.setUp();
        _registerCast();
        _submit(LEARNER, 200e18);
        _drawAll();
        member = manager.committee(1, 0)[0];
    }

    function test_commit_isKept() public {
        vm.expectEmit(address(verdicts));
        emit IVerdicts.Committed(1, 0, member, keccak256("c"));
        vm.prank(member);
        verdicts.commit(1, 0, keccak256("c"));
        assertEq(verdicts.ballot(1, 0, member).commitment, keccak256("c"), "commitment");
        assertEq(manager.epochInfo(1).commits, 1, "counted");
    }

    function test_commit_onceOnly() public {
        vm.startPrank(member);
        verdicts.commit(1, 0, keccak256("c"));
        vm.expectRevert(abi.encodeWithSelector(IVerdicts.AlreadyCommitted.selector, 1, 0, member));
        verdicts.commit(1, 0, keccak256("d"));
    }

    function test_commit_membersOnly() public {
        vm.expectRevert(abi.encodeWithSelector(IVerdicts.NotOnCommittee.selector, 1, 0, address(this)));
        verdicts.commit(1, 0, keccak256("c"));
        vm.prank(member);
        vm.expectRevert(abi.encodeWithSelector(IVerdicts.NotOnCommittee.selector, 1, 1, member));
        verdicts.commit(1, 1, keccak256("c")); // no such submission
    }

    function test_commit_refusesZero() public {
        vm.prank(member);
        vm.expectRevert(IVerdicts.ZeroCommitment.selector);
        verdicts.commit(1, 0, 0);
    }

    function test_commit_refusesOutsideItsPhase() public {
        _wait(180);
        vm.prank(member);
        vm.expectRevert(
            abi.encodeWithSelector(
                IVerdicts.WrongPhase.selector, 1, IEpochManager.Phase.Settle, IEpochManager.Phase.Commit
            )
        );
        verdicts.commit(1, 0, keccak256("c"));
        vm.prank(member);
        vm.expectRevert(
            abi.encodeWithSelector(
                IVerdicts.WrongPhase.selector, 2, IEpochManager.Phase.None, IEpochManager.Phase.Commit
            )
        );
        verdicts.commit(2, 0, keccak256("c"));
    }

    function test_conclude_isForTheEpochManager() public {
        IVerdicts.Hearing memory hearing;
        vm.expectRevert(
            abi.encodeWithSelector(IVerdicts.OnlyModule.selector, address(this), address(manager))
        );
        verdicts.conclude(hearing);
    }

    function test_constructor_refusesSharesAboveAll() public {
        IVerdicts.Parameters memory p = _verdictParameters();
        p.dissentSlashBps = 10_001;
        vm.expectRevert(IVerdicts.InvalidParameters.selector);
        new Verdicts(manager, registry, p);
        p = _verdictParameters();
        p.minUtilityPpm = 1_000_001;
        vm.expectRevert(IVerdicts.InvalidParameters.selector);
        new Verdicts(manager, registry, p);
    }

    function test_parameters_areReadable() public view {
        assertEq(
            keccak256(abi.encode(verdicts.parameters())),
            keccak256(abi.encode(_verdictParameters())),
            "parameters"
        );
    }
}
