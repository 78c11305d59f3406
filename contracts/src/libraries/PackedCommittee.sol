// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

import {CommitteeRules} from "../interfaces/IParameters.sol";

/// @title The rules of committees in one word: every settlement reads them.
/// @notice From the low end: 4 sizes and 3 leads of 8 bits, 32 bits of least utility, 5 rates of 16 bits.
library PackedCommittee {
    function pack(CommitteeRules memory r) internal pure returns (uint256 word) {
        word = r.bountyBps;
        word = (word << 16) | r.unopenedBps;
        word = (word << 16) | r.silenceBps;
        word = (word << 16) | r.dissentBps;
        word = (word << 16) | r.rejectBps;
        word = (word << 32) | r.minUtilityPpm;
        for (uint256 i = r.leads.length; i != 0; --i) {
            word = (word << 8) | r.leads[i - 1];
        }
        for (uint256 i = r.sizes.length; i != 0; --i) {
            word = (word << 8) | r.sizes[i - 1];
        }
    }

    function unpack(uint256 word) internal pure returns (CommitteeRules memory r) {
        for (uint256 i; i < r.sizes.length; ++i) {
            r.sizes[i] = uint8(word);
            word >>= 8;
        }
        for (uint256 i; i < r.leads.length; ++i) {
            r.leads[i] = uint8(word);
            word >>= 8;
        }
        r.minUtilityPpm = uint32(word);
        r.rejectBps = uint16(word >> 32);
        r.dissentBps = uint16(word >> 48);
        r.silenceBps = uint16(word >> 64);
        r.unopenedBps = uint16(word >> 80);
        r.bountyBps = uint16(word >> 96);
    }

    /// @notice Lead of a stage, from 1 (0 in the last one), and least utility.
    function verdictRules(uint256 word, uint256 stage) internal pure returns (uint256 lead, uint256 minUtilityPpm) {
        if (stage < 4) lead = uint8(word >> (32 + 8 * (stage - 1)));
        minUtilityPpm = uint32(word >> 56);
    }
}
