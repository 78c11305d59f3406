/** Lessons that are asked before and after a run; the newest ones. */
export const COMPARED_LESSONS = 5;
/** Practice items mixed into a run unless asked otherwise. */
export const DEFAULT_PRACTICE_ITEMS = 96;
/** Deaths of the worker that one training run survives. */
export const MAX_WORKER_CRASHES = 3;
