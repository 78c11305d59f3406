/** Milliseconds that a new connection may take to bring the first status; after it another one is tried. */
export const FIRST_STATUS_MS = 20_000;
/** Milliseconds before the first try to connect again. */
export const RECONNECT_FIRST_MS = 400;
/** Milliseconds between tries at most. */
export const RECONNECT_MOST_MS = 8_000;
/** Pixels from the end of a chat within which new words pull the view along. */
export const AT_BOTTOM_PX = 48;
/** Beads drawn on the epoch ring; further ones are only counted. */
export const MAX_BEADS = 9;
/** Points of a loss curve that are drawn; longer curves are thinned. */
export const MAX_CURVE_POINTS = 400;
/** Commands that the palette shows at once. */
export const MAX_SHOWN_COMMANDS = 60;
