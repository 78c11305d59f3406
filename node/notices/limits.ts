/** Limits of what people are told while they look elsewhere. */

/** Milliseconds between two looks for something to tell. */
export const NOTICE_LOOK_MS = 1_000;
/** Notices that wait for one reader; older ones are dropped. */
export const MAX_UNREAD_NOTICES = 50;
