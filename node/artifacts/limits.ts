/** Limits of the artifact store. Every number carries its unit. */

/** Bytes in one chunk of a file that is stored here. Fixed, because it decides the CID. */
export const CHUNK_BYTES = 1024 * 1024;
/** Smallest chunk that artifacts made elsewhere, or by earlier versions, are expected to have, in bytes. */
export const MIN_CHUNK_BYTES = 256 * 1024;
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
/** Bytes of directory and file nodes that a fetch may take beyond the files' own, as a part of these. */
export const SPARE_BYTES = 1 / 64;
/** Time without any block of a fetch after which a missing block is asked for again, in milliseconds; doubles. */
export const STALL_MIN_MS = 1_200;
/** Longest such time, in milliseconds. */
export const STALL_MAX_MS = 20_000;
/** How often a fetch looks whether it stalls, in milliseconds. */
export const STALL_WATCH_MS = 50;
/** Wants that one stream may have open at a time, each for one block. */
export const MAX_WANTS = 64;
/** Wants that a fetch keeps open at one peer. Eight MiB of chunks, enough for 80 MB/s over 100 ms. */
export const WANT_WINDOW = 8;
/** The same at a peer that has not answered yet; one more with every answer. */
export const FIRST_WINDOW = 2;
/** Bytes that a peer may send on a fetch's stream before it hears that some were taken: what {@link WANT_WINDOW} asks for. */
export const STREAM_WINDOW_BYTES = 8 * 1024 * 1024;
/** Peers that one fetch asks at the same time. */
export const MAX_FETCH_PEERS = 4;
/** Time without a byte from a peer that owes an answer, after which others are asked, in milliseconds. */
export const PEER_STALL_MS = 8_000;
/** Time after which an idle peer is asked for what another one still owes, in milliseconds. */
export const DUPLICATE_WANT_MS = 1_500;
/** Time to open a stream to a peer, in milliseconds. */
export const PEER_OPEN_MS = 5_000;
/** Bytes of blocks that a fetch keeps in memory between their arrival and their use. More are read from disk again. */
export const FETCH_CACHE_BYTES = 64 * 1024 * 1024;
/** Blocks that one stream reads ahead of the one that it sends, while memory for that is left. */
export const SERVE_AHEAD = 2;
/** Blocks that all streams together read ahead. */
export const MAX_SERVED_AHEAD = 16;
/** Bytes that leave at a time where the upload is capped, so that a slow peer still hears something all the time. */
export const PACED_PIECE_BYTES = 64 * 1024;
/** Streams of peers that fetch from this node at the same time. */
export const MAX_SERVED_STREAMS = 64;
/** The same for one connection. */
export const MAX_SERVED_STREAMS_PER_PEER = 4;
/** Time that a serving stream may be idle, or stuck at a peer that does not read, in milliseconds. */
export const SERVE_IDLE_MS = 30_000;
/** Bytes that all artifacts may take on disk unless the settings say otherwise. */
export const ARTIFACT_QUOTA_BYTES = 10 * 1024 * 1024 * 1024;
/** Bytes of one artifact's record. An artifact of the smallest chunks has 4,096 of them. */
export const MAX_RECORD_BYTES = 4 * 1024 * 1024;
/** How long a block that belongs to no artifact stays, in milliseconds: what a crash cut off can be resumed meanwhile. */
export const ORPHAN_GRACE_MS = 60 * 60 * 1_000;
/** How far the stored time of an artifact's last use may lag behind, in milliseconds. */
export const USED_AT_WRITE_MS = 60_000;
/** Blocks that a collection or an import handles before others get their turn. */
export const SWEEP_BATCH_BLOCKS = 256;
/** How often a running node looks whether its artifacts near their quota, in milliseconds. */
export const TIDY_WATCH_MS = 60_000;
/** How often it looks for blocks without an artifact although there is room, in milliseconds. */
export const TIDY_SWEEP_MS = 60 * 60 * 1_000;
/** Part of the quota above which what was not used for longest goes. */
export const TIDY_ABOVE = 0.9;
/** Part of the quota that is kept then. */
export const TIDY_KEEP = 0.75;
/** Bytes of a CAR file that is imported: the largest artifact and its nodes. */
export const MAX_CAR_BYTES = MAX_ARTIFACT_BYTES + 32 * 1024 * 1024;
/** Bytes of a CAR file's header. */
export const MAX_CAR_HEADER_BYTES = 16 * 1024;
/** Roots of one CAR file. */
export const MAX_CAR_ROOTS = 64;
/** Blocks of one CAR file. */
export const MAX_CAR_BLOCKS = 65_536;
