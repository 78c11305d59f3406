/** Rows kept in the event log; older ones go. */
export const MAX_EVENTS = 20_000;
/** Rows of events that one call returns. */
export const MAX_EVENTS_PER_CALL = 500;
/** Characters of a value in the network state table. */
export const MAX_STATE_VALUE_CHARS = 1024 * 1024;
/** Characters of a key in the network state table. */
export const MAX_STATE_KEY_CHARS = 200;
/** Characters of what a run is trained with: all lessons at their longest, and what the model answers now. */
export const MAX_PLAN_CHARS = 8 * 1024 * 1024;
/** Lines kept of what happened in one run. */
export const MAX_RUN_LOG_LINES = 2_000;
/** Characters of a row's own JSON details. */
export const MAX_DETAILS_CHARS = 64 * 1024;
/** Points kept of one loss curve. */
export const MAX_CURVE_POINTS = 20_000;
/** Milliseconds to wait for another connection's lock. */
export const BUSY_TIMEOUT_MS = 2_000;
/** Ended transactions kept per account of a network; older ones go. */
export const MAX_FINISHED_TRANSACTIONS = 1_000;
/** Ended transactions whose signed bytes are kept, to be sent again when the chain lost them. */
export const RESENDABLE_TRANSACTIONS = 64;
