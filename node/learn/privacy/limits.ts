/** Findings of one lesson that are named; more are as bad. */
export const MAX_IDENTIFIERS = 16;
/** Characters of a finding that are shown at each end. */
export const SHOWN_CHARS = 2;
/** Words of a wallet's list in a row that count as its secret phrase. */
export const MIN_SECRET_WORDS = 12;
/** Fewest digits of a telephone number. */
export const MIN_PHONE_DIGITS = 8;
/** Most digits of a telephone number (E.164). */
export const MAX_PHONE_DIGITS = 15;
