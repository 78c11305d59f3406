/** Limits of the node's own parts. */

/** Bytes of stderr kept per child process, for the message when it crashes. */
export const CHILD_LOG_BYTES = 16 * 1024;
/** Milliseconds a child process gets between the polite and the hard kill. */
export const CHILD_STOP_MS = 4_000;
/** First pause before a crashed worker is started again, milliseconds; doubles with every crash in a row. */
export const WORKER_BACKOFF_MS = 250;
/** Longest pause before a crashed worker is started again, milliseconds. */
export const WORKER_BACKOFF_MAX_MS = 10_000;
/** A worker that lived this long has not crashed "in a row". Milliseconds. */
export const WORKER_SETTLED_MS = 60_000;
/** Milliseconds that main gets to bring up a process that this node asked for. */
export const SPAWN_TIMEOUT_MS = 30_000;
