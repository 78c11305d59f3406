import type { NetworkSession } from '../network/network-session.ts';

/** Milliseconds after which a failed step is tried again, doubling up to the maximum. */
const RETRY_MIN_MS = 500;
const RETRY_MAX_MS = 10_000;

/**
 * Calls `step` at every change of the chain until the session ends. A step that fails is logged and tried
 * again with back-off; a role never brings the node down.
 */
export async function roleLoop(
  session: Pick<NetworkSession, 'changes' | 'signal' | 'context'>,
  name: string,
  step: () => Promise<void>,
): Promise<void> {
  let wait = 0;
  for await (const _ of session.changes.changes(session.signal, 50)) {
    try {
      await step();
      wait = 0;
    } catch (error) {
      if (session.signal.aborted) return;
      wait = Math.min(RETRY_MAX_MS, Math.max(RETRY_MIN_MS, wait * 2));
      session.context.log.warn(`${name} failed, trying again`, error, { waitMs: wait });
      await pause(wait, session.signal);
    }
  }
}

/** Waits `ms` or until `signal` aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
  });
}
