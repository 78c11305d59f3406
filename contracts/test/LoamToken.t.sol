// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {LoamToken} from "../src/LoamToken.sol";
import {ILoamToken} from "../src/interfaces/ILoamToken.sol";
import {TestBase} from "./base/TestBase.sol";

contract LoamTokenTest is TestBase {
    function _lists(uint256 holders, uint256 amounts)
        private
        pure
        returns (address[] memory to, uint256[] memory values)
    {
        to = new address[](holders);
        values = new uint256[](amounts);
        for (uint256 i; i < holders; ++i) {
            to[i] = address(uint160(i + 1));
        }
    }

    function test_constructor_mintsTheSupplyOnce() public {
        (address[] memory to, uint256[] memory amounts) = _lists(2, 2);
        (amounts[0], amounts[1]) = (3e18, 4e18);
        LoamToken token = new LoamToken(to, amounts);
        assertEq(token.totalSupply(), 7e18, "supply");
        assertEq(token.balanceOf(to[0]), 3e18, "first");
        assertEq(token.balanceOf(to[1]), 4e18, "second");
    }

    function test_constructor_refusesListsOfDifferentLength() public {
        (address[] memory to, uint256[] memory amounts) = _lists(2, 1);
        vm.expectRevert(abi.encodeWithSelector(ILoamToken.AllocationLengthMismatch.selector, 2, 1));
        new LoamToken(to, amounts);
    }

    function test_constructor_refusesASupplyAbove96Bits() public {
        (address[] memory to, uint256[] memory amounts) = _lists(1, 1);
        amounts[0] = uint256(type(uint96).max) + 1;
        vm.expectRevert(
            abi.encodeWithSelector(ILoamToken.SupplyTooLarge.selector, amounts[0], type(uint96).max)
        );
        new LoamToken(to, amounts);
    }

    function test_votesFollowDelegation() public {
        (address[] memory to, uint256[] memory amounts) = _lists(1, 1);
        amounts[0] = 5e18;
        LoamToken token = new LoamToken(to, amounts);
        vm.prank(to[0]);
        token.delegate(address(0xBEEF));
        assertEq(token.getVotes(address(0xBEEF)), 5e18, "votes");
    }

    function test_permitApprovesBySignature() public {
        address owner = vm.addr(7);
        (address[] memory to, uint256[] memory amounts) = _lists(1, 1);
        (to[0], amounts[0]) = (owner, 5e18);
        LoamToken token = new LoamToken(to, amounts);
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                owner,
                address(this),
                2e18,
                0,
                type(uint256).max
            )
        );
        bytes32 digest = keccak256(abi.encodePacked("\x19\x01", token.DOMAIN_SEPARATOR(), structHash));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(7, digest);
        token.permit(owner, address(this), 2e18, type(uint256).max, v, r, s);
        assertEq(token.allowance(owner, address(this)), 2e18, "allowance");
        assertEq(token.nonces(owner), 1, "nonce");
    }
}
