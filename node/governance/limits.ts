/** Milliseconds that fetching a proposal's document may take. */
export const DOCUMENT_TIMEOUT_MS = 8_000;
/** Votes that are shown of one proposal, the newest. */
export const VOTES_SHOWN = 100;
/** Proposals, disputes, pools and data sets that are listed, the newest. */
export const ENTRIES_LISTED = 200;
/** Characters of one decoded argument; longer ones are cut. */
export const MAX_ARGUMENT_CHARS = 2_000;
