// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

/// @title A tree of sums that draws leaves with a probability proportional to their weight.
/// @notice Four 64-bit sums share a word, so a walk from the root to a leaf reads one word per level. The tree grows by a
/// level whenever a leaf no longer fits. A leaf that was never set weighs 0. The sum of all weights must stay below 2^64.
library SumTree {
    /// @dev Bits of an index that choose the sum within a word: four of them.
    uint256 private constant ARITY_BITS = 2;
    uint256 private constant ARITY_MASK = 3;
    /// @dev Bits of a sum.
    uint256 private constant SUM_BITS_LOG = 6;
    /// @dev A word's key is its level (0 = leaves) above its index within the level.
    uint256 private constant LEVEL_SHIFT = 128;

    struct Tree {
        /// Levels; there is room for 4^depth leaves.
        uint256 depth;
        mapping(uint256 key => uint256) words;
    }

    /// @notice A leaf that is left out: where it begins on the line of weights, and its weight.
    struct Gap {
        uint64 start;
        uint64 weight;
    }

    /// @notice Sum of all weights.
    function total(Tree storage self) internal view returns (uint256) {
        uint256 depth = self.depth;
        return depth == 0 ? 0 : _sum(self.words[_key(depth - 1, 0)]);
    }

    /// @notice Weight of a leaf; 0 for one that was never set.
    function weightOf(Tree storage self, uint256 leaf) internal view returns (uint64) {
        return _lane(self.words[_key(0, leaf >> ARITY_BITS)], leaf & ARITY_MASK);
    }

    /// @notice Gives a leaf a new weight.
    function set(Tree storage self, uint256 leaf, uint64 weight) internal {
        uint64 old = weightOf(self, leaf);
        if (old == weight) return;
        uint256 depth = self.depth;
        while (leaf >> (ARITY_BITS * depth) != 0 || depth == 0) {
            // What there was becomes the first child of a new root.
            if (depth != 0) self.words[_key(depth, 0)] = _sum(self.words[_key(depth - 1, 0)]);
            self.depth = ++depth;
        }
        uint256 index = leaf;
        uint256 word;
        for (uint256 level; level < depth; ++level) {
            uint256 key = _key(level, index >> ARITY_BITS);
            uint256 lane = index & ARITY_MASK;
            word = self.words[key];
            uint64 before = _lane(word, lane);
            // The lane's bits are flipped from what they are to what they shall be.
            word ^= uint256(before ^ (before - old + weight)) << (lane << SUM_BITS_LOG);
            self.words[key] = word;
            index >>= ARITY_BITS;
        }
        _sum(word); // reverts where the total does not fit
    }

    /// @notice The leaf at a position of the line on which all leaves lie side by side, each as long as its weight.
    /// @param position Less than `total`.
    function find(Tree storage self, uint256 position) internal view returns (uint256 leaf, uint64 weight) {
        // Unchecked and unrolled: this is most of what a draw computes. A position is less than the sum of a word's lanes.
        unchecked {
            for (uint256 level = self.depth; level != 0;) {
                uint256 word = self.words[_key(--level, leaf)];
                leaf <<= ARITY_BITS;
                weight = uint64(word);
                if (position < weight) continue;
                position -= weight;
                weight = _lane(word, 1);
                if (position < weight) {
                    leaf |= 1;
                    continue;
                }
                position -= weight;
                weight = _lane(word, 2);
                if (position < weight) {
                    leaf |= 2;
                    continue;
                }
                position -= weight;
                weight = _lane(word, 3);
                leaf |= 3;
            }
        }
    }

    /// @notice The same on the line without the gaps.
    /// @param gaps As `gapsOf` gives them.
    /// @param position Less than `total` less the gaps' weights.
    function find(Tree storage self, Gap[] memory gaps, uint256 position)
        internal
        view
        returns (uint256 leaf, uint64 weight)
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
            uint64 weight = weightOf(self, leaves[i]);
            if (weight == 0) continue;
            uint64 start = startOf(self, leaves[i]);
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
    function startOf(Tree storage self, uint256 leaf) internal view returns (uint64 start) {
        uint256 depth = self.depth;
        for (uint256 level; level < depth; ++level) {
            uint256 word = self.words[_key(level, leaf >> ARITY_BITS)];
            for (uint256 lane; lane < leaf & ARITY_MASK; ++lane) {
                start += _lane(word, lane);
            }
            leaf >>= ARITY_BITS;
        }
    }

    function _lane(uint256 word, uint256 lane) private pure returns (uint64) {
        return uint64(word >> (lane << SUM_BITS_LOG));
    }

    /// @dev The parent's sum fits 64 bits wherever all weights do: checked by adding as uint64.
    function _sum(uint256 word) private pure returns (uint64) {
        return _lane(word, 0) + _lane(word, 1) + _lane(word, 2) + _lane(word, 3);
    }

    function _key(uint256 level, uint256 index) private pure returns (uint256) {
        return (level << LEVEL_SHIFT) | index;
    }
}
