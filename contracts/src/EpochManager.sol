// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {IEpochManager} from "./interfaces/IEpochManager.sol";
import {IModelRegistry} from "./interfaces/IModelRegistry.sol";
import {INodeRegistry} from "./interfaces/INodeRegistry.sol";
import {IRewardPool} from "./interfaces/IRewardPool.sol";
import {IVerdicts} from "./interfaces/IVerdicts.sol";
import {Phases} from "./libraries/Phases.sol";
import {Roles} from "./libraries/Roles.sol";

/// @title Implementation of IEpochManager, where everything is described.
contract EpochManager is IEpochManager, EIP712, Nonces {
    using Phases for Phases.Progress;

    /// @dev One member of a committee; stakes fit in 96 bits because the token's supply does.
    struct Seat {
        address validator;
        uint96 weight;
    }

    /// @dev What a learner hands in.
    struct Request {
        bytes32 cid;
        uint32 baseVersion;
        bytes32 metricsHash;
        uint32 confidencePpm;
        uint128 stake;
    }

    bytes32 private constant SUBMISSION_TYPEHASH = keccak256(
        "Submission(bytes32 cid,uint32 baseVersion,bytes32 metricsHash,uint32 confidencePpm,uint128 stake,address learner,uint256 nonce)"
    );
    uint32 private constant ONE_PPM = 1_000_000;

    INodeRegistry public immutable registry;
    IVerdicts public immutable verdicts;
    IRewardPool public immutable rewardPool;
    IModelRegistry public immutable modelRegistry;
    uint32 private immutable _submitSeconds;
    uint32 private immutable _commitSeconds;
    uint32 private immutable _revealSeconds;
    uint32 private immutable _aggregateSeconds;
    uint32 private immutable _challengeSeconds;
    uint32 private immutable _committeeSize;
    uint32 private immutable _maxSubmissions;
    uint128 private immutable _stakeCap;

    /// @inheritdoc IEpochManager
    uint256 public currentEpoch;
    mapping(uint256 epoch => Phases.Progress) private _progress;
    /// @dev Randomness of an epoch; 0 before the draw.
    mapping(uint256 epoch => bytes32) private _seeds;
    /// @dev Hash chain over the submissions, mixed into the seed.
    mapping(uint256 epoch => bytes32) private _accumulators;
    mapping(uint256 epoch => uint256) private _totalWeights;
    mapping(uint256 epoch => Submission[]) private _submissions;
    /// @dev Index + 1.
    mapping(uint256 epoch => mapping(address learner => uint256)) private _indexOf;
    mapping(uint256 epoch => mapping(uint256 index => Seat[])) private _seats;

    modifier only(address module) {
        if (msg.sender != module) revert OnlyModule(msg.sender, module);
        _;
    }

    constructor(Modules memory modules, Parameters memory p) EIP712("Loam", "1") {
        if (p.submitSeconds == 0 || p.committeeSize == 0 || p.maxSubmissions == 0) revert InvalidParameters();
        registry = INodeRegistry(modules.registry);
        verdicts = IVerdicts(modules.verdicts);
        rewardPool = IRewardPool(modules.rewardPool);
        modelRegistry = IModelRegistry(modules.modelRegistry);
        _submitSeconds = p.submitSeconds;
        _commitSeconds = p.commitSeconds;
        _revealSeconds = p.revealSeconds;
        _aggregateSeconds = p.aggregateSeconds;
        _challengeSeconds = p.challengeSeconds;
        _committeeSize = p.committeeSize;
        _maxSubmissions = p.maxSubmissions;
        _stakeCap = p.stakeCap;
    }

    /// @inheritdoc IEpochManager
    function submit(bytes32 cid, uint32 baseVersion, bytes32 metricsHash, uint32 confidencePpm, uint128 stake)
        external
        returns (uint256 index)
    {
        _useNonce(msg.sender);
        return _submit(msg.sender, Request(cid, baseVersion, metricsHash, confidencePpm, stake));
    }

    /// @inheritdoc IEpochManager
    function submitFor(
        bytes32 cid,
        uint32 baseVersion,
        bytes32 metricsHash,
        uint32 confidencePpm,
        uint128 stake,
        address learner,
        bytes calldata signature
    ) external returns (uint256 index) {
        Request memory request = Request(cid, baseVersion, metricsHash, confidencePpm, stake);
        bytes32 hash = _submissionHash(request, learner, _useNonce(learner));
        (address signer, ECDSA.RecoverError failure,) = ECDSA.tryRecoverCalldata(hash, signature);
        if (failure != ECDSA.RecoverError.NoError || signer != learner) revert InvalidSignature(learner);
        return _submit(learner, request);
    }

    /// @inheritdoc IEpochManager
    function draw(uint256 max) external {
        uint256 epoch = currentEpoch;
        _expect(epoch, Phase.Draw);
        if (max == 0) revert ZeroAmount();
        Phases.Progress storage progress = _progress[epoch];
        bytes32 seed = _seeds[epoch];
        if (seed == 0) {
            seed = keccak256(
                abi.encode(block.prevrandao, blockhash(block.number - 1), _accumulators[epoch], epoch)
            );
            _seeds[epoch] = seed;
            emit SeedFixed(epoch, seed);
        }
        uint256 end = Math.min(uint256(progress.drawn) + max, progress.submissions);
        uint256 seats = progress.seats;
        for (uint256 index = progress.drawn; index < end; ++index) {
            seats += _drawCommittee(epoch, index, seed);
        }
        progress.drawn = uint32(end);
        progress.seats = uint32(seats);
        if (end != progress.submissions) return;
        progress.drawnAt = uint64(block.timestamp);
        if (seats == 0) progress.committedAt = uint64(block.timestamp);
        emit DrawCompleted(epoch, seats, block.timestamp + _commitSeconds);
    }

    /// @inheritdoc IEpochManager
    function settle(uint256 epoch, uint256 max) external {
        _expect(epoch, Phase.Settle);
        if (max == 0) revert ZeroAmount();
        Phases.Progress storage progress = _progress[epoch];
        uint256 end = Math.min(uint256(progress.settled) + max, progress.submissions);
        uint256 accepted = progress.accepted;
        for (uint256 index = progress.settled; index < end; ++index) {
            if (_settle(epoch, index)) ++accepted;
        }
        progress.settled = uint32(end);
        progress.accepted = uint32(accepted);
        if (end != progress.submissions) return;
        progress.settledAt = uint64(block.timestamp);
        emit EpochSettled(epoch, accepted, _totalWeights[epoch]);
        rewardPool.allot(epoch);
    }

    /// @inheritdoc IEpochManager
    function noteCommit(uint256 epoch) external only(address(verdicts)) {
        Phases.Progress storage progress = _progress[epoch];
        if (++progress.commits == progress.seats) progress.committedAt = uint64(block.timestamp);
    }

    /// @inheritdoc IEpochManager
    function noteReveal(uint256 epoch) external only(address(verdicts)) {
        ++_progress[epoch].reveals;
    }

    /// @inheritdoc IEpochManager
    function noteProposal(uint256 epoch) external only(address(modelRegistry)) {
        _progress[epoch].proposedAt = uint64(block.timestamp);
    }

    /// @inheritdoc IEpochManager
    function phase(uint256 epoch) public view returns (Phase) {
        return phaseAt(epoch, block.timestamp);
    }

    /// @inheritdoc IEpochManager
    function phaseAt(uint256 epoch, uint256 timestamp) public view returns (Phase current) {
        (current,) = _progress[epoch].phaseAt(parameters(), timestamp);
    }

    /// @inheritdoc IEpochManager
    function drawing() external view returns (bool) {
        uint256 epoch = currentEpoch;
        return _seeds[epoch] != 0 && _progress[epoch].drawnAt == 0;
    }

    /// @inheritdoc IEpochManager
    function epochInfo(uint256 epoch) external view returns (EpochInfo memory info) {
        Phases.Progress memory progress = _progress[epoch];
        (Phase current, uint256 endsAt) = _progress[epoch].phaseAt(parameters(), block.timestamp);
        info.openedAt = progress.openedAt;
        info.submitEndsAt = progress.openedAt == 0 ? 0 : progress.openedAt + _submitSeconds;
        info.phaseEndsAt = uint64(endsAt);
        info.seed = _seeds[epoch];
        info.submissions = progress.submissions;
        info.phase = current;
        info.drawn = progress.drawn;
        info.settled = progress.settled;
        info.accepted = progress.accepted;
        info.seats = progress.seats;
        info.commits = progress.commits;
        info.reveals = progress.reveals;
        info.totalWeight = _totalWeights[epoch];
    }

    /// @inheritdoc IEpochManager
    function submission(uint256 epoch, uint256 index) external view returns (Submission memory) {
        if (index >= _submissions[epoch].length) revert NoSuchSubmission(epoch, index);
        return _submissions[epoch][index];
    }

    /// @inheritdoc IEpochManager
    function submissionsOf(uint256 epoch) external view returns (Submission[] memory) {
        return _submissions[epoch];
    }

    /// @inheritdoc IEpochManager
    function submissionIndexOf(uint256 epoch, address learner) external view returns (bool found, uint256 index) {
        uint256 position = _indexOf[epoch][learner];
        return position == 0 ? (false, 0) : (true, position - 1);
    }

    /// @inheritdoc IEpochManager
    function committee(uint256 epoch, uint256 index) external view returns (address[] memory members) {
        (members,) = _committee(epoch, index);
    }

    /// @inheritdoc IEpochManager
    function committeeWeights(uint256 epoch, uint256 index) external view returns (uint256[] memory weights) {
        (, weights) = _committee(epoch, index);
    }

    /// @inheritdoc IEpochManager
    function seatOf(uint256 epoch, uint256 index, address validator)
        external
        view
        returns (bool found, uint256 weight)
    {
        Seat[] storage seats = _seats[epoch][index];
        for (uint256 i; i < seats.length; ++i) {
            if (seats[i].validator == validator) return (true, seats[i].weight);
        }
    }

    /// @inheritdoc IEpochManager
    function submissionHash(
        bytes32 cid,
        uint32 baseVersion,
        bytes32 metricsHash,
        uint32 confidencePpm,
        uint128 stake,
        address learner
    ) external view returns (bytes32) {
        return _submissionHash(
            Request(cid, baseVersion, metricsHash, confidencePpm, stake), learner, nonces(learner)
        );
    }

    /// @inheritdoc IEpochManager
    function parameters() public view returns (Parameters memory) {
        return Parameters(
            _submitSeconds,
            _commitSeconds,
            _revealSeconds,
            _aggregateSeconds,
            _challengeSeconds,
            _committeeSize,
            _maxSubmissions,
            _stakeCap
        );
    }

    function _submit(address learner, Request memory request) private returns (uint256 index) {
        if (!registry.isActive(learner, Roles.LEARNER)) revert NotActive(learner, Roles.LEARNER);
        if (request.cid == 0) revert ZeroCid();
        if (request.confidencePpm > ONE_PPM) revert ConfidenceOutOfRange(request.confidencePpm);
        uint256 minimum = registry.minStake();
        if (request.stake < minimum || request.stake == 0) revert SubmissionStakeTooLow(request.stake, minimum);

        uint256 epoch = _openEpoch();
        uint256 latest = modelRegistry.latest();
        if (request.baseVersion != latest) revert StaleBaseVersion(request.baseVersion, latest);
        if (_indexOf[epoch][learner] != 0) revert AlreadySubmitted(epoch, learner);
        index = _submissions[epoch].length;
        if (index >= _maxSubmissions) revert EpochFull(epoch, _maxSubmissions);

        _indexOf[epoch][learner] = index + 1;
        _progress[epoch].submissions = uint32(index + 1);
        _accumulators[epoch] = keccak256(
            abi.encode(_accumulators[epoch], learner, request.cid, request.metricsHash, request.stake)
        );
        Submission storage added = _submissions[epoch].push();
        added.learner = learner;
        added.baseVersion = request.baseVersion;
        added.confidencePpm = request.confidencePpm;
        added.stake = request.stake;
        added.cid = request.cid;
        added.metricsHash = request.metricsHash;
        emit Submitted(
            epoch,
            index,
            learner,
            request.cid,
            request.baseVersion,
            request.metricsHash,
            request.confidencePpm,
            request.stake
        );
        registry.lock(learner, request.stake);
    }

    /// @dev The epoch that takes submissions now; opens the next one when the last is final.
    function _openEpoch() private returns (uint256 epoch) {
        epoch = currentEpoch;
        Phase current = phase(epoch);
        if (current == Phase.Submit) return epoch;
        if (epoch != 0 && current != Phase.Final) revert WrongPhase(epoch, current, Phase.Submit);
        if (modelRegistry.finalizable()) modelRegistry.finalize();
        currentEpoch = ++epoch;
        _progress[epoch].openedAt = uint64(block.timestamp);
        emit EpochOpened(epoch, block.timestamp + _submitSeconds);
    }

    function _drawCommittee(uint256 epoch, uint256 index, bytes32 seed) private returns (uint256) {
        (address[] memory members, uint256[] memory weights) = registry.drawCommittee(
            keccak256(abi.encode(seed, index)), _committeeSize, _submissions[epoch][index].learner
        );
        Seat[] storage seats = _seats[epoch][index];
        for (uint256 i; i < members.length; ++i) {
            seats.push(Seat(members[i], uint96(weights[i])));
        }
        emit CommitteeDrawn(epoch, index, members, weights);
        registry.engage(members);
        return members.length;
    }

    function _settle(uint256 epoch, uint256 index) private returns (bool accepted) {
        Submission storage self = _submissions[epoch][index];
        (address[] memory members, uint256[] memory weights) = _committee(epoch, index);
        registry.unlock(self.learner, self.stake);
        (SubmissionStatus status, int64 utilityPpm, bytes32 digest) =
            verdicts.conclude(IVerdicts.Hearing(epoch, index, self.learner, self.stake, members, weights));
        registry.disengage(members);
        self.status = status;
        self.utilityPpm = utilityPpm;
        self.digest = digest;
        accepted = status == SubmissionStatus.Accepted;
        if (accepted) {
            // An accepted utility is at least minUtilityPpm, so never negative.
            self.weight = uint256(uint64(utilityPpm)) * Math.min(self.stake, _stakeCap);
            _totalWeights[epoch] += self.weight;
        }
        emit SubmissionSettled(epoch, index, status, utilityPpm, digest, self.weight);
    }

    function _committee(uint256 epoch, uint256 index)
        private
        view
        returns (address[] memory members, uint256[] memory weights)
    {
        Seat[] storage seats = _seats[epoch][index];
        members = new address[](seats.length);
        weights = new uint256[](seats.length);
        for (uint256 i; i < members.length; ++i) {
            members[i] = seats[i].validator;
            weights[i] = seats[i].weight;
        }
    }

    function _submissionHash(Request memory request, address learner, uint256 nonce)
        private
        view
        returns (bytes32)
    {
        return _hashTypedDataV4(
            keccak256(
                abi.encode(
                    SUBMISSION_TYPEHASH,
                    request.cid,
                    request.baseVersion,
                    request.metricsHash,
                    request.confidencePpm,
                    request.stake,
                    learner,
                    nonce
                )
            )
        );
    }

    function _expect(uint256 epoch, Phase expected) private view {
        Phase actual = phase(epoch);
        if (actual != expected) revert WrongPhase(epoch, actual, expected);
    }
}
