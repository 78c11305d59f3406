import { setTimeout as sleep } from 'node:timers/promises';
import type { ChainClient } from '../../node/chain/chain-client.ts';
import { readCurrentEpoch } from '../../node/chain/reads/read-current-epoch.ts';
import { type ChainPhase, readEpoch } from '../../node/chain/reads/read-epoch.ts';

const POLL_MS = 200;

/** Seconds that an epoch newer than `after` spends in each phase, seen until `signal`. */
export async function clockPhases(
  chain: ChainClient,
  after: bigint,
  signal: AbortSignal,
): Promise<ReadonlyMap<ChainPhase, number>> {
  const seconds = new Map<ChainPhase, number>();
  let last = performance.now();
  let phase: ChainPhase = 'none';
  while (!signal.aborted) {
    const epoch = await readCurrentEpoch(chain);
    const now = performance.now();
    if (phase !== 'none') seconds.set(phase, (seconds.get(phase) ?? 0) + (now - last) / 1_000);
    last = now;
    phase = epoch > after ? (await readEpoch(chain, epoch)).phase : 'none';
    await sleep(POLL_MS, undefined, { signal }).catch(() => undefined);
  }
  return seconds;
}
