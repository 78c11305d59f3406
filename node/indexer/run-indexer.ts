import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { followEvents } from '../chain/event-follower.ts';
import type { Database } from '../database/open-database.ts';
import { applyStep, readIndexCursor } from './apply-step.ts';
import { TABLE_KEYS } from './index-schema.ts';

/** Settings of {@link runIndexer}. */
export interface RunIndexerOptions {
  readonly chain: ChainClient;
  readonly db: Database;
  readonly signal: AbortSignal;
  /** Ends when the newest block is in the index; otherwise goes on until `signal`. */
  readonly untilHead?: boolean;
  /** Newest blocks that are left alone, default 0: what the chain takes back is undone anyway. */
  readonly confirmations?: number;
  readonly intervalMs?: number;
  /** Called after each step. @param next first block that is not in the index yet */
  readonly onProgress?: (next: number, head: number | null) => void;
  /** Told when the chain does not answer; the indexer goes on. */
  readonly onError?: (error: unknown) => void;
}

/**
 * Projects the chain into the index, from where it stood. What the chain takes back is undone; when it takes back more
 * than is remembered, the index is built again from the first block.
 *
 * @throws LoamError `INDEX_BUSY`; with `untilHead` also what the chain reports
 */
export async function runIndexer(options: RunIndexerOptions): Promise<void> {
  const { chain, db, signal, untilHead = false, confirmations = 0 } = options;
  while (!signal.aborted) {
    let cursor = readIndexCursor(db);
    const follow = {
      signal,
      untilHead,
      confirmations,
      ...(cursor === undefined ? {} : { cursor }),
      ...(options.intervalMs === undefined ? {} : { intervalMs: options.intervalMs }),
      ...(options.onError === undefined ? {} : { onError: options.onError }),
    };
    try {
      for await (const step of followEvents(chain, follow)) {
        applyStep(db, step, cursor);
        cursor = step.cursor;
        options.onProgress?.(step.cursor.next, step.type === 'progress' ? step.head : null);
      }
      return;
    } catch (error) {
      if (!(error instanceof LoamError && error.code === 'CHAIN_REORG_TOO_DEEP')) throw error;
      clearIndex(db);
    }
  }
}

/** Forgets everything that came from the chain, in one transaction; gossip stays. */
export function clearIndex(db: Database): void {
  db.transaction(() => {
    for (const table of ['journal', 'mentions', 'events', ...Object.keys(TABLE_KEYS), 'blocks'])
      db.run(`DELETE FROM ${table}`);
    db.run(`DELETE FROM meta WHERE key IN ('cursor', 'head')`);
  });
}
