import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_ADDRESSES, RECONNECT_MAX_MS, RECONNECT_MIN_MS, RECONNECT_WATCH_MS } from './limits.ts';

/** What {@link createReconnector} needs from its host. */
export interface ReconnectorOptions {
  /** Connects to an address; returns the peer id it reached. Rejects when it cannot. */
  readonly dial: (address: string, signal: AbortSignal) => Promise<string>;
  /** Whether a connection to this peer is open. */
  readonly isConnected: (peerId: string) => boolean;
  /** Uniform in [0, 1); spreads the waits so that a restarted network does not dial in step. */
  readonly random: () => number;
}

/** Keeps connections to a set of addresses alive. */
export interface Reconnector {
  /** Replaces the set of addresses; new ones are dialled at once. */
  maintain(addresses: readonly string[]): void;
  /** A connection was lost: looks at every address without waiting for the next round. */
  nudge(): void;
  /** Ends all dials and timers. */
  stop(): void;
}

interface Target {
  peerId: string | undefined;
  failures: number;
  busy: boolean;
  timer: NodeJS.Timeout | undefined;
  readonly abort: AbortController;
}

/** Dials each address until it answers, and again when its connection is lost, with doubling, jittered waits. */
export function createReconnector(options: ReconnectorOptions): Reconnector {
  const targets = new Map<string, Target>();

  const schedule = (address: string, target: Target, waitMs: number): void => {
    clearTimeout(target.timer);
    target.timer = setTimeout(() => void look(address, target), waitMs);
    target.timer.unref();
  };

  const look = async (address: string, target: Target): Promise<void> => {
    if (target.busy || target.abort.signal.aborted) return;
    if (target.peerId !== undefined && options.isConnected(target.peerId)) {
      schedule(address, target, RECONNECT_WATCH_MS);
      return;
    }
    target.busy = true;
    let waitMs = RECONNECT_WATCH_MS;
    try {
      target.peerId = await options.dial(address, target.abort.signal);
      target.failures = 0;
    } catch {
      const ceiling = Math.min(RECONNECT_MAX_MS, RECONNECT_MIN_MS * 2 ** Math.min(target.failures, 20));
      waitMs = ceiling * (0.5 + options.random() / 2);
      target.failures += 1;
    } finally {
      target.busy = false;
    }
    if (!target.abort.signal.aborted) schedule(address, target, waitMs);
  };

  const drop = (target: Target): void => {
    clearTimeout(target.timer);
    target.abort.abort();
  };

  return {
    maintain(addresses) {
      const wanted = new Set(addresses);
      if (wanted.size > MAX_ADDRESSES) {
        throw new LoamError('PEER_ADDRESS_INVALID', `more than ${MAX_ADDRESSES} addresses to keep`);
      }
      for (const [address, target] of targets) {
        if (wanted.has(address)) continue;
        drop(target);
        targets.delete(address);
      }
      for (const address of wanted) {
        if (targets.has(address)) continue;
        const target: Target = {
          peerId: undefined,
          failures: 0,
          busy: false,
          timer: undefined,
          abort: new AbortController(),
        };
        targets.set(address, target);
        void look(address, target);
      }
    },
    nudge() {
      for (const [address, target] of targets) {
        if (!target.busy && target.failures === 0)
          schedule(address, target, RECONNECT_MIN_MS * options.random());
      }
    },
    stop() {
      for (const target of targets.values()) drop(target);
      targets.clear();
    },
  };
}
