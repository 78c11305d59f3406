/** Model versions that one roll-back marks; a longer one marks the newest of them. */
export const MAX_ROLLED_BACK = 10_000;
/** Subjects that one event is filed under in the audit trail. */
export const MAX_MENTIONS = 64;
/** Things (submissions, versions, disputes …) that one audit trail follows. */
export const MAX_TRAIL_SUBJECTS = 128;
/** Gossiped attestations that are kept of one validator for one submission: a second one already proves misconduct. */
export const MAX_GOSSIPED_EACH = 4;
/** Documents and seats of one dispute that its page shows. */
export const MAX_DETAILS = 500;
/** Rows that an export reads at once. */
export const EXPORT_PAGE = 1_000;
/** Newest epochs whose gossip the index listens to. */
export const GOSSIPED_EPOCHS = 4;
/** Milliseconds that a node which is said to serve the index gets to answer. */
export const SERVED_INDEX_ANSWER_MS = 3_000;
/** Milliseconds between two tries of a node to go on with an index that another process builds. */
export const INDEX_BUSY_PAUSE_MS = 1_000;
