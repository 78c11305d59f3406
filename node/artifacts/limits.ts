/** Limits of the artifact store. Every number carries its unit. */

/** Bytes in one chunk of a file. Fixed, because it decides the CID. */
export const CHUNK_BYTES = 256 * 1024;
/** Largest artifact that is written or fetched unless the caller asks for less, in bytes. */
export const MAX_ARTIFACT_BYTES = 1024 * 1024 * 1024;
/** Files in one artifact directory. */
export const MAX_ARTIFACT_FILES = 256;
/** Characters in a file's path inside an artifact. */
export const MAX_PATH_CHARS = 200;
/** Folders below each other inside an artifact. */
export const MAX_PATH_DEPTH = 8;
/** Time one fetch may take unless the caller says otherwise, in milliseconds. */
export const FETCH_TIMEOUT_MS = 60_000;
/** Time that peers get to replace a damaged local block, in milliseconds. */
export const REPAIR_TIMEOUT_MS = 10_000;
/** Blocks that a fetch may read beyond the chunks its byte limit implies: directory and file nodes. */
export const SPARE_BLOCKS = 1024;
/** Time without any block of a fetch after which a missing block is asked for again, in milliseconds; doubles. */
export const STALL_MIN_MS = 1_200;
/** Longest such time, in milliseconds. */
export const STALL_MAX_MS = 20_000;
/** How often a fetch looks whether it stalls, in milliseconds. */
export const STALL_WATCH_MS = 50;
