/** Bytes of a base model's weights file. */
export const MAX_WEIGHTS_BYTES = 4 * 1024 * 1024 * 1024;
/** Bytes of config.json and tokenizer_config.json. */
export const MAX_MODEL_JSON_BYTES = 1024 * 1024;
/** Adapters kept in memory after use. */
export const ADAPTERS_CACHED = 12;
/** Events that a stream keeps for a slow reader; above it the oldest are left out. */
export const MAX_BUFFERED_EVENTS = 10_000;
