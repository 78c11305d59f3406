/** Milliseconds that a new connection may take to bring the first status; after it another one is tried. */
export const FIRST_STATUS_MS = 20_000;
/** Milliseconds before the first try to connect again. */
export const RECONNECT_FIRST_MS = 400;
/** Milliseconds between tries at most. */
export const RECONNECT_MOST_MS = 8_000;
/** Pixels from the end of a chat within which new words pull the view along. */
export const AT_BOTTOM_PX = 48;
/** Beads drawn on the epoch ring; further ones are only counted. */
export const MAX_BEADS = 9;
/** Points of a loss curve that are drawn; longer curves are thinned. */
export const MAX_CURVE_POINTS = 400;
/** Commands that the palette shows at once. */
export const MAX_SHOWN_COMMANDS = 60;
/** Characters of one block of markdown; longer ones are shown as they were written. */
export const MAX_MARKDOWN_BLOCK_CHARS = 20_000;
/** Marks of markdown (asterisks, brackets, bars …) in one block; what has more is shown as it was written. */
export const MAX_MARKDOWN_MARKS = 2_000;
/** How deep an answer may nest lists, quotations and emphasis. */
export const MAX_MARKDOWN_DEPTH = 24;
/** Milliseconds that a button says that it copied. */
export const COPIED_MS = 2_000;
/** Height that a message is expected to have before it was drawn, pixels. */
export const EXPECTED_MESSAGE_PX = 96;
/** Messages that are drawn beyond each edge of what is seen. */
export const MESSAGES_BEYOND_EDGE = 4;
/** Pixels from the beginning of what is loaded at which older messages are fetched. */
export const LOAD_OLDER_PX = 1_200;
/** Milliseconds after the last key before chats are searched. */
export const SEARCH_AFTER_MS = 120;
/** Lessons from which on the list can be searched. */
export const LESSONS_TO_SEARCH = 8;
/** Lessons up to which all are drawn; of more, only those that are seen. */
export const VIRTUAL_LESSONS = 100;
