// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.37;

/// @title A tree of sums that draws leaves with a probability proportional to their weight.
/// @notice Every inner node has `ARITY` children and holds the sum of their weights. The tree grows by one level
/// whenever its leaves no longer fit, so it has no capacity limit. Updating or drawing costs O(log leaves).
library SumTree {
    /// @dev Children per inner node. Six is near the cheapest mix of updates (fewer levels) and draws (fewer siblings).
    uint256 internal constant ARITY = 6;
    /// @dev A node's key is its level (0 = leaves) above its index within the level.
    uint256 private constant LEVEL_SHIFT = 128;

    struct Tree {
        /// Number of leaves ever added.
        uint256 leaves;
        /// Level of the root.
        uint256 depth;
        /// Weight of a leaf, or sum of the weights below an inner node, by key.
        mapping(uint256 key => uint256) sums;
    }

    /// @notice Leaves already drawn or excluded: their weight counts as zero during a draw.
    struct Taken {
        uint256 count;
        uint256[] leaves;
        uint256[] weights;
        uint256 total;
    }

    /// @notice Sum of all weights.
    function total(Tree storage self) internal view returns (uint256) {
        return self.sums[_key(self.depth, 0)];
    }

    /// @notice Weight of a leaf; 0 for a leaf that does not exist.
    function weightOf(Tree storage self, uint256 leaf) internal view returns (uint256) {
        return self.sums[_key(0, leaf)];
    }

    /// @notice Adds a leaf and returns its index (0, 1, 2, …).
    function push(Tree storage self, uint256 weight) internal returns (uint256 leaf) {
        leaf = self.leaves++;
        uint256 depth = self.depth;
        while (leaf >= ARITY ** depth) {
            uint256 sum = self.sums[_key(depth, 0)];
            self.depth = ++depth;
            self.sums[_key(depth, 0)] = sum;
        }
        set(self, leaf, weight);
    }

    /// @notice Gives an existing leaf a new weight.
    function set(Tree storage self, uint256 leaf, uint256 weight) internal {
        uint256 old = self.sums[_key(0, leaf)];
        if (old == weight) return;
        uint256 depth = self.depth;
        uint256 index = leaf;
        for (uint256 level;; ++level) {
            uint256 key = _key(level, index);
            self.sums[key] = self.sums[key] + weight - old;
            if (level == depth) break;
            index /= ARITY;
        }
    }

    /// @notice Room to mark `capacity` leaves as taken.
    function newTaken(uint256 capacity) internal pure returns (Taken memory taken) {
        taken.leaves = new uint256[](capacity);
        taken.weights = new uint256[](capacity);
    }

    /// @notice Marks a leaf as taken, so that no further draw returns it.
    function take(Tree storage self, Taken memory taken, uint256 leaf) internal view {
        uint256 weight = weightOf(self, leaf);
        taken.leaves[taken.count] = leaf;
        taken.weights[taken.count] = weight;
        taken.total += weight;
        ++taken.count;
    }

    /// @notice The leaf that covers position `target` when the untaken leaves lie side by side in order.
    /// @param target Must be less than `total(self) - taken.total`.
    function find(Tree storage self, Taken memory taken, uint256 target) internal view returns (uint256 index) {
        uint256 span = ARITY ** self.depth;
        for (uint256 level = self.depth; level != 0; --level) {
            span /= ARITY;
            index *= ARITY;
            while (true) {
                uint256 sum = self.sums[_key(level - 1, index)] - _takenBelow(taken, index, span);
                if (target < sum) break;
                target -= sum;
                ++index;
            }
        }
    }

    /// @dev Weight taken below the inner node `index` of a level whose nodes cover `span` leaves each.
    function _takenBelow(Taken memory taken, uint256 index, uint256 span) private pure returns (uint256 sum) {
        for (uint256 i; i < taken.count; ++i) {
            if (taken.leaves[i] / span == index) sum += taken.weights[i];
        }
    }

    function _key(uint256 level, uint256 index) private pure returns (uint256) {
        return (level << LEVEL_SHIFT) | index;
    }
}
