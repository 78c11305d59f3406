// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {IVerdicts} from "../../src/interfaces/IVerdicts.sol";
import {VerdictsTest} from "./VerdictsTest.sol";

// commit
// ├── before committees are drawn, after the time, in another epoch: WrongPhase
// ├── a root whose first 160 bits are 0: ZeroCommitment
// ├── a stranger, a validator without a seat, one of an earlier round: BallotsOutOfRange with 0 due
// ├── no ballots, more than due, not more than before: BallotsOutOfRange
// └── otherwise
//     ├── root and ballots are noted, what is missing falls by what is new
//     ├── with more ballots it replaces the earlier root
//     ├── of the last missing ballot: the phase is over at once, and revealing ends that much earlier
//     └── of somebody else's many ballots: the phase goes on
// commitFor
// ├── signed by another, garbage, for another round or contract: InvalidSignature
// ├── replayed: BallotsOutOfRange
// └── signed by the validator: as its own commit
contract CommitTest is VerdictsTest {
    bytes32 private constant ROOT = keccak256("root");
    bytes32 private constant TYPEHASH =
        keccak256("Commitment(uint256 epoch,uint256 round,bytes32 root,uint16 ballots,address validator)");

    event Committed(uint256 indexed epoch, uint256 indexed round, uint32 indexed node, bytes32 root, uint256 ballots);

    function _commit(address validator, uint16 ballots) private {
        vm.prank(validator);
        verdicts.commit(epoch, ROOT, ballots);
    }

    function _refused(address validator, uint16 ballots, uint256 due) private {
        vm.expectRevert(abi.encodeWithSelector(IVerdicts.BallotsOutOfRange.selector, ballots, due));
        _commit(validator, ballots);
    }

    function test_beforeTheDraw() public {
        _submit(LEARNER, 500 * LOAM);
        epoch = _epoch();
        vm.expectRevert(_wrongPhase(IEpochManager.Phase.Submit, IEpochManager.Phase.Commit));
        _commit(vm.addr(VALIDATOR_1), 1);
    }

    function test_afterItsTime() public {
        _drawOne();
        _waitForPhaseEnd();
        address member = _member(0);
        vm.expectRevert(_wrongPhase(IEpochManager.Phase.Reveal, IEpochManager.Phase.Commit));
        _commit(member, 1);
    }

    function test_untilTheLastSecond() public {
        _drawOne();
        _wait(_epochRules().commitSeconds - 1);
        _commit(_member(0), 1);
        assertEq(_uncommitted(), 2, "in time");
    }

    function test_inAnotherEpoch() public {
        _drawOne();
        address member = _member(0);
        epoch = 0;
        vm.expectRevert(_wrongPhase(IEpochManager.Phase.None, IEpochManager.Phase.Commit));
        _commit(member, 1);
    }

    function test_toNothing() public {
        _drawOne();
        vm.prank(_member(0));
        vm.expectRevert(IVerdicts.ZeroCommitment.selector);
        verdicts.commit(epoch, bytes32(uint256(type(uint96).max)), 1);
    }

    function test_withoutASeat() public {
        _drawOne();
        _refused(_nonMember(), 1, 0);
        _refused(vm.addr(LEARNER), 1, 0);
        _refused(address(0xbeef), 1, 0);
    }

    function test_ofAnEarlierRound() public {
        _drawOne();
        address silent = _member(0);
        moodOf[silent] = Mood.Silent;
        moodOf[_member(1)] = Mood.Liar;
        _playRound();
        _assertPhase(IEpochManager.Phase.Draw, "no lead");
        _drawAll();
        bool again;
        address[] memory members = _voters(epoch);
        for (uint256 i; i < members.length; ++i) {
            if (members[i] == silent) again = true;
        }
        assertTrue(!again, "a silent member is not asked again");
        _refused(silent, 1, 0);
    }

    function test_noneTooManyOrNotMore() public {
        _drawTwo();
        address validator = _voters(epoch)[0];
        (,,, uint256 due,,) = verdicts.commitmentOf(registry.numberOf(validator));
        _refused(validator, 0, due);
        _refused(validator, uint16(due + 1), due);
        _commit(validator, 1);
        _refused(validator, 1, due);
    }

    function test_isNoted() public {
        _drawOne();
        address validator = _member(1);
        uint32 node = registry.numberOf(validator);
        vm.expectEmit(address(verdicts));
        emit Committed(epoch, 1, node, ROOT, 1);
        _commit(validator, 1);
        (bytes20 root, uint256 inEpoch, uint256 round, uint256 due, uint256 committed, uint256 revealed) =
            verdicts.commitmentOf(node);
        assertEq(bytes32(root), bytes32(bytes20(ROOT)), "the root");
        assertEq(inEpoch, epoch, "the epoch");
        assertEq(round, 1, "the round");
        assertEq(due, 1, "one was asked for");
        assertEq(committed, 1, "one is committed");
        assertEq(revealed, 0, "none is open");
        assertEq(_uncommitted(), 2, "two are missing");
        assertEq(_unrevealed(), 1, "one is to be opened");
    }

    function test_againWithMore() public {
        for (uint256 i; i < 4; ++i) {
            _register(500 + i, 1, 500 * LOAM);
            _submit(500 + i, 200 * LOAM);
        }
        epoch = _epoch();
        _drawAll();
        address validator;
        uint256 due;
        for (uint256 i; due < 2; ++i) {
            validator = _voters(epoch)[i];
            (,,, due,,) = verdicts.commitmentOf(registry.numberOf(validator));
        }
        _commit(validator, 1);
        uint256 missing = _uncommitted();
        vm.prank(validator);
        verdicts.commit(epoch, keccak256("larger"), 2);
        (bytes20 root,,,, uint256 committed,) = verdicts.commitmentOf(registry.numberOf(validator));
        assertEq(bytes32(root), bytes32(bytes20(keccak256("larger"))), "the later root");
        assertEq(committed, 2, "the later number");
        assertEq(_uncommitted(), missing - 1, "only what is new counts");
        assertEq(_unrevealed(), 2, "both are to be opened");
    }

    function test_theLastEndsThePhase() public {
        _drawOne();
        uint256 atTheLatest = manager.epochInfo(epoch).phaseEndsAt;
        _commit(_member(0), 1);
        _commit(_member(1), 1);
        _assertPhase(IEpochManager.Phase.Commit, "one is missing");
        _wait(1);
        _commit(_member(2), 1);
        _assertPhase(IEpochManager.Phase.Reveal, "all have committed");
        assertEq(
            manager.epochInfo(epoch).phaseEndsAt,
            vm.getBlockTimestamp() + _epochRules().revealSeconds,
            "revealing has its whole time"
        );
        assertTrue(vm.getBlockTimestamp() < atTheLatest, "early");
        address member = _member(0);
        vm.expectRevert(_wrongPhase(IEpochManager.Phase.Reveal, IEpochManager.Phase.Commit));
        _commit(member, 1);
    }

    /// @dev Whatever one member claims to give, the phase waits for the others.
    function test_nobodyEndsThePhaseForOthers(uint16 ballots) public {
        _drawTwo();
        address validator = _voters(epoch)[0];
        (,,, uint256 due,,) = verdicts.commitmentOf(registry.numberOf(validator));
        uint256 missing = _uncommitted();
        if (ballots == 0 || ballots > due) {
            _refused(validator, ballots, due);
        } else {
            _commit(validator, ballots);
            assertEq(_uncommitted(), missing - ballots, "only its own");
        }
        _assertPhase(IEpochManager.Phase.Commit, "the phase goes on");
    }

    // ---- commitFor

    function _sign(address validator, uint256 key, uint256 round, address contract_) private view returns (bytes memory) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Loam"),
                keccak256("1"),
                block.chainid,
                contract_
            )
        );
        bytes32 hash = keccak256(abi.encode(TYPEHASH, epoch, round, ROOT, uint16(1), validator));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, keccak256(abi.encodePacked(hex"1901", domain, hash)));
        return abi.encodePacked(r, s, v);
    }

    function _refusedSignature(address validator, bytes memory signature) private {
        vm.expectRevert(abi.encodeWithSelector(IVerdicts.InvalidSignature.selector, validator));
        verdicts.commitFor(epoch, ROOT, 1, validator, signature);
    }

    function test_forAValidatorWhoSigned() public {
        _drawOne();
        address validator = _member(0);
        bytes memory signature = _sign(validator, _keyOf(validator), 1, address(verdicts));
        verdicts.commitFor(epoch, ROOT, 1, validator, signature);
        (,,,, uint256 committed,) = verdicts.commitmentOf(registry.numberOf(validator));
        assertEq(committed, 1, "as its own commit");
        vm.expectRevert(abi.encodeWithSelector(IVerdicts.BallotsOutOfRange.selector, 1, 1));
        verdicts.commitFor(epoch, ROOT, 1, validator, signature);
    }

    function test_forAValidatorWhoDidNotSign() public {
        _drawOne();
        address validator = _member(0);
        uint256 key = _keyOf(validator);
        _refusedSignature(validator, _sign(validator, _keyOf(_member(1)), 1, address(verdicts)));
        _refusedSignature(validator, _sign(validator, key, 2, address(verdicts)));
        _refusedSignature(validator, _sign(validator, key, 1, address(manager)));
        _refusedSignature(validator, _sign(_member(1), key, 1, address(verdicts)));
        _refusedSignature(validator, hex"00");
        _refusedSignature(address(0), hex"00");
    }
}
