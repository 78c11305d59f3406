// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IDisputeCourt} from "../../src/interfaces/IDisputeCourt.sol";
import {CourtTest} from "./CourtTest.sol";

/// @notice A token that answers false instead of reverting.
contract FalseToken {
    function transferFrom(address, address, uint256) external pure returns (bool) {
        return false;
    }

    function transfer(address, uint256) external pure returns (bool) {
        return false;
    }
}

/// @notice A token that calls its caller back to close its first dispute.
contract ReentrantToken {
    function transferFrom(address, address, uint256) external returns (bool) {
        IDisputeCourt(msg.sender).close(1);
        return true;
    }

    function transfer(address, uint256) external returns (bool) {
        IDisputeCourt(msg.sender).close(1);
        return true;
    }
}

/// @notice The court with a token that is not ours. Ours cannot be replaced; the court does not rely on it.
/// ├── a transfer that answers false → refused
/// └── a transfer that calls back → refused
contract TokenMisbehaviourTest is CourtTest {
    function _expectFalseRefused() private {
        vm.expectRevert(abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, address(token)));
    }

    function test_falseIsRefused() public {
        uint256 id = _openAboutData();
        _ruleAs(id, IDisputeCourt.Ruling.Uphold);
        uint256 set = _addDataSet();
        vm.etch(address(token), address(new FalseToken()).code);
        _expectFalseRefused();
        _open(IDisputeCourt.Kind.DataSet, set);
        _expectFalseRefused();
        _appealBy(opener, id);
        _wait(60);
        _expectFalseRefused();
        court.close(id);
        _assertState(id, IDisputeCourt.State.Appeal, "nothing happened");
    }

    function test_callingBackIsRefused() public {
        uint256 id = _openAboutData();
        _ruleAs(id, IDisputeCourt.Ruling.Uphold);
        uint256 set = _addDataSet();
        vm.etch(address(token), address(new ReentrantToken()).code);
        vm.expectRevert(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
        _open(IDisputeCourt.Kind.DataSet, set);
        vm.expectRevert(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
        _appealBy(opener, id);
        _wait(60);
        vm.expectRevert(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
        court.close(id);
    }
}
