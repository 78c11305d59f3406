/** Milliseconds without a sign of life after which a validator watches for a double of itself before it works again. */
export const ABSENCE_MS = 5 * 60_000;
/** Milliseconds between two signs of life in the signing history. */
export const HEARTBEAT_MS = 20_000;
/** Milliseconds that a validator of the local network watches for a double of itself. */
export const DOUBLE_WATCH_LOCAL_MS = 3_000;
/** Whole epochs that a validator of any other network watches for a double of itself. */
export const DOUBLE_WATCH_EPOCHS = 1;
/** Milliseconds between two looks for a double while the validator works. */
export const DOUBLE_LOOK_MS = 5_000;
/** Epochs of signatures that stay in the signing history; the watermark rises over older ones. */
export const EPOCHS_KEPT = 10_000;
/** Signatures that one exported file carries at most. */
export const MAX_EXPORTED_ROWS = 500_000;
/** Bytes of a file that is imported, at most. */
export const MAX_HISTORY_FILE_BYTES = 192 * 1024 * 1024;
/** Bytes of the small file that says a history exists. */
export const MAX_MARKER_BYTES = 4_096;
