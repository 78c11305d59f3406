/** Model versions that one roll-back marks; a longer one marks the newest of them. */
export const MAX_ROLLED_BACK = 10_000;
/** Subjects that one event is filed under in the audit trail. */
export const MAX_MENTIONS = 64;
