/** Milliseconds from starting `loam serve` to its link. */
export const SERVE_START_MS = 60_000;
/** Milliseconds from opening the page to a node that answers. */
export const READY_MS = 60_000;
/** Milliseconds that a stopped app may take until none of its processes is left. */
export const QUIT_MS = 8_000;
/** Milliseconds for one short answer of the model on a busy machine. */
export const ANSWER_MS = 90_000;
/** Milliseconds for a training run with the questions before and after it. */
export const LEARN_MS = 6 * 60_000;
/** Milliseconds from starting the local network to being a member. */
export const NETWORK_MS = 4 * 60_000;
/** Milliseconds of one epoch of the local network, from consent to payment. */
export const EPOCH_MS = 8 * 60_000;
/** Milliseconds for the audit of one version. */
export const AUDIT_MS = 5 * 60_000;
/** Milliseconds for the whole journey. */
export const JOURNEY_MS = 22 * 60_000;
/** Milliseconds for the journey through Chat. */
export const CHAT_MS = 5 * 60_000;
/** Milliseconds after Escape in which an answer may still change on a busy machine; a frame is 17. */
export const STOP_SEEN_MS = 50;
/** Milliseconds that one press of a button may wait for the button. */
export const ACTION_MS = 30_000;
