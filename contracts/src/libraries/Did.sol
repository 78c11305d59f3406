// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";

/// @title Decentralised identifiers of nodes.
library Did {
    /// @notice did:pkh:eip155:<chain>:<address in lower case>
    function pkh(address node) internal view returns (string memory) {
        return string.concat("did:pkh:eip155:", Strings.toString(block.chainid), ":", Strings.toHexString(node));
    }
}
