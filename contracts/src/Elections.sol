// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {Modular} from "./Modular.sol";
import {IElections} from "./interfaces/IElections.sol";
import {IModules, Module} from "./interfaces/IModules.sol";
import {INodeRegistry} from "./interfaces/INodeRegistry.sol";
import {ElectionRules, IParameters} from "./interfaces/IParameters.sol";
import {WeightedPick} from "./libraries/WeightedPick.sol";
import {Roles} from "./libraries/Roles.sol";

/// @title Implementation of IElections, where everything is described.
contract Elections is IElections, Modular {
    using EnumerableSet for EnumerableSet.AddressSet;

    /// @dev An election in progress; `seedBlock` 0: none.
    struct Ballot {
        uint48 calledAt;
        uint64 seedBlock;
    }

    struct Office {
        EnumerableSet.AddressSet candidates;
        Ballot ballot;
        uint48 endsAt;
        uint32 term;
        address[] members;
    }

    /// @notice Most that can stand for a committee.
    uint256 public constant MAX_CANDIDATES = 256;
    /// @dev As long as the chain remembers a block's hash.
    uint256 private constant SEED_BLOCKS = 256;
    uint256 private constant PPM = 1_000_000;

    mapping(Committee committee => Office) private _offices;

    constructor(IModules modules_) Modular(modules_) {}

    /// @inheritdoc IElections
    function stand(Committee committee) external {
        Office storage office = _open(committee);
        uint256 needed = _rules().minReputationPpm;
        if (!_eligible(msg.sender, needed)) {
            revert NotEligible(msg.sender, _registry().reputationOf(msg.sender), needed);
        }
        if (office.candidates.length() == MAX_CANDIDATES) revert TooManyStand(MAX_CANDIDATES);
        if (!office.candidates.add(msg.sender)) revert AlreadyStanding(msg.sender);
        emit Stood(committee, msg.sender);
    }

    /// @inheritdoc IElections
    function standDown(Committee committee) external {
        _remove(committee, msg.sender);
    }

    /// @inheritdoc IElections
    function strike(Committee committee, address node) external {
        if (_eligible(node, _rules().minReputationPpm)) revert StillEligible(node);
        _remove(committee, node);
    }

    /// @inheritdoc IElections
    function callElection(Committee committee) external {
        Office storage office = _open(committee);
        ElectionRules memory rules = _rules();
        if (block.timestamp < office.endsAt && membersOf(committee).length >= thresholdOf(committee)) {
            revert TermRunning(office.endsAt);
        }
        uint256 eligible = _count(office.candidates.values(), rules.minReputationPpm);
        if (eligible < rules.threshold) revert TooFewStand(eligible, rules.threshold);
        office.ballot = Ballot(uint48(block.timestamp), uint64(block.number + 1));
        emit ElectionCalled(committee, block.timestamp, block.number + 1);
    }

    /// @inheritdoc IElections
    function elect(Committee committee) external {
        Office storage office = _offices[committee];
        Ballot memory ballot = office.ballot;
        if (!_running(ballot)) revert NoElection(committee);
        if (block.number <= ballot.seedBlock || block.timestamp <= ballot.calledAt) {
            revert SeedNotReady(ballot.seedBlock + 1);
        }
        ElectionRules memory rules = _rules();
        address[] memory members = _pick(office, rules, ballot);
        if (members.length < rules.threshold) revert TooFewStand(members.length, rules.threshold);
        delete office.ballot;
        office.members = members;
        uint32 term = ++office.term;
        uint48 endsAt = uint48(block.timestamp) + rules.termSeconds;
        office.endsAt = endsAt;
        emit Elected(committee, term, members, endsAt);
    }

    /// @inheritdoc IElections
    function candidatesOf(Committee committee) external view returns (address[] memory) {
        return _offices[committee].candidates.values();
    }

    /// @inheritdoc IElections
    function termOf(Committee committee) external view returns (uint256 term, uint256 endsAt) {
        Office storage office = _offices[committee];
        return (office.term, office.endsAt);
    }

    /// @inheritdoc IElections
    function isMember(Committee committee, address node) external view returns (bool) {
        Office storage office = _offices[committee];
        if (block.timestamp >= office.endsAt || !_eligible(node, _rules().minReputationPpm)) return false;
        for (uint256 i; i < office.members.length; ++i) {
            if (office.members[i] == node) return true;
        }
        return false;
    }

    /// @inheritdoc IElections
    function membersOf(Committee committee) public view returns (address[] memory members) {
        Office storage office = _offices[committee];
        if (block.timestamp >= office.endsAt) return members;
        address[] memory elected = office.members;
        uint256 needed = _rules().minReputationPpm;
        members = new address[](_count(elected, needed));
        uint256 count;
        for (uint256 i; i < elected.length; ++i) {
            if (_eligible(elected[i], needed)) members[count++] = elected[i];
        }
    }

    /// @inheritdoc IElections
    function thresholdOf(Committee committee) public view returns (uint256) {
        uint256 elected = _offices[committee].members.length;
        uint256 threshold = _rules().threshold;
        return threshold < elected ? threshold : elected;
    }

    function _remove(Committee committee, address node) private {
        if (!_open(committee).candidates.remove(node)) revert NotStanding(node);
        emit StoodDown(committee, node);
    }

    /// @dev Picks without repetition; one who left since the call is passed over, which changes nobody else's pick.
    function _pick(Office storage office, ElectionRules memory rules, Ballot memory ballot)
        private
        view
        returns (address[] memory members)
    {
        address[] memory candidates = office.candidates.values();
        uint256[] memory weights = new uint256[](candidates.length);
        for (uint256 i; i < candidates.length; ++i) {
            (uint256 stake, uint256 reputationPpm) = _registry().pastVotesOf(candidates[i], ballot.calledAt);
            weights[i] = stake * (PPM + reputationPpm);
        }
        uint256[] memory order = WeightedPick.order(weights, blockhash(ballot.seedBlock));
        members = new address[](rules.seats);
        uint256 count;
        for (uint256 i; i < order.length && count < rules.seats; ++i) {
            address candidate = candidates[order[i]];
            if (_eligible(candidate, rules.minReputationPpm)) members[count++] = candidate;
        }
        assembly ("memory-safe") {
            mstore(members, count)
        }
    }

    function _count(address[] memory nodes, uint256 needed) private view returns (uint256 eligible) {
        for (uint256 i; i < nodes.length; ++i) {
            if (_eligible(nodes[i], needed)) ++eligible;
        }
    }

    /// @dev Active in any role, with the reputation.
    function _eligible(address node, uint256 needed) private view returns (bool) {
        INodeRegistry registry = _registry();
        return (registry.isActive(node, Roles.LEARNER) || registry.isActive(node, Roles.VALIDATOR)
                || registry.isActive(node, Roles.AGGREGATOR)) && registry.reputationOf(node) >= needed;
    }

    /// @dev The office while no election is held.
    function _open(Committee committee) private view returns (Office storage office) {
        office = _offices[committee];
        if (_running(office.ballot)) revert ElectionRunning(committee);
    }

    function _running(Ballot memory ballot) private view returns (bool) {
        return ballot.seedBlock != 0 && block.number <= ballot.seedBlock + SEED_BLOCKS;
    }

    function _rules() private view returns (ElectionRules memory) {
        return IParameters(_at(Module.Parameters)).electionRules();
    }

    function _registry() private view returns (INodeRegistry) {
        return INodeRegistry(_at(Module.Registry));
    }
}
