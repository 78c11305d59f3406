// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {Head, Heads} from "../../src/libraries/Head.sol";
import {TestBase} from "../base/TestBase.sol";

/// @notice opened, with and the readers: no field runs into another, at any value.
contract HeadTest is TestBase {
    function testFuzz_head_keepsEveryField(
        uint40 submitEndsAt,
        uint24 epoch,
        uint24 baseVersion,
        uint24 count,
        bytes18 chain
    ) public pure {
        Head head = Heads.opened(submitEndsAt, epoch, baseVersion);
        assertEq(head.count(), 0, "no submission yet");
        assertEq(bytes32(head.chain()), 0, "nor a chain");
        head = head.with(~count, ~chain).with(count, chain);
        assertEq(head.submitEndsAt(), submitEndsAt, "end of submitting");
        assertEq(head.epoch(), epoch, "epoch");
        assertEq(head.baseVersion(), baseVersion, "base version");
        assertEq(head.count(), count, "positions");
        assertEq(bytes32(head.chain()), bytes32(chain), "chain");
    }

    function test_opened_cutsAVersion() public pure {
        assertEq(Heads.opened(1, 2, (1 << 24) + 3).baseVersion(), 3, "24 bits");
        assertEq(Heads.opened(1, 2, (1 << 24) + 3).epoch(), 2, "the epoch is untouched");
    }
}
