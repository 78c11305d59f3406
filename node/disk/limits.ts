/** Limits of watching the disk. */

/** Free bytes below which the node stops what fills the disk, before the disk is full. */
export const NEARLY_FULL_BYTES = 300 * 2 ** 20;
/** Free bytes above which it may go on: more than where it stopped, so that it does not begin and stop in turns. */
export const ROOM_AGAIN_BYTES = 600 * 2 ** 20;
/** Milliseconds between two looks at the disk. */
export const DISK_LOOK_MS = 30_000;
