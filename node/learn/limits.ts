/** Lessons that are asked before and after a run; the newest ones. */
export const COMPARED_LESSONS = 5;
/** Practice items mixed into a run unless asked otherwise. */
export const DEFAULT_PRACTICE_ITEMS = 96;
/** Deaths of the worker that one training run survives. */
export const MAX_WORKER_CRASHES = 3;
/** Tries to remove a run's folder in which a worker is writing at that moment. */
export const REMOVE_TRIES = 5;
/** Pause after a try that failed, milliseconds; grows by itself with every try. */
export const REMOVE_PAUSE_MS = 10;
/** Milliseconds that a run in training gets to save itself when it is paused; then it goes on from its last checkpoint. */
export const PAUSE_WAIT_MS = 20_000;
