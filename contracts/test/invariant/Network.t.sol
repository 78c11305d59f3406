// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {DisputeCourt} from "../../src/DisputeCourt.sol";
import {EpochManager} from "../../src/EpochManager.sol";
import {LoamToken} from "../../src/LoamToken.sol";
import {NodeRegistry} from "../../src/NodeRegistry.sol";
import {RewardPool} from "../../src/RewardPool.sol";
import {IDisputeCourt} from "../../src/interfaces/IDisputeCourt.sol";
import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {IModules, Module} from "../../src/interfaces/IModules.sol";
import {IVerdicts} from "../../src/interfaces/IVerdicts.sol";
import {TestBase} from "../base/TestBase.sol";
import {AfterActions} from "./AfterActions.sol";
import {CourtActions} from "./CourtActions.sol";
import {EpochActions} from "./EpochActions.sol";
import {Handler} from "./Handler.sol";
import {StakeActions} from "./StakeActions.sol";

/// @notice What holds whatever anybody does, in any order, at any time.
contract NetworkInvariants is TestBase {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    /// @dev Actions of the one long walk.
    uint256 private constant WALK = 5_000;

    Handler private _handler;
    IModules private _modules;
    LoamToken private _token;
    NodeRegistry private _registry;
    EpochManager private _epochs;
    RewardPool private _pool;

    function setUp() public {
        _handler = new Handler();
        _modules = IModules(_handler.directory());
        _token = LoamToken(_modules.at(Module.Token));
        _registry = NodeRegistry(_modules.at(Module.Registry));
        _epochs = EpochManager(_modules.at(Module.Epochs));
        _pool = RewardPool(_modules.at(Module.Rewards));
    }

    /// @dev Forge asks here what it may call; `advance` more often, so that epochs come to an end.
    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        bytes4[37] memory list = [
            Handler.advance.selector,
            Handler.advance.selector,
            Handler.advance.selector,
            Handler.advance.selector,
            Handler.advance.selector,
            Handler.advance.selector,
            Handler.advance.selector,
            Handler.advance.selector,
            Handler.wait.selector,
            StakeActions.addStake.selector,
            StakeActions.setRoles.selector,
            StakeActions.unbond.selector,
            StakeActions.withdraw.selector,
            StakeActions.refresh.selector,
            Handler.exit.selector,
            EpochActions.submit.selector,
            EpochActions.submitBatch.selector,
            EpochActions.salt.selector,
            EpochActions.setMood.selector,
            EpochActions.drawSome.selector,
            EpochActions.commitSome.selector,
            EpochActions.revealSome.selector,
            EpochActions.settleSome.selector,
            AfterActions.forceRerun.selector,
            AfterActions.openCanary.selector,
            AfterActions.enforce.selector,
            AfterActions.punishBatch.selector,
            AfterActions.claimLearner.selector,
            AfterActions.credit.selector,
            AfterActions.claimValidator.selector,
            AfterActions.claimAggregator.selector,
            CourtActions.dispute.selector,
            CourtActions.courtStep.selector,
            Handler.pause.selector,
            Handler.lift.selector,
            Handler.elect.selector,
            Handler.govern.selector
        ];
        bytes4[] memory selectors = new bytes4[](list.length);
        for (uint256 i; i < list.length; ++i) {
            selectors[i] = list[i];
        }
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(_handler), selectors);
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    /// @dev One function, so that a campaign runs once and deep instead of ten times and shallow.
    function invariant_network() public view {
        assertEq(_handler.broken(), bytes32(0), "nothing that must not happen has happened");
        _everyTokenIsSomewhere();
        _stakeIsConserved();
        _thePoolIsSolvent();
        _bondsAreThere();
        _nobodyIsPaidMoreThanIsDue();
        _theTreeIsTheRegistry();
        _theEpochAddsUp();
    }

    /// @dev The walk gets somewhere: everything that can happen happens.
    function test_theWalkReachesEverything() public {
        bytes4[] memory selectors = this.targetSelectors()[0].selectors;
        for (uint256 i; i < WALK; ++i) {
            uint256 random = uint256(keccak256(abi.encode("walk", i)));
            bytes4 selector = selectors[random % selectors.length];
            (bool ok,) = address(_handler).call(abi.encodePacked(selector, abi.encode(random >> 8, random >> 16)));
            assertTrue(ok, "an action failed");
            if (i % 16 == 0) invariant_network();
        }
        bytes32[32] memory all = [
            bytes32("final"),
            "staked",
            "roles",
            "unbonded",
            "withdrawn",
            "exit",
            "submitted",
            "batched",
            "leaf opened",
            "salted",
            "salt punished",
            "committed",
            "revealed",
            "settled",
            "rerun",
            "canary opened",
            "enforced",
            "batch punished",
            "proposed",
            "learner paid",
            "credited",
            "validator paid",
            "aggregator paid",
            "disputed",
            "voted",
            "upheld",
            "overturned",
            "paused",
            "elected",
            "drafted",
            "vote",
            "executed"
        ];
        for (uint256 i; i < all.length; ++i) {
            assertTrue(_handler.times(all[i]) != 0, string(abi.encodePacked(all[i], " never happened")));
        }
    }

    function _everyTokenIsSomewhere() private view {
        address[] memory holders = _handler.holders();
        uint256 sum;
        for (uint256 i; i < holders.length; ++i) {
            sum += _token.balanceOf(holders[i]);
        }
        assertEq(sum, _token.totalSupply(), "balances add up to the supply");
        assertTrue(_token.totalSupply() <= _token.cap(), "the cap holds");
    }

    function _stakeIsConserved() private view {
        uint256 sum;
        for (uint256 i; i < _handler.NODES(); ++i) {
            address node = _handler.node(i);
            sum += _registry.bondOf(node);
            assertTrue(_registry.reputationOf(node) <= 1_000_000, "reputation is bounded");
        }
        assertEq(_token.balanceOf(address(_registry)), sum, "the registry holds every stake and nothing else");
    }

    function _thePoolIsSolvent() private view {
        uint256 last = _pool.lastAllotted();
        uint256 owed;
        for (uint256 epoch = last > 3 ? last - 2 : 1; epoch <= last; ++epoch) {
            owed += _owed(epoch);
        }
        assertTrue(_token.balanceOf(_pool.escrow()) >= owed, "the pool can pay what it owes");
    }

    /// @dev All that can still be claimed of an epoch.
    function _owed(uint256 epoch) private view returns (uint256 sum) {
        IVerdicts verdicts = IVerdicts(_modules.at(Module.Verdicts));
        uint256 count = _epochs.epochInfo(epoch).count;
        for (uint256 i; i < count; ++i) {
            sum += _pool.learnerDue(epoch, i);
        }
        for (uint32 node = 1; node <= _handler.NODES(); ++node) {
            if (_pool.validatorClaimed(epoch, node)) continue;
            uint256 seats;
            for (uint256 i; i < count; ++i) {
                seats += verdicts.agreeingSeats(epoch, i, node);
            }
            sum += _pool.validatorDue(epoch, seats);
        }
        (,, uint256 aggregator) = _pool.rewardOf(epoch);
        if (!_pool.aggregatorClaimed(epoch)) sum += aggregator;
    }

    /// @dev Bonds of disputes and re-runs and deposits of proposals lie where they were paid to.
    function _bondsAreThere() private view {
        DisputeCourt court = DisputeCourt(_modules.at(Module.Court));
        uint256 bonds;
        for (uint256 id = 1; id <= court.disputeCount(); ++id) {
            IDisputeCourt.Dispute memory self = court.dispute(id);
            if (self.state != IDisputeCourt.State.Closed) bonds += self.bond;
        }
        assertTrue(_token.balanceOf(address(court)) >= bonds, "the court holds the bonds");
        if (bonds == 0) assertEq(_token.balanceOf(address(court)), 0, "and nothing else");
        assertEq(_token.balanceOf(_modules.at(Module.Governor)), _handler.depositsHeld(), "deposits of proposals");
    }

    function _nobodyIsPaidMoreThanIsDue() private view {
        uint256 last = _pool.lastAllotted();
        for (uint256 epoch = last > 3 ? last - 2 : 1; epoch <= last; ++epoch) {
            (uint256 learners, uint256 validators, uint256 aggregator) = _pool.rewardOf(epoch);
            (uint256 paidLearners, uint256 paidValidators, uint256 paidAggregator) = _handler.paidOf(epoch);
            assertTrue(paidLearners <= learners, "learners");
            assertTrue(paidValidators <= validators, "validators");
            assertTrue(paidAggregator <= aggregator, "aggregator");
        }
    }

    function _theTreeIsTheRegistry() private view {
        uint256 sum;
        for (uint256 i; i < _handler.NODES(); ++i) {
            address node = _handler.node(i);
            uint256 weight = _registry.weightOf(node);
            sum += weight;
        }
        assertEq(_registry.totalWeight(), sum, "the tree's root is the sum of its leaves");
    }

    function _theEpochAddsUp() private view {
        uint256 epoch = _epochs.currentEpoch();
        if (epoch == 0) return;
        IEpochManager.EpochInfo memory info = _epochs.epochInfo(epoch);
        IVerdicts verdicts = IVerdicts(_modules.at(Module.Verdicts));
        uint256 weight;
        uint256 settled;
        uint256 agreeing;
        for (uint256 i; i < info.count; ++i) {
            IEpochManager.Submission memory submission = _epochs.submission(epoch, i);
            weight += submission.weight;
            if (submission.status > IEpochManager.Status.Pending) ++settled;
            bool verdict = submission.status > IEpochManager.Status.Pending
                && submission.status != IEpochManager.Status.Unresolved;
            if (verdict) agreeing += _bits(verdicts.tally(epoch, i).leading);
        }
        assertEq(weight, info.totalWeight, "weights add up");
        assertEq(settled, info.settled, "settled");
        assertTrue(info.accepted <= info.settled && info.settled <= info.count, "numbers");
        assertEq(agreeing, verdicts.totalAgreeing(epoch), "seats that are paid");
    }

    function _bits(uint256 mask) private pure returns (uint256 count) {
        for (; mask != 0; mask &= mask - 1) {
            ++count;
        }
    }
}
