/** Most sessions of different bucket shapes that a trainer keeps; the least recently used one is released. */
export const MAX_OPEN_BUCKETS = 6;
/** Largest checkpoint that is read, in bytes. */
export const MAX_CHECKPOINT_BYTES = 50_000_000_000;
/** Newest layout of checkpoint files. */
export const CHECKPOINT_VERSION = '1';
