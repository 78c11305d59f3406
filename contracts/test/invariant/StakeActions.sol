// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {INodeRegistry} from "../../src/interfaces/INodeRegistry.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {Actors} from "./Actors.sol";

/// @notice Joining, staking, unbonding, leaving.
abstract contract StakeActions is Actors {
    function addStake(uint256 who, uint256 amount) public watched {
        address n = node(who);
        bool joins = registry.nodeOf(n).roles == 0;
        amount = bound(amount, 1, 300 * LOAM / UNIT) * UNIT;
        if (joins) amount += MIN_STAKE;
        token.transfer(n, amount);
        if (_weightsCanMove()) _count("staked");
        else vm.expectRevert(INodeRegistry.DrawInProgress.selector);
        vm.prank(n);
        if (joins) registry.register(Roles.ALL, amount, _gossipKey(who % NODES));
        else registry.addStake(amount);
    }

    function setRoles(uint256 who, uint256 roles) public watched {
        address n = node(who);
        if (registry.nodeOf(n).roles == 0 || !_weightsCanMove()) return;
        vm.prank(n);
        registry.setRoles(uint8(bound(roles, 1, Roles.ALL)));
        _count("roles");
    }

    function unbond(uint256 who, uint256 amount) public watched {
        address n = node(who);
        uint256 stake = registry.nodeOf(n).stake;
        if (stake == 0 || !_weightsCanMove()) return;
        amount = bound(amount, 1, stake / UNIT) * UNIT;
        if (stake - amount < MIN_STAKE) amount = stake;
        vm.prank(n);
        registry.requestUnbond(amount);
        _count("unbonded");
    }

    function withdraw(uint256 who) public watched {
        address n = node(who);
        INodeRegistry.Node memory self = registry.nodeOf(n);
        if (self.unbonding == 0) return;
        bool time = block.timestamp >= self.unbondAt;
        bool final_ = self.unbondEpoch == 0 || manager.finalAt(self.unbondEpoch) != 0
            || block.timestamp >= self.unbondAt - _stakeRules().unbondSeconds + 30 days;
        if (!time || !final_) {
            bytes4 refused = INodeRegistry.StillUnbonding.selector;
            vm.expectRevert(abi.encodeWithSelector(refused, n, self.unbondAt, self.unbondEpoch));
        } else {
            _count("withdrawn");
        }
        vm.prank(n);
        registry.withdraw();
    }

    function refresh(uint256 who) public watched {
        if (!_weightsCanMove()) return;
        uint32[] memory numbers = new uint32[](1);
        numbers[0] = registry.numberOf(node(who));
        registry.refresh(numbers);
        if (registry.weightOf(node(who)) != registry.trueWeightOf(node(who))) broken = "a refreshed weight is not true";
    }
}
