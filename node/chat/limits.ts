/** Chats one node keeps. */
export const MAX_CHATS = 10_000;
/** Messages of one chat, alternatives included. */
export const MAX_CHAT_MESSAGES = 100_000;
/** Messages that may follow the same one. */
export const MAX_ALTERNATIVES = 100;
/** Characters of a chat's title when it is taken from the first question. */
export const TITLE_CHARS = 60;
/** Messages of a chat that are sent along with a question; the worker drops older ones that do not fit. */
export const TURNS_SENT = 24;
/** Milliseconds between two savings of an answer that is being written. */
export const PERSIST_EVERY_MS = 500;
/** Messages shown before the one that a search leads to. */
export const REVEALED_BEFORE = 40;
/** Words of a search that count. */
export const MAX_SEARCH_WORDS = 12;
/** Words around what a search found. */
export const SNIPPET_WORDS = 24;
/** Presets of the owner. */
export const MAX_PRESETS = 100;
/** Messages in one piece of an export. */
export const EXPORT_PIECE_MESSAGES = 200;
