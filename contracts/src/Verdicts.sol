// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Modular} from "./Modular.sol";
import {IEpochManager} from "./interfaces/IEpochManager.sol";
import {IModules, Module} from "./interfaces/IModules.sol";
import {INodeRegistry} from "./interfaces/INodeRegistry.sol";
import {CommitteeRules, IParameters} from "./interfaces/IParameters.sol";
import {IRewardPool} from "./interfaces/IRewardPool.sol";
import {Attestation, IVerdicts} from "./interfaces/IVerdicts.sol";
import {Attestations} from "./libraries/Attestations.sol";
import {Commitment, Commitments} from "./libraries/Commitments.sol";
import {Count, Counts} from "./libraries/Counts.sol";
import {Leads} from "./libraries/Leads.sol";
import {Roles} from "./libraries/Roles.sol";
import {Round, Rounds} from "./libraries/Rounds.sol";
import {Seats} from "./libraries/Seats.sol";
import {SortedTree} from "./libraries/SortedTree.sol";

/// @title Implementation of IVerdicts, where everything is described.
contract Verdicts is IVerdicts, Modular, EIP712 {
    using Attestations for Attestation;
    using Attestations for Attestation[];
    using SafeERC20 for IERC20;
    using Seats for uint256[6];

    bytes32 private constant COMMITMENT_TYPEHASH =
        keccak256("Commitment(uint256 epoch,uint256 round,bytes32 root,uint16 ballots,address validator)");
    uint256 private constant BPS = 10_000;
    uint256 private constant PPM = 1_000_000;
    /// @dev Wei in a unit of stake.
    uint256 private constant UNIT = 1e12;
    /// @dev A loss cannot fall by more than all of it.
    int32 private constant MOST_PPM = 1_000_000;

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

    /// @dev What `enforce` took from a committee.
    struct Fines {
        uint256 dissenting;
        uint256 silent;
        uint256 taken;
        uint256 takenFromDissent;
    }

    struct Rerun {
        address watcher;
        uint64 bond;
        IEpochManager.Status status;
        uint256 verdict;
    }

    Round private _round;
    mapping(uint32 node => Commitment) private _commitments;
    /// @dev Numbers are for good, so they are asked for once.
    mapping(address validator => uint32) private _numbers;
    mapping(uint256 epoch => mapping(uint256 index => Case)) private _cases;
    /// @dev Ballots that a node committed to in earlier rounds of an epoch and did not open.
    mapping(uint256 epoch => mapping(uint32 node => uint256)) private _withheld;
    /// @dev One more than the seats that state a verdict that stands. The one is there from an epoch's first committee on, so
    /// that whoever settles first does not pay for the word.
    mapping(uint256 epoch => uint256) private _agreeing;

    constructor(IModules modules_) Modular(modules_) EIP712("Loam", "1") {}

    // ---- validators

    /// @inheritdoc IVerdicts
    function commit(uint256 epoch, bytes32 root, uint16 ballots) external {
        _commit(epoch, root, ballots, msg.sender);
    }

    /// @inheritdoc IVerdicts
    function commitFor(uint256 epoch, bytes32 root, uint16 ballots, address validator, bytes calldata signature)
        external
    {
        bytes32 digest = _hashTypedDataV4(
            keccak256(abi.encode(COMMITMENT_TYPEHASH, epoch, _round.number(), root, ballots, validator))
        );
        (address signer,,) = ECDSA.tryRecoverCalldata(digest, signature);
        if (signer != validator || signer == address(0)) revert InvalidSignature(validator);
        _commit(epoch, root, ballots, validator);
    }

    /// @inheritdoc IVerdicts
    function reveal(Attestation calldata attestation, bytes32[] calldata proof) external {
        bytes memory refusal = _reveal(attestation, proof);
        if (refusal.length != 0) _revert(refusal);
    }

    /// @inheritdoc IVerdicts
    function revealBatch(Attestation[] calldata attestations, bytes32[][] calldata proofs) external {
        if (attestations.length != proofs.length) revert LengthMismatch(attestations.length, proofs.length);
        for (uint256 i; i < attestations.length; ++i) {
            bytes memory refusal = _reveal(attestations[i], proofs[i]);
            if (refusal.length != 0) _skip(attestations[i], refusal);
        }
    }

    /// @inheritdoc IVerdicts
    function revealAll(Attestation[] calldata attestations) external {
        if (attestations.length == 0) revert LengthMismatch(0, 0);
        address validator = attestations[0].validator;
        uint256 epoch = attestations[0].epoch;
        (Round round, uint32 node, Commitment own, bytes memory refusal) =
            _checkCommitment(epoch, validator, attestations.root());
        if (refusal.length != 0) _revert(refusal);
        uint256 opened;
        bytes32 salts;
        mapping(uint256 index => Case) storage cases = _cases[epoch];
        for (uint256 i; i < attestations.length;) {
            Attestation calldata attestation = attestations[i];
            refusal = attestation.isOf(epoch, validator)
                ? _open(attestation, cases[attestation.index], node, own)
                : _refuseSeat(attestation);
            unchecked {
                ++i;
                if (refusal.length == 0) ++opened;
            }
            if (refusal.length == 0) (own, salts) = (own.reveal(), salts ^ attestation.salt);
            else _skip(attestation, refusal);
        }
        if (opened != 0) _note(round, node, own, opened, salts);
    }

    // ---- watchers

    /// @inheritdoc IVerdicts
    function forceRerun(uint256 epoch, uint256 index) external {
        IEpochManager epochs = _epochs();
        _requireContest(epochs, epoch);
        _requireActive(msg.sender);
        Case storage case_ = _cases[epoch][index];
        Count count = case_.count;
        if (!count.decided() || _isLast(count)) revert NotContestable(epoch, index);
        uint64 bond = _parameters().disputeRules().rerunBond;
        case_.reruns.push(Rerun(msg.sender, bond, count.status(), count.verdict()));
        if (count.canary() != Counts.NO_CANARY) count = count.withCanary(Counts.OPEN_CANARY);
        _reopen(case_, count.withRerun(), epoch);
        emit RerunForced(epoch, index, msg.sender, bond * UNIT);
        epochs.reopen(epoch, index);
        _token().safeTransferFrom(msg.sender, address(this), bond * UNIT);
    }

    /// @inheritdoc IVerdicts
    function openCanary(
        uint256 epoch,
        uint256 index,
        bytes32 evaluationHash,
        bool pass,
        int32 utilityPpm,
        bytes32 salt
    ) external {
        IEpochManager epochs = _epochs();
        _requireContest(epochs, epoch);
        Case storage case_ = _cases[epoch][index];
        Count count = case_.count;
        if (!count.decided() || count.canary() != Counts.NO_CANARY) revert NotContestable(epoch, index);
        {
            address learner = epochs.submission(epoch, index).learner;
            bytes32 seed = keccak256(abi.encode("canary", learner, pass, utilityPpm, salt));
            bytes32 given = keccak256(abi.encode(seed, evaluationHash));
            bytes32 sealed_ = epochs.sealOf(epoch, index);
            if (given != sealed_) revert WrongSeal(sealed_, given);
        }
        (case_.canaryPass, case_.canaryUtilityPpm) = (pass, utilityPpm);
        bool proven = count.status() != IEpochManager.Status.Unresolved && _agrees(case_, count);
        emit CanaryOpened(epoch, index, pass, utilityPpm, !proven);
        if (proven) {
            case_.count = count.withCanary(Counts.PROVEN_CANARY).withStatus(IEpochManager.Status.Canary);
            epochs.noteCanary(epoch, index);
        } else {
            if (_isLast(count)) revert NotContestable(epoch, index);
            _reopen(case_, count.withCanary(Counts.OPEN_CANARY), epoch);
            epochs.reopen(epoch, index);
        }
    }

    /// @inheritdoc IVerdicts
    function enforce(uint256 epoch, uint256 index) external {
        IEpochManager epochs = _epochs();
        IEpochManager.Phase phase = epochs.phase(epoch);
        if (phase < IEpochManager.Phase.Aggregate) revert WrongPhase(epoch, phase, IEpochManager.Phase.Aggregate);
        Case storage case_ = _cases[epoch][index];
        Count count = case_.count;
        if (!count.decided() || count.enforced()) revert NothingToEnforce(epoch, index);
        case_.count = count.withEnforced();
        CommitteeRules memory rules = _rules();
        bool fined = _fineSeats(case_, count, rules, epoch, index);
        fined = _fineLearner(count, rules, epochs, epoch, index) || fined;
        fined = _closeReruns(case_, count, epoch, index) || fined;
        if (!fined) revert NothingToEnforce(epoch, index);
    }

    // ---- modules

    /// @inheritdoc IVerdicts
    function seat(uint256 epoch, uint256 index, uint256 round, uint256 stage, uint32[] calldata numbers)
        external
        only(Module.Epochs)
    {
        Case storage case_ = _cases[epoch][index];
        Count count = case_.count.grow(stage, numbers.length);
        _round = _running(epoch, round).ask(_seat(case_, count, Rounds.nameOf(epoch, round), numbers));
    }

    /// @inheritdoc IVerdicts
    function startRound(uint256 epoch, uint256 round, uint40 commitEndsAt, uint40 revealEndsAt)
        external
        only(Module.Epochs)
        returns (uint256 ballots)
    {
        Round running = _running(epoch, round);
        ballots = running.uncommitted();
        _round = running.withEnds(commitEndsAt, revealEndsAt);
    }

    /// @inheritdoc IVerdicts
    function conclude(uint256 epoch, uint256 index)
        external
        only(Module.Epochs)
        returns (bool decided, IEpochManager.Status status, int32 utilityPpm, uint32 uniquenessPpm)
    {
        Case storage case_ = _cases[epoch][index];
        Count count = case_.count;
        (uint256 lead, uint256 minUtilityPpm) = _parameters().verdictRules(count.stage());
        if (!Leads.decides(count, lead)) {
            if (lead != 0) return (false, IEpochManager.Status.Pending, 0, 0);
            case_.count = count.withStatus(IEpochManager.Status.Unresolved);
            return (true, IEpochManager.Status.Unresolved, 0, 0);
        }
        (utilityPpm, uniquenessPpm) = (count.utilityPpm(), count.uniquenessPpm());
        bool useful = count.pass() && utilityPpm >= int256(minUtilityPpm);
        status = useful ? IEpochManager.Status.Accepted : IEpochManager.Status.Rejected;
        if (count.canary() == Counts.OPEN_CANARY) {
            bool proven = _agrees(case_, count);
            count = count.withCanary(proven ? Counts.PROVEN_CANARY : Counts.FALSE_CANARY);
            status = proven ? IEpochManager.Status.Canary : IEpochManager.Status.Rejected;
        }
        case_.count = count.withStatus(status);
        _agreeing[epoch] += Counts.size(count.leading());
        decided = true;
    }

    // ---- views

    /// @inheritdoc IVerdicts
    function tally(uint256 epoch, uint256 index) external view returns (Tally memory) {
        Count count = _cases[epoch][index].count;
        return Tally({
            stage: uint8(count.stage()),
            seats: uint8(count.seats()),
            leading: uint48(count.leading()),
            revealed: uint48(count.revealed()),
            pass: count.pass(),
            utilityPpm: count.utilityPpm(),
            uniquenessPpm: count.uniquenessPpm(),
            digest: count.digest()
        });
    }

    /// @inheritdoc IVerdicts
    function seatsOf(uint256 epoch, uint256 index) external view returns (uint32[] memory) {
        Case storage case_ = _cases[epoch][index];
        return case_.seats.load(case_.count.seats(), 0);
    }

    /// @inheritdoc IVerdicts
    function agreeingSeatsIn(uint256 epoch, uint256[] calldata indices, uint32 node)
        external
        view
        returns (uint256 total)
    {
        for (uint256 i; i < indices.length; ++i) {
            total += agreeingSeats(epoch, indices[i], node);
        }
    }

    /// @inheritdoc IVerdicts
    function agreeingSeats(uint256 epoch, uint256 index, uint32 node) public view returns (uint256) {
        Case storage case_ = _cases[epoch][index];
        Count count = case_.count;
        if (!count.decided() || count.status() == IEpochManager.Status.Unresolved) return 0;
        return Counts.size(case_.seats.maskOf(count.seats(), node) & count.leading());
    }

    /// @inheritdoc IVerdicts
    function totalAgreeing(uint256 epoch) external view returns (uint256) {
        uint256 agreeing = _agreeing[epoch];
        return agreeing == 0 ? 0 : agreeing - 1;
    }

    /// @inheritdoc IVerdicts
    function commitmentOf(uint32 node)
        external
        view
        returns (bytes20 root, uint256 epoch, uint256 round, uint256 due, uint256 committed, uint256 revealed)
    {
        Commitment own = _commitments[node];
        (epoch, round) = (uint24(own.name()), own.name() >> 24);
        return (own.root(), epoch, round, own.due(), own.committed(), own.revealed());
    }

    /// @inheritdoc IVerdicts
    function outstanding(uint256 epoch) external view returns (uint256 uncommitted, uint256 unrevealed) {
        Round round = _round;
        if (round.epoch() == epoch) return (round.uncommitted(), round.unrevealed());
    }

    /// @inheritdoc IVerdicts
    function saltMix(uint256 epoch) external view returns (bytes10) {
        return _round.epoch() == epoch ? _round.mix() : bytes10(0);
    }

    /// @inheritdoc IVerdicts
    function enforced(uint256 epoch, uint256 index) external view returns (bool) {
        return _cases[epoch][index].count.enforced();
    }

    /// @inheritdoc IVerdicts
    function rerunOf(uint256 epoch, uint256 index) external view returns (address watcher, uint256 bond) {
        Case storage case_ = _cases[epoch][index];
        uint256 length = case_.reruns.length;
        if (length == 0 || case_.count.enforced()) return (address(0), 0);
        Rerun storage rerun = case_.reruns[length - 1];
        return (rerun.watcher, rerun.bond * UNIT);
    }

    /// @inheritdoc IVerdicts
    function leafOf(Attestation calldata attestation) external pure returns (bytes32) {
        return attestation.leaf();
    }

    /// @inheritdoc IVerdicts
    function attestationHash(Attestation calldata attestation) external view returns (bytes32) {
        return _hashTypedDataV4(attestation.leaf());
    }

    // ---- committing

    function _commit(uint256 epoch, bytes32 root, uint16 ballots, address validator) private {
        Round round = _round;
        if (round.epoch() != epoch || block.timestamp >= round.commitEndsAt()) {
            revert WrongPhase(epoch, _epochs().phase(epoch), IEpochManager.Phase.Commit);
        }
        if (bytes20(root) == 0) revert ZeroCommitment();
        uint32 node = _numberOf(validator);
        Commitment own = _commitments[node];
        uint256 due = own.name() == round.name() ? own.due() : 0;
        uint256 committed = own.committed();
        if (ballots > due || ballots <= committed) revert BallotsOutOfRange(ballots, due);
        _commitments[node] = own.commit(root, ballots);
        round = round.commit(ballots - committed);
        bool last = round.uncommitted() == 0;
        if (last) {
            round = round.withEnds(block.timestamp, block.timestamp + round.revealEndsAt() - round.commitEndsAt());
        }
        _round = round;
        emit Committed(epoch, round.number(), node, root, ballots);
        if (last) _epochs().noteCommitted(epoch);
    }

    function _numberOf(address validator) private returns (uint32 node) {
        node = _numbers[validator];
        if (node == 0) {
            node = _registry().numberOf(validator);
            _numbers[validator] = node;
        }
    }

    // ---- revealing

    function _reveal(Attestation calldata a, bytes32[] calldata proof) private returns (bytes memory refusal) {
        bytes32 leaf = a.leaf();
        (Round round, uint32 node, Commitment own, bytes memory refusal_) =
            _checkCommitment(a.epoch, a.validator, SortedTree.rootOf(leaf, proof));
        if (refusal_.length != 0) return refusal_;
        refusal = _open(a, _cases[a.epoch][a.index], node, own);
        if (refusal.length == 0) _note(round, node, own.reveal(), 1, a.salt);
    }

    /// @dev `refusal` is the error that this opening deserves, ABI-encoded; empty when it fits the commitment.
    function _checkCommitment(uint256 epoch, address validator, bytes32 root)
        private
        view
        returns (Round round, uint32 node, Commitment own, bytes memory refusal)
    {
        round = _round;
        if (
            round.epoch() != epoch || block.timestamp < round.commitEndsAt()
                || block.timestamp >= round.revealEndsAt()
        ) return (round, node, own, _refusePhase(epoch));
        node = _numbers[validator];
        own = _commitments[node];
        if (own.committed() == 0 || own.name() != round.name()) {
            refusal = abi.encodeWithSelector(NotCommitted.selector, epoch, validator);
        } else if (!own.isOf(root)) {
            refusal = abi.encodeWithSelector(WrongCommitment.selector, own.root(), bytes20(root));
        }
    }

    /// @dev Counts an opened attestation for the seats of its validator.
    function _open(Attestation calldata a, Case storage case_, uint32 node, Commitment own)
        private
        returns (bytes memory refusal)
    {
        (uint256 verdict, bool inRange) = a.verdict();
        if (!inRange) return _refuseValue(a);
        Count count = case_.count;
        uint256 mine = case_.seats.maskOf(count.seats(), node);
        if (!count.mayReveal(mine)) return _refuseSeat(a);
        if (mine & count.revealed() != 0) {
            return abi.encodeWithSelector(AlreadyRevealed.selector, a.epoch, a.index, a.validator);
        }
        if (own.revealed() == own.committed()) {
            return abi.encodeWithSelector(BallotsOutOfRange.selector, own.revealed() + 1, own.committed());
        }
        case_.count = _credit(case_, count, verdict, mine);
        a.emitRevealed();
    }

    /// @dev Adds seats to a verdict; the one with the most seats leads, of equals the one that led before.
    function _credit(Case storage case_, Count count, uint256 verdict, uint256 mine) private returns (Count) {
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

    /// @dev Notes `opened` ballots of a node; the last of all ends the phase.
    function _note(Round round, uint32 node, Commitment own, uint256 opened, bytes32 salts) private {
        _commitments[node] = own;
        round = round.reveal(opened, salts);
        bool last = round.unrevealed() == 0;
        if (last) round = round.withEnds(round.commitEndsAt(), block.timestamp);
        _round = round;
        if (last) _epochs().noteRevealed(round.epoch());
    }

    function _skip(Attestation calldata a, bytes memory refusal) private {
        emit AttestationSkipped(a.epoch, a.index, a.validator, bytes4(refusal));
    }

    function _refusePhase(uint256 epoch) private view returns (bytes memory) {
        return abi.encodeWithSelector(
            WrongPhase.selector, epoch, _epochs().phase(epoch), IEpochManager.Phase.Reveal
        );
    }

    function _refuseValue(Attestation calldata a) private pure returns (bytes memory) {
        int256 value = a.utilityPpm > MOST_PPM ? int256(a.utilityPpm) : int256(uint256(a.uniquenessPpm));
        return abi.encodeWithSelector(ValueOutOfRange.selector, value);
    }

    function _refuseSeat(Attestation calldata a) private pure returns (bytes memory) {
        return abi.encodeWithSelector(NotSeated.selector, a.epoch, a.index, a.validator);
    }

    function _revert(bytes memory refusal) private pure {
        assembly ("memory-safe") {
            revert(add(refusal, 32), mload(refusal))
        }
    }

    // ---- seating

    /// @dev Who already sits there adds seats to what it stated, or to its silence. @return due Ballots of new members.
    function _seat(Case storage case_, Count count, uint256 name, uint32[] calldata numbers)
        private
        returns (uint256 due)
    {
        uint256 before = count.before();
        uint32[] memory seats = case_.seats.load(before, numbers.length);
        // Unchecked: there are at most 48 seats.
        unchecked {
            uint256 at = before;
            for (uint256 i; i < numbers.length; ++i) {
                uint32 node = numbers[i];
                seats[at] = node;
                uint256 first = _firstOf(seats, node);
                if (first != at) count = _copySeat(case_, count, first, at);
                else if (_summon(node, name)) ++due;
                ++at;
            }
        }
        case_.seats.store(seats, before);
        case_.count = count;
    }

    /// @dev A seat more for what the holder of seat `first` stated.
    function _copySeat(Case storage case_, Count count, uint256 first, uint256 at) private returns (Count) {
        if (count.revealed() >> first & 1 == 0) return count;
        if (count.leading() >> first & 1 != 0) return _credit(case_, count, count.verdict(), 1 << at);
        uint256 i;
        while (Count.wrap(case_.alternatives[i]).leading() >> first & 1 == 0) ++i;
        return _credit(case_, count, Count.wrap(case_.alternatives[i]).verdict(), 1 << at);
    }

    /// @dev Asks a node for one more ballot of the named round. @return Whether it can hold one more.
    function _summon(uint32 node, uint256 name) private returns (bool) {
        Commitment own = _commitments[node];
        if (own.name() != name) {
            uint256 withheld = own.committed() - own.revealed();
            if (withheld != 0) _withheld[uint24(own.name())][node] += withheld;
            own = Commitments.fresh(name);
        }
        if (own.due() == Commitments.MOST_BALLOTS) return false;
        _commitments[node] = own.ask();
        return true;
    }

    /// @dev The round in which committees are drawn.
    function _running(uint256 epoch, uint256 round) private returns (Round running) {
        running = _round;
        if (running.name() == Rounds.nameOf(epoch, round)) return running;
        if (running.epoch() != epoch) _agreeing[epoch] = 1;
        running = running.next(epoch, round);
    }

    /// @dev The first seat of a node that has one.
    function _firstOf(uint32[] memory seats, uint32 node) private pure returns (uint256 at) {
        assembly ("memory-safe") {
            let from := add(seats, 32)
            let place := from
            for {} xor(mload(place), node) {} { place := add(place, 32) }
            at := shr(5, sub(place, from))
        }
    }

    // ---- contest

    /// @dev A settled submission is undecided again.
    function _reopen(Case storage case_, Count count, uint256 epoch) private {
        if (count.status() != IEpochManager.Status.Unresolved) {
            _agreeing[epoch] -= Counts.size(count.leading());
        }
        case_.count = count.withStatus(IEpochManager.Status.None);
    }

    /// @dev Whether the leading verdict is the one that a canary's maker expected. What does not pass has no utility.
    function _agrees(Case storage case_, Count count) private view returns (bool) {
        if (case_.canaryPass != count.pass()) return false;
        return !count.pass() || case_.canaryUtilityPpm == count.utilityPpm();
    }

    function _isLast(Count count) private view returns (bool) {
        (uint256 lead,) = _parameters().verdictRules(count.stage());
        return lead == 0;
    }

    function _requireContest(IEpochManager epochs, uint256 epoch) private view {
        IEpochManager.Phase phase = epochs.phase(epoch);
        if (phase != IEpochManager.Phase.Contest) revert WrongPhase(epoch, phase, IEpochManager.Phase.Contest);
    }

    function _requireActive(address watcher) private view {
        INodeRegistry registry = _registry();
        if (
            !registry.isActive(watcher, Roles.VALIDATOR) && !registry.isActive(watcher, Roles.LEARNER)
                && !registry.isActive(watcher, Roles.AGGREGATOR)
        ) revert NotAWatcher(watcher);
    }

    // ---- enforcing

    /// @dev Fines each member once, whatever its seats. @return Whether anybody deserved it.
    function _fineSeats(
        Case storage case_,
        Count count,
        CommitteeRules memory rules,
        uint256 epoch,
        uint256 index
    ) private returns (bool) {
        Fines memory fines;
        uint32[] memory seats = case_.seats.load(count.seats(), 0);
        for (uint256 i; i < seats.length; ++i) {
            bool leads = count.leading() >> i & 1 != 0;
            if (leads || _firstOf(seats, seats[i]) != i) continue;
            if (count.others() >> i & 1 == 0) _fineMissing(fines, rules, epoch, seats[i]);
            else if (count.status() != IEpochManager.Status.Unresolved) _fineDissent(fines, rules, seats[i]);
        }
        if (fines.dissenting + fines.silent == 0) return false;
        emit SeatsFined(epoch, index, fines.dissenting, fines.silent, fines.taken);
        if (count.canary() == Counts.PROVEN_CANARY && fines.takenFromDissent != 0) {
            _payCanary(fines.takenFromDissent, rules.bountyBps, epoch, index);
        }
        return true;
    }

    /// @dev What was committed to and not opened counts as dissent.
    function _fineMissing(Fines memory fines, CommitteeRules memory rules, uint256 epoch, uint32 node) private {
        if (_takeWithheld(epoch, node)) return _fineDissent(fines, rules, node);
        ++fines.silent;
        fines.taken += _fine(node, rules.silenceBps, rules.bountyBps);
    }

    function _fineDissent(Fines memory fines, CommitteeRules memory rules, uint32 node) private {
        uint256 taken = _fine(node, rules.dissentBps, rules.bountyBps);
        ++fines.dissenting;
        fines.taken += taken;
        fines.takenFromDissent += taken;
    }

    /// @dev The learner of a proven canary gets part of what it brought in, at most what the pool got of it.
    function _payCanary(uint256 taken, uint16 bountyBps, uint256 epoch, uint256 index) private {
        uint256 part = taken * _parameters().rewardRules().canaryPpm / PPM;
        uint256 most = taken - taken * bountyBps / BPS;
        _rewards().compensate(_epochs().submission(epoch, index).learner, part < most ? part : most);
    }

    /// @dev A node without a bond has nothing to lose and stops nobody.
    function _fine(uint32 node, uint16 bps, uint16 bountyBps) private returns (uint256) {
        INodeRegistry registry = _registry();
        address member = registry.addressOf(node);
        uint256 amount = registry.bondOf(member) * bps / BPS;
        return amount == 0 ? 0 : registry.slash(member, amount, msg.sender, bountyBps);
    }

    /// @dev Whether a ballot that the node committed to and did not open is left to charge; takes it.
    function _takeWithheld(uint256 epoch, uint32 node) private returns (bool) {
        Commitment own = _commitments[node];
        uint256 withheld = _withheld[epoch][node];
        if (uint24(own.name()) == epoch && own.committed() > own.revealed()) {
            withheld += own.committed() - own.revealed();
            _commitments[node] = own.clear();
        } else if (withheld == 0) {
            return false;
        }
        _withheld[epoch][node] = withheld - 1;
        return true;
    }

    function _fineLearner(
        Count count,
        CommitteeRules memory rules,
        IEpochManager epochs,
        uint256 epoch,
        uint256 index
    ) private returns (bool) {
        bool rejected = count.status() != IEpochManager.Status.Unresolved && !count.pass();
        if (!rejected && count.canary() != Counts.FALSE_CANARY) return false;
        IEpochManager.Submission memory submission = epochs.submission(epoch, index);
        uint256 amount = uint256(submission.stake) * UNIT * rules.rejectBps / BPS;
        INodeRegistry registry = _registry();
        if (registry.bondOf(submission.learner) != 0 && amount != 0) {
            registry.slash(submission.learner, amount, msg.sender, rules.bountyBps);
        }
        return true;
    }

    /// @dev A bond comes back when status or verdict are not what they were when the re-run was forced.
    function _closeReruns(Case storage case_, Count count, uint256 epoch, uint256 index) private returns (bool) {
        if (!count.rerun()) return false;
        uint256 length = case_.reruns.length;
        for (uint256 i; i < length; ++i) {
            Rerun memory rerun = case_.reruns[i];
            bool merited = rerun.status != count.status() || rerun.verdict != count.verdict();
            emit RerunClosed(epoch, index, merited);
            _token().safeTransfer(merited ? rerun.watcher : address(_rewards()), rerun.bond * UNIT);
        }
        return true;
    }

    // ---- modules

    function _epochs() private view returns (IEpochManager) {
        return IEpochManager(_at(Module.Epochs));
    }

    function _registry() private view returns (INodeRegistry) {
        return INodeRegistry(_at(Module.Registry));
    }

    function _parameters() private view returns (IParameters) {
        return IParameters(_at(Module.Parameters));
    }

    function _rules() private view returns (CommitteeRules memory) {
        return _parameters().committeeRules();
    }

    function _rewards() private view returns (IRewardPool) {
        return IRewardPool(_at(Module.Rewards));
    }

    function _token() private view returns (IERC20) {
        return IERC20(_at(Module.Token));
    }
}
