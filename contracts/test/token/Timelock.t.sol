// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {Timelock} from "../../src/Timelock.sol";
import {TestBase} from "../base/TestBase.sol";

// constructor  the governor proposes and cancels · anybody executes · nobody but itself is administrator
contract TimelockTest is TestBase {
    function test_constructor_leavesNoKey() public {
        address[] memory proposers = new address[](1);
        proposers[0] = address(0x60);
        Timelock timelock = new Timelock(10, proposers, new address[](1), address(0));
        bytes32 admin = timelock.DEFAULT_ADMIN_ROLE();
        assertTrue(timelock.hasRole(timelock.PROPOSER_ROLE(), address(0x60)), "governor proposes");
        assertTrue(timelock.hasRole(timelock.CANCELLER_ROLE(), address(0x60)), "governor cancels");
        assertTrue(timelock.hasRole(timelock.EXECUTOR_ROLE(), address(0)), "anybody executes");
        assertTrue(timelock.hasRole(admin, address(timelock)), "itself");
        assertTrue(!timelock.hasRole(admin, address(this)), "not who created it");
        assertTrue(!timelock.hasRole(admin, address(0)), "nobody");
        assertEq(timelock.getMinDelay(), 10, "delay");
    }
}
