/**
 * Chance with which a node that plants canaries plants one in an epoch. At 8 % a committee that does not look is
 * caught after a dozen submissions on average, when it has earned less than its fine; and, as there are more lessons
 * than planters, at most one committee in twelve works on nothing new.
 */
export const CANARY_CHANCE = 0.08;
/** Draws of questions on which a canary must change nothing, item by item, before it is planted. */
export const CANARY_CHECKS = 2;
/** Canaries that are remembered; the oldest go, unless they can still be opened. */
export const MAX_CANARIES = 64;
/** Utility that a canary claims in its own measurement, parts per million: what lessons usually claim. */
export const CLAIMED_UTILITY_PPM = { least: 10_000, most: 300_000 } as const;
