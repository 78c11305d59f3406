// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Modular} from "../Modular.sol";
import {IEpochManager} from "../interfaces/IEpochManager.sol";
import {Module} from "../interfaces/IModules.sol";
import {INodeRegistry} from "../interfaces/INodeRegistry.sol";
import {IParameters} from "../interfaces/IParameters.sol";
import {IRewardPool} from "../interfaces/IRewardPool.sol";
import {IVerdicts} from "../interfaces/IVerdicts.sol";
import {Commitment} from "../libraries/Commitments.sol";
import {Count, Counts} from "../libraries/Counts.sol";
import {Round} from "../libraries/Rounds.sol";

/// @title What Verdicts keeps, and what its parts share.
abstract contract VerdictState is IVerdicts, Modular {
    /// @dev Wei in a unit of stake.
    uint256 internal constant UNIT = 1e12;

    /// @dev A submission before its committee.
    struct Case {
        Count count;
        uint256[6] seats;
        /// Verdicts besides the leading one; never more than there are seats.
        uint256[] alternatives;
        Rerun[] reruns;
        /// What the opened seal of a canary says.
        bool canaryPass;
        int32 canaryUtilityPpm;
    }

    struct Rerun {
        address watcher;
        uint64 bond;
        IEpochManager.Status status;
        uint256 verdict;
    }

    Round internal _round;
    mapping(uint32 node => Commitment) internal _commitments;
    /// @dev Numbers are for good, so they are asked for once.
    mapping(address validator => uint32) internal _numbers;
    mapping(uint256 epoch => mapping(uint256 index => Case)) internal _cases;
    /// @dev Ballots that a node committed to in earlier rounds of an epoch and did not open.
    mapping(uint256 epoch => mapping(uint32 node => uint256)) internal _withheld;
    /// @dev One more than the seats that state a verdict that stands. The one is there from an epoch's first committee on, so
    /// that whoever settles first does not pay for the word.
    mapping(uint256 epoch => uint256) internal _agreeing;

    /// @dev Adds seats to a verdict; the one with the most seats leads, of equals the one that led before.
    function _credit(Case storage case_, Count count, uint256 verdict, uint256 mine) internal returns (Count) {
        uint256 leading = count.leading();
        if (leading == 0 || count.verdict() == verdict) return count.follow(verdict, mine);
        uint256 others = count.others() | mine;
        (uint256 at, uint256 behind) = _join(case_.alternatives, verdict, mine);
        if (Counts.size(behind) <= Counts.size(leading)) return count.lead(count.verdict(), leading, others);
        case_.alternatives[at] = Counts.alternative(count.verdict(), leading);
        return count.lead(verdict, behind, others & ~behind | leading);
    }

    /// @dev Adds seats to a verdict that does not lead. @return at Its place. @return behind All its seats.
    function _join(uint256[] storage alternatives, uint256 verdict, uint256 mine)
        private
        returns (uint256 at, uint256 behind)
    {
        uint256 length = alternatives.length;
        for (; at < length; ++at) {
            Count entry = Count.wrap(alternatives[at]);
            if (entry.verdict() != verdict) continue;
            behind = entry.leading() | mine;
            alternatives[at] = Counts.alternative(verdict, behind);
            return (at, behind);
        }
        alternatives.push(Counts.alternative(verdict, mine));
        return (at, mine);
    }

    /// @dev Whether the leading verdict is the one that a canary's maker expected. What does not pass has no utility.
    function _agrees(Case storage case_, Count count) internal view returns (bool) {
        if (case_.canaryPass != count.pass()) return false;
        return !count.pass() || case_.canaryUtilityPpm == count.utilityPpm();
    }

    function _epochs() internal view returns (IEpochManager) {
        return IEpochManager(_at(Module.Epochs));
    }

    function _registry() internal view returns (INodeRegistry) {
        return INodeRegistry(_at(Module.Registry));
    }

    function _parameters() internal view returns (IParameters) {
        return IParameters(_at(Module.Parameters));
    }

    function _rewards() internal view returns (IRewardPool) {
        return IRewardPool(_at(Module.Rewards));
    }

    function _token() internal view returns (IERC20) {
        return IERC20(_at(Module.Token));
    }
}
