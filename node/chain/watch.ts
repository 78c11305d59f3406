import { setTimeout as sleep } from 'node:timers/promises';
import type { ChainClient } from './chain-client.ts';
import { CHAIN_POLL_MS } from './limits.ts';
import { readChainTime } from './reads/read-chain-time.ts';
import { readCurrentEpoch } from './reads/read-current-epoch.ts';
import { type ChainPhase, readEpoch } from './reads/read-epoch.ts';

/** How the chain stands. */
export interface ChainHead {
  readonly blockNumber: bigint;
  /** Seconds since 1970 by the chain's clock. */
  readonly chainTime: number;
  /** Newest epoch; 0n before the first. */
  readonly epoch: bigint;
  /** Its phase now. */
  readonly phase: ChainPhase;
}

/** Settings of {@link watchChain}. */
export interface WatchChainOptions {
  readonly signal: AbortSignal;
  readonly intervalMs?: number;
  /** Told when the chain does not answer; the watch goes on. */
  readonly onError?: (error: unknown) => void;
}

/**
 * The chain's head, now and whenever a block came or time moved the epoch to another phase. Looks twice a
 * second; a chain that is away is looked for until `signal` ends the watch. Nothing is queued: whoever reads
 * late gets the newest head.
 */
export async function* watchChain(
  chain: ChainClient,
  options: WatchChainOptions,
): AsyncGenerator<ChainHead, void, void> {
  const { signal } = options;
  let last = '';
  while (!signal.aborted && !chain.closed) {
    try {
      const head = await readHead(chain);
      const key = `${head.blockNumber} ${head.epoch} ${head.phase}`;
      if (key !== last && !signal.aborted) {
        last = key;
        yield head;
      }
    } catch (error) {
      if (!signal.aborted) options.onError?.(error);
    }
    await sleep(options.intervalMs ?? CHAIN_POLL_MS, undefined, { signal }).catch(() => undefined);
  }
}

async function readHead(chain: ChainClient): Promise<ChainHead> {
  const [blockNumber, chainTime, epoch] = await Promise.all([
    chain.reading(() => chain.public.getBlockNumber({ cacheTime: 0 })),
    readChainTime(chain),
    readCurrentEpoch(chain),
  ]);
  const phase = epoch === 0n ? 'none' : (await readEpoch(chain, epoch)).phase;
  return { blockNumber, chainTime, epoch, phase };
}
