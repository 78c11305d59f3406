/** Largest tokenizer.json accepted, in bytes. */
export const MAX_TOKENIZER_BYTES = 64 * 1024 * 1024;
/** Largest tokenizer_config.json or chat template accepted, in bytes. */
export const MAX_TOKENIZER_CONFIG_BYTES = 4 * 1024 * 1024;
/** Longest text encoded in one call, in characters. */
export const MAX_TEXT_LENGTH = 4 * 1024 * 1024;
/** Tokens that a streaming detokeniser holds back at most. A character has at most 4 bytes, hence 4 tokens. */
export const MAX_HELD_TOKENS = 8;
