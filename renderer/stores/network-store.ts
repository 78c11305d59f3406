import { createStore, type StoreApi } from 'zustand/vanilla';
import type {
  NetworkCosts,
  NetworkLimits,
  NetworkProgress,
  NetworkUse,
  Peer,
} from '../../protocol/api/network-schemas.ts';
import type { LoamError } from '../../protocol/errors/loam-error.ts';
import type { NetworkDescriptor } from '../../protocol/network/network-descriptor.ts';
import type { NodeClient } from '../transport/node-client.ts';
import { fetchError, toLoamError } from './to-loam-error.ts';

/** What the node finds when it looks at itself. */
export type Diagnostics = Awaited<ReturnType<NodeClient['system']['diagnostics']>>;

/** Costs, progress of starting, peers. */
export interface NetworkState {
  readonly costs: NetworkCosts | null;
  /** What sharing may take of this computer, and takes. */
  readonly use: NetworkUse | null;
  /** Steps of starting, in order; empty when it is not being started. */
  readonly steps: readonly NetworkProgress[];
  readonly busy: 'starting' | 'leaving' | null;
  readonly peers: readonly Peer[];
  readonly error: LoamError | null;
  refresh(): Promise<void>;
  start(): Promise<void>;
  join(descriptor: NetworkDescriptor, roles: readonly ('learner' | 'validator')[]): Promise<void>;
  setLimits(limits: NetworkLimits): Promise<void>;
  leave(): Promise<void>;
  /** What works here and what does not, and the file for somebody who helps. */
  examine(): Promise<Diagnostics>;
  dismissError(): void;
}

/** The state of the network store. */
export type NetworkStore = StoreApi<NetworkState>;

/** Store of the network. */
export function createNetworkStore(client: NodeClient): NetworkStore {
  return createStore<NetworkState>((set, get) => {
    const follow = async (begin: () => Promise<AsyncIterable<NetworkProgress>>): Promise<void> => {
      if (get().busy !== null) return;
      set({ busy: 'starting', steps: [], error: null });
      try {
        for await (const step of await begin()) set({ steps: withStep(get().steps, step) });
      } catch (error) {
        // Leaving ends the join; that is no failure.
        const loam = toLoamError(error);
        if (loam.code !== 'NETWORK_LEFT') set({ error: loam });
      } finally {
        set({ busy: null });
        void get().refresh();
      }
    };
    return {
      costs: null,
      use: null,
      steps: [],
      busy: null,
      peers: [],
      error: null,
      refresh: async () => {
        try {
          const [costs, peers, use] = await Promise.all([
            client.network.costs(),
            client.network.peers(),
            client.network.use(),
          ]);
          set({ costs, peers, use });
        } catch (error) {
          set({ error: fetchError(error) });
        }
      },
      start: () => follow(() => client.network.startLocal()),
      join: (descriptor, roles) => follow(() => client.network.join({ descriptor, roles: [...roles] })),
      setLimits: async (limits) => {
        const before = get().use;
        if (before !== null) set({ use: { ...before, limits } });
        try {
          set({ use: await client.network.setLimits(limits) });
        } catch (error) {
          set({ use: before, error: toLoamError(error) });
        }
      },
      leave: async () => {
        // Also while it is being joined: a join that waits for money would never end otherwise.
        if (get().busy === 'leaving') return;
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
      examine: () => client.system.diagnostics(),
      dismissError: () => set({ error: null }),
    };
  });
}

/** The steps so far with `next`: a repeated step takes the place of what it said before. */
export function withStep(
  steps: readonly NetworkProgress[],
  next: NetworkProgress,
): readonly NetworkProgress[] {
  return [...steps.filter(({ step }) => step < next.step), next];
}
