/** Bytes of one log file. */
export const MAX_LOG_FILE_BYTES = 2 * 1024 * 1024;
/** Log files that are kept, the newest included. */
export const LOG_FILES = 4;
