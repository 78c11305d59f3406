import type { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { NetworkCosts, NetworkProgress, peerSchema } from '../../protocol/api/network-schemas.ts';
import type { LoamError } from '../../protocol/errors/loam-error.ts';
import type { NodeClient } from '../transport/node-client.ts';
import { fetchError, toLoamError } from './to-loam-error.ts';

/** A connected peer. */
export type Peer = z.infer<typeof peerSchema>;

/** Costs, progress of starting, peers. */
export interface NetworkState {
  readonly costs: NetworkCosts | null;
  /** Steps of starting, in order; empty when it is not being started. */
  readonly steps: readonly NetworkProgress[];
  readonly busy: 'starting' | 'leaving' | null;
  readonly peers: readonly Peer[];
  readonly error: LoamError | null;
  refresh(): Promise<void>;
  start(): Promise<void>;
  leave(): Promise<void>;
  dismissError(): void;
}

/** The state of the network store. */
export type NetworkStore = StoreApi<NetworkState>;

/** Store of the network. */
export function createNetworkStore(client: NodeClient): NetworkStore {
  return createStore<NetworkState>((set, get) => ({
    costs: null,
    steps: [],
    busy: null,
    peers: [],
    error: null,
    refresh: async () => {
      try {
        const [costs, peers] = await Promise.all([client.network.costs(), client.network.peers()]);
        set({ costs, peers });
      } catch (error) {
        set({ error: fetchError(error) });
      }
    },
    start: async () => {
      if (get().busy !== null) return;
      set({ busy: 'starting', steps: [], error: null });
      try {
        for await (const step of await client.network.startLocal())
          set({ steps: withStep(get().steps, step) });
      } catch (error) {
        set({ error: toLoamError(error) });
      } finally {
        set({ busy: null });
        void get().refresh();
      }
    },
    leave: async () => {
      if (get().busy !== null) return;
      set({ busy: 'leaving', error: null });
      try {
        await client.network.leave();
        set({ steps: [], peers: [] });
      } catch (error) {
        set({ error: toLoamError(error) });
      } finally {
        set({ busy: null });
      }
    },
    dismissError: () => set({ error: null }),
  }));
}

/** The steps so far with `next`: a repeated step takes the place of what it said before. */
export function withStep(
  steps: readonly NetworkProgress[],
  next: NetworkProgress,
): readonly NetworkProgress[] {
  return [...steps.filter(({ step }) => step < next.step), next];
}
