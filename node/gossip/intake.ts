import type { PeerId } from '@libp2p/interface';
import type { Misconduct } from '../peers/peer-conduct.ts';
import type { TokenBuckets } from '../token-buckets.ts';
import type { AttestationLog } from './attestation-log.ts';
import type { CheckedEntry } from './entry-gate.ts';
import { FRAMES_PER_FLOOD, MAX_PENDING_ENTRIES, PULL_DELAY_MS } from './limits.ts';
import { misconductOf } from './misconduct.ts';
import type { Puller } from './puller.ts';

/**
 * `taken`: the entry is genuine and is in the log or on its way there. `later`: it cannot be judged now, came too fast,
 * or comes from a key that is no validator as far as this node knows. `refused`: it is wrong on its face.
 */
export type IntakeOutcome = 'taken' | 'later' | 'refused';

/** Options of {@link createIntake}. */
export interface IntakeOptions {
  readonly log: Pick<AttestationLog, 'gate' | 'index' | 'admit'>;
  readonly puller: Pick<Puller, 'pull'>;
  /** Entries per peer. */
  readonly rate: TokenBuckets;
  readonly punish: (peerId: string, reason: Misconduct) => void;
}

interface Pending {
  readonly checked: CheckedEntry;
  readonly from: PeerId;
  /** Whether its sender was asked for what is missing. */
  asked: boolean;
}

/** Takes gossiped entries from peers, checks them at once and joins them in the background. */
export interface Intake {
  take(frame: Uint8Array, from: PeerId): Promise<IntakeOutcome>;
  /** Takes nothing more and waits for the entries that are being joined. */
  close(): Promise<void>;
}

/**
 * Checks in the order of their cost: rate, size, shape, log, validator set, signature, identity. Entries that came in
 * while others were being joined are joined together. One that builds on something unknown waits a moment for it, then
 * its sender is asked for what is missing; this node's own writes never wait for that.
 */
export function createIntake(options: IntakeOptions): Intake {
  const { log, puller, rate, punish } = options;
  const pending = new Map<string, Pending>();
  const dropped = new Map<string, number>();
  let joining: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const joinPending = async (): Promise<void> => {
    while (pending.size > 0 && !closed) {
      const entries = [...pending.values()].map(({ checked }) => checked);
      const { waiting } = await log.admit(entries);
      const left = new Set(waiting.map(({ entry }) => entry.hash));
      for (const { entry } of entries) if (!left.has(entry.hash)) pending.delete(entry.hash);
      // Nothing joined, and nothing new came in meanwhile.
      if (left.size === entries.length && pending.size === left.size) return;
    }
  };

  /** Asks one sender after the other, so that what is missing is not sent many times. */
  const askForMissing = (): void => {
    timer = undefined;
    const [next] = [...pending.values()].filter(({ asked }) => !asked);
    // What no sender could complete is left to a later exchange.
    if (next === undefined) {
      pending.clear();
      return;
    }
    const peerId = next.from.toString();
    for (const item of pending.values()) if (item.from.toString() === peerId) item.asked = true;
    puller.pull(next.from, pump);
  };

  const pump = (): void => {
    joining ??= joinPending()
      .catch(() => undefined)
      .finally(() => {
        joining = undefined;
        if (pending.size > 0 && timer === undefined && !closed) {
          timer = setTimeout(askForMissing, PULL_DELAY_MS);
        }
      });
  };

  const drop = (peerId: string): void => {
    const count = (dropped.get(peerId) ?? 0) + 1;
    dropped.delete(peerId);
    if (count >= FRAMES_PER_FLOOD) {
      punish(peerId, 'flood');
      return;
    }
    dropped.set(peerId, count);
    const [oldest] = dropped.keys();
    if (dropped.size > MAX_PENDING_ENTRIES && oldest !== undefined) dropped.delete(oldest);
  };

  return {
    async take(frame, from) {
      if (closed) return 'later';
      if (!rate.take(from.toString())) {
        drop(from.toString());
        return 'later';
      }
      let checked: CheckedEntry;
      try {
        const read = log.gate.read(frame);
        if (log.index.has(read.entry.hash) || pending.has(read.entry.hash)) return 'taken';
        checked = await log.gate.verify(read);
      } catch (error) {
        const reason = misconductOf(error);
        if (reason === undefined) return 'later';
        punish(from.toString(), reason);
        return 'refused';
      }
      if (closed || pending.size >= MAX_PENDING_ENTRIES) return 'later';
      pending.set(checked.entry.hash, { checked, from, asked: false });
      pump();
      return 'taken';
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await joining;
      pending.clear();
    },
  };
}
