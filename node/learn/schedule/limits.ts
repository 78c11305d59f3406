/** Minutes after the last message in which the bot leaves the processor to the chat. */
export const CHAT_PAUSE_MINUTES = 2;
/** Milliseconds between two looks at the rules. */
export const SCHEDULE_CHECK_MS = 15_000;
/** Milliseconds after which learning that failed is tried again by itself. */
export const SCHEDULE_RETRY_MS = 10 * 60_000;
/** Milliseconds that asking the system for battery and load may take; what comes later is not known. */
export const CONDITIONS_TIMEOUT_MS = 3_000;
/** Least utility that is worth sharing, parts per million; the network accepts nothing below it. */
export const WORTH_SHARING_PPM = 1_000;
/** Running programs that are listed to choose from. */
export const MAX_LISTED_PROGRAMS = 2_000;
/** Milliseconds for which what the desktop shell told about keyboard and mouse counts. */
export const IDLE_REPORT_LASTS_MS = 120_000;
