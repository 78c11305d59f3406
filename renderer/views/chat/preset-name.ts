import {
  BUILT_IN_PRESETS,
  type ChatSettings,
  DEFAULT_CHAT_SETTINGS,
  type Preset,
} from '../../../protocol/api/chat-schemas.ts';
import { chatWords } from '../../words/chat-words.ts';

/** What a preset is called: built-in ones in the page's language. */
export function nameOfPreset(preset: Preset): string {
  return chatWords.settings.builtIn[preset.id] ?? preset.name;
}

/** Whether `settings` are still those of `preset`. */
export function isPreset(settings: ChatSettings, { systemPrompt, sampling }: Preset): boolean {
  return (
    settings.systemPrompt === systemPrompt &&
    (Object.keys(sampling) as (keyof typeof sampling)[]).every((key) => settings[key] === sampling[key])
  );
}

/** The preset that `settings` are, if they are one: the one they came from first, then any. */
export function findPreset(settings: ChatSettings, presets: readonly Preset[]): Preset | undefined {
  const came = presets.find(({ id }) => id === (settings.presetId ?? BUILT_IN_PRESETS[0]));
  if (came !== undefined && isPreset(settings, came)) return came;
  return presets.find((preset) => isPreset(settings, preset));
}

/** What the chip says: the preset's name, or that the settings are nobody else's. */
export function presetName(settings: ChatSettings, presets: readonly Preset[]): string {
  const preset = findPreset(settings, presets);
  if (preset !== undefined) return nameOfPreset(preset);
  return settings === DEFAULT_CHAT_SETTINGS
    ? (chatWords.settings.builtIn[BUILT_IN_PRESETS[0]] ?? '')
    : chatWords.chips.ownPreset;
}
