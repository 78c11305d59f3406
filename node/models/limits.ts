/** Limits of models on this computer: fetching, loading, measuring. */

/** Downloads that run at the same time. */
export const MAX_DOWNLOADS = 2;
/** Models that one node keeps, added folders included. */
export const MAX_MODELS = 100;
/** Milliseconds without a byte after which a source counts as silent. */
export const FETCH_STALL_MS = 30_000;
/** Tries in a row that bring no byte before a download gives up. */
export const FETCH_TRIES = 6;
/** First pause between two tries, milliseconds; doubles each time. */
export const FETCH_PAUSE_MS = 500;
/** Longest such pause, milliseconds. */
export const FETCH_MAX_PAUSE_MS = 15_000;
/** Redirects that are followed. */
export const MAX_REDIRECTS = 5;
/** Milliseconds over which the speed of a download is shown. */
export const RATE_WINDOW_MS = 5_000;
/** Bytes of disk that a download leaves free. */
export const DISK_RESERVE_BYTES = 200_000_000;
/** Tries of loading a model before the change to it is given up; a crash of the model process ends one. */
export const SWITCH_TRIES = 2;
/** Most parameters that the worker can load (worker/llama/limits.ts). */
export const MAX_LOADED_PARAMETERS = 500_000_000;
/** Memory of the model process beside the model, bytes. Measured: 250 MB with Seedling's 2.8 million parameters. */
export const WORKER_MEMORY_BYTES = 200_000_000;
/** Memory per parameter at its peak, bytes. Measured: 1.77 GB with 106 million parameters. */
export const MEMORY_PER_PARAMETER_BYTES = 15;
/** Part of all memory above which a model counts as too big. */
export const MOST_MEMORY = 0.85;
/**
 * How the time per token grows with parameters: (ratio of parameters) to this power. Measured with 2.8 and 106 million
 * on one computer: 429 and 23 tokens a second.
 */
export const SPEED_POWER = 0.8;
/** Milliseconds that the speed of this computer is measured. */
export const SPEED_TEST_MS = 1_000;
/** Tokens after which measuring begins, so that opening the model does not count. */
export const SPEED_WARM_UP_TOKENS = 4;
/** Milliseconds that a look at a part of this computer may take. */
export const LOOK_MS = 5_000;
