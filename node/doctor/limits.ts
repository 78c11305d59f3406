/** Oldest major version of Node that runs everything. */
export const MIN_NODE_MAJOR = 24;
/** Bytes of free disk below which nothing works for long. */
export const MIN_FREE_DISK_BYTES = 200 * 1024 * 1024;
/** Bytes of free disk that a while of learning and checking needs. */
export const GOOD_FREE_DISK_BYTES = 2 * 1024 * 1024 * 1024;
/** Bytes of free memory below which the model and a check do not fit side by side. */
export const MIN_FREE_MEMORY_BYTES = 700 * 1024 * 1024;
/** Milliseconds that this computer's clock may differ from the chain's newest block. */
export const MAX_CLOCK_SKEW_MS = 30_000;
/** Milliseconds that the worker may take to load the model while it is examined. */
export const MODEL_TIMEOUT_MS = 120_000;
/** Bytes of log that diagnostics take along. */
export const MAX_DIAGNOSTIC_LOG_BYTES = 512 * 1024;
