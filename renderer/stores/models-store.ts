import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DeviceView, Hardware } from '../../protocol/api/device-schemas.ts';
import type { ModelsView } from '../../protocol/api/models-schemas.ts';
import type { LoamError } from '../../protocol/errors/loam-error.ts';
import type { NodeClient } from '../transport/node-client.ts';
import { fetchError, toLoamError } from './to-loam-error.ts';

/** What a failed step was about, so that its notice stands where the step was begun. */
export type ModelsPlace = 'list' | 'add' | 'folder' | 'device';

/** Models, this computer, and what is being done about them. */
export interface ModelsState {
  readonly view: ModelsView | null;
  readonly device: DeviceView | null;
  /** What the last look at this computer found; null before the first. */
  readonly hardware: Hardware | null;
  readonly checking: boolean;
  /** A step that is waited for. */
  readonly busy: ModelsPlace | null;
  readonly error: { readonly place: ModelsPlace; readonly error: LoamError } | null;
  /** Keeps `view` up to date until the function that it returns is called; for as long as something shows it. */
  follow(): () => void;
  refresh(): Promise<void>;
  use(id: string): Promise<void>;
  download(id: string): Promise<void>;
  pause(id: string): Promise<void>;
  cancel(id: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** True when it was added. */
  addFolder(path: string): Promise<boolean>;
  /** True when its models were added. @param text of a catalogue file */
  addCatalogue(text: string): Promise<boolean>;
  setFolder(path: string, mode: 'move' | 'use'): Promise<boolean>;
  /** Looks at this computer; what it finds shows part by part. */
  check(): Promise<void>;
  refreshDevice(): Promise<void>;
  setThreads(threads: number): Promise<void>;
  dismissError(): void;
}

/** The state of the models store. */
export type ModelsStore = StoreApi<ModelsState>;

/** Store of models and of this computer. */
export function createModelsStore(client: NodeClient): ModelsStore {
  let followers = 0;
  let stop: AbortController | undefined;
  return createStore<ModelsState>((set, get) => {
    const attempt = async (place: ModelsPlace, work: () => Promise<unknown>): Promise<boolean> => {
      if (get().busy !== null) return false;
      set({ busy: place, error: null });
      try {
        await work();
        return true;
      } catch (error) {
        set({ error: { place, error: toLoamError(error) } });
        return false;
      } finally {
        set({ busy: null });
        await get().refresh();
      }
    };
    const watch = async (signal: AbortSignal): Promise<void> => {
      try {
        for await (const view of await client.models.watch(undefined, { signal })) {
          if (signal.aborted) return;
          set({ view });
        }
      } catch (error) {
        // A lost connection is said by the banner; the next refresh follows again.
        if (!signal.aborted && fetchError(error) !== null)
          set({ error: { place: 'list', error: toLoamError(error) } });
      } finally {
        if (stop?.signal === signal) stop = undefined;
      }
    };
    const begin = (): void => {
      if (followers === 0 || stop !== undefined) return;
      stop = new AbortController();
      void watch(stop.signal);
    };
    const list = async (work: () => Promise<unknown>): Promise<void> => {
      await attempt('list', work);
    };
    return {
      view: null,
      device: null,
      hardware: null,
      checking: false,
      busy: null,
      error: null,
      follow: () => {
        followers++;
        begin();
        return () => {
          if (--followers > 0) return;
          stop?.abort();
          stop = undefined;
        };
      },
      refresh: async () => {
        begin();
        try {
          set({ view: await client.models.list() });
        } catch (error) {
          const failure = fetchError(error);
          if (failure !== null) set({ error: { place: 'list', error: failure } });
        }
      },
      use: (id) => list(() => client.models.use({ id })),
      download: (id) => list(() => client.models.download({ id })),
      pause: (id) => list(() => client.models.pause({ id })),
      cancel: (id) => list(() => client.models.cancel({ id })),
      remove: (id) => list(() => client.models.remove({ id })),
      addFolder: (path) => attempt('add', () => client.models.addFolder({ path })),
      addCatalogue: (text) => attempt('add', () => client.models.addCatalogue({ text })),
      setFolder: (path, mode) => attempt('folder', () => client.models.setFolder({ path, mode })),
      check: async () => {
        if (get().checking) return;
        set({ checking: true, hardware: null });
        try {
          for await (const hardware of await client.device.check()) set({ hardware });
        } catch (error) {
          const failure = fetchError(error);
          if (failure !== null) set({ error: { place: 'device', error: failure } });
        } finally {
          set({ checking: false });
          await get().refresh();
        }
      },
      refreshDevice: async () => {
        try {
          set({ device: await client.device.view() });
        } catch (error) {
          const failure = fetchError(error);
          if (failure !== null) set({ error: { place: 'device', error: failure } });
        }
      },
      setThreads: async (threads) => {
        await attempt('device', async () => set({ device: await client.device.setThreads({ threads }) }));
      },
      dismissError: () => set({ error: null }),
    };
  });
}
