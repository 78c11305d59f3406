/** Most items of one practice set. */
export const MAX_PRACTICE_ITEMS = 100_000;
/** Highest number of an item (an unsigned 32-bit number). */
export const MAX_PRACTICE_INDEX = 0xffff_ffff;
