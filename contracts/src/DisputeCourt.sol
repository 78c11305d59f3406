// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Remedies} from "./Remedies.sol";
import {IDisputeCourt} from "./interfaces/IDisputeCourt.sol";
import {IModules, Module} from "./interfaces/IModules.sol";
import {INodeRegistry} from "./interfaces/INodeRegistry.sol";
import {DisputeRules, IParameters} from "./interfaces/IParameters.sol";
import {IRewardPool} from "./interfaces/IRewardPool.sol";
import {Jury} from "./libraries/Jury.sol";

/// @title Implementation of IDisputeCourt, where everything is described.
contract DisputeCourt is Remedies, ReentrancyGuardTransient {
    using Jury for Jury.Round;
    using SafeERC20 for IERC20;

    /// @dev Seats of a jury at most.
    uint256 private constant MAX_JURY = 127;
    uint256 private constant HASH_WINDOW = 256;

    /// @inheritdoc IDisputeCourt
    uint256 public disputeCount;
    /// @inheritdoc IDisputeCourt
    mapping(Kind kind => mapping(uint256 subject => uint256)) public disputeOf;

    mapping(uint256 id => Dispute) private _disputes;
    mapping(uint256 id => mapping(uint256 number => Jury.Round)) private _rounds;
    /// @dev Disputes about a subject that its openers lost.
    mapping(Kind kind => mapping(uint256 subject => uint256)) private _failed;
    uint256 private _awaited;

    constructor(IModules modules_) Remedies(modules_) {}

    /// @inheritdoc IDisputeCourt
    function open(Kind kind, uint256 subject, bytes32 evidenceCid) external nonReentrant returns (uint256 id) {
        if (evidenceCid == 0) revert ZeroCid();
        if (disputeOf[kind][subject] != 0) revert AlreadyDisputed(kind, subject);
        address respondent = _respondent(kind, subject);
        DisputeRules memory rules = _rules();
        uint256 bond = (rules.bond * MICRO) << _failed[kind][subject];
        id = ++disputeCount;
        disputeOf[kind][subject] = id;
        Dispute storage self = _disputes[id];
        (self.kind, self.subject, self.evidenceCid) = (kind, subject, evidenceCid);
        (self.opener, self.respondent, self.bond) = (msg.sender, respondent, bond);
        emit DisputeOpened(id, kind, subject, msg.sender, respondent, bond, evidenceCid);
        _request(id, rules.jurors);
        _onOpen(kind, subject);
        _token().safeTransferFrom(msg.sender, address(this), bond);
    }

    /// @inheritdoc IDisputeCourt
    function drawJury(uint256 id) external {
        Dispute storage self = _disputes[id];
        Jury.Round storage round = _rounds[id][self.round];
        uint256 requestedAt = round.requestedAt;
        if (requestedAt == 0) revert AlreadyDrawn(id);
        if (block.number <= requestedAt + 1) revert SeedNotReady(requestedAt + 2);
        if (block.number > requestedAt + 1 + HASH_WINDOW) {
            round.requestedAt = uint64(block.number);
            return;
        }
        round.requestedAt = 0;
        --_awaited;
        bytes32 seed = keccak256(abi.encode(blockhash(requestedAt + 1), address(this), id, self.round));
        self.seed = seed;
        DisputeRules memory rules = _rules();
        round.voteEndsAt = uint40(block.timestamp) + rules.voteSeconds;
        round.revealEndsAt = round.voteEndsAt + rules.revealSeconds;
        round.jurors = _drawJury(self, seed, round.size);
        emit JuryDrawn(id, self.round, round.jurors, round.voteEndsAt);
    }

    /// @inheritdoc IDisputeCourt
    function addEvidence(uint256 id, bytes32 evidenceCid) external {
        if (evidenceCid == 0) revert ZeroCid();
        State state = _disputes[id].state;
        if (state == State.None || state == State.Closed) revert WrongState(id, state, State.Vote);
        emit EvidenceAdded(id, msg.sender, evidenceCid);
    }

    /// @inheritdoc IDisputeCourt
    function commitVote(uint256 id, bytes32 commitment) external {
        Jury.Round storage round = _inState(id, State.Vote);
        if (round.requestedAt != 0) revert SeedNotReady(round.requestedAt + 2);
        uint8 seats = round.seatsOf(_registry().numberOf(msg.sender));
        if (seats == 0) revert NotAJuror(id, msg.sender);
        if (commitment == 0) revert ZeroCommitment();
        if (round.commitments[msg.sender] != 0) revert AlreadyVoted(id, msg.sender);
        round.commitments[msg.sender] = commitment;
        round.committed += seats;
        emit VoteCommitted(id, _disputes[id].round, msg.sender);
    }

    /// @inheritdoc IDisputeCourt
    function revealVote(uint256 id, address juror, Ruling ruling, bytes32 salt) external {
        Jury.Round storage round = _inState(id, State.Reveal);
        uint256 number = _disputes[id].round;
        if (ruling == Ruling.None) revert InvalidRuling();
        if (round.votes[juror] != Ruling.None) revert AlreadyVoted(id, juror);
        bytes32 committed = round.commitments[juror];
        bytes32 given = keccak256(abi.encode(id, number, juror, ruling, salt));
        if (committed != given) revert WrongVote(committed, given);
        round.votes[juror] = ruling;
        uint8 seats = round.seatsOf(_registry().numberOf(juror));
        round.revealed += seats;
        if (ruling == Ruling.Overturn) round.overturn += seats;
        if (ruling == Ruling.DeeperAudit) round.deeper += seats;
        emit VoteRevealed(id, number, juror, ruling);
    }

    /// @inheritdoc IDisputeCourt
    function rule(uint256 id) external nonReentrant returns (Ruling ruling) {
        Jury.Round storage round = _inState(id, State.Reveal);
        if (!round.countable(block.timestamp)) revert TooEarly(round.revealEndsAt);
        Dispute storage self = _disputes[id];
        DisputeRules memory rules = _rules();
        bool last = self.round > rules.maxAppeals;
        ruling = round.outcome();
        if (ruling == Ruling.None) ruling = Ruling.DeeperAudit;
        if (last && ruling == Ruling.DeeperAudit) ruling = Ruling.Uphold;
        self.ruling = ruling;
        emit Ruled(id, self.round, ruling);
        if (ruling == Ruling.DeeperAudit) {
            _request(id, 2 * uint256(round.size) + 1);
        } else {
            self.state = State.Appeal;
            self.deadline = uint40(block.timestamp) + (last ? 0 : rules.appealSeconds);
        }
        _fineAbsent(round, rules.absentJurorBps);
    }

    /// @inheritdoc IDisputeCourt
    function appeal(uint256 id) external nonReentrant {
        Dispute storage self = _disputes[id];
        if (self.state != State.Appeal) revert WrongState(id, _stateOf(id), State.Appeal);
        if (block.timestamp >= self.deadline) revert NoAppealLeft(id);
        if (!_lost(self, msg.sender)) revert NotAParty(id, msg.sender);
        uint256 bond = self.bond << self.round;
        uint256 size = 2 * uint256(_rounds[id][self.round].size) + 1;
        emit Appealed(id, self.round, msg.sender, bond);
        Ruling against = self.ruling;
        Jury.Round storage next = _request(id, size);
        (next.appellant, next.against, next.bond) = (msg.sender, against, bond);
        _token().safeTransferFrom(msg.sender, address(this), bond);
    }

    /// @inheritdoc IDisputeCourt
    function close(uint256 id) external nonReentrant {
        Dispute storage self = _disputes[id];
        if (self.state != State.Appeal) revert WrongState(id, _stateOf(id), State.Appeal);
        if (block.timestamp < self.deadline) revert TooEarly(self.deadline);
        self.state = State.Closed;
        delete disputeOf[self.kind][self.subject];
        if (self.ruling == Ruling.Uphold) ++_failed[self.kind][self.subject];
        emit DisputeClosed(id, self.ruling);
        _carryOut(self, _rules().overturnedBps);
        _settleBonds(id, self);
    }

    /// @inheritdoc IDisputeCourt
    function dispute(uint256 id) external view returns (Dispute memory self) {
        self = _disputes[id];
        if (self.state == State.Vote) (self.state, self.deadline) = _rounds[id][self.round].stateAt(block.timestamp);
    }

    /// @inheritdoc IDisputeCourt
    function jurorsOf(uint256 id, uint256 round) external view returns (uint32[] memory) {
        return _rounds[id][round].jurors;
    }

    /// @inheritdoc IDisputeCourt
    function drawing() external view returns (bool) {
        return _awaited != 0;
    }

    // ---- rounds

    /// @dev Begins the next round: its jury is drawn with the hash of the block after this one.
    function _request(uint256 id, uint256 size) private returns (Jury.Round storage round) {
        Dispute storage self = _disputes[id];
        (self.state, self.deadline) = (State.Vote, 0);
        round = _rounds[id][++self.round];
        round.requestedAt = uint64(block.number);
        round.size = uint8(size < MAX_JURY ? size : MAX_JURY);
        ++_awaited;
    }

    function _stateOf(uint256 id) private view returns (State state) {
        state = _disputes[id].state;
        if (state == State.Vote) (state,) = _rounds[id][_disputes[id].round].stateAt(block.timestamp);
    }

    function _inState(uint256 id, State expected) private view returns (Jury.Round storage) {
        State state = _stateOf(id);
        if (state != expected) revert WrongState(id, state, expected);
        return _rounds[id][_disputes[id].round];
    }

    /// @dev Parties do not sit; where that leaves nobody, only opener and respondent do not.
    function _drawJury(Dispute storage self, bytes32 seed, uint256 size) private view returns (uint32[] memory drawn) {
        INodeRegistry registry = _registry();
        drawn = registry.drawJury(seed, size, _parties(self, true));
        if (drawn.length == 0) drawn = registry.drawJury(seed, size, _parties(self, false));
    }

    function _fineAbsent(Jury.Round storage round, uint256 bps) private {
        uint32[] memory jurors = round.jurors;
        INodeRegistry registry = _registry();
        for (uint256 i; i < jurors.length; ++i) {
            address juror = registry.addressOf(jurors[i]);
            if (round.votes[juror] == Ruling.None && _first(jurors, i)) _fine(juror, bps, address(0));
        }
    }

    // ---- bonds

    /// @dev The winning side gets its bonds back. Of what the losing side put up, half goes to the jurors who voted for
    /// the final ruling, by seats, half to the pool. When the opener wins, the pool pays the jurors what they would
    /// have had otherwise, as far as it can, so that a juror has no reason to prefer a ruling.
    function _settleBonds(uint256 id, Dispute storage self) private {
        IERC20 token = _token();
        Ruling ruling = self.ruling;
        uint256 lost;
        uint256 fee;
        if (ruling == Ruling.Overturn) {
            token.safeTransfer(self.opener, self.bond);
            fee = IRewardPool(_at(Module.Rewards)).compensate(address(this), self.bond / 2);
        } else {
            lost = self.bond;
        }
        uint256 seats;
        for (uint256 n = 1; n <= self.round; ++n) {
            Jury.Round storage round = _rounds[id][n];
            seats += ruling == Ruling.Overturn ? round.overturn : round.revealed - round.overturn - round.deeper;
            if (round.appellant == address(0)) continue;
            if (round.against == ruling) lost += round.bond;
            else token.safeTransfer(round.appellant, round.bond);
        }
        fee += lost / 2;
        uint256 paid = seats == 0 ? 0 : _payJurors(id, self.round, ruling, fee / seats);
        uint256 rest = fee + (lost - lost / 2) - paid;
        if (rest != 0) token.safeTransfer(_at(Module.Rewards), rest);
    }

    function _payJurors(uint256 id, uint256 rounds, Ruling ruling, uint256 share) private returns (uint256 paid) {
        INodeRegistry registry = _registry();
        IERC20 token = _token();
        for (uint256 n = 1; n <= rounds; ++n) {
            Jury.Round storage round = _rounds[id][n];
            uint32[] memory jurors = round.jurors;
            for (uint256 i; i < jurors.length; ++i) {
                address juror = registry.addressOf(jurors[i]);
                if (round.votes[juror] != ruling || !_first(jurors, i)) continue;
                uint256 amount = share * round.seatsOf(jurors[i]);
                paid += amount;
                token.safeTransfer(juror, amount);
            }
        }
    }

    function _rules() private view returns (DisputeRules memory) {
        return IParameters(_at(Module.Parameters)).disputeRules();
    }
}
