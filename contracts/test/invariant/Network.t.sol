// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {EpochManager} from "../../src/EpochManager.sol";
import {LoamToken} from "../../src/LoamToken.sol";
import {ModelRegistry} from "../../src/ModelRegistry.sol";
import {NodeRegistry} from "../../src/NodeRegistry.sol";
import {RewardPool} from "../../src/RewardPool.sol";
import {Verdicts} from "../../src/Verdicts.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {TestBase} from "../base/TestBase.sol";
import {EpochHandler} from "./EpochHandler.sol";

contract NetworkInvariants is TestBase {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    EpochHandler private handler;
    LoamToken private token;
    NodeRegistry private registry;
    EpochManager private manager;
    RewardPool private pool;

    function setUp() public {
        handler = new EpochHandler();
        (address t, address r, address m,, address p,) = handler.modules();
        (token, registry, manager, pool) = (LoamToken(t), NodeRegistry(r), EpochManager(m), RewardPool(p));
    }

    /// @dev Forge asks here what it may call.
    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        bytes4[] memory selectors = new bytes4[](12);
        selectors[0] = EpochHandler.wait.selector;
        selectors[1] = EpochHandler.addStake.selector;
        selectors[2] = EpochHandler.unbond.selector;
        selectors[3] = EpochHandler.withdraw.selector;
        selectors[4] = EpochHandler.submit.selector;
        selectors[5] = EpochHandler.draw.selector;
        selectors[6] = EpochHandler.act.selector;
        selectors[7] = EpochHandler.actMany.selector;
        selectors[8] = EpochHandler.settle.selector;
        selectors[9] = EpochHandler.propose.selector;
        selectors[10] = EpochHandler.claim.selector;
        selectors[11] = EpochHandler.wait.selector;
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(handler), selectors);
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    /// @dev One function, so that a campaign runs once and deep instead of six times and shallow.
    function invariant_network() public view {
        _everyStakedTokenIsThere();
        _thePoolCanPayWhatItOwes();
        _theTreeKnowsTheFreeStakeOfValidators();
        _dutiesAreTheOpenSeats();
        _locksAreTheOpenSubmissions();
        _phasesOnlyGoForward();
    }

    /// @dev The random walk gets somewhere: it settles, slashes, pays and finishes epochs.
    function test_theWalkReachesEveryPhase() public {
        for (uint256 i; i < 600; ++i) {
            uint256 random = uint256(keccak256(abi.encode("walk", i)));
            bytes4[] memory selectors = this.targetSelectors()[0].selectors;
            bytes4 selector = selectors[random % selectors.length];
            (bool ok,) = address(handler).call(abi.encodePacked(selector, abi.encode(random >> 8, random >> 16)));
            assertTrue(ok, "a handler never fails");
            if (i % 8 == 0) invariant_network();
        }
        assertTrue(manager.currentEpoch() > 2, "epochs");
        assertTrue(handler.claims() > 2, "claims");
        assertTrue(handler.slashedEpochs() > 0, "slashes");
    }

    function _everyStakedTokenIsThere() private view {
        uint256 sum;
        for (uint256 i; i < handler.NODES(); ++i) {
            (uint256 stake, uint256 locked, uint256 unbonding,,,) = registry.nodes(handler.node(i));
            assertTrue(locked <= stake, "locked is a part of stake");
            sum += stake + unbonding;
        }
        assertEq(token.balanceOf(address(registry)), sum, "stake is conserved");
    }

    function _thePoolCanPayWhatItOwes() private view {
        assertTrue(token.balanceOf(address(pool)) >= pool.reserved(), "solvent");
        for (uint256 epoch = 1; epoch <= manager.currentEpoch(); ++epoch) {
            assertTrue(handler.paid(epoch) <= pool.rewardOf(epoch), "never more than R");
        }
        assertTrue(!handler.claimedTwice(), "no second claim");
    }

    function _theTreeKnowsTheFreeStakeOfValidators() private view {
        uint256 sum;
        for (uint256 i; i < handler.NODES(); ++i) {
            address node = handler.node(i);
            bool active = registry.isActive(node, Roles.VALIDATOR);
            uint256 weight = registry.weightOf(node);
            assertEq(weight, active ? registry.freeStakeOf(node) : 0, "weight");
            sum += weight;
        }
        assertEq(registry.totalWeight(), sum, "total");
    }

    function _dutiesAreTheOpenSeats() private view {
        uint256 epoch = manager.currentEpoch();
        uint256 open;
        EpochManager.EpochInfo memory info = manager.epochInfo(epoch);
        for (uint256 index = info.settled; index < info.drawn; ++index) {
            open += manager.committee(epoch, index).length;
        }
        uint256 duties;
        for (uint256 i; i < handler.NODES(); ++i) {
            duties += registry.dutiesOf(handler.node(i));
        }
        assertEq(duties, open, "duties");
    }

    function _locksAreTheOpenSubmissions() private view {
        uint256 epoch = manager.currentEpoch();
        EpochManager.Submission[] memory all = manager.submissionsOf(epoch);
        uint256 open;
        for (uint256 i = manager.epochInfo(epoch).settled; i < all.length; ++i) {
            open += all[i].stake;
        }
        uint256 locked;
        for (uint256 i; i < handler.NODES(); ++i) {
            (, uint256 part,,,,) = registry.nodes(handler.node(i));
            locked += part;
        }
        assertTrue(locked <= open, "nothing else is locked");
    }

    function _phasesOnlyGoForward() private view {
        assertTrue(!handler.phaseWentBack(), "forward");
    }
}
