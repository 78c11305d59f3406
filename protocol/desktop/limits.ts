/** Limits of what the page and the desktop shell say to each other. */

/** Characters of one request to the shell; the largest is a link to open. */
export const MAX_DESKTOP_MESSAGE_CHARS = 16_384;
/** Characters of a link that is handed to the system's browser. */
export const MAX_EXTERNAL_URL_CHARS = 2_048;
/** Characters of a loam:// link. */
export const MAX_DEEP_LINK_CHARS = 2_048;
/** Characters of a notice's title. */
export const MAX_NOTICE_TITLE_CHARS = 120;
/** Characters of a notice's sentence. */
export const MAX_NOTICE_SENTENCE_CHARS = 400;
