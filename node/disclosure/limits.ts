/** Milliseconds between two times at which bytes on the wire are written to the database. */
export const TRAFFIC_KEPT_MS = 10_000;
/** Days of traffic that one answer lists. */
export const MAX_TRAFFIC_ROWS = 800;
