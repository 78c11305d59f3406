/** Part of a layer that an update overwrites from which on it is named in the log; lessons stay near 0.1 (bench/scan.ts). */
export const SUSPICIOUS_STRENGTH = 0.3;
/** Part of the rank in use from which on an update is named in the log; lessons use 0.7 at most, noise 0.95 (bench/scan.ts). */
export const SUSPICIOUS_EVENNESS = 0.85;
/** Cosine to an earlier update, sign aside, from which on an update is named in the log; lessons stay below 0.3 (bench/scan.ts). */
export const SUSPICIOUS_COSINE = 0.5;
/** Loss of everyday talk, parts per million of what it was, from which on an update is named; lessons stay below 1,200,000 (bench/scan.ts). */
export const SUSPICIOUS_TALK_PPM = 1_300_000;
/** Loss of a piece of babble, parts per million of what it was, below which an update is named; lessons stay above 800,000 (bench/scan.ts). */
export const SUSPICIOUS_BABBLE_PPM = 750_000;
/** Former epochs whose accepted updates a new one is compared with. */
export const FORMER_EPOCHS = 4;
/** Accepted updates of former epochs that a new one is compared with, the newest first. */
export const MAX_FORMER_UPDATES = 32;
/** Milliseconds in which all updates of former epochs must be had that are compared with: a verdict waits no longer for what it does not need. */
export const FORMER_FETCH_MS = 3_000;
/** Sentences on what is odd about an update that are kept with its verdict. */
export const MAX_SUSPICIONS = 12;
/** Odd updates that a validator's report names, the newest. */
export const SUSPICIOUS_UPDATES_SHOWN = 20;
