// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {GovernorCountingSimple} from "@openzeppelin/contracts/governance/extensions/GovernorCountingSimple.sol";
import {GovernorPreventLateQuorum} from "@openzeppelin/contracts/governance/extensions/GovernorPreventLateQuorum.sol";
import {GovernorSettings} from "@openzeppelin/contracts/governance/extensions/GovernorSettings.sol";
import {GovernorTimelockControl} from "@openzeppelin/contracts/governance/extensions/GovernorTimelockControl.sol";
import {GovernorVotes} from "@openzeppelin/contracts/governance/extensions/GovernorVotes.sol";
import {GovernorVotesQuorumFraction} from "@openzeppelin/contracts/governance/extensions/GovernorVotesQuorumFraction.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {Modular} from "./Modular.sol";
import {GovernorRules, ILoamGovernor} from "./interfaces/ILoamGovernor.sol";
import {IModules, Module} from "./interfaces/IModules.sol";
import {INodeRegistry} from "./interfaces/INodeRegistry.sol";
import {IParameters} from "./interfaces/IParameters.sol";

/// @title Implementation of ILoamGovernor, where everything is described.
contract LoamGovernor is
    ILoamGovernor,
    Modular,
    Governor,
    GovernorSettings,
    GovernorCountingSimple,
    GovernorVotes,
    GovernorVotesQuorumFraction,
    GovernorPreventLateQuorum,
    GovernorTimelockControl
{
    using SafeERC20 for IERC20;

    uint256 private constant PPM = 1_000_000;

    /// @inheritdoc ILoamGovernor
    uint256 public deposit;
    /// @inheritdoc ILoamGovernor
    mapping(uint256 proposalId => uint256) public depositOf;

    constructor(IModules modules_, GovernorRules memory rules)
        Modular(modules_)
        Governor("Loam")
        GovernorSettings(rules.votingDelay, rules.votingPeriod, rules.proposalThreshold)
        GovernorVotes(IVotes(modules_.at(Module.Token)))
        GovernorVotesQuorumFraction(rules.quorumPercent)
        GovernorPreventLateQuorum(rules.lateQuorumExtension)
        GovernorTimelockControl(TimelockController(payable(modules_.at(Module.Timelock))))
    {
        _setDeposit(rules.deposit);
    }

    /// @inheritdoc ILoamGovernor
    function proposeWithMetadata(
        address[] calldata targets,
        uint256[] calldata values,
        bytes[] calldata calldatas,
        bytes32 metadataCid
    ) external returns (uint256 proposalId) {
        proposalId = super.propose(targets, values, calldatas, descriptionOf(metadataCid, msg.sender));
        uint256 amount = deposit;
        depositOf[proposalId] = amount;
        emit ProposalMetadata(proposalId, msg.sender, metadataCid, amount);
        IERC20(address(token())).safeTransferFrom(msg.sender, address(this), amount);
    }

    /// @inheritdoc ILoamGovernor
    function settleDeposit(uint256 proposalId) external {
        ProposalState current = state(proposalId);
        if (current == ProposalState.Pending || current == ProposalState.Active) revert VoteRunning(proposalId);
        uint256 amount = depositOf[proposalId];
        if (amount == 0) revert NoDeposit(proposalId);
        delete depositOf[proposalId];
        address proposer = proposalProposer(proposalId);
        // One that was cancelled before its vote began has no quorum to look up yet.
        bool merited = proposalSnapshot(proposalId) < clock() && _quorumReached(proposalId);
        if (merited) emit DepositReturned(proposalId, proposer, amount);
        else emit DepositForfeited(proposalId, proposer, amount);
        IERC20(address(token())).safeTransfer(merited ? proposer : _at(Module.Rewards), amount);
    }

    /// @inheritdoc ILoamGovernor
    function setDeposit(uint256 amount) external onlyGovernance {
        _setDeposit(amount);
    }

    /// @notice Refused: use `proposeWithMetadata`.
    function propose(address[] memory, uint256[] memory, bytes[] memory, string memory)
        public
        pure
        override
        returns (uint256)
    {
        revert MetadataRequired();
    }

    /// @notice Refused: deposits lie here, and what is voted is carried out by the timelock.
    function relay(address, uint256, bytes calldata) public payable override {
        revert NotSupported();
    }

    /// @notice Refused: the timelock stays for ever.
    function updateTimelock(TimelockController) public pure override {
        revert NotSupported();
    }

    /// @inheritdoc ILoamGovernor
    function descriptionOf(bytes32 metadataCid, address proposer) public pure returns (string memory) {
        return string.concat(
            "loam:metadata:",
            Strings.toHexString(uint256(metadataCid), 32),
            "#proposer=",
            Strings.toHexString(uint160(proposer), 20)
        );
    }

    /// @inheritdoc GovernorTimelockControl
    function state(uint256 proposalId)
        public
        view
        override(Governor, GovernorTimelockControl)
        returns (ProposalState)
    {
        return super.state(proposalId);
    }

    /// @inheritdoc GovernorTimelockControl
    function proposalNeedsQueuing(uint256 proposalId)
        public
        view
        override(Governor, GovernorTimelockControl)
        returns (bool)
    {
        return super.proposalNeedsQueuing(proposalId);
    }

    /// @inheritdoc GovernorPreventLateQuorum
    function proposalDeadline(uint256 proposalId)
        public
        view
        override(Governor, GovernorPreventLateQuorum)
        returns (uint256)
    {
        return super.proposalDeadline(proposalId);
    }

    /// @inheritdoc GovernorSettings
    function proposalThreshold() public view override(Governor, GovernorSettings) returns (uint256) {
        return super.proposalThreshold();
    }

    function _setDeposit(uint256 amount) private {
        emit DepositSet(deposit, amount);
        deposit = amount;
    }

    /// @dev Nobody votes with nothing.
    function _countVote(uint256 proposalId, address account, uint8 support, uint256 weight, bytes memory params)
        internal
        override(Governor, GovernorCountingSimple)
        returns (uint256)
    {
        if (weight == 0) revert ZeroVotingPower(account);
        return super._countVote(proposalId, account, support, weight, params);
    }

    function _tallyUpdated(uint256 proposalId) internal override(Governor, GovernorPreventLateQuorum) {
        super._tallyUpdated(proposalId);
    }

    function _queueOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint48) {
        return super._queueOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _executeOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) {
        super._executeOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _cancel(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint256) {
        return super._cancel(targets, values, calldatas, descriptionHash);
    }

    /// @dev Tokens delegated to the account and its own stake, raised by its reputation's bounded share.
    function _getVotes(address account, uint256 timepoint, bytes memory params)
        internal
        view
        override(Governor, GovernorVotes)
        returns (uint256)
    {
        (uint256 stake, uint256 reputationPpm) = INodeRegistry(_at(Module.Registry)).pastVotesOf(account, timepoint);
        uint256 own = super._getVotes(account, timepoint, params) + stake;
        uint256 bonusPpm = IParameters(_at(Module.Parameters)).reputationRules().voteBonusPpm * reputationPpm / PPM;
        return own + own * bonusPpm / PPM;
    }

    function _executor() internal view override(Governor, GovernorTimelockControl) returns (address) {
        return super._executor();
    }
}
