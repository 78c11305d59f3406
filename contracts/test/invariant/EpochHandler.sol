// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {IEpochManager} from "../../src/interfaces/IEpochManager.sol";
import {Attestation} from "../../src/interfaces/IVerdicts.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {NetworkTest} from "../base/NetworkTest.sol";

/// @notice Drives a network at random through whatever is allowed at the moment. Every call that it makes must
/// succeed; a call that must fail is tried on purpose and has to.
contract EpochHandler is NetworkTest {
    uint256 public constant NODES = 8;

    mapping(uint256 epoch => uint256) public paid;
    mapping(uint256 epoch => uint256) private lastPhase;
    uint256 public claims;
    uint256 public slashedEpochs;
    bool public phaseWentBack;
    bool public claimedTwice;

    address[NODES] private _nodeOf;

    constructor() {
        setUp();
        for (uint256 i; i < NODES; ++i) {
            _nodeOf[i] = _register(i + 1, i < 3 ? Roles.LEARNER : i < 7 ? Roles.VALIDATOR : Roles.ALL, uint128(300e18 + i * 55e18));
        }
    }

    modifier watched() {
        _;
        uint256 epoch = manager.currentEpoch();
        uint256 now_ = uint256(manager.phase(epoch));
        if (now_ < lastPhase[epoch]) phaseWentBack = true;
        lastPhase[epoch] = now_;
    }

    function modules() external view returns (address, address, address, address, address, address) {
        return (
            address(token),
            address(registry),
            address(manager),
            address(verdicts),
            address(pool),
            address(models)
        );
    }

    function node(uint256 i) public view returns (address) {
        return _nodeOf[i];
    }

    function wait(uint256 duration) external watched {
        _wait(bound(duration, 1, 40));
    }

    function addStake(uint256 who, uint256 amount) external watched {
        if (manager.drawing()) return;
        address n = node(who % NODES);
        (,,,, uint8 roles,) = registry.nodes(n);
        amount = bound(amount, 1, 500e18);
        token.transfer(n, amount);
        if (roles == 0) amount += MIN_STAKE;
        if (roles == 0) token.transfer(n, MIN_STAKE);
        vm.prank(n);
        if (roles == 0) registry.register(Roles.ALL, uint128(amount), _gossipKey(who % NODES));
        else registry.addStake(uint128(amount));
    }

    function unbond(uint256 who, uint256 amount) external watched {
        if (manager.drawing()) return;
        address n = node(who % NODES);
        (uint256 stake, uint256 locked,,,,) = registry.nodes(n);
        uint256 free = stake - locked;
        if (free == 0) return;
        amount = bound(amount, 1, free);
        uint256 left = stake - amount;
        if (left != 0 && left < MIN_STAKE) {
            if (locked != 0) return;
            amount = stake;
        }
        vm.prank(n);
        registry.requestUnbond(uint128(amount));
    }

    function withdraw(uint256 who) external watched {
        address n = node(who % NODES);
        (,, uint256 unbonding, uint256 unbondAt,,) = registry.nodes(n);
        if (unbonding == 0) return;
        if (block.timestamp < unbondAt || registry.dutiesOf(n) != 0) vm.expectRevert();
        vm.prank(n);
        registry.withdraw();
    }

    function submit(uint256 who, uint256 amount) external watched {
        IEpochManager.Phase phase = _phase();
        bool opens = manager.currentEpoch() == 0 || phase == IEpochManager.Phase.Final;
        if (!opens && phase != IEpochManager.Phase.Submit) return;
        address n = node(who % NODES);
        uint256 free = registry.freeStakeOf(n);
        if (!registry.isActive(n, Roles.LEARNER) || free < MIN_STAKE) return;
        (bool already,) = manager.submissionIndexOf(manager.currentEpoch(), n);
        if (already && !opens) return;
        if (models.finalizable()) models.finalize();
        _submit(who % NODES + 1, uint128(bound(amount, MIN_STAKE, free)));
    }

    function draw(uint256 max) external watched {
        if (_phase() == IEpochManager.Phase.Draw) manager.draw(bound(max, 1, 3));
    }

    /// @dev One member of one committee acts, honestly three times of four.
    function act(uint256 random) public watched {
        IEpochManager.Phase phase = _phase();
        if (phase != IEpochManager.Phase.Commit && phase != IEpochManager.Phase.Reveal) return;
        uint256 epoch = manager.currentEpoch();
        uint256 index = random % manager.epochInfo(epoch).submissions;
        address[] memory members = manager.committee(epoch, index);
        if (members.length == 0) return;
        address member = members[(random >> 8) % members.length];
        bytes32 mood = keccak256(abi.encode(epoch, index, member));
        int64 utility = int64(uint64(uint256(keccak256(abi.encode(epoch, index))) % 40_000)) - 10_000;
        Attestation memory a = _attestation(index, member, utility >= 0, utility);
        if (uint8(mood[0]) < 64) a.digest = mood;
        bool committed = verdicts.ballot(epoch, index, member).commitment != 0;
        if (phase == IEpochManager.Phase.Commit) {
            if (!committed) _commit(a);
        } else if (committed && !verdicts.ballot(epoch, index, member).revealed) {
            _reveal(a);
        }
    }

    /// @dev Several at once, so that epochs come to an end.
    function actMany(uint256 random) external {
        for (uint256 i; i < 12; ++i) {
            act(uint256(keccak256(abi.encode(random, i))));
        }
    }

    function settle(uint256 max) external watched {
        if (_phase() != IEpochManager.Phase.Settle) return;
        uint256 before = token.balanceOf(address(pool));
        manager.settle(manager.currentEpoch(), bound(max, 1, 3));
        if (token.balanceOf(address(pool)) != before) ++slashedEpochs;
    }

    function propose() external watched {
        if (_phase() != IEpochManager.Phase.Aggregate) return;
        uint256 epoch = manager.currentEpoch();
        for (uint256 i; i < NODES; ++i) {
            if (!registry.isActive(node(i), Roles.AGGREGATOR)) continue;
            vm.prank(node(i));
            models.propose(epoch, keccak256("m"), keccak256("a"));
            return;
        }
    }

    function claim(uint256 random) external watched {
        uint256 epochs = manager.currentEpoch();
        if (epochs == 0) return;
        uint256 epoch = 1 + random % epochs;
        address n = node((random >> 64) % NODES);
        if (pool.claimable(epoch, n) == 0) return;
        paid[epoch] += pool.claim(epoch, n);
        ++claims;
        try pool.claim(epoch, n) returns (uint256) {
            claimedTwice = true;
        } catch {}
    }
}
