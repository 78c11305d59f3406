// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {NodeRegistry} from "../../src/NodeRegistry.sol";
import {Module} from "../../src/interfaces/IModules.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {RegistryTest} from "./RegistryTest.sol";

/// @dev Moves nothing; answers false or calls back while it "moves".
contract BadToken {
    bool private _answer = true;
    address private _target;
    bytes private _call;

    function answer(bool yes) external {
        _answer = yes;
    }

    function callBack(address target, bytes calldata data) external {
        (_target, _call) = (target, data);
    }

    function transfer(address, uint256) external returns (bool) {
        return _move();
    }

    function transferFrom(address, address, uint256) external returns (bool) {
        return _move();
    }

    function _move() private returns (bool) {
        if (_target == address(0)) return _answer;
        (bool ok, bytes memory failure) = _target.call(_call);
        if (ok) return _answer;
        assembly ("memory-safe") {
            revert(add(failure, 32), mload(failure))
        }
    }
}

// Every action that moves tokens refuses a token that answers false and one that calls any action again.
contract BadTokenTest is RegistryTest {
    BadToken private bad;
    bytes[6] private actions;

    function setUp() public override {
        super.setUp();
        bad = new BadToken();
        address token_ = modules.at(Module.Token);
        vm.etch(token_, address(bad).code);
        bad = BadToken(token_);
        bad.answer(true);
        _join(1);
        actions = [
            abi.encodeCall(NodeRegistry.register, (Roles.LEARNER, 100 * LOAM, _gossipKey(1))),
            abi.encodeCall(NodeRegistry.registerWithPermit, (Roles.LEARNER, 100 * LOAM, _gossipKey(1), 0, 0, 0, 0)),
            abi.encodeCall(NodeRegistry.addStake, (LOAM)),
            abi.encodeCall(NodeRegistry.withdraw, ()),
            abi.encodeCall(NodeRegistry.requestUnbond, (LOAM)),
            abi.encodeCall(NodeRegistry.slash, (address(this), LOAM, address(this), 1))
        ];
    }

    function _join(uint256 key) private {
        vm.prank(vm.addr(key));
        registry.register(Roles.ALL, 200 * LOAM, _gossipKey(key));
    }

    /// @dev Calls everything that moves tokens; each must revert with `failure`.
    function _allRevert(bytes memory failure) private {
        uint256 state = vm.snapshotState();
        address node = vm.addr(1);
        vm.expectRevert(failure);
        this.join(2);
        vm.prank(vm.addr(2));
        vm.expectRevert(failure);
        registry.registerWithPermit(Roles.LEARNER, 100 * LOAM, _gossipKey(2), 0, 0, 0, 0);
        vm.prank(node);
        vm.expectRevert(failure);
        registry.addStake(LOAM);
        vm.prank(address(verdicts));
        vm.expectRevert(failure);
        registry.slash(node, LOAM, address(0), 0);
        vm.prank(address(verdicts));
        vm.expectRevert(failure);
        registry.slash(node, LOAM, address(this), 10_000);
        vm.prank(node);
        registry.requestUnbond(100 * LOAM);
        _wait(60);
        vm.prank(node);
        vm.expectRevert(failure);
        registry.withdraw();
        assertEq(registry.bondOf(node), 200 * LOAM, "nothing happened");
        assertEq(registry.nodeCount(), 1, "nobody came");
        vm.revertToState(state);
    }

    function join(uint256 key) external {
        _join(key);
    }

    function test_falseIsARefusal() public {
        bad.answer(false);
        _allRevert(abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, address(bad)));
    }

    function test_noWayInAgain() public {
        for (uint256 i; i < actions.length; ++i) {
            bad.callBack(address(registry), actions[i]);
            _allRevert(abi.encodeWithSelector(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector));
        }
    }
}
