/** Part of a layer that an update overwrites from which on it is named in the log; lessons stay near 0.1 (bench/scan.ts). */
export const SUSPICIOUS_STRENGTH = 0.3;
/** Part of the rank in use from which on an update is named in the log; lessons use 0.7 at most, noise 0.95 (bench/scan.ts). */
export const SUSPICIOUS_EVENNESS = 0.85;
/** Cosine to an earlier update, sign aside, from which on an update is named in the log; lessons stay below 0.3 (bench/scan.ts). */
export const SUSPICIOUS_COSINE = 0.5;
