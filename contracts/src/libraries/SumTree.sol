// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

/// @title A tree of sums that draws leaves with a probability proportional to their weight.
/// @notice Each node has six children and is one word: lane i holds the sum of the weights below its children 0 to i. A walk
/// from the root to a leaf reads one word per level. The tree grows by a level whenever a leaf no longer fits. A leaf
/// that was never set weighs 0. The sum of all weights stays below 2^41.
library SumTree {
    /// @dev Lanes of a word: 41 bits of a sum and a guard bit that is 0 in storage.
    uint256 private constant ARITY = 6;
    uint256 private constant LANE_BITS = 42;
    uint256 private constant SUM_BITS = 41;
    uint256 private constant MAX_SUM = 0x1ffffffffff;
    uint256 private constant LAST_LANE = 210;
    /// @dev 1 in every lane: a number times this stands in all of them.
    uint256 private constant ONES = 0x0000000000040000000001000000000040000000001000000000040000000001;
    /// @dev ONES << SUM_BITS
    uint256 private constant GUARDS = 0x0800000000020000000000800000000020000000000800000000020000000000;
    /// @dev A count of lanes: 0 to 6.
    uint256 private constant COUNT_MASK = 7;
    /// @dev A word's key is its level (0 = above the leaves) above its index within the level.
    uint256 private constant LEVEL_SHIFT = 128;

    struct Tree {
        /// Levels; there is room for 6^depth leaves.
        uint256 depth;
        mapping(uint256 key => uint256) words;
    }

    /// @notice A leaf that is left out: where it begins on the line of weights, and its weight.
    struct Gap {
        uint256 start;
        uint256 weight;
    }

    error SumTooLarge(uint256 sum);

    /// @notice Sum of all weights.
    function total(Tree storage self) internal view returns (uint256) {
        uint256 depth = self.depth;
        return depth == 0 ? 0 : self.words[_key(depth - 1, 0)] >> LAST_LANE;
    }

    /// @notice Weight of a leaf; 0 for one that was never set.
    function weightOf(Tree storage self, uint256 leaf) internal view returns (uint256) {
        uint256 word = self.words[_key(0, leaf / ARITY)];
        return _until(word, leaf % ARITY) - _before(word, leaf % ARITY);
    }

    /// @notice Gives a leaf a new weight.
    function set(Tree storage self, uint256 leaf, uint256 weight) internal {
        uint256 old = weightOf(self, leaf);
        if (old == weight) return;
        uint256 sum = total(self);
        if (sum - old + weight > MAX_SUM) revert SumTooLarge(sum - old + weight);
        uint256 depth = self.depth;
        while (leaf >= ARITY ** depth || depth == 0) {
            // What there was becomes the first child of a new root.
            if (depth != 0) self.words[_key(depth, 0)] = sum * ONES;
            self.depth = ++depth;
        }
        for (uint256 level; level < depth; ++level) {
            uint256 shift = leaf % ARITY * LANE_BITS;
            leaf /= ARITY;
            // The same to this lane and all behind it. Each stays between 0 and the total, so none carries into another.
            unchecked {
                self.words[_key(level, leaf)] += (weight - old) * (ONES >> shift << shift);
            }
        }
    }

    /// @notice The leaf at a position of the line on which all leaves lie side by side, each as long as its weight.
    /// @param position Less than `total`.
    function find(Tree storage self, uint256 position) internal view returns (uint256 leaf, uint256 weight) {
        mapping(uint256 => uint256) storage words = self.words;
        uint256 level = self.depth;
        // Assembly, because this is most of what a draw computes; in Solidity it costs twice as much.
        assembly ("memory-safe") {
            mstore(0x20, words.slot)
            let ones := ONES
            let guards := GUARDS
            for {} level {} {
                level := sub(level, 1)
                mstore(0x00, or(shl(LEVEL_SHIFT, level), leaf))
                let word := sload(keccak256(0x00, 0x40))
                // All lanes at once: a guard is left where the sum is greater than the position. Their number adds up in the
                // last lane.
                let greater := and(sub(or(word, guards), mul(add(position, 1), ones)), guards)
                let lane := sub(ARITY, and(shr(LAST_LANE, mul(shr(SUM_BITS, greater), ones)), COUNT_MASK))
                let shift := mul(lane, LANE_BITS)
                let start := and(shr(shift, shl(LANE_BITS, word)), MAX_SUM)
                weight := sub(and(shr(shift, word), MAX_SUM), start)
                position := sub(position, start)
                leaf := add(mul(leaf, ARITY), lane)
            }
        }
    }

    /// @notice The same on the line without the gaps.
    /// @param gaps As `gapsOf` gives them.
    /// @param position Less than `total` less the gaps' weights.
    function find(Tree storage self, Gap[] memory gaps, uint256 position)
        internal
        view
        returns (uint256 leaf, uint256 weight)
    {
        for (uint256 i; i < gaps.length && position >= gaps[i].start; ++i) {
            position += gaps[i].weight;
        }
        return find(self, position);
    }

    /// @notice The gaps that leaving out some leaves makes, ascending, and the length of the line without them.
    /// @param leaves In any order; repeated and weightless ones make no further gap.
    function gapsOf(Tree storage self, uint256[] memory leaves)
        internal
        view
        returns (Gap[] memory gaps, uint256 left)
    {
        gaps = new Gap[](leaves.length);
        left = total(self);
        uint256 count;
        for (uint256 i; i < leaves.length; ++i) {
            uint256 weight = weightOf(self, leaves[i]);
            if (weight == 0) continue;
            uint256 start = startOf(self, leaves[i]);
            uint256 place = count;
            while (place != 0 && gaps[place - 1].start > start) --place;
            if (place != 0 && gaps[place - 1].start == start) continue;
            for (uint256 j = count; j > place; --j) {
                gaps[j] = gaps[j - 1];
            }
            gaps[place] = Gap(start, weight);
            ++count;
            left -= weight;
        }
        assembly ("memory-safe") {
            mstore(gaps, count)
        }
    }

    /// @notice Sum of the weights of all leaves before `leaf`.
    function startOf(Tree storage self, uint256 leaf) internal view returns (uint256 start) {
        uint256 depth = self.depth;
        for (uint256 level; level < depth; ++level) {
            uint256 lane = leaf % ARITY;
            leaf /= ARITY;
            start += _before(self.words[_key(level, leaf)], lane);
        }
    }

    /// @dev Sum up to a lane and with it.
    function _until(uint256 word, uint256 lane) private pure returns (uint256) {
        unchecked {
            return word >> lane * LANE_BITS & MAX_SUM;
        }
    }

    /// @dev Sum up to a lane and without it.
    function _before(uint256 word, uint256 lane) private pure returns (uint256) {
        unchecked {
            return word << LANE_BITS >> lane * LANE_BITS & MAX_SUM;
        }
    }

    function _key(uint256 level, uint256 index) private pure returns (uint256) {
        return level << LEVEL_SHIFT | index;
    }
}
