/** Limits of the peer host. Every number carries its unit. */

/** Largest block that is stored or taken from a peer, in bytes. Chunks are 256 KiB; directory nodes stay far below. */
export const MAX_BLOCK_BYTES = 2 * 1024 * 1024;
/** Largest gossip message, in bytes; larger ones are dropped before they are decoded. */
export const MAX_GOSSIP_MESSAGE_BYTES = 8 * 1024;
/** Connections one host keeps. */
export const MAX_CONNECTIONS = 128;
/** Longest multiaddress in text, in characters. */
export const MAX_MULTIADDR_CHARS = 512;
/** Addresses that a host listens on or keeps alive. */
export const MAX_ADDRESSES = 64;
/** One dial, in milliseconds. */
export const DIAL_TIMEOUT_MS = 10_000;
/** First wait before a lost peer is dialled again, in milliseconds; doubles up to {@link RECONNECT_MAX_MS}. */
export const RECONNECT_MIN_MS = 250;
/** Longest wait between two dials of a lost peer, in milliseconds. */
export const RECONNECT_MAX_MS = 30_000;
/** How often a live connection is looked at, in milliseconds (a lost one is noticed at once by its event). */
export const RECONNECT_WATCH_MS = 5_000;
/** Longest time that stopping may take, in milliseconds. */
export const STOP_TIMEOUT_MS = 5_000;
/** Part of {@link STOP_TIMEOUT_MS} after which connections that will not close are left to the process, in milliseconds. */
export const STOP_NETWORK_MS = 3_500;
/** A block is not sent to the same peer twice within this time, in milliseconds. */
export const RESEND_WINDOW_MS = 1_000;
/** Addresses that one announcement of a peer may carry. */
export const MAX_ANNOUNCED_ADDRESSES = 8;
/** Peers that a directory connects to by itself. */
export const MAX_DISCOVERED_PEERS = 32;
/** Time between two announcements of a node, in milliseconds. */
export const ANNOUNCE_INTERVAL_MS = 15_000;
/** Wait before an announcement that a newcomer triggers, in milliseconds; several newcomers share one. */
export const ANNOUNCE_DEBOUNCE_MS = 100;
/** How long an announced peer that could not be reached is left alone, in milliseconds. */
export const UNREACHABLE_MS = 30_000;
/** Wait before the node with the greater peer id dials, so that two nodes do not dial each other, in milliseconds. */
export const POLITE_DIAL_MS = 1_000;
