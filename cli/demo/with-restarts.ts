import { setTimeout as sleep } from 'node:timers/promises';
import { LoamError } from '../../protocol/errors/loam-error.ts';

/** Errors that say that another process went away; it is started again by who supervises it. */
const GONE = new Set([
  'PORT_CLOSED',
  'WORKER_CRASHED',
  'WORKER_STOPPED',
  'NODE_STOPPING',
  'NETWORK_LEFT',
  'CRASH_LOOP',
  'CHAIN_UNREACHABLE',
  'CHAIN_UNCONFIRMED',
  'DEMO_MEMBER',
  'DEMO_SHARE',
  'DEMO_TRAINING',
  'DEMO_AUDIT',
]);
/** Pauses double: a member that died several times comes back only after 15 s. */
const PAUSE_MIN_MS = 1_000;
const PAUSE_MAX_MS = 15_000;

/**
 * Repeats `work` when the process it talks to dies under it. Everything a member did is in its data folder, so a
 * repetition goes on where it was.
 *
 * @param limit repetitions at most
 */
export async function withRestarts<T>(
  work: () => Promise<T>,
  limit: number,
  signal: AbortSignal,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted || attempt >= limit || !(error instanceof LoamError) || !GONE.has(error.code))
        throw error;
      const pause = Math.min(PAUSE_MAX_MS, PAUSE_MIN_MS * 2 ** attempt);
      await sleep(pause, undefined, { signal }).catch(() => undefined);
    }
  }
}
