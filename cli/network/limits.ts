/** Bytes of a network's file. */
export const MAX_DESCRIPTOR_BYTES = 256 * 1024;
/** Bytes of a file with a proposal's calls. */
export const MAX_CALLS_BYTES = 256 * 1024;
/** Past epochs in which rewards are looked for unless told otherwise. */
export const CLAIM_EPOCHS = 20;
/** Milliseconds that a verb waits for the chain of the local network to answer. */
export const LOCAL_PATIENCE_MS = 3_000;
