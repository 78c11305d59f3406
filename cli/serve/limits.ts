/** Limits of the loopback server. */

/** Bytes of one WebSocket message from a browser with a session. The largest request is a file of chats, with its signs escaped. */
export const MAX_FRAME_BYTES = 64 * 1024 * 1024;
/** Bytes that may wait for a browser that does not read; above it the connection is closed. */
export const MAX_UNREAD_BYTES = 32 * 1024 * 1024;
/** WebSocket connections at once, over all sessions. */
export const MAX_CONNECTIONS = 16;
/** Sessions at once; the oldest ends when there is one more. */
export const MAX_SESSIONS = 8;
/** One-time links that wait for their use; the oldest ends when there is one more. */
export const MAX_OPEN_TOKENS = 8;
/** Bytes of a request's headers. */
export const MAX_HEADER_BYTES = 16 * 1024;
/** Characters of a request's address. */
export const MAX_URL_CHARS = 2_048;
/** Milliseconds that a browser may take to send its headers. */
export const HEADERS_TIMEOUT_MS = 10_000;
/** Milliseconds between two looks at whether a browser still answers. */
export const HEARTBEAT_MS = 20_000;
/** Milliseconds that connections get to close by themselves when the server stops. */
export const CLOSE_GRACE_MS = 500;
