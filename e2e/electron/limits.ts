/** Milliseconds that Xvfb, the message bus and the keyring each may take to say that they are ready. */
export const SERVICE_START_MS = 15_000;

/** Milliseconds from starting Electron to its first window. */
export const LAUNCH_MS = 60_000;

/** Milliseconds that a process gets to end by itself before it is killed. */
export const STOP_MS = 5_000;
