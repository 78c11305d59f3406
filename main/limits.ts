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
/** Bytes of the file that keeps the app's own settings. */
export const MAX_SETTINGS_BYTES = 16_384;
/** Milliseconds until the shell asks the node for its state again after it was cut off. */
export const NODE_LINK_RETRY_MS = 1_000;
/** Links from outside that wait for a page. */
export const MAX_WAITING_LINKS = 4;
/** Links from outside that are followed in a minute; who opens more is not a person. */
export const MAX_LINKS_PER_MINUTE = 20;
/** Hour of the day until which "until tomorrow" pauses learning. */
export const TOMORROW_HOUR = 6;
/** Notifications in an hour at most; what comes above that waits and is told together. */
export const MAX_NOTIFICATIONS_PER_HOUR = 6;
/** Milliseconds in which several notices of one kind become one notification. */
export const NOTICE_GROUP_MS = 60_000;
/** Notices that wait to be told together; older ones are only counted. */
export const MAX_HELD_NOTICES = 200;
/** USB vendor number of the hardware wallets that a page may talk to. */
export const LEDGER_VENDOR_ID = 0x2c97;
/** Milliseconds between two words to the node about keyboard and mouse. */
export const IDLE_REPORT_MS = 30_000;
/** Most seconds without keyboard and mouse that are told. */
export const MAX_IDLE_SECONDS = 10_000_000;
