import { z } from 'zod';
import { LANGUAGES } from '../words/language.ts';

/** The page's colours; `system` follows the computer. */
export const THEMES = ['system', 'light', 'dark'] as const;
/** One of the themes. */
export type Theme = (typeof THEMES)[number];

/** Sizes of text; `normal` is 14 pixels for the interface and 16 for answers. */
export const TEXT_SIZES = ['small', 'normal', 'large', 'largest'] as const;

/** How the page looks and speaks. `system` follows the computer. */
export const preferencesSchema = z.object({
  theme: z.enum(THEMES).catch('system'),
  language: z.enum(['system', ...LANGUAGES]).catch('system'),
  textSize: z.enum(TEXT_SIZES).catch('normal'),
  contrast: z.enum(['system', 'more']).catch('system'),
  motion: z.enum(['system', 'none']).catch('system'),
  /** Whether the first page was put away. */
  welcomed: z.boolean().catch(false),
});
/** How the page looks and speaks. */
export type Preferences = z.infer<typeof preferencesSchema>;

/** What a page that was never changed looks like. */
export const DEFAULT_PREFERENCES: Preferences = preferencesSchema.parse({});

const KEY = 'loam-preferences';

/** What was kept from the last time; what cannot be read is as it was at first. */
export function readPreferences(storage: Pick<Storage, 'getItem'>): Preferences {
  try {
    const parsed = preferencesSchema.safeParse(JSON.parse(storage.getItem(KEY) ?? '{}'));
    return parsed.success ? parsed.data : DEFAULT_PREFERENCES;
  } catch {
    return DEFAULT_PREFERENCES;
  }
}

/** Keeps them for the next time. */
export function writePreferences(storage: Pick<Storage, 'setItem'>, preferences: Preferences): void {
  storage.setItem(KEY, JSON.stringify(preferences));
}

/** Puts colours, size of text, contrast and motion into effect; the style sheets read these attributes. */
export function showPreferences(root: HTMLElement, preferences: Preferences, language: string): void {
  root.lang = language;
  const { theme, textSize, contrast, motion } = preferences;
  const attributes = { theme, textSize, contrast, motion };
  for (const [name, value] of Object.entries(attributes)) {
    if (value === 'system' || value === 'normal') delete root.dataset[name];
    else root.dataset[name] = value;
  }
}
