// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {INodeRegistry} from "../../src/interfaces/INodeRegistry.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {RegistryTest} from "./RegistryTest.sol";

// register            first time: numbered, drawn by its weight, known to epochs as a learner
//   roles             none · unknown · learner only: no weight · validator only: cannot submit · all
//   stake             nothing · no whole unit · beyond 64 bits · below the minimum · the minimum
//   gossip key        too short · too long · wrong prefix · both prefixes
//   again             while it is here · after it left: same number, same reputation
//   tokens            not approved · approved
//   draw              while committees are drawn
// registerWithPermit  good permit · sent by somebody else before · wrong permit without and with an allowance · draw
contract RegisterTest is RegistryTest {
    address private node;

    function setUp() public override {
        super.setUp();
        node = _fund(NODE, 1_000 * LOAM);
    }

    function test_register_keepsWhatTheNodeSaid() public {
        bytes memory key = _gossipKey(NODE);
        string memory did = string.concat("did:pkh:eip155:31337:", _lower(node));
        vm.expectEmit(address(registry));
        emit INodeRegistry.Registered(node, 1, Roles.VALIDATOR, 150 * LOAM, key, did);
        vm.expectEmit(address(registry));
        emit INodeRegistry.StakeChanged(node, 150 * LOAM, 0);
        vm.expectEmit(address(registry));
        emit INodeRegistry.WeightChanged(node, 150_000);
        vm.prank(node);
        assertEq(registry.register(Roles.VALIDATOR, 150 * LOAM, key), 1, "number");

        INodeRegistry.Node memory kept = registry.nodeOf(node);
        assertEq(kept.number, 1, "number");
        assertEq(kept.roles, Roles.VALIDATOR, "roles");
        assertEq(kept.stake, 150 * LOAM, "stake");
        assertEq(kept.unbonding + kept.unbondAt + kept.unbondEpoch + kept.reputationPpm, 0, "nothing else");
        assertEq(keccak256(kept.gossipKey), keccak256(key), "gossip key");
        assertEq(token.balanceOf(address(registry)), 150 * LOAM, "tokens moved");
        assertEq(registry.numberOf(node), 1, "number of");
        assertEq(registry.addressOf(1), node, "address of");
        assertEq(registry.nodeCount(), 1, "count");
        assertEq(registry.bondOf(node), 150 * LOAM, "bond");
        assertEq(registry.weightOf(node), 150_000, "weight");
        assertEq(registry.trueWeightOf(node), 150_000, "true weight");
        assertEq(registry.totalWeight(), 150_000, "all weights");
        assertEq(keccak256(bytes(registry.didOf(node))), keccak256(bytes(did)), "identifier");
    }

    function test_register_strangersAreNobody() public view {
        address stranger = address(0xBEEF);
        INodeRegistry.Node memory none = registry.nodeOf(stranger);
        assertEq(none.number + none.roles + none.stake + none.gossipKey.length, 0, "nothing");
        assertEq(registry.numberOf(stranger), 0, "number");
        assertEq(registry.addressOf(1), address(0), "address");
        assertEq(registry.bondOf(stranger) + registry.weightOf(stranger) + registry.reputationOf(stranger), 0, "0");
        assertEq(registry.trueWeightOf(stranger), 0, "no weight");
        assertTrue(!registry.isActive(stranger, Roles.LEARNER), "not active");
    }

    function test_register_activeInItsRolesOnly() public {
        vm.prank(node);
        registry.register(Roles.VALIDATOR | Roles.AGGREGATOR, 150 * LOAM, _gossipKey(NODE));
        assertTrue(registry.isActive(node, Roles.VALIDATOR), "validator");
        assertTrue(registry.isActive(node, Roles.AGGREGATOR), "aggregator");
        assertTrue(registry.isActive(node, Roles.VALIDATOR | Roles.AGGREGATOR), "both");
        assertTrue(!registry.isActive(node, Roles.LEARNER), "no learner");
        assertTrue(!registry.isActive(node, Roles.ALL), "not all");
    }

    function test_register_numbersGoUp() public {
        for (uint256 i = 1; i < 6; ++i) {
            address another = _register(1_000 + i, Roles.ALL, MIN_STAKE);
            assertEq(registry.numberOf(another), i, "number");
        }
        assertEq(registry.totalWeight(), 500_000, "weights");
    }

    function test_register_learnersAreNotDrawnButMaySubmit() public {
        vm.prank(node);
        registry.register(Roles.LEARNER | Roles.AGGREGATOR, 150 * LOAM, _gossipKey(NODE));
        assertEq(registry.totalWeight(), 0, "weight");
        assertEq(_submit(NODE, 150 * LOAM), 0, "submitted");
    }

    function test_register_validatorsMayNotSubmit() public {
        vm.prank(node);
        registry.register(Roles.VALIDATOR, 150 * LOAM, _gossipKey(NODE));
        vm.expectRevert();
        this.submitOutside(NODE, 100 * LOAM);
    }

    function submitOutside(uint256 key, uint256 stake) external {
        _submit(key, stake);
    }

    function test_register_refusesASecondTime() public {
        vm.startPrank(node);
        registry.register(Roles.LEARNER, 150 * LOAM, _gossipKey(NODE));
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.AlreadyRegistered.selector, node));
        registry.register(Roles.LEARNER, 150 * LOAM, _gossipKey(NODE));
    }

    function test_register_refusesUnknownRoles() public {
        vm.startPrank(node);
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.InvalidRoles.selector, 0));
        registry.register(0, 150 * LOAM, _gossipKey(NODE));
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.InvalidRoles.selector, 9));
        registry.register(9, 150 * LOAM, _gossipKey(NODE));
    }

    function test_register_refusesAmountsThatAreNone() public {
        uint256[3] memory wrong = [uint256(0), 150 * LOAM + 1, (uint256(type(uint64).max) + 1) * UNIT];
        vm.startPrank(node);
        for (uint256 i; i < wrong.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(INodeRegistry.InvalidAmount.selector, wrong[i]));
            registry.register(Roles.LEARNER, wrong[i], _gossipKey(NODE));
        }
    }

    function test_register_refusesTooLittleStake() public {
        vm.startPrank(node);
        vm.expectRevert(
            abi.encodeWithSelector(INodeRegistry.StakeBelowMinimum.selector, MIN_STAKE - UNIT, MIN_STAKE)
        );
        registry.register(Roles.LEARNER, MIN_STAKE - UNIT, _gossipKey(NODE));
        registry.register(Roles.LEARNER, MIN_STAKE, _gossipKey(NODE));
        assertTrue(registry.isActive(node, Roles.LEARNER), "the minimum is enough");
    }

    function test_register_refusesWhatIsNoCompressedKey() public {
        bytes32 x = keccak256("x");
        bytes[4] memory wrong =
            [abi.encodePacked(x), abi.encodePacked(bytes1(0x04), x), abi.encodePacked(bytes1(0x02), x, x), bytes("")];
        vm.startPrank(node);
        for (uint256 i; i < wrong.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(INodeRegistry.InvalidGossipKey.selector, wrong[i]));
            registry.register(Roles.LEARNER, MIN_STAKE, wrong[i]);
        }
        registry.register(Roles.LEARNER, MIN_STAKE, abi.encodePacked(bytes1(0x03), x));
    }

    function test_register_refusesWithoutApproval() public {
        token.transfer(vm.addr(2), MIN_STAKE);
        vm.prank(vm.addr(2));
        vm.expectRevert();
        registry.register(Roles.LEARNER, MIN_STAKE, _gossipKey(2));
    }

    function test_register_waitsForARunningDraw() public {
        _registerCast();
        _stopWithinADraw();
        vm.startPrank(node);
        _expectDrawInProgress();
        registry.register(Roles.VALIDATOR, MIN_STAKE, _gossipKey(NODE));
        _expectDrawInProgress();
        registry.registerWithPermit(Roles.VALIDATOR, MIN_STAKE, _gossipKey(NODE), 0, 0, 0, 0);
        vm.stopPrank();
        _endTheDraw();
        vm.prank(node);
        registry.register(Roles.VALIDATOR, MIN_STAKE, _gossipKey(NODE));
    }

    function test_register_whoComesBackKeepsNumberAndReputation() public {
        _register(1, Roles.VALIDATOR, MIN_STAKE);
        vm.startPrank(node);
        registry.register(Roles.VALIDATOR, 150 * LOAM, _gossipKey(NODE));
        vm.stopPrank();
        _addReputation(node, 100_000);
        vm.startPrank(node);
        registry.requestUnbond(150 * LOAM);
        _wait(60);
        registry.withdraw();
        assertEq(registry.register(Roles.LEARNER, 200 * LOAM, _gossipKey(9)), 2, "its old number");
        vm.stopPrank();
        assertEq(registry.nodeCount(), 2, "no new one");
        assertEq(_reputationOf(node), 100_000, "a new start does not clear the record");
        assertEq(keccak256(registry.nodeOf(node).gossipKey), keccak256(_gossipKey(9)), "new key");
        assertEq(registry.nodeOf(node).roles, Roles.LEARNER, "new role");
    }

    // ---- registerWithPermit

    function _permit(uint256 key, uint256 value, uint256 deadline)
        private
        view
        returns (uint8 v, bytes32 r, bytes32 s)
    {
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                vm.addr(key),
                address(registry),
                value,
                token.nonces(vm.addr(key)),
                deadline
            )
        );
        return vm.sign(key, keccak256(abi.encodePacked("\x19\x01", token.DOMAIN_SEPARATOR(), structHash)));
    }

    function _stranger() private returns (address stranger) {
        stranger = vm.addr(2);
        token.transfer(stranger, MIN_STAKE);
    }

    function test_registerWithPermit_needsNoApproval() public {
        address stranger = _stranger();
        uint256 deadline = block.timestamp;
        (uint8 v, bytes32 r, bytes32 s) = _permit(2, MIN_STAKE, deadline);
        vm.prank(stranger);
        assertEq(registry.registerWithPermit(Roles.LEARNER, MIN_STAKE, _gossipKey(2), deadline, v, r, s), 1, "number");
        assertEq(_stakeOf(stranger), MIN_STAKE, "stake");
    }

    function test_registerWithPermit_whoeverSentThePermit() public {
        address stranger = _stranger();
        uint256 deadline = block.timestamp;
        (uint8 v, bytes32 r, bytes32 s) = _permit(2, MIN_STAKE, deadline);
        token.permit(stranger, address(registry), MIN_STAKE, deadline, v, r, s);
        vm.prank(stranger);
        registry.registerWithPermit(Roles.LEARNER, MIN_STAKE, _gossipKey(2), deadline, v, r, s);
        assertEq(_stakeOf(stranger), MIN_STAKE, "stake");
    }

    function test_registerWithPermit_refusesAWrongOne() public {
        address stranger = _stranger();
        (uint8 v, bytes32 r, bytes32 s) = _permit(3, MIN_STAKE, block.timestamp);
        vm.prank(stranger);
        vm.expectRevert();
        registry.registerWithPermit(Roles.LEARNER, MIN_STAKE, _gossipKey(2), block.timestamp, v, r, s);
        assertEq(registry.numberOf(stranger), 0, "not here");
    }

    function _lower(address account) private pure returns (string memory) {
        bytes memory digits = "0123456789abcdef";
        bytes memory text = new bytes(42);
        (text[0], text[1]) = ("0", "x");
        for (uint256 i; i < 40; ++i) {
            text[41 - i] = digits[(uint160(account) >> (4 * i)) & 15];
        }
        return string(text);
    }
}
