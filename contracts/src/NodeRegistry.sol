// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {IDisputeCourt} from "./interfaces/IDisputeCourt.sol";
import {IEpochManager} from "./interfaces/IEpochManager.sol";
import {IModules, Module} from "./interfaces/IModules.sol";
import {INodeRegistry} from "./interfaces/INodeRegistry.sol";
import {IParameters, ReputationRules, StakeRules} from "./interfaces/IParameters.sol";
import {Did} from "./libraries/Did.sol";
import {Reputation} from "./libraries/Reputation.sol";
import {Roles} from "./libraries/Roles.sol";
import {SumTree} from "./libraries/SumTree.sol";
import {Modular} from "./Modular.sol";

/// @title Implementation of INodeRegistry, where everything is described.
contract NodeRegistry is INodeRegistry, Modular, ReentrancyGuardTransient {
    using Checkpoints for Checkpoints.Trace208;
    using SafeERC20 for IERC20;
    using SumTree for SumTree.Tree;

    /// @dev The first word is all that a draw reads of a node. Stakes in units of 10^12 wei.
    struct Account {
        uint64 stake;
        uint64 unbonding;
        uint8 roles;
        uint24 unbondEpoch;
        /// As it was in `reputationEpoch`, with what that epoch added so far (`gainPpm`).
        uint32 reputationPpm;
        uint32 gainPpm;
        uint32 reputationEpoch;
        address owner;
        uint40 unbondRequestedAt;
        uint32 unbondSeconds;
        /// First byte of the gossip key (02 or 03); the other 32 are `gossipX`.
        bytes1 gossipPrefix;
        bytes32 gossipX;
    }

    /// @dev What all seats of a draw have in common.
    struct Draw {
        bytes32 seed;
        /// Number of the first seat, and how many.
        uint256 first;
        uint256 size;
        /// By reputation instead of true weight.
        bool jury;
        SumTree.Gap[] gaps;
        /// Length of the line without the gaps.
        uint256 total;
        Moment moment;
    }

    /// @inheritdoc INodeRegistry
    uint256 public constant MAX_HOLD = 30 days;
    uint256 private constant UNIT = 1e12;
    uint256 private constant BPS = 10_000;
    uint256 private constant GOSSIP_KEY_BYTES = 33;
    uint256 private constant TRIES = 16;
    uint256 private constant HALF_BITS = 128;
    uint256 private constant REPUTATION_BITS = 32;
    /// @dev Where fields begin in an account's first word; the last one ends it.
    uint256 private constant ROLES = 128;
    uint256 private constant REPUTATION = 160;
    uint256 private constant REPUTATION_EPOCH = 224;

    IERC20 private immutable _token;

    /// @inheritdoc INodeRegistry
    uint32 public nodeCount;
    mapping(address node => uint32) private _numberOf;
    mapping(uint32 number => Account) private _accounts;
    /// @dev Leaf n - 1 is node n.
    SumTree.Tree private _tree;
    /// @dev Stake above 32 bits of reputation, by time.
    mapping(uint32 number => Checkpoints.Trace208) private _votes;

    /// @dev Between the seed and the last committee, and while a jury is awaited, nobody may move weights: the seed can be
    /// known by then.
    modifier whenNotDrawing() {
        if (_drawing()) revert DrawInProgress();
        _;
    }

    constructor(IModules modules_) Modular(modules_) {
        _token = IERC20(modules_.at(Module.Token));
    }

    /// @inheritdoc INodeRegistry
    function register(uint8 roles, uint256 stake, bytes calldata gossipKey)
        external
        nonReentrant
        whenNotDrawing
        returns (uint32)
    {
        return _register(roles, stake, gossipKey);
    }

    /// @inheritdoc INodeRegistry
    function registerWithPermit(
        uint8 roles,
        uint256 stake,
        bytes calldata gossipKey,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external nonReentrant whenNotDrawing returns (uint32) {
        // Somebody else may have sent the permit already: what counts is the allowance.
        // solhint-disable-next-line no-empty-blocks
        try IERC20Permit(address(_token)).permit(msg.sender, address(this), stake, deadline, v, r, s) {} catch {}
        return _register(roles, stake, gossipKey);
    }

    /// @inheritdoc INodeRegistry
    function addStake(uint256 amount) external nonReentrant whenNotDrawing {
        (uint32 number, Account storage self) = _registered(msg.sender);
        self.stake += _units(amount);
        _stakeChanged(number, self);
        _token.safeTransferFrom(msg.sender, address(this), amount);
    }

    /// @inheritdoc INodeRegistry
    function setRoles(uint8 roles) external nonReentrant whenNotDrawing {
        (uint32 number, Account storage self) = _registered(msg.sender);
        _checkRoles(roles);
        self.roles = roles;
        emit RolesChanged(msg.sender, roles);
        _refresh(number, self, _now());
    }

    /// @inheritdoc INodeRegistry
    function requestUnbond(uint256 amount) external nonReentrant whenNotDrawing {
        (uint32 number, Account storage self) = _registered(msg.sender);
        uint64 units = _units(amount);
        uint64 stake = self.stake;
        if (units > stake) revert InsufficientStake(msg.sender, stake * UNIT, amount);
        StakeRules memory rules = _parameters().stakeRules();
        if (units != stake && stake - units < rules.minStake) {
            revert StakeBelowMinimum((stake - units) * UNIT, rules.minStake * UNIT);
        }
        uint256 epoch = _epochs().currentEpoch();
        self.stake = stake - units;
        self.unbonding += units;
        self.unbondEpoch = uint24(epoch);
        self.unbondRequestedAt = uint40(block.timestamp);
        self.unbondSeconds = rules.unbondSeconds;
        emit UnbondRequested(msg.sender, amount, block.timestamp + rules.unbondSeconds, epoch);
        _stakeChanged(number, self);
    }

    /// @inheritdoc INodeRegistry
    function withdraw() external nonReentrant {
        (, Account storage self) = _registered(msg.sender);
        uint256 amount = self.unbonding * UNIT;
        if (amount == 0) revert NothingToWithdraw(msg.sender);
        uint256 requestedAt = self.unbondRequestedAt;
        uint256 unbondAt = requestedAt + self.unbondSeconds;
        uint256 epoch = self.unbondEpoch;
        bool held = block.timestamp < requestedAt + MAX_HOLD && !_isFinal(epoch);
        if (block.timestamp < unbondAt || held) revert StillUnbonding(msg.sender, unbondAt, epoch);
        self.unbonding = 0;
        self.unbondEpoch = 0;
        self.unbondRequestedAt = 0;
        self.unbondSeconds = 0;
        emit StakeChanged(msg.sender, self.stake * UNIT, 0);
        emit Withdrawn(msg.sender, amount);
        if (self.stake == 0) {
            self.roles = 0;
            self.gossipPrefix = 0;
            self.gossipX = 0;
            emit RolesChanged(msg.sender, 0);
        }
        _token.safeTransfer(msg.sender, amount);
    }

    /// @inheritdoc INodeRegistry
    function slash(address node, uint256 amount, address to, uint16 toBps)
        external
        nonReentrant
        returns (uint256 taken)
    {
        if (!_maySlash(msg.sender)) revert MayNotSlash(msg.sender);
        uint32 number = _numberOf[node];
        if (number == 0) return 0;
        Account storage self = _accounts[number];
        uint256 wanted = amount / UNIT;
        uint64 fromStake = uint64(Math.min(wanted, self.stake));
        uint64 fromUnbonding = uint64(Math.min(wanted - fromStake, self.unbonding));
        self.stake -= fromStake;
        self.unbonding -= fromUnbonding;
        taken = (uint256(fromStake) + fromUnbonding) * UNIT;
        ReputationRules memory rules = _parameters().reputationRules();
        uint256 epoch = _epochs().currentEpoch();
        uint256 reputation = _reputation(self, rules.decayPpm, epoch) * rules.finedPpm / Reputation.ONE;
        _setReputation(self, reputation, epoch, self.reputationEpoch == epoch ? self.gainPpm : 0);
        emit Slashed(node, msg.sender, taken);
        _stakeChanged(number, self);
        uint256 bounty = to == address(0) ? 0 : taken * toBps / BPS;
        if (bounty != 0) _token.safeTransfer(to, bounty);
        if (taken != bounty) _token.safeTransfer(_at(Module.Rewards), taken - bounty);
    }

    /// @inheritdoc INodeRegistry
    function addReputation(uint32 number, uint256 gainPpm) external only(Module.Rewards) {
        Account storage self = _accounts[number];
        if (self.owner == address(0)) revert NotRegistered(address(0));
        ReputationRules memory rules = _parameters().reputationRules();
        uint256 epoch = _epochs().currentEpoch();
        uint256 reputation = _reputation(self, rules.decayPpm, epoch);
        uint256 gained = self.reputationEpoch == epoch ? self.gainPpm : 0;
        uint256 gain = Math.min(gainPpm, Math.saturatingSub(rules.maxGainPpm, gained));
        _setReputation(self, Math.min(reputation + gain, Reputation.ONE), epoch, gained + gain);
    }

    /// @inheritdoc INodeRegistry
    function refresh(uint32[] calldata numbers) external nonReentrant whenNotDrawing {
        Moment memory moment = _now();
        for (uint256 i; i < numbers.length; ++i) {
            Account storage self = _accounts[numbers[i]];
            if (self.owner == address(0)) revert NotRegistered(address(0));
            _refresh(numbers[i], self, moment);
        }
    }

    /// @inheritdoc INodeRegistry
    function drawSeats(bytes32 seed, uint256 first, uint256 size, uint32 exclude, Moment calldata at)
        external
        view
        returns (uint32[] memory)
    {
        uint256[] memory leaves = new uint256[](1);
        leaves[0] = _leafOf(exclude);
        return _draw(Draw(seed, first, size, false, new SumTree.Gap[](0), 0, at), leaves);
    }

    /// @inheritdoc INodeRegistry
    function drawJury(bytes32 seed, uint256 size, uint32[] calldata exclude)
        external
        view
        returns (uint32[] memory)
    {
        uint256[] memory leaves = new uint256[](exclude.length);
        for (uint256 i; i < exclude.length; ++i) {
            leaves[i] = _leafOf(exclude[i]);
        }
        return _draw(Draw(seed, 0, size, true, new SumTree.Gap[](0), 0, _now()), leaves);
    }

    /// @inheritdoc INodeRegistry
    function drawMoment() external view returns (Moment memory) {
        return _now();
    }

    /// @inheritdoc INodeRegistry
    function nodeOf(address node) external view returns (Node memory) {
        uint32 number = _numberOf[node];
        Account storage self = _accounts[number];
        return Node({
            number: number,
            roles: self.roles,
            stake: self.stake * UNIT,
            unbonding: self.unbonding * UNIT,
            unbondAt: uint256(self.unbondRequestedAt) + self.unbondSeconds,
            unbondEpoch: self.unbondEpoch,
            reputationPpm: reputationOf(node),
            gossipKey: self.roles == 0 ? bytes("") : abi.encodePacked(self.gossipPrefix, self.gossipX)
        });
    }

    /// @inheritdoc INodeRegistry
    function numberOf(address node) external view returns (uint32) {
        return _numberOf[node];
    }

    /// @inheritdoc INodeRegistry
    function addressOf(uint32 number) external view returns (address) {
        return _accounts[number].owner;
    }

    /// @inheritdoc INodeRegistry
    function bondOf(address node) external view returns (uint256) {
        Account storage self = _accounts[_numberOf[node]];
        return (uint256(self.stake) + self.unbonding) * UNIT;
    }

    /// @inheritdoc INodeRegistry
    function isActive(address node, uint8 role) external view returns (bool) {
        Account storage self = _accounts[_numberOf[node]];
        (uint256 minStake,) = _parameters().weightRules();
        return self.roles & role == role && self.stake >= minStake;
    }

    /// @inheritdoc INodeRegistry
    function pastVotesOf(address node, uint256 timepoint)
        external
        view
        returns (uint256 stake, uint256 reputationPpm)
    {
        uint256 votes = _votes[_numberOf[node]].upperLookupRecent(SafeCast.toUint48(timepoint));
        return ((votes >> REPUTATION_BITS) * UNIT, uint32(votes));
    }

    /// @inheritdoc INodeRegistry
    function totalWeight() external view returns (uint256) {
        return _tree.total();
    }

    /// @inheritdoc INodeRegistry
    function weightOf(address node) external view returns (uint256) {
        return _tree.weightOf(_leafOf(_numberOf[node]));
    }

    /// @inheritdoc INodeRegistry
    function trueWeightOf(address node) external view returns (uint256) {
        return _weight(_accounts[_numberOf[node]], _now());
    }

    /// @inheritdoc INodeRegistry
    function didOf(address node) external view returns (string memory) {
        return Did.pkh(node);
    }

    /// @inheritdoc INodeRegistry
    function reputationOf(address node) public view returns (uint256) {
        return reputationOfNumber(_numberOf[node]);
    }

    /// @inheritdoc INodeRegistry
    function reputationOfNumber(uint32 number) public view returns (uint256) {
        Moment memory moment = _now();
        return _reputation(_accounts[number], moment.decayPpm, moment.epoch);
    }

    function _register(uint8 roles, uint256 stake, bytes calldata gossipKey) private returns (uint32 number) {
        number = _numberOf[msg.sender];
        if (_accounts[number].roles != 0) revert AlreadyRegistered(msg.sender);
        _checkRoles(roles);
        uint64 units = _units(stake);
        (uint256 minimum,) = _parameters().weightRules();
        if (units < minimum) revert StakeBelowMinimum(stake, minimum * UNIT);
        if (gossipKey.length != GOSSIP_KEY_BYTES || (gossipKey[0] != 0x02 && gossipKey[0] != 0x03)) {
            revert InvalidGossipKey(gossipKey);
        }
        if (number == 0) {
            number = ++nodeCount;
            _numberOf[msg.sender] = number;
            _accounts[number].owner = msg.sender;
        }
        Account storage self = _accounts[number];
        self.roles = roles;
        self.stake = units;
        self.gossipPrefix = gossipKey[0];
        self.gossipX = bytes32(gossipKey[1:]);
        emit Registered(msg.sender, number, roles, stake, gossipKey, Did.pkh(msg.sender));
        _stakeChanged(number, self);
        _token.safeTransferFrom(msg.sender, address(this), stake);
    }

    function _stakeChanged(uint32 number, Account storage self) private {
        emit StakeChanged(self.owner, self.stake * UNIT, self.unbonding * UNIT);
        _refresh(number, self, _now());
    }

    /// @dev Writes what follows from stake, roles, reputation and rules. Only a fine can come while committees are drawn;
    /// the tree then stays as it is.
    function _refresh(uint32 number, Account storage self, Moment memory moment) private {
        uint256 stake = self.stake;
        bool enough = stake >= moment.minStake;
        uint256 reputation = enough ? _reputation(self, moment.decayPpm, moment.epoch) : 0;
        uint208 votes = uint208(stake << REPUTATION_BITS | reputation);
        if (_votes[number].latest() != votes) _votes[number].push(uint48(block.timestamp), votes);
        if (!_isCurrent()) return;
        if (!_drawing()) _writeWeight(number, self, moment);
        bool learner = enough && self.roles & Roles.LEARNER != 0;
        _epochs().noteLearner(self.owner, number, learner ? uint64(stake) : 0);
    }

    function _writeWeight(uint32 number, Account storage self, Moment memory moment) private {
        uint256 weight = _weight(self, moment);
        if (_tree.weightOf(_leafOf(number)) == weight) return;
        _tree.set(_leafOf(number), weight);
        emit WeightChanged(self.owner, weight);
    }

    function _setReputation(Account storage self, uint256 reputationPpm, uint256 epoch, uint256 gainPpm) private {
        self.reputationPpm = uint32(reputationPpm);
        self.reputationEpoch = uint32(epoch);
        self.gainPpm = uint32(gainPpm);
        emit ReputationChanged(self.owner, reputationPpm, epoch);
    }

    function _draw(Draw memory draw, uint256[] memory excluded) private view returns (uint32[] memory numbers) {
        (draw.gaps, draw.total) = _tree.gapsOf(excluded);
        if (draw.total == 0) return numbers;
        uint256 size = draw.size;
        numbers = new uint32[](size);
        uint256 start;
        // Unchecked: a total has 41 bits, a size is the length of an array in memory.
        unchecked {
            for (uint256 j; j < size;) {
                uint256 seat = draw.first + j;
                uint256 end = draw.total * (j + 1) / size;
                numbers[j++] = _drawSeat(draw, seat, start, end - start);
                start = end;
            }
        }
    }

    /// @dev From a stretch of the line.
    function _drawSeat(Draw memory draw, uint256 seat, uint256 start, uint256 length)
        private
        view
        returns (uint32 number)
    {
        if (length == 0) length = 1;
        unchecked {
            for (uint256 i; i < TRIES; ++i) {
                uint256 word = _hash(draw.seed, seat, i);
                (uint256 leaf, uint256 written) = _tree.find(draw.gaps, start + uint128(word) % length);
                number = uint32(leaf + 1);
                if (_isKept(draw, number, written, word >> HALF_BITS)) break;
            }
        }
    }

    function _isKept(Draw memory draw, uint32 number, uint256 written, uint256 random) private view returns (bool) {
        Account storage self = _accounts[number];
        Moment memory moment = draw.moment;
        return draw.jury
            ? random % Reputation.ONE < _reputation(self, moment.decayPpm, moment.epoch)
            : random % written < _weight(self, moment);
    }

    function _registered(address node) private view returns (uint32 number, Account storage self) {
        number = _numberOf[node];
        self = _accounts[number];
        if (self.roles == 0) revert NotRegistered(node);
    }

    function _weight(Account storage self, Moment memory moment) private view returns (uint256) {
        // One read of the word that they share; Solidity would read it for each field.
        uint256 word;
        assembly ("memory-safe") {
            word := sload(self.slot)
        }
        uint256 stake = uint64(word);
        if (word >> ROLES & Roles.VALIDATOR == 0 || stake < moment.minStake) return 0;
        uint256 reputation = uint32(word >> REPUTATION);
        if (reputation != 0) {
            uint256 epochs = Math.saturatingSub(moment.epoch, word >> REPUTATION_EPOCH);
            reputation = Reputation.decayed(reputation, moment.decayPpm, epochs);
        }
        return Reputation.weight(stake, reputation);
    }

    function _reputation(Account storage self, uint256 decayPpm, uint256 epoch) private view returns (uint256) {
        return Reputation.decayed(self.reputationPpm, decayPpm, Math.saturatingSub(epoch, self.reputationEpoch));
    }

    function _now() private view returns (Moment memory now_) {
        (now_.minStake, now_.decayPpm) = _parameters().weightRules();
        now_.epoch = _epochs().currentEpoch();
    }

    function _drawing() private view returns (bool) {
        return _isCurrent() && (_epochs().drawing() || IDisputeCourt(_at(Module.Court)).drawing());
    }

    /// @dev A registry that a vote replaced only pays out.
    function _isCurrent() private view returns (bool) {
        return _at(Module.Registry) == address(this);
    }

    function _isFinal(uint256 epoch) private view returns (bool) {
        return epoch == 0 || _epochs().finalAt(epoch) != 0;
    }

    function _maySlash(address caller) private view returns (bool) {
        return caller == _at(Module.Verdicts) || caller == _at(Module.Epochs) || caller == _at(Module.Court)
            || caller == _at(Module.Randomness) || caller == _at(Module.Models) || caller == _at(Module.Rewards);
    }

    function _epochs() private view returns (IEpochManager) {
        return IEpochManager(_at(Module.Epochs));
    }

    function _parameters() private view returns (IParameters) {
        return IParameters(_at(Module.Parameters));
    }

    /// @dev Number 0 is nobody: its leaf is that of a node that never comes.
    function _leafOf(uint32 number) private pure returns (uint256) {
        unchecked {
            return uint32(number - 1);
        }
    }

    function _units(uint256 amount) private pure returns (uint64) {
        if (amount == 0 || amount % UNIT != 0 || amount / UNIT > type(uint64).max) revert InvalidAmount(amount);
        return uint64(amount / UNIT);
    }

    /// @dev keccak256(abi.encode(seed, seat, attempt)), without taking memory.
    function _hash(bytes32 seed, uint256 seat, uint256 attempt) private pure returns (uint256 hash) {
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, seed)
            mstore(add(free, 0x20), seat)
            mstore(add(free, 0x40), attempt)
            hash := keccak256(free, 0x60)
        }
    }

    function _checkRoles(uint8 roles) private pure {
        if (roles == 0 || roles & ~Roles.ALL != 0) revert InvalidRoles(roles);
    }
}
