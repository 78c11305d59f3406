/** Milliseconds that this computer's clock may be off before a role stops signing. */
export const MAX_SKEW_MS = 300_000;
/** Milliseconds between two looks at the clock while a role works. */
export const CLOCK_LOOK_MS = 30_000;
/** Milliseconds that a peer gets to tell the time. */
export const TIME_ANSWER_MS = 3_000;
/** Peers that are asked for the time at once. */
export const PEERS_ASKED = 7;
/** Peers that must tell the time before their median counts: with fewer, one liar decides. */
export const PEERS_NEEDED = 3;
/** Streams on which peers may ask for the time at once, over all peers. */
export const MAX_TIME_STREAMS = 16;
