// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {INodeRegistry} from "../../src/interfaces/INodeRegistry.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {EpochTest} from "../base/EpochTest.sol";

/// @notice What the tests of the registry share.
abstract contract RegistryTest is EpochTest {
    /// @dev Key of the node that a test is about.
    uint256 internal constant NODE = 7;

    function _reputationOf(address node) internal view returns (uint256) {
        return registry.reputationOf(node);
    }

    /// @dev The reward pool adds reputation; more than one epoch's limit is added over several epochs.
    function _addReputation(address node, uint256 gainPpm) internal {
        uint32 number = registry.numberOf(node);
        vm.prank(address(pool));
        registry.addReputation(number, gainPpm);
    }

    function _slash(address node, uint256 amount) internal returns (uint256) {
        vm.prank(address(verdicts));
        return registry.slash(node, amount, address(0), 0);
    }

    function _refresh(address node) internal {
        uint32[] memory numbers = new uint32[](1);
        numbers[0] = registry.numberOf(node);
        registry.refresh(numbers);
    }

    /// @dev Runs epochs of one submission each. Nobody claims, so nobody's reputation grows.
    function _epochs(uint256 count) internal {
        for (uint256 i; i < count; ++i) {
            _runEpoch(LEARNER, MIN_STAKE);
        }
    }

    /// @dev Two learners submit and only one of the two committees is drawn.
    function _stopWithinADraw() internal {
        _submit(LEARNER, MIN_STAKE);
        _submit(LEARNER_2, MIN_STAKE);
        _endSubmit();
        IEpochManager.Link[] memory links = new IEpochManager.Link[](1);
        links[0] = _links(_epoch())[0];
        _askSeed();
        manager.draw(links, new IEpochManager.Leaf[](0), new uint256[](0));
        assertTrue(manager.drawing(), "one committee is still to be drawn");
    }

    /// @dev Draws the other committee as well.
    function _endTheDraw() internal {
        IEpochManager.Link[] memory links = new IEpochManager.Link[](1);
        links[0] = _links(_epoch())[1];
        manager.draw(links, new IEpochManager.Leaf[](0), new uint256[](0));
        assertTrue(!manager.drawing(), "all committees are drawn");
    }

    function _expectDrawInProgress() internal {
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.DrawInProgress.selector));
    }

    /// @dev The weight that the rules give a validator's stake and reputation.
    function _weight(uint256 stake, uint256 reputationPpm) internal pure returns (uint256) {
        return stake / UNIT * (1e6 + reputationPpm) / 1e9;
    }
}
