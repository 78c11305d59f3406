// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {IRewardPool} from "../../src/interfaces/IRewardPool.sol";
import {IVerdicts} from "../../src/interfaces/IVerdicts.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {EpochActions} from "./EpochActions.sol";

/// @notice What follows the verdicts: contests, fines, manifests, claims.
abstract contract AfterActions is EpochActions {
    // ---- contest

    function forceRerun(uint256 who, uint256 which) public watched {
        uint256 epoch = _epoch();
        (bool found, uint256 index) = _contestable(epoch, which);
        address watcher = node(who);
        if (!found || verdicts.tally(epoch, index).stage > 2 || !_isActive(watcher)) return;
        vm.prank(watcher);
        verdicts.forceRerun(epoch, index);
        _count("rerun");
    }

    function openCanary(uint256 which) public watched {
        uint256 epoch = _epoch();
        (bool found, uint256 index) = _contestable(epoch, which);
        if (!found) return;
        Canary memory canary = canaryOf[epoch][index];
        IEpochManager.Submission memory submission = manager.submission(epoch, index);
        if (!canary.planted || submission.status == IEpochManager.Status.Canary) return;
        bytes32 evaluation = keccak256("metrics");
        try verdicts.openCanary(epoch, index, evaluation, canary.pass, canary.utilityPpm, bytes32(0)) {
            _count("canary opened");
        } catch (bytes memory refusal) {
            // A canary that was judged again once, or was judged by the largest committee.
            if (bytes4(refusal) != IVerdicts.NotContestable.selector) broken = "a canary could not be opened";
        }
    }

    /// @dev A settled submission of a running contest.
    function _contestable(uint256 epoch, uint256 which) private view returns (bool, uint256 index) {
        if (_phase() != IEpochManager.Phase.Contest) return (false, 0);
        IEpochManager.EpochInfo memory info = manager.epochInfo(epoch);
        if (info.round > 12) return (false, 0);
        index = which % info.count;
        return (manager.submission(epoch, index).status > IEpochManager.Status.Pending, index);
    }

    function _isActive(address n) internal view returns (bool) {
        return registry.isActive(n, Roles.LEARNER) || registry.isActive(n, Roles.VALIDATOR)
            || registry.isActive(n, Roles.AGGREGATOR);
    }

    // ---- fines

    function enforce(uint256 random) public watched {
        (bool found, uint256 epoch, uint256 index) = _past(random);
        if (!found || manager.phase(epoch) < IEpochManager.Phase.Aggregate) return;
        bool before = verdicts.enforced(epoch, index);
        try verdicts.enforce(epoch, index) {
            if (before) broken = "a verdict was enforced twice";
            _count("enforced");
        } catch (bytes memory refusal) {
            if (bytes4(refusal) != IVerdicts.NothingToEnforce.selector) broken = "a fine could not be taken";
        }
    }

    /// @dev Every batch of the last five epochs that can be punished.
    function punishBatch(uint256) public watched {
        if (!_weightsCanMove()) return;
        uint256 last = _epoch();
        for (uint256 epoch = last > 5 ? last - 4 : 1; epoch <= last; ++epoch) {
            if (manager.phase(epoch) >= IEpochManager.Phase.Aggregate) _punishBatches(epoch);
        }
    }

    function _punishBatches(uint256 epoch) private {
        uint256 first;
        for (uint256 i; i < linksOf[epoch].length; ++i) {
            uint256 leaves = linksOf[epoch][i].leaves;
            if (leaves != 0) {
                try manager.punishBatch(epoch, uint32(first)) {
                    _count("batch punished");
                } catch (bytes memory refusal) {
                    if (bytes4(refusal) != IEpochManager.NothingUnopened.selector) broken = "a batcher got away";
                }
            }
            first += leaves == 0 ? 1 : leaves;
        }
    }

    // ---- merging

    function proposeManifest(uint256 who) public watched {
        if (_phase() != IEpochManager.Phase.Aggregate || guardian.paused()) return;
        uint256 epoch = _epoch();
        for (uint256 i; i < NODES; ++i) {
            address n = node(who % NODES + i);
            if (!registry.isActive(n, Roles.AGGREGATOR) || fellOf[epoch][n]) continue;
            vm.prank(n);
            models.propose(epoch, keccak256("manifest"), keccak256("adapter"), 10_000, keccak256("evaluation"));
            _count("proposed");
            return;
        }
    }

    /// @dev Aggregators whose manifest fell; they cannot try again in that epoch.
    mapping(uint256 epoch => mapping(address aggregator => bool)) internal fellOf;

    // ---- claims

    function claimLearner(uint256 random) public watched {
        (bool found, uint256 epoch, uint256 index) = _past(random);
        if (!found || manager.finalAt(epoch) == 0) return;
        try pool.claimLearner(epoch, index) returns (uint256 amount) {
            paidOf[epoch].learners += amount;
            _count("learner paid");
            try pool.claimLearner(epoch, index) {
                broken = "a learner was paid twice";
            } catch {}
        } catch (bytes memory refusal) {
            _expectClaimRefusal(refusal);
        }
    }

    function credit(uint256 random) public watched {
        (bool found, uint256 epoch, uint256 index) = _past(random);
        if (!found || manager.finalAt(epoch) == 0) return;
        uint256[] memory one = new uint256[](1);
        one[0] = index;
        bool before = pool.credited(epoch, index);
        try pool.credit(epoch, one) {
            if (before) broken = "a learner was credited twice";
            _count("credited");
        } catch (bytes memory refusal) {
            if (bytes4(refusal) != IRewardPool.NothingToCredit.selector) broken = "a learner got no credit";
        }
    }

    function claimValidator(uint256 random, uint256 who) public watched {
        (bool found, uint256 epoch,) = _past(random);
        if (!found || manager.finalAt(epoch) == 0) return;
        address validator = node(who);
        uint256[] memory indices = new uint256[](manager.epochInfo(epoch).count);
        for (uint256 i; i < indices.length; ++i) {
            indices[i] = i;
        }
        vm.prank(validator);
        try pool.claimValidator(epoch, validator, indices) returns (uint256 amount) {
            paidOf[epoch].validators += amount;
            _count("validator paid");
            vm.prank(validator);
            try pool.claimValidator(epoch, validator, indices) {
                broken = "a validator was paid twice";
            } catch {}
        } catch (bytes memory refusal) {
            _expectClaimRefusal(refusal);
        }
    }

    function claimAggregator(uint256 random) public watched {
        (bool found, uint256 epoch,) = _past(random);
        if (!found || manager.finalAt(epoch) == 0) return;
        try pool.claimAggregator(epoch) returns (uint256 amount) {
            paidOf[epoch].aggregator += amount;
            _count("aggregator paid");
        } catch (bytes memory refusal) {
            _expectClaimRefusal(refusal);
        }
    }

    function _expectClaimRefusal(bytes memory refusal) private {
        bytes4 selector = bytes4(refusal);
        bool expected = selector == IRewardPool.NothingToClaim.selector
            || selector == IRewardPool.AlreadyClaimed.selector || selector == IEpochManager.NoSuchSubmission.selector;
        if (!expected) broken = "a claim failed";
    }

    /// @dev A position of any epoch so far, more often of a late one.
    function _past(uint256 random) internal view returns (bool found, uint256 epoch, uint256 index) {
        uint256 last = _epoch();
        if (last == 0) return (false, 0, 0);
        uint256 back = random % 3;
        epoch = back < last ? last - back : last;
        uint256 count = manager.epochInfo(epoch).count;
        if (count == 0) return (false, 0, 0);
        return (true, epoch, (random >> 8) % count);
    }
}
