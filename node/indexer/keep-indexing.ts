import { setTimeout as sleep } from 'node:timers/promises';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { readIndexCursor } from './apply-step.ts';
import { INDEX_BUSY_PAUSE_MS } from './limits.ts';
import { type RunIndexerOptions, runIndexer } from './run-indexer.ts';

/**
 * Indexes until the signal (or the newest block, with `untilHead`). While another process builds the same index, it waits
 * and lets that one.
 *
 * @param served whether a node is known to build it now
 * @throws LoamError with `untilHead` what the chain reports
 */
export async function keepIndexing(
  options: RunIndexerOptions,
  served: () => Promise<boolean> = async () => false,
): Promise<void> {
  const { chain, db, signal, untilHead = false } = options;
  while (!signal.aborted) {
    if (await served()) {
      if (untilHead) {
        const head = await chain.reading(() => chain.public.getBlockNumber({ cacheTime: 0 }));
        const next = readIndexCursor(db)?.next ?? 0;
        if (next > Number(head)) return options.onProgress?.(next, Number(head));
      }
    } else {
      try {
        return await runIndexer(options);
      } catch (error) {
        if (!(error instanceof LoamError) || error.code !== 'INDEX_BUSY') throw error;
      }
    }
    await sleep(INDEX_BUSY_PAUSE_MS, undefined, { signal }).catch(() => undefined);
  }
}
