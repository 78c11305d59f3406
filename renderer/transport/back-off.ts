import { RECONNECT_FIRST_MS, RECONNECT_MOST_MS } from '../limits.ts';

/** Milliseconds to wait before try number `attempt` (0 is the first after a loss): doubles up to a limit. */
export function backOffMs(attempt: number): number {
  return Math.min(RECONNECT_MOST_MS, RECONNECT_FIRST_MS * 2 ** Math.min(attempt, 30));
}
