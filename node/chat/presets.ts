import { BUILT_IN_PRESETS, DEFAULT_CHAT_SETTINGS, type Preset } from '../../protocol/api/chat-schemas.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { deletePreset, listPresets, savePreset } from '../database/presets.ts';
import { type NodeContext, newRowId } from '../node-context.ts';
import { MAX_PRESETS } from './limits.ts';
import { samplingOf } from './sampling-of.ts';

const [BALANCED, PRECISE, LIVELY] = BUILT_IN_PRESETS;
const USUAL = samplingOf(DEFAULT_CHAT_SETTINGS);

const BUILT_IN: readonly Preset[] = [
  { id: BALANCED, name: 'Balanced', builtIn: true, systemPrompt: '', sampling: USUAL },
  {
    id: PRECISE,
    name: 'Precise',
    builtIn: true,
    systemPrompt: 'Answer briefly and exactly. Say so when you do not know something.',
    sampling: { ...USUAL, temperature: 0, topP: 1 },
  },
  {
    id: LIVELY,
    name: 'Lively',
    builtIn: true,
    systemPrompt: '',
    sampling: { ...USUAL, temperature: 1, topP: 0.95, repetitionPenalty: 1.15 },
  },
];

/** Kept ways of answering: three that are always there, and the owner's. */
export class Presets {
  readonly #context: NodeContext;

  constructor(context: NodeContext) {
    this.#context = context;
  }

  list(): Preset[] {
    return [...BUILT_IN, ...listPresets(this.#context.db)];
  }

  /** Adds one, or changes the one with this id. @throws LoamError `PRESET_BUILT_IN`, `PRESET_UNKNOWN`, `PRESETS_FULL` */
  save(preset: Omit<Preset, 'builtIn' | 'id'> & { id?: string | undefined }): Preset {
    const own = listPresets(this.#context.db);
    if (preset.id !== undefined) this.#requireOwn(preset.id, own);
    else if (own.length >= MAX_PRESETS) {
      throw new LoamError('PRESETS_FULL', `There are ${MAX_PRESETS} presets already.`, {
        hint: 'Remove one first.',
      });
    }
    const { name, systemPrompt, sampling } = preset;
    const saved = { id: preset.id ?? newRowId(this.#context), name, systemPrompt, sampling };
    savePreset(this.#context.db, saved);
    return { ...saved, builtIn: false };
  }

  /** @throws LoamError `PRESET_BUILT_IN`, `PRESET_UNKNOWN` */
  remove(id: string): void {
    this.#requireOwn(id, listPresets(this.#context.db));
    deletePreset(this.#context.db, id);
  }

  #requireOwn(id: string, own: readonly Preset[]): void {
    if (BUILT_IN.some((preset) => preset.id === id)) {
      throw new LoamError('PRESET_BUILT_IN', 'This preset comes with Loam and stays as it is.', {
        hint: 'Keep your own under another name.',
      });
    }
    if (!own.some((preset) => preset.id === id))
      throw new LoamError('PRESET_UNKNOWN', 'This preset does not exist any more.', {
        hint: 'Choose another.',
      });
  }
}
