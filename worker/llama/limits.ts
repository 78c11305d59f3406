/** Largest config.json that is read, in bytes. */
export const MAX_CONFIG_BYTES = 1024 * 1024;
/** Most transformer layers. */
export const MAX_LAYERS = 256;
/** Largest width of any layer, in numbers per token. */
export const MAX_WIDTH = 131_072;
/** Most attention heads. */
export const MAX_HEADS = 512;
/** Largest vocabulary, in tokens. */
export const MAX_VOCABULARY = 1_048_576;
/** Longest context, in tokens. */
export const MAX_CONTEXT = 131_072;
/** Most parameters that are loaded: the graph that answers carries them inside as float32, and a protobuf message ends at 2 GiB. */
export const MAX_PARAMETERS = 500_000_000;
/** Most token positions in one training bucket (batch times length). */
export const MAX_BUCKET_TOKENS = 65_536;
/** Largest rank of a low-rank adapter. */
export const MAX_RANK = 1024;
