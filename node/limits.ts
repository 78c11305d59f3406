/** Limits of the node's own parts. */

/** Bytes of stderr kept per child process, for the message when it crashes. */
export const CHILD_LOG_BYTES = 16 * 1024;
/** Milliseconds a child process gets between the polite and the hard kill. */
export const CHILD_STOP_MS = 1_500;
/** First pause before a process that ended is started again, milliseconds; doubles with every end in a row. */
export const BACK_OFF_FIRST_MS = 250;
/** Longest such pause, milliseconds. */
export const BACK_OFF_MAX_MS = 10_000;
/** A process that lived this long has not ended "in a row". Milliseconds. */
export const SETTLED_MS = 30_000;
/** Ends within {@link CRASH_LOOP_WINDOW_MS} after which a process rests. */
export const CRASH_LOOP_ENDS = 5;
/** See {@link CRASH_LOOP_ENDS}. */
export const CRASH_LOOP_WINDOW_MS = 120_000;
/** Milliseconds that a process rests which stops again and again. */
export const CRASH_LOOP_REST_MS = 60_000;
/** Characters of a process's last words that a person is shown. */
export const LAST_WORDS_CHARACTERS = 300;
/** Times that loading a model is tried again when the process that loads it ends. */
export const LOAD_TRIES = 8;
/** Milliseconds that main gets to bring up a process that this node asked for. */
export const SPAWN_TIMEOUT_MS = 30_000;
/**
 * MB that V8 keeps for young objects of a child process, twice. It would take up to 64, and an idle node would hold them:
 * its live objects are 60 MB in all (bench/soak.ts).
 */
export const YOUNG_OBJECTS_MB = 16;
/** Separate heaps of glibc in a child process; as many as eight per core would each keep what was freed in them. */
export const MALLOC_ARENAS = 2;
/**
 * Bytes from which on glibc gives an allocation of a child process pages of its own, which go back when it is freed. By
 * itself it raises that bound to 32 MiB at the first such freeing, and the buffers of training, which differ from run to
 * run, then leave holes in the heap that are never given back.
 */
export const MALLOC_MMAP_BYTES = 1024 * 1024;
/** Bytes that are free at the end of such a heap before they are given back. */
export const MALLOC_TRIM_BYTES = 8 * 1024 * 1024;
