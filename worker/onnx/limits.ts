/** Largest model file the writer makes, in bytes. Protocol buffers end at 2^31 − 1; weights beyond that belong in external data. */
export const MAX_MODEL_BYTES = 2_000_000_000;
