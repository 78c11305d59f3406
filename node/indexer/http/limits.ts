/** Requests that one address may send at once before it has to wait. */
export const REQUEST_BURST = 60;
/** Requests per second that one address may send in the long run. */
export const REQUESTS_PER_SECOND = 20;
/** Addresses whose requests are counted; the one seen least lately is forgotten when there is one more. */
export const MAX_COUNTED_ADDRESSES = 10_000;
/** Connections at once, of all addresses. */
export const MAX_HTTP_CONNECTIONS = 256;
/** Connections at once from one address. */
export const MAX_CONNECTIONS_PER_ADDRESS = 16;
/** Requests over one connection before it is closed. */
export const MAX_REQUESTS_PER_CONNECTION = 1_000;
/** Bytes of a request's headers. */
export const MAX_HTTP_HEADER_BYTES = 8 * 1024;
/** Characters of a request's address. */
export const MAX_HTTP_URL_CHARS = 1_024;
/** Milliseconds that a client may take to send its headers, and to send a whole request. */
export const HTTP_HEADERS_TIMEOUT_MS = 5_000;
/** Milliseconds that a connection without requests is kept. */
export const HTTP_KEEP_ALIVE_MS = 5_000;
/** Milliseconds between two looks at whether connections are too slow. */
export const HTTP_CHECK_MS = 1_000;
/** Bytes of one answer; a page that is larger asks for fewer rows. */
export const MAX_HTTP_ANSWER_BYTES = 4 * 1024 * 1024;
