/** Bytes of an audit archive that is read. It is held in memory, so this is also what an audit of a file may need. */
export const MAX_AUDIT_ARCHIVE_BYTES = 1024 * 1024 * 1024;
/** Bytes of one block in an audit archive, its CID included. */
export const MAX_AUDIT_BLOCK_BYTES = 2 * 1024 * 1024;
/** Blocks in an audit archive. */
export const MAX_AUDIT_BLOCKS = 500_000;
/** Bytes of events or answers of the chain that go into one block of an archive, about. */
export const AUDIT_CHUNK_BYTES = 512 * 1024;
/** Bytes of a signed audit report that is read. */
export const MAX_AUDIT_REPORT_BYTES = 8 * 1024 * 1024;
/** Reads of the chain that an audit makes at the same time. */
export const AUDIT_READS_AT_ONCE = 16;
/** Bytes of one piece of an archive that is handed to the page. */
export const ARCHIVE_PIECE_BYTES = 768 * 1024;
