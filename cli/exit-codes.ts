/** Everything went as asked. */
export const EXIT_OK = 0;
/** It ran, and the answer is no: an audit found a mismatch, a demo did not end as it should. */
export const EXIT_NEGATIVE = 1;
/** The command line is wrong. */
export const EXIT_USAGE = 2;
/** It could not run; the message says why and what to do. */
export const EXIT_FAILED = 3;
/** Stopped by the person. */
export const EXIT_INTERRUPTED = 130;
