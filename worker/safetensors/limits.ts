/** Largest JSON header accepted, in bytes. A 7B model's header is about 40 kB. */
export const MAX_HEADER_BYTES = 16 * 1024 * 1024;
/** Most tensors in one file. */
export const MAX_TENSORS = 65_536;
/** Most dimensions of one tensor. */
export const MAX_DIMENSIONS = 8;
/** Largest number of elements of one tensor (4 GiB of float32). */
export const MAX_ELEMENTS = 2 ** 30;
/** Longest tensor or metadata name, in characters. */
export const MAX_NAME_LENGTH = 512;
/** Longest metadata value, in characters. */
export const MAX_METADATA_VALUE_LENGTH = 1024 * 1024;
