/** Limits of the gossip. Every number carries its unit. */

/** One log entry, in bytes: a full batch with the longest proofs, the entries it names and its signature. */
export const MAX_ENTRY_BYTES = 40 * 1024;
/** One signer's identity record, in bytes. */
export const MAX_IDENTITY_BYTES = 1024;
/** One entry with its identity on the wire, in bytes; below the host's gossip message limit. */
export const MAX_FRAME_BYTES = MAX_ENTRY_BYTES + MAX_IDENTITY_BYTES + 64;
/** Earlier entries that one entry names, and heads that one answer tells. */
export const MAX_HEADS = 64;
/** Heads that an entry of ours joins; what is left over is joined by later ones. Keeps entries below their limit. */
export const MAX_JOINED_HEADS = 32;
/** Entries of one epoch's log. */
export const MAX_LOG_ENTRIES = 10_000;
/** Attestations in one epoch's log; bounds its memory (about 2 kB each). */
export const MAX_LOG_ATTESTATIONS = 65_536;
/** Entries that one validator may write to one epoch's log. */
export const MAX_MEMBER_ENTRIES = 2_048;
/** Attestations that one validator may write to one epoch's log. */
export const MAX_MEMBER_ATTESTATIONS = 16_384;
/** Entries that are joined in one step; other work of the node comes in between. */
export const JOIN_STEP = 256;
/** Hashes with which a node tells what it holds. */
export const MAX_KNOWN_HASHES = 96;
/** Of these, hashes from the end of the last answer, when all of it was known. */
export const MAX_PASSED_HASHES = 32;
/** Entries that one answer carries. */
export const MAX_ANSWER_ENTRIES = 512;
/** One answer, in bytes. */
export const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
/** A request, in bytes. */
export const MAX_REQUEST_BYTES = 8 * 1024;
/** Answers in a row that one catching-up takes from a peer. */
export const MAX_PULL_ROUNDS = 64;
/** Epoch logs that one node keeps open. */
export const MAX_OPEN_EPOCHS = 32;
/** Finished epochs whose logs stay as they are; older ones become archives. */
export const KEPT_EPOCHS = 8;
/** Entries that wait for the ones they build on; more are dropped and come back with a later exchange. */
export const MAX_PENDING_ENTRIES = 256;
/** Time that such an entry is given before its sender is asked for what is missing, in milliseconds. */
export const PULL_DELAY_MS = 100;
/** Time between two askings of the same peer for the same log, in milliseconds. */
export const PULL_GAP_MS = 250;
/** A hash that a peer has and that we did not get from it is not asked for again for this long, in milliseconds. */
export const UNRESOLVED_MS = 15_000;
/** Such hashes that are remembered per log. */
export const MAX_UNRESOLVED = 1_024;
/** One exchange over one stream, in milliseconds. */
export const EXCHANGE_TIMEOUT_MS = 15_000;
/** Time between two exchanges with a random peer, in milliseconds. */
export const EXCHANGE_INTERVAL_MS = 3_000;
/** Peers that are asked at once when a log opens. */
export const MAX_EAGER_EXCHANGES = 8;
/** Streams of the exchange protocol per connection, each way. */
export const MAX_EXCHANGE_STREAMS = 8;
/** Gossiped entries that one peer may send per second, on average. */
export const PEER_FRAMES_PER_SECOND = 500;
/** Gossiped entries that one peer may send in a burst. */
export const PEER_FRAMES_BURST = 2_000;
/** Dropped entries of one peer that count as one flood. */
export const FRAMES_PER_FLOOD = 200;
/** Requests that one peer may send per second, on average. */
export const PEER_REQUESTS_PER_SECOND = 20;
/** Requests that one peer may send in a burst. */
export const PEER_REQUESTS_BURST = 200;
/** Bytes of answers that one peer gets per second, on average. */
export const PEER_ANSWER_BYTES_PER_SECOND = 4 * 1024 * 1024;
/** Bytes of answers that one peer gets in a burst: a full log of full batches of an ordinary epoch. */
export const PEER_ANSWER_BYTES_BURST = 64 * 1024 * 1024;
/** Peers whose rates are remembered. */
export const MAX_RATED_PEERS = 1_024;
/** How long one membership question may take, in milliseconds. */
export const MEMBERSHIP_TIMEOUT_MS = 3_000;
/** How long a refused key is not asked about again, in milliseconds. */
export const MEMBERSHIP_NEGATIVE_MS = 2_000;
/** Keys whose membership is remembered per epoch. */
export const MAX_REMEMBERED_KEYS = 4_096;
/** Signatures that were verified and are remembered. */
export const MAX_REMEMBERED_SIGNATURES = 8_192;
/** Signature checks that run at once, off the event loop. */
export const VERIFY_CONCURRENCY = 16;
/** Largest archive of an epoch that is read, in bytes. */
export const MAX_ARCHIVE_BYTES = 512 * 1024 * 1024;
