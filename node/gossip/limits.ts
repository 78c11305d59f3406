/** Limits of the gossip. Every number carries its unit. */

/** One log entry, in bytes. */
export const MAX_ENTRY_BYTES = 4 * 1024;
/** One signer's identity record, in bytes. */
export const MAX_IDENTITY_BYTES = 1024;
/** One entry with its identity on the wire, in bytes; below the host's gossip message limit. */
export const MAX_FRAME_BYTES = MAX_ENTRY_BYTES + MAX_IDENTITY_BYTES + 64;
/** Heads that one exchange carries, and earlier entries that one entry names. */
export const MAX_HEADS = 64;
/** Heads that an entry of ours joins; what is left over is joined by later ones. Keeps entries below their limit. */
export const MAX_JOINED_HEADS = 32;
/** Entries that one answer carries. */
export const MAX_ENTRIES_PER_ANSWER = 64;
/** Entries of one epoch's log. */
export const MAX_LOG_ENTRIES = 10_000;
/** Epoch logs that one node keeps open. */
export const MAX_OPEN_EPOCHS = 32;
/** Entries that wait for their history at the same time; more are dropped and come back with a later exchange. */
export const MAX_PENDING_ENTRIES = 256;
/** Histories that are fetched at the same time. */
export const FETCH_CONCURRENCY = 4;
/** Peers that are asked for one missing piece of history. */
export const MAX_FETCH_PEERS = 3;
/** First wait before an entry whose history nobody had yet is looked up again, in milliseconds; doubles. */
export const RETRY_MIN_MS = 150;
/** Such waits before the entry is given up. */
export const MAX_RETRIES = 5;
/** An entry that was given up is not looked up again for this long, in milliseconds. */
export const UNRESOLVED_MS = 15_000;
/** One exchange over one stream, in milliseconds. */
export const EXCHANGE_TIMEOUT_MS = 5_000;
/** Time between two exchanges with a random peer, in milliseconds. */
export const EXCHANGE_INTERVAL_MS = 3_000;
/** Peers that are asked at once when a log opens. */
export const MAX_EAGER_EXCHANGES = 8;
/** Streams of the exchange protocol per connection, each way. */
export const MAX_EXCHANGE_STREAMS = 8;
/** How long one membership question may take, in milliseconds. */
export const MEMBERSHIP_TIMEOUT_MS = 3_000;
/** How long a refused key is not asked about again, in milliseconds. */
export const MEMBERSHIP_NEGATIVE_MS = 2_000;
/** Keys whose membership is remembered per epoch. */
export const MAX_REMEMBERED_KEYS = 4_096;
