import type { PeerId } from '@libp2p/interface';
import type { Misconduct } from '../peers/peer-conduct.ts';
import type { AttestationLog } from './attestation-log.ts';
import type { CheckedEntry } from './entry-gate.ts';
import {
  MAX_KNOWN_HASHES,
  MAX_PASSED_HASHES,
  MAX_PULL_ROUNDS,
  MAX_UNRESOLVED,
  PULL_GAP_MS,
  UNRESOLVED_MS,
  VERIFY_CONCURRENCY,
} from './limits.ts';
import type { LogExchange } from './log-exchange.ts';
import { misconductOf } from './misconduct.ts';

/** Options of {@link createPuller}. */
export interface PullerOptions {
  readonly log: AttestationLog;
  readonly exchange: Pick<LogExchange, 'pull'>;
  readonly punish: (peerId: string, reason: Misconduct) => void;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
}

interface Running {
  done: Promise<void>;
  /** Whether the peer is to be asked again, and who wants to know when it was. */
  again: boolean;
  followers: (() => void)[];
}

/** Gets what is missing of one log from peers. */
export interface Puller {
  /**
   * Asks a peer for what is missing; while an asking of it runs, another one follows.
   *
   * @param done called when the peer was asked, whatever came of it.
   */
  pull(peer: PeerId, done?: () => void): void;
  /** Hears which entries a peer has, and asks it when some are news. */
  heard(peer: PeerId, hashes: readonly string[]): void;
  /** Takes nothing more and waits for what is running. */
  close(): Promise<void>;
}

/**
 * A peer is asked by telling it what is here; it answers with what is missing, oldest first, so that every entry can be
 * checked and joined when it comes. Nothing is ever fetched because an entry names it: a list of 20,000 earlier entries
 * costs no request. One asking per peer runs at a time.
 */
export function createPuller(options: PullerOptions): Puller {
  const { log, exchange, punish, now } = options;
  const running = new Map<string, Running>();
  const unresolvedUntil = new Map<string, number>();
  const ending = new AbortController();

  const check = async (frames: readonly Uint8Array[], peer: PeerId): Promise<CheckedEntry[]> => {
    const good: CheckedEntry[] = [];
    for (let at = 0; at < frames.length; at += VERIFY_CONCURRENCY) {
      const some = frames.slice(at, at + VERIFY_CONCURRENCY).map(async (frame) => {
        const read = log.gate.read(frame);
        return log.index.has(read.entry.hash) ? undefined : log.gate.verify(read);
      });
      for (const result of await Promise.allSettled(some)) {
        if (result.status === 'fulfilled') {
          if (result.value !== undefined) good.push(result.value);
          continue;
        }
        const reason = misconductOf(result.reason);
        if (reason === undefined) continue;
        // The rest of an answer with one wrong entry in it is not looked at.
        punish(peer.toString(), reason);
        return good;
      }
    }
    return good;
  };

  const pullAll = async (peer: PeerId): Promise<void> => {
    let passed: readonly string[] = [];
    for (let round = 0; round < MAX_PULL_ROUNDS && !ending.signal.aborted; round += 1) {
      const known = [...passed, ...log.index.known(MAX_KNOWN_HASHES - passed.length)];
      const answer = await exchange.pull(peer, log.address, known, ending.signal);
      if (answer === undefined) return;
      const { admitted } = await log.admit(await check(answer.frames, peer));
      // An answer may begin with what is here already; the next one is to begin after it.
      passed = admitted.length > 0 ? [] : lastHeld(answer.frames);
      if (answer.more && (admitted.length > 0 || passed.length > 0)) continue;
      for (const hash of answer.heads) if (!log.index.has(hash)) leaveAlone(hash);
      return;
    }
  };

  const lastHeld = (frames: readonly Uint8Array[]): string[] => {
    const hashes = frames.slice(-MAX_PASSED_HASHES).map((frame) => {
      try {
        return log.gate.read(frame).entry.hash;
      } catch {
        return '';
      }
    });
    return hashes.filter((hash) => log.index.has(hash));
  };

  const leaveAlone = (hash: string): void => {
    if (unresolvedUntil.size >= MAX_UNRESOLVED) unresolvedUntil.clear();
    unresolvedUntil.set(hash, now() + UNRESOLVED_MS);
  };

  const pull = (peer: PeerId, ...followers: readonly (() => void)[]): void => {
    if (ending.signal.aborted) return;
    const name = peer.toString();
    const current = running.get(name);
    if (current !== undefined) {
      current.again = true;
      current.followers.push(...followers);
      return;
    }
    const state: Running = { again: false, followers: [], done: Promise.resolve() };
    state.done = pullAll(peer)
      .catch((error: unknown) => {
        const reason = misconductOf(error);
        if (reason !== undefined) punish(name, reason);
      })
      .then(() => {
        for (const follower of followers) follower();
        return pause(PULL_GAP_MS);
      })
      .finally(() => {
        running.delete(name);
        if (state.again) pull(peer, ...state.followers);
      });
    running.set(name, state);
  };

  /** The gap between two askings; the end cuts it short. */
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      if (ending.signal.aborted) return resolve();
      const finish = (): void => {
        clearTimeout(timer);
        ending.signal.removeEventListener('abort', finish);
        resolve();
      };
      const timer = setTimeout(finish, ms);
      ending.signal.addEventListener('abort', finish, { once: true });
    });

  return {
    pull,
    heard(peer, hashes) {
      const news = hashes.some(
        (hash) => !log.index.has(hash) && (unresolvedUntil.get(hash) ?? Number.NEGATIVE_INFINITY) <= now(),
      );
      if (news) pull(peer);
    },
    async close() {
      ending.abort();
      await Promise.all([...running.values()].map(({ done }) => done));
    },
  };
}
