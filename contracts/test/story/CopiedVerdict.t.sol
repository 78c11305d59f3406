// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {Attestation, IVerdicts} from "../../src/interfaces/IVerdicts.sol";
import {EpochTest} from "../base/EpochTest.sol";

/// @notice A validator that does no work copies what others do: their commitment, their opening, their gossip. Nothing of it
/// counts, and withholding costs as much as a wrong verdict.
contract CopiedVerdictTest is EpochTest {
    uint256 private _at;
    address private _honestOne;
    address private _copier;

    function setUp() public override {
        super.setUp();
        _registerCast();
        for (uint256 i = 3; i < 20; ++i) {
            _register(VALIDATOR_1 + i, 2, 500 * LOAM);
        }
        _submit(LEARNER, 500 * LOAM);
        _at = _epoch();
        _drawAll();
        address[] memory members = _newMembers(_at, 0);
        (_honestOne, _copier) = (members[0], members[1]);
        _commitOf(members[2]);
        _commitOf(_honestOne);
    }

    function _opened() private view returns (uint256) {
        return verdicts.tally(_at, 0).revealed;
    }

    function _refuse(bytes4 error, Attestation memory a) private {
        bytes32[] memory proof = new bytes32[](0);
        bytes32 leaf = verdicts.leafOf(a);
        (bytes20 root,,,,,) = verdicts.commitmentOf(registry.numberOf(a.validator));
        vm.expectRevert(abi.encodeWithSelector(error, root, bytes20(leaf)));
        verdicts.reveal(a, proof);
    }

    function test_copyingACommitmentOpensNothing() public {
        Attestation memory original = _honest(_at, 0, _honestOne);
        bytes32 root = verdicts.leafOf(original);
        vm.prank(_copier);
        verdicts.commit(_at, root, 1);
        _assertPhase(IEpochManager.Phase.Reveal, "it looks like a commitment");

        // the honest one opens; now everybody knows what is behind the copied root
        verdicts.reveal(original, new bytes32[](0));
        uint256 opened = _opened();
        Attestation memory copy = original;
        copy.validator = _copier;
        _refuse(IVerdicts.WrongCommitment.selector, copy);
        copy.salt = keccak256("another salt");
        _refuse(IVerdicts.WrongCommitment.selector, copy);
        assertEq(_opened(), opened, "the copier has said nothing");

        // two of three agree: a verdict; the copier has to pay for what it cannot open
        verdicts.revealAll(_ballots(_at, _newMembers(_at, 0)[2]));
        _waitForPhaseEnd();
        _settleAll();
        _finish();
        verdicts.enforce(_at, 0);
        assertEq(registry.bondOf(_copier), 400 * LOAM, "a fifth of its bond");
        assertEq(verdicts.agreeingSeats(_at, 0, registry.numberOf(_copier)), 0, "and no pay");
        assertEq(registry.bondOf(_honestOne), 500 * LOAM, "the honest one lost nothing");
    }

    function test_aVerdictSeenInTheOpeningComesTooLate() public {
        _waitForPhaseEnd();
        Attestation memory original = _honest(_at, 0, _honestOne);
        verdicts.reveal(original, new bytes32[](0));
        Attestation memory copy = original;
        (copy.validator, copy.salt) = (_copier, keccak256("its own salt"));
        bytes32 leaf = verdicts.leafOf(copy);
        vm.prank(_copier);
        vm.expectRevert(
            abi.encodeWithSelector(
                IVerdicts.WrongPhase.selector, _at, IEpochManager.Phase.Reveal, IEpochManager.Phase.Commit
            )
        );
        verdicts.commit(_at, leaf, 1);
        vm.expectRevert(abi.encodeWithSelector(IVerdicts.NotCommitted.selector, _at, _copier));
        verdicts.reveal(copy, new bytes32[](0));
    }

    /// @dev Nobody who has not committed is drawn into a later committee of the same lesson with what it has seen.
    function test_aSilentMemberStaysSilent() public {
        _waitForPhaseEnd();
        verdicts.reveal(_honest(_at, 0, _honestOne), new bytes32[](0));
        _waitForPhaseEnd();
        _settleAll();
        uint256 rounds;
        while (_phase() == IEpochManager.Phase.Draw && rounds < 3) {
            _drawAll();
            address[] memory asked = _newMembers(_at, 0);
            for (uint256 i; i < asked.length; ++i) {
                assertTrue(asked[i] != _copier, "never asked again");
            }
            _commitAll();
            _revealAll();
            _settleAll();
            ++rounds;
        }
        assertTrue(rounds > 0, "a larger committee was needed");
        _finish();
        assertEq(verdicts.agreeingSeats(_at, 0, registry.numberOf(_copier)), 0, "it earns nothing");
    }
}
