/** Numbers of an update that its preview shows. */
export const SAMPLE_VALUES = 32;
/** Bytes of a header of trained numbers that is read for that. */
export const MAX_SAMPLE_HEADER_BYTES = 1024 * 1024;
