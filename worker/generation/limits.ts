/** Most tokens that one answer may have. */
export const MAX_NEW_TOKENS = 32_768;
/** Tokens of the text so far that the repetition penalty looks at. */
export const REPETITION_WINDOW = 256;
