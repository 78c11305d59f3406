// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {IRandomness} from "../../src/interfaces/IRandomness.sol";
import {SaltTest} from "./SaltTest.sol";

/// @notice punish
/// - a salt that stayed closed costs dissentBps of the bond, what unbonds too; whoever says so gets the bounty; once
/// - refused: before the seed, while committees are drawn, an open salt, who committed none
/// - holding a salt back never holds up the epoch
contract PunishSaltTest is SaltTest {
    address private withholder;

    function setUp() public override {
        super.setUp();
        withholder = vm.addr(VALIDATOR_1);
    }

    function _refused(uint32 node) private {
        vm.expectRevert(abi.encodeWithSelector(IRandomness.NothingWithheld.selector, 1, node));
        randomness.punish(1, node);
    }

    function _draw(IEpochManager.Link memory link) private {
        IEpochManager.Link[] memory links = new IEpochManager.Link[](1);
        links[0] = link;
        manager.draw(links, new IEpochManager.Leaf[](0), new uint256[](0));
    }

    function test_punish_takesAFifthOfTheBond() public {
        _commitSalts(1);
        _drawAll();
        uint32 node = _node(0);
        vm.expectEmit(address(randomness));
        emit IRandomness.SaltWithheld(1, node, 100 * LOAM);
        vm.prank(vm.addr(77));
        randomness.punish(1, node);
        assertEq(_stakeOf(withholder), 400 * LOAM, "a fifth is gone");
        assertEq(token.balanceOf(vm.addr(77)), 5 * LOAM, "a twentieth of it is the bounty");
        assertEq(randomness.commitmentOf(1, node), 0, "settled");
        _refused(node);
    }

    function test_punish_countsWhatUnbonds() public {
        _commitSalts(1);
        vm.prank(withholder);
        registry.requestUnbond(500 * LOAM);
        _endSubmit();
        _drawAll();
        randomness.punish(1, _node(0));
        assertEq(_unbondingOf(withholder), 400 * LOAM, "a fifth of everything");
    }

    function test_punish_notBeforeTheSeed() public {
        _commitSalts(1);
        _refused(_node(0));
        _endSubmit();
        _refused(_node(0));
    }

    function test_punish_notWhileCommitteesAreDrawn() public {
        _commitSalts(1);
        _submit(LEARNER_2, 200 * LOAM);
        _endSubmit();
        _askSeed();
        _draw(linksOf[1][1]);
        uint32 node = _node(0);
        vm.expectRevert(IRandomness.DrawInProgress.selector);
        randomness.punish(1, node);
        _draw(linksOf[1][0]);
        randomness.punish(1, node);
        assertEq(_stakeOf(withholder), 400 * LOAM, "afterwards");
    }

    function test_punish_refusesWhoOwesNothing() public {
        _commitSalts(1);
        _wait(15);
        randomness.revealSalt(1, _node(0), _salt(0));
        _drawAll();
        _refused(_node(0));
        _refused(_node(1));
        _refused(12_345);
    }

    function test_punish_theEpochGoesOnWithoutTheSalt() public {
        _commitSalts(1);
        _judgeAll();
        _finish();
        randomness.punish(1, _node(0));
        assertEq(_stakeOf(withholder), 400 * LOAM, "also when it is over");
    }
}
