/** Connections to the metrics endpoint at once. */
export const MAX_METRICS_CONNECTIONS = 8;
/** Milliseconds that a request for metrics may take to arrive. */
export const METRICS_TIMEOUT_MS = 5_000;
