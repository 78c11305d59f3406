import type { PeerId } from '@libp2p/interface';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { AttestationLog } from './attestation-log.ts';
import type { CheckedEntry } from './entry-gate.ts';
import {
  FETCH_CONCURRENCY,
  MAX_PENDING_ENTRIES,
  MAX_RETRIES,
  RETRY_MIN_MS,
  UNRESOLVED_MS,
} from './limits.ts';

/**
 * `taken`: the entry is genuine and is in the log or on its way there. `later`: it cannot be judged now, or comes from
 * a key that is no validator as far as this node knows. `refused`: it is wrong on its face.
 */
export type IntakeOutcome = 'taken' | 'later' | 'refused';

/** Takes frames from peers, checks them at once and joins them in the background. */
export interface Intake {
  take(frame: Uint8Array, from: PeerId): Promise<IntakeOutcome>;
  /** Takes nothing more and waits for the entries that are being joined. */
  close(): Promise<void>;
}

interface Item {
  readonly checked: CheckedEntry;
  readonly from: PeerId;
  readonly retries: number;
}

/**
 * An entry whose history is missing is tried again after short, doubling waits (a peer passes a message on before it
 * has joined the entry itself), then left alone for {@link UNRESOLVED_MS}. At most {@link FETCH_CONCURRENCY} histories
 * are fetched at once, and this node's own writes never wait for any of them.
 *
 * @param now milliseconds, monotonic.
 */
export function createIntake(
  log: Pick<AttestationLog, 'gate' | 'has' | 'ingest'>,
  now: () => number = () => performance.now(),
): Intake {
  const waiting: Item[] = [];
  const known = new Set<string>();
  const unresolvedUntil = new Map<string, number>();
  const running = new Set<Promise<void>>();
  const timers = new Set<NodeJS.Timeout>();
  let closed = false;

  const join = async (item: Item): Promise<void> => {
    const { hash } = item.checked.entry;
    try {
      if (!closed) await log.ingest(item.checked, item.from);
      known.delete(hash);
    } catch (error) {
      const missing = error instanceof LoamError && error.code === 'GOSSIP_HISTORY_MISSING';
      if (missing && item.retries < MAX_RETRIES && !closed) {
        const timer = setTimeout(
          () => {
            timers.delete(timer);
            waiting.push({ ...item, retries: item.retries + 1 });
            pump();
          },
          RETRY_MIN_MS * 2 ** item.retries,
        );
        timers.add(timer);
        return;
      }
      known.delete(hash);
      if (unresolvedUntil.size >= MAX_PENDING_ENTRIES) unresolvedUntil.clear();
      unresolvedUntil.set(hash, now() + UNRESOLVED_MS);
    }
  };

  const pump = (): void => {
    while (running.size < FETCH_CONCURRENCY) {
      const item = waiting.shift();
      if (item === undefined) return;
      const work = join(item).then(() => {
        running.delete(work);
        pump();
      });
      running.add(work);
    }
  };

  return {
    async take(frame, from) {
      let checked: CheckedEntry;
      try {
        checked = await log.gate.check(frame);
      } catch (error) {
        const code = error instanceof LoamError ? error.code : '';
        return code === 'GOSSIP_MEMBERSHIP_UNKNOWN' || code === 'GOSSIP_NOT_MEMBER' ? 'later' : 'refused';
      }
      const { hash } = checked.entry;
      if (closed || (unresolvedUntil.get(hash) ?? Number.NEGATIVE_INFINITY) > now()) return 'later';
      if (known.has(hash) || (await log.has(hash))) return 'taken';
      if (known.size >= MAX_PENDING_ENTRIES) return 'later';
      known.add(hash);
      waiting.push({ checked, from, retries: 0 });
      pump();
      return 'taken';
    },
    async close() {
      closed = true;
      waiting.length = 0;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      await Promise.all(running);
    },
  };
}
