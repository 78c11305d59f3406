import { setTimeout as sleep } from 'node:timers/promises';
import { addTraffic, type DayOfTraffic } from '../database/traffic.ts';
import type { NetworkSession } from '../network/network-session.ts';
import { TRAFFIC_KEPT_MS } from './limits.ts';

/** Adds what the session sends and receives to the day's sums, until it ends and once more then. */
export async function keepTraffic({ context, peers, chain, signal }: NetworkSession): Promise<void> {
  const kept = new Map<DayOfTraffic['kind'], { sentBytes: number; receivedBytes: number }>();
  const keep = (): void => {
    const day = new Date(context.now()).toISOString().slice(0, 10);
    const now = { peers: peers.traffic(), chain: chain.traffic() };
    for (const kind of ['peers', 'chain'] as const) {
      const before = kept.get(kind) ?? { sentBytes: 0, receivedBytes: 0 };
      const sent = now[kind].sentBytes - before.sentBytes;
      const received = now[kind].receivedBytes - before.receivedBytes;
      if (sent > 0 || received > 0) addTraffic(context.db, { day, kind, sent, received });
      kept.set(kind, now[kind]);
    }
  };
  while (!signal.aborted) {
    await sleep(TRAFFIC_KEPT_MS, undefined, { signal }).catch(() => undefined);
    keep();
  }
}
