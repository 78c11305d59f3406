/** Limits of what people are told while they look elsewhere. */

/** Milliseconds between two looks for something to tell. */
export const NOTICE_LOOK_MS = 1_000;
/** Duties missed in a row from which on a validator's owner is told; one may be a short cut of the line. */
export const MISSED_IN_A_ROW = 3;
/** Epochs that are looked back over for duties missed in a row. */
export const MISSED_EPOCHS = 12;
/** Notices that wait for one reader; older ones are dropped. */
export const MAX_UNREAD_NOTICES = 50;
