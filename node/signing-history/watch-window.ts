import type { ChainClient } from '../chain/chain-client.ts';
import { readCurrentEpoch } from '../chain/reads/read-current-epoch.ts';
import { readEpoch } from '../chain/reads/read-epoch.ts';
import { DOUBLE_WATCH_EPOCHS, DOUBLE_WATCH_LOCAL_MS } from './limits.ts';

/** Settings of {@link watchWindow}. */
export interface WatchWindowOptions {
  /** On the local network epochs open when somebody shares something, which may be never: time is counted there. */
  readonly isLocal: boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly settings?: { readonly localMs: number; readonly epochs: number } | undefined;
}

/**
 * The time that a validator stays silent and watches. It begins with the first question.
 *
 * @returns asks whether it is over: after some seconds on the local network; elsewhere after whole epochs, the one that
 * runs at the beginning not counted
 */
export function watchWindow(options: WatchWindowOptions): (chain: ChainClient) => Promise<boolean> {
  const { localMs, epochs } = options.settings ?? {
    localMs: DOUBLE_WATCH_LOCAL_MS,
    epochs: DOUBLE_WATCH_EPOCHS,
  };
  let since: number | undefined;
  let first: bigint | undefined;
  return async (chain) => {
    if (options.isLocal) {
      since ??= options.now();
      return options.now() - since >= localMs;
    }
    const epoch = await readCurrentEpoch(chain);
    first ??= epoch;
    const last = first + BigInt(epochs);
    if (epoch !== last || epochs === 0) return epoch >= last;
    return (await readEpoch(chain, epoch)).phase === 'final';
  };
}
