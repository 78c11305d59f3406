import { setTimeout as sleep } from 'node:timers/promises';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { Logger } from '../logger.ts';
import type { ArtifactStore } from './artifact-store.ts';
import { TIDY_ABOVE, TIDY_KEEP, TIDY_SWEEP_MS, TIDY_WATCH_MS } from './limits.ts';

/** What tidying needs. */
export interface TidyOptions {
  readonly store: Pick<ArtifactStore, 'usage' | 'collectGarbage'>;
  readonly log: Pick<Logger, 'info' | 'warn'>;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Milliseconds between two looks; {@link TIDY_WATCH_MS} unless given. */
  readonly watchMs?: number;
  /** Milliseconds, monotonic. */
  readonly now?: () => number;
}

/**
 * Keeps a running node's artifacts tidy until the signal ends it: near the quota, what is not pinned and was not used
 * for longest goes until {@link TIDY_KEEP} of it is left; once in a while, whatever a crash left without an artifact
 * goes too. What is pinned always stays; when that alone fills the quota, the log says so once.
 */
export async function tidyArtifacts(options: TidyOptions): Promise<void> {
  const { store, log, signal, watchMs = TIDY_WATCH_MS, now = () => performance.now() } = options;
  let sweptAt = now();
  /** Bytes that were left when nothing more could go; there is no use in trying again before they change. */
  let stuckAt = -1;
  while (!signal.aborted) {
    const { bytes, quotaBytes } = store.usage();
    const isNear = bytes > quotaBytes * TIDY_ABOVE && bytes !== stuckAt;
    if (isNear || now() - sweptAt >= TIDY_SWEEP_MS) {
      sweptAt = now();
      try {
        const keepBytes = isNear ? quotaBytes * TIDY_KEEP : quotaBytes;
        const removed = await store.collectGarbage({ signal, keepBytes });
        const left = store.usage();
        if (removed.blocks > 0)
          log.info('removed artifacts that nobody needs', { ...removed, left: left.bytes });
        stuckAt = left.bytes > quotaBytes * TIDY_ABOVE ? left.bytes : -1;
        if (stuckAt >= 0) {
          log.warn(
            'artifacts',
            new LoamError('ARTIFACT_QUOTA_NEAR', 'What is pinned nearly fills the room for artifacts.', {
              hint: 'Unpin what is not needed any more (loam artifacts unpin), or allow artifacts more room.',
              data: { pinnedBytes: left.pinnedBytes, quotaBytes },
            }),
          );
        }
      } catch (error) {
        if (!signal.aborted) log.warn('artifacts could not be tidied', error);
      }
    }
    await sleep(watchMs, undefined, { signal, ref: false }).catch(() => undefined);
  }
}
