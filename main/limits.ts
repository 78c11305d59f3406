/** Limits of the desktop shell. */

/** Milliseconds that the node and its children have to stop cleanly after a quit. */
export const STOP_GRACE_MS = 4_000;
/** Milliseconds after the polite signal until a process is killed outright; with {@link STOP_GRACE_MS} a quit takes at most 5 s. */
export const KILL_GRACE_MS = 450;
/** Milliseconds before the first restart of a process that ended by itself. Doubles each time. */
export const RESTART_MIN_MS = 250;
/** Milliseconds before a restart at most. */
export const RESTART_MAX_MS = 30_000;
/** A process that ran this many milliseconds counts as healthy: the next restart is quick again. */
export const HEALTHY_MS = 60_000;
/** Processes that one node may have running at once (its workers and further nodes). */
export const MAX_CHILDREN_PER_NODE = 32;
/** Levels of nodes: the root, its local validators. */
export const MAX_NODE_DEPTH = 2;
/** Ports that one page may ask for in a minute; a reload takes one. */
export const MAX_CONNECTS_PER_MINUTE = 60;
/** Bytes of the file that keeps the window's place. */
export const MAX_WINDOW_STATE_BYTES = 4_096;
/** Milliseconds that the window must rest before its place is written. */
export const WINDOW_STATE_REST_MS = 400;
