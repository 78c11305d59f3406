import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Contribution, ContributionPreview } from '../../protocol/api/learn-schemas.ts';
import type { LoamError } from '../../protocol/errors/loam-error.ts';
import type { NodeClient } from '../transport/node-client.ts';
import { fetchError, toLoamError } from './to-loam-error.ts';

/** What was shared and what is about to be. */
export interface ShareState {
  /** Newest first. */
  readonly contributions: readonly Contribution[];
  /** The run whose preview is open. */
  readonly openRunId: string | null;
  /** Null while it is being made. */
  readonly preview: ContributionPreview | null;
  readonly sending: boolean;
  readonly error: LoamError | null;
  refresh(): Promise<void>;
  openPreview(runId: string): Promise<void>;
  closePreview(): void;
  /** Shares the previewed run; called from the consent button only. */
  consent(): Promise<void>;
  dismissError(): void;
}

/** The state of the share store. */
export type ShareStore = StoreApi<ShareState>;

const SETTLED: ReadonlySet<Contribution['state']> = new Set(['paid', 'rejected', 'unresolved', 'failed']);

/** Store of contributions. They go on in the node; the page only watches. */
export function createShareStore(client: NodeClient): ShareStore {
  const watched = new Set<string>();
  return createStore<ShareState>((set, get) => {
    const take = (contribution: Contribution): void =>
      set({ contributions: withContribution(get().contributions, contribution) });
    const watch = async (id: string): Promise<void> => {
      if (watched.has(id)) return;
      watched.add(id);
      try {
        for await (const contribution of await client.contributions.watch({ id })) take(contribution);
      } catch {
        // The node is away; when it is back, refresh() watches again.
      } finally {
        watched.delete(id);
      }
    };
    return {
      contributions: [],
      openRunId: null,
      preview: null,
      sending: false,
      error: null,
      refresh: async () => {
        try {
          const list = await client.contributions.list();
          set({ contributions: [...list].sort((a, b) => b.createdAt - a.createdAt) });
          for (const { id, state } of list) if (!isSettled(state)) void watch(id);
        } catch (error) {
          set({ error: fetchError(error) });
        }
      },
      openPreview: async (runId) => {
        set({ openRunId: runId, preview: null, error: null });
        try {
          const preview = await client.learn.preview({ runId });
          if (get().openRunId === runId) set({ preview });
        } catch (error) {
          if (get().openRunId === runId) set({ error: toLoamError(error) });
        }
      },
      closePreview: () => set({ openRunId: null, preview: null, error: null }),
      consent: async () => {
        const { preview, sending } = get();
        if (preview === null || sending) return;
        set({ sending: true, error: null });
        try {
          const contribution = await client.learn.contribute({ runId: preview.runId, consent: true });
          take(contribution);
          set({ openRunId: null, preview: null });
          void watch(contribution.id);
        } catch (error) {
          set({ error: toLoamError(error) });
        } finally {
          set({ sending: false });
        }
      },
      dismissError: () => set({ error: null }),
    };
  });
}

/** Whether nothing more will happen to a contribution in `state`. */
export function isSettled(state: Contribution['state']): boolean {
  return SETTLED.has(state);
}

/** The list with `next` in it, in its old place or first. */
export function withContribution(list: readonly Contribution[], next: Contribution): readonly Contribution[] {
  return list.some(({ id }) => id === next.id)
    ? list.map((old) => (old.id === next.id ? next : old))
    : [next, ...list];
}
