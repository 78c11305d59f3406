import type { PeerId } from '@libp2p/interface';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { AttestationLog } from './attestation-log.ts';
import type { CheckedEntry } from './entry-gate.ts';
import { FETCH_CONCURRENCY, MAX_PENDING_ENTRIES, UNRESOLVED_MAX_MS, UNRESOLVED_MIN_MS } from './limits.ts';

/**
 * `taken`: the entry is genuine and is in the log or on its way there. `later`: it cannot be judged now, or comes from
 * a key that is no validator as far as this node knows. `refused`: it is wrong on its face.
 */
export type IntakeOutcome = 'taken' | 'later' | 'refused';

/** Takes frames from peers, checks them at once and joins them in the background. */
export interface Intake {
  take(frame: Uint8Array, from: PeerId): Promise<IntakeOutcome>;
  /** Takes nothing more and waits for the entry that is being joined. */
  close(): Promise<void>;
}

/**
 * An entry whose history nobody has occupies one of {@link FETCH_CONCURRENCY} places until its fetches fail and is then
 * left alone for a while, longer after each failure; this node's own writes never wait for it. The first wait is short,
 * because a peer passes a message on before it has joined the entry itself.
 *
 * @param now milliseconds, monotonic.
 */
export function createIntake(
  log: Pick<AttestationLog, 'gate' | 'has' | 'ingest'>,
  now: () => number = () => performance.now(),
): Intake {
  const waiting: { readonly checked: CheckedEntry; readonly from: PeerId }[] = [];
  const known = new Set<string>();
  const unresolved = new Map<string, { readonly until: number; readonly waitMs: number }>();
  const running = new Set<Promise<void>>();
  let closed = false;

  const join = async (checked: CheckedEntry, from: PeerId): Promise<void> => {
    const { hash } = checked.entry;
    try {
      if (closed) return;
      await log.ingest(checked, from);
      unresolved.delete(hash);
    } catch {
      const waitMs = Math.min((unresolved.get(hash)?.waitMs ?? UNRESOLVED_MIN_MS / 2) * 2, UNRESOLVED_MAX_MS);
      if (unresolved.size >= MAX_PENDING_ENTRIES) unresolved.clear();
      unresolved.set(hash, { until: now() + waitMs, waitMs });
    } finally {
      known.delete(hash);
    }
  };

  const pump = (): void => {
    while (running.size < FETCH_CONCURRENCY) {
      const item = waiting.shift();
      if (item === undefined) return;
      const work = join(item.checked, item.from).then(() => {
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
      if (closed || (unresolved.get(hash)?.until ?? Number.NEGATIVE_INFINITY) > now()) return 'later';
      if (known.has(hash) || (await log.has(hash))) return 'taken';
      if (waiting.length >= MAX_PENDING_ENTRIES) return 'later';
      known.add(hash);
      waiting.push({ checked, from });
      pump();
      return 'taken';
    },
    async close() {
      closed = true;
      waiting.length = 0;
      await Promise.all(running);
    },
  };
}
