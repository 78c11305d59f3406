/** Limits of governance documents. */

/** Characters in a proposal's title. */
export const MAX_PROPOSAL_TITLE_CHARS = 120;
/** Characters in each part of a proposal's document. */
export const MAX_PROPOSAL_TEXT_CHARS = 16_000;
