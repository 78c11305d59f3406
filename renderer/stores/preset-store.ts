import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ChatSettings, Preset } from '../../protocol/api/chat-schemas.ts';
import type { LoamError } from '../../protocol/errors/loam-error.ts';
import type { NodeClient } from '../transport/node-client.ts';
import { fetchError, toLoamError } from './to-loam-error.ts';

/** Kept ways of answering. */
export interface PresetState {
  readonly presets: readonly Preset[];
  readonly error: LoamError | null;
  refresh(): Promise<void>;
  /** Keeps a preset, or changes the one with this id; resolves to it, or to null when it was refused. */
  save(preset: { id?: string; name: string; settings: ChatSettings }): Promise<Preset | null>;
  remove(id: string): Promise<void>;
}

/** The state of the preset store. */
export type PresetStore = StoreApi<PresetState>;

/** Store of presets. */
export function createPresetStore(client: NodeClient): PresetStore {
  return createStore<PresetState>((set, get) => ({
    presets: [],
    error: null,
    refresh: async () => {
      try {
        set({ presets: await client.chat.presets.list(), error: null });
      } catch (error) {
        set({ error: fetchError(error) });
      }
    },
    save: async ({ id, name, settings }) => {
      const { temperature, topP, topK, repetitionPenalty, maxTokens, systemPrompt } = settings;
      try {
        const saved = await client.chat.presets.save({
          ...(id === undefined ? {} : { id }),
          name,
          systemPrompt,
          sampling: { temperature, topP, topK, repetitionPenalty, maxTokens },
        });
        await get().refresh();
        return saved;
      } catch (error) {
        set({ error: toLoamError(error) });
        return null;
      }
    },
    remove: async (id) => {
      try {
        await client.chat.presets.remove({ id });
        await get().refresh();
      } catch (error) {
        set({ error: toLoamError(error) });
      }
    },
  }));
}
