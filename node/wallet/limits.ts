/** Milliseconds in which what was prepared can be signed; then it has to be looked at again. */
export const PREPARED_MS = 600_000;
/** Prepared actions that are kept; the oldest go. */
export const MAX_PREPARED = 32;
/** Gas assumed of a step that could not be tried out. */
export const GUESSED_GAS = 300_000n;
/** Past epochs in which rewards are looked for at first, and after that none is looked at twice. */
export const CLAIM_EPOCHS = 20;
/** Characters of one argument that the sheet shows; the rest is in the raw data. */
export const MAX_ARGUMENT_CHARS = 500;
/** Characters of an answer of the chain that go to the page. */
export const MAX_READ_CHARS = 1_000_000;
/** Longest time after a request in which an epoch that is not final can hold stake back, seconds (`NodeRegistry.MAX_HOLD`). */
export const MAX_HOLD_S = 30 * 86_400;
