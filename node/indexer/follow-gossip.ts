import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { Database } from '../database/open-database.ts';
import type { EpochLog, Gossip } from '../gossip/gossip.ts';
import { GOSSIPED_EPOCHS } from './limits.ts';
import { recordGossip } from './record-gossip.ts';

/** Settings of {@link followGossip}. */
export interface FollowGossipOptions {
  readonly db: Database;
  /** Of a session, or of a reader; being a validator is not needed to read. */
  readonly gossip: Pick<Gossip, 'openEpoch'>;
  /** Numbers of the epochs to listen to, as they come; repeats change nothing. */
  readonly epochs: AsyncIterable<number>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Told when a log cannot be opened or written; the rest goes on. */
  readonly onError?: (error: unknown) => void;
}

/**
 * Keeps the attestations of the newest epochs in the index as they are gossiped, until `epochs` ends. The logs stay
 * open: whoever gave the gossip closes it.
 */
export async function followGossip(options: FollowGossipOptions): Promise<void> {
  const { db, gossip, epochs, now, onError } = options;
  const listening = new Map<number, () => void>();
  const record = (value: Parameters<typeof recordGossip>[1]): void => {
    try {
      recordGossip(db, value, Math.floor(now() / 1000));
    } catch (error) {
      onError?.(LoamError.wrap('INDEX_GOSSIP', error));
    }
  };
  try {
    for await (const epoch of epochs) {
      if (epoch < 1 || listening.has(epoch)) continue;
      try {
        const log: EpochLog = await gossip.openEpoch(epoch);
        listening.set(epoch, log.onUpdate(record));
        for (const value of await log.all()) record(value);
      } catch (error) {
        onError?.(error);
      }
      for (const old of [...listening.keys()].sort((a, b) => a - b).slice(0, -GOSSIPED_EPOCHS)) {
        listening.get(old)?.();
        listening.delete(old);
      }
    }
  } finally {
    for (const end of listening.values()) end();
  }
}
