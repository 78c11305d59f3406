// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {ILoamGovernor} from "../../src/interfaces/ILoamGovernor.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {GovernanceTest} from "../base/GovernanceTest.sol";

/// @notice castVote (and by signature), getVotes
///
/// getVotes
/// ├── tokens delegated + own stake
/// ├── raised by voteBonusPpm × reputation, never more
/// ├── tokens that are staked count once
/// └── tokens and stake that came after the vote's start do not count
/// castVote
/// ├── without votes → refused, by signature too
/// ├── twice → refused
/// ├── before the start, after the end → refused
/// ├── an unknown choice → refused
/// └── otherwise counted
/// lateQuorum: the vote goes on for a day after the quorum was reached
contract CastVoteTest is GovernanceTest {
    Draft private _d;
    uint256 private _id;

    function setUp() public override {
        super.setUp();
        _d = _draft(address(governor), abi.encodeCall(ILoamGovernor.setDeposit, (1)));
    }

    function _open() private {
        _id = _propose(_d);
        _startVote();
    }

    function test_tokensAndStake() public {
        address node = _register(1, Roles.LEARNER, 300 * LOAM);
        token.transfer(node, 11 * LOAM);
        vm.prank(node);
        token.delegate(node);
        _open();
        vm.prank(node);
        assertEq(governor.castVote(_id, FOR), 311 * LOAM, "tokens and stake");
        (, uint256 inFavour,) = governor.proposalVotes(_id);
        assertEq(inFavour, 311 * LOAM, "counted");
    }

    function test_stakedTokensCountOnce() public {
        address node = _fund(1, 300 * LOAM);
        vm.startPrank(node);
        token.delegate(node);
        registry.register(Roles.LEARNER, 200 * LOAM, _gossipKey(1));
        vm.stopPrank();
        _open();
        assertEq(governor.getVotes(node, governor.proposalSnapshot(_id)), 300 * LOAM, "200 staked, 100 held");
    }

    function test_unbondingStakeDoesNotVote() public {
        address node = _register(1, Roles.LEARNER, 300 * LOAM);
        vm.prank(node);
        registry.requestUnbond(200 * LOAM);
        _open();
        assertEq(governor.getVotes(node, governor.proposalSnapshot(_id)), 100 * LOAM, "what is bonded");
    }

    function test_whatCameLaterDoesNotCount() public {
        address node = _register(1, Roles.LEARNER, 100 * LOAM);
        _open();
        _wait(1);
        token.transfer(node, 300 * LOAM);
        vm.startPrank(node);
        token.delegate(node);
        registry.addStake(200 * LOAM);
        assertEq(governor.castVote(_id, FOR), 100 * LOAM, "only what was there when the vote began");
        vm.stopPrank();
    }

    /// @dev Reputation comes from work: an accepted lesson, claimed and written.
    function test_reputationRaisesVotes() public {
        _registerCast();
        uint256 epoch = _runEpoch(LEARNER, 200 * LOAM);
        pool.credit(epoch, new uint256[](1));
        address learner = vm.addr(LEARNER);
        uint32[] memory numbers = new uint32[](1);
        numbers[0] = registry.numberOf(learner);
        registry.refresh(numbers);
        _wait(1);
        uint256 reputation = registry.reputationOf(learner);
        assertTrue(reputation > 0, "it has a name");
        uint256 own = registry.nodeOf(learner).stake;
        uint256 bonusPpm = 250_000 * reputation / 1_000_000;
        assertEq(
            governor.getVotes(learner, vm.getBlockTimestamp() - 1), own + own * bonusPpm / 1_000_000, "bonus"
        );
    }

    /// @dev Whatever is staked, held and earned: a quarter at most on top of one's own.
    function testFuzz_theBonusIsBounded(uint256 stake, uint256 held, uint256 reputationPpm) public {
        stake = bound(stake, MIN_STAKE / UNIT, 1_000_000 * LOAM / UNIT) * UNIT;
        held = bound(held, 0, 1_000_000 * LOAM);
        reputationPpm = bound(reputationPpm, 0, 2_000_000);
        address node = _register(1, Roles.LEARNER, stake);
        token.transfer(node, held);
        vm.prank(node);
        token.delegate(node);
        uint32[] memory numbers = new uint32[](1);
        numbers[0] = registry.numberOf(node);
        vm.prank(address(pool));
        registry.addReputation(numbers[0], reputationPpm);
        registry.refresh(numbers);
        _wait(1);
        uint256 votes = governor.getVotes(node, vm.getBlockTimestamp() - 1);
        uint256 own = stake + held;
        assertTrue(votes >= own && votes <= own + own / 4, "within the bounded share");
        uint256 bonusPpm = 250_000 * registry.reputationOf(node) / 1_000_000;
        assertEq(votes, own + own * bonusPpm / 1_000_000, "the formula");
    }

    function test_withoutVotes() public {
        _open();
        vm.prank(address(1));
        vm.expectRevert(abi.encodeWithSelector(ILoamGovernor.ZeroVotingPower.selector, address(1)));
        governor.castVote(_id, FOR);
    }

    function _signedBallot(uint256 key) private view returns (bytes memory) {
        bytes32 ballot = keccak256(
            abi.encode(governor.BALLOT_TYPEHASH(), _id, FOR, vm.addr(key), governor.nonces(vm.addr(key)))
        );
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Loam"),
                keccak256("1"),
                block.chainid,
                address(governor)
            )
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, keccak256(abi.encodePacked(hex"1901", domain, ballot)));
        return abi.encodePacked(r, s, v);
    }

    function test_bySignature() public {
        address node = _register(1, Roles.LEARNER, 300 * LOAM);
        _open();
        assertEq(governor.castVoteBySig(_id, FOR, node, _signedBallot(1)), 300 * LOAM, "its own votes");
        assertTrue(governor.hasVoted(_id, node), "it has voted");
    }

    function test_bySignatureWithoutVotes() public {
        _open();
        bytes memory signature = _signedBallot(2);
        address nobody = vm.addr(2);
        vm.expectRevert(abi.encodeWithSelector(ILoamGovernor.ZeroVotingPower.selector, nobody));
        governor.castVoteBySig(_id, FOR, nobody, signature);
    }

    function test_twice() public {
        _open();
        governor.castVote(_id, FOR);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorAlreadyCastVote.selector, address(this)));
        governor.castVote(_id, AGAINST);
    }

    function test_unknownChoice() public {
        _open();
        vm.expectRevert(IGovernor.GovernorInvalidVoteType.selector);
        governor.castVote(_id, 3);
    }

    function test_beforeAndAfter() public {
        _id = _propose(_d);
        bytes32 active = bytes32(1 << uint256(IGovernor.ProposalState.Active));
        bytes4 selector = IGovernor.GovernorUnexpectedProposalState.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, _id, IGovernor.ProposalState.Pending, active));
        governor.castVote(_id, FOR);
        _startVote();
        _endVote();
        vm.expectRevert(abi.encodeWithSelector(selector, _id, IGovernor.ProposalState.Defeated, active));
        governor.castVote(_id, FOR);
    }

    function test_lateQuorum() public {
        _open();
        uint256 deadline = governor.proposalDeadline(_id);
        vm.warp(deadline - 1);
        governor.castVote(_id, FOR);
        assertEq(governor.proposalDeadline(_id), deadline - 1 + 1 days, "others still get a day");
        vm.warp(deadline + 1);
        _assertState(_id, IGovernor.ProposalState.Active, "still open");
    }
}
