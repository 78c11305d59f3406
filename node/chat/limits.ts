/** Chats one node keeps. */
export const MAX_CHATS = 10_000;
/** Characters of a chat's title when it is taken from the first question. */
export const TITLE_CHARS = 60;
/** Messages of a chat that are sent along with a question; the worker drops older ones that do not fit. */
export const TURNS_SENT = 24;
/** Milliseconds between two savings of an answer that is being written. */
export const PERSIST_EVERY_MS = 500;
