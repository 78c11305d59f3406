/** Signed submissions in one transaction. */
export const MAX_BATCH_LEAVES = 256;
/**
 * Signed submissions below which a batch is not worth it: posting one costs 80,000 gas and 1,900 a leaf, and opening a leaf
 * at the draw more than opening a single submission, which costs its learner 34,000.
 */
export const MIN_BATCH_LEAVES = 5;
/** Signed submissions that wait at one node, one of each learner. */
export const MAX_WAITING_OFFERS = 1_024;
/** Bytes of one signed submission on its way. */
export const MAX_OFFER_BYTES = 1_024;
/** Bytes of the list behind a batch. */
export const MAX_LIST_BYTES = MAX_BATCH_LEAVES * MAX_OFFER_BYTES;
/** Signed submissions that one peer may pass on per second, on average. */
export const OFFERS_PER_SECOND = 20;
/** Signed submissions that one peer may pass on in a burst: a full batch. */
export const OFFERS_BURST = 256;
/** Peers whose rates are remembered. */
export const MAX_OFFERING_PEERS = 1_024;
/** Milliseconds for which the chain's answer to what epoch takes submissions is good. */
export const TERMS_FRESH_MS = 500;
/** Milliseconds that fetching the list behind a batch may take. */
export const LIST_FETCH_MS = 5_000;
/** Milliseconds until a list that could not be had is asked for again. */
export const LIST_RETRY_MS = 2_000;
/** Lists that are kept in memory. */
export const LISTS_IN_MEMORY = 16;
/** Milliseconds between two offers of the same submission. */
export const OFFER_AGAIN_MS = 2_000;
/** Milliseconds after which a submission that nobody takes is posted by its learner. */
export const NOBODY_TAKES_MS = 3_000;
/** Milliseconds of a batch's window, of the spread of posters and of a learner's own margin, at least. */
export const MIN_BATCH_TIME_MS = 1_000;
/** The same at most. */
export const MAX_BATCH_TIME_MS = 900_000;
/** Attestations that are opened in one transaction. */
export const REVEAL_PAGE = 128;
